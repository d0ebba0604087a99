"""`restore` tells what the log would lose and asks; a script says --yes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator import cli
from facilitator.journal import open_journal, queries
from facilitator.journal.folder import LOG
from facilitator.planning.groups import Group
from tests.builders import START, begin

ROOT = Path(cli.__file__).parents[2]
HELD = START.astimezone().date().isoformat()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log with 6B and then 7A, and a backup from between."""
    journal = open_journal(tmp_path / "data")
    begin(journal, group="6B")
    assert journal.flush(10)
    journal.back_up()
    begin(journal, group="7A")
    assert journal.flush(10)
    journal.close()
    return tmp_path / "data"


def the_backup(data: Path) -> Path:
    (backup,) = (data / "backups").iterdir()
    return backup


def groups(data: Path) -> list[str]:
    journal = open_journal(data)
    found = sorted(row.group for row in queries.sessions(journal))
    journal.close()
    return found


def told_of(said: str) -> None:
    for words in (
        "Säkerhetskopian gjordes 20",
        f"I den finns 1 tillfälle, från {HELD}.",
        "Det här finns i loggen nu men inte i kopian:",
        f"  1 tillfälle, från {HELD}",
    ):
        assert words in said


def test_that_it_tells_and_refuses_where_nobody_can_answer(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / LOG).read_bytes()
    assert cli.run(["--data", str(data), "restore", str(the_backup(data))]) == cli.WRONG_USAGE
    said = capsys.readouterr()
    told_of(said.out)
    assert "--yes" in said.err
    assert (data / LOG).read_bytes() == before
    assert not list(data.glob("*-2*"))


def test_that_it_is_done_with_yes_and_the_whole_log_is_kept_under_an_honest_name(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--data", str(data), "restore", "--yes", str(the_backup(data))]) == cli.DONE
    said = capsys.readouterr().out
    told_of(said)
    (kept,) = data.glob("*-2*")
    assert kept.name.startswith("replaced-")
    assert str(kept) in said
    assert groups(data) == ["6B"]
    assert groups(kept) == ["6B", "7A"]
    assert cli.run(["--data", str(data), "restore", "--yes", str(the_backup(data))]) == cli.DONE
    said = capsys.readouterr().out
    assert "I loggen finns nu inget tillfälle och ingen rad i en plan som inte finns i kopian." in said


def test_that_groups_and_breaks_that_nobody_has_led_with_are_not_said_to_be_in_the_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    journal = open_journal(data)
    begin(journal, group="6B")
    assert journal.flush(10)
    journal.back_up()
    queries.save_group(journal, Group(code="9C", people=24))
    journal.close()
    assert cli.run(["--data", str(data), "restore", "--yes", str(the_backup(data))]) == cli.DONE
    said = capsys.readouterr().out
    assert "inget som inte finns i kopian" not in said
    assert "Grupper, lov och det som har tagits emot om en grupp blir också som de var då." in said
    journal = open_journal(data)
    assert [one.code for one in queries.groups(journal)] == []
    journal.close()


def test_that_a_script_gets_figures(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup = str(the_backup(data))
    none = {"count": 0, "newest": None}
    one = {"session": {"count": 1, "newest": HELD}, "occasion": none, "plan": none}
    assert cli.run(["--data", str(data), "restore", "--json"]) == cli.DONE
    (listed,) = json.loads(capsys.readouterr().out)["backups"]
    assert listed["file"] == backup
    assert cli.run(["--data", str(data), "restore", backup, "--json"]) == cli.WRONG_USAGE
    asked = json.loads(capsys.readouterr().out)
    assert (asked["ok"], asked["holds"], asked["loses"]) == (False, one, one)
    assert "--yes" in asked["trouble"]
    assert groups(data) == ["6B", "7A"]
    assert cli.run(["--data", str(data), "restore", backup, "--json", "--yes"]) == cli.DONE
    done = json.loads(capsys.readouterr().out)
    assert (done["ok"], done["made"], done["holds"], done["loses"]) == (True, listed["made"], one, one)
    assert groups(Path(done["kept"])) == ["6B", "7A"]
    assert groups(data) == ["6B"]


def test_that_a_log_that_cannot_be_read_is_told_of_and_one_that_is_gone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--data", str(data), "restore", "--yes", str(the_backup(data))]
    (data / LOG).write_bytes(b"ruined")
    assert cli.run(asked) == cli.DONE
    said = capsys.readouterr().out
    assert "Loggen som den är nu går inte att läsa" in said
    assert "damaged-" in said
    (data / LOG).unlink()
    assert cli.run(asked) == cli.DONE
    assert "Loggen som den var innan" not in capsys.readouterr().out
    assert groups(data) == ["6B"]


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of the test's own")
@pytest.mark.parametrize(
    ("answer", "code", "left"), [("ja", cli.DONE, ["6B"]), ("", cli.REFUSED, ["6B", "7A"]), ("nej", cli.REFUSED, ["6B", "7A"])]
)  # fmt: skip
def test_that_somebody_at_a_terminal_is_asked(data: Path, answer: str, code: int, left: list[str]) -> None:
    ours, theirs = os.openpty()
    arguments = [sys.executable, "-m", "facilitator", "--data", str(data), "restore", str(the_backup(data))]
    run = subprocess.Popen(
        arguments, cwd=ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())
    out, err = run.communicate(timeout=60)
    os.close(ours)
    assert (run.returncode, err) == (code, "")
    told_of(out)
    assert "Svara ja eller nej" in out
    assert ("Ingenting har ändrats." in out) == (code == cli.REFUSED)
    assert groups(data) == left
