"""`doctor` on a log that cannot be opened: what is wrong, which backup is newest, and nothing touched."""

import json
import shutil
from pathlib import Path

import pytest

from facilitator import cli
from facilitator.journal import open_apart, open_journal
from facilitator.journal.folder import LOG
from facilitator.planning import days
from tests.builders import begin
from tests.patience import PATIENCE_S


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    journal = open_journal(tmp_path)
    journal.back_up()
    journal.close()
    content = bytearray((tmp_path / LOG).read_bytes())
    content[4096:8192] = bytes(4096)
    (tmp_path / LOG).write_bytes(content)
    return tmp_path


def test_that_the_faults_and_the_newest_backup_are_listed(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (damaged / LOG).read_bytes()
    assert cli.run(["--data", str(damaged), "doctor"]) == cli.NOT_IN_ORDER
    said = capsys.readouterr()
    (backup,) = (damaged / "backups").glob("*.db")
    assert str(backup) in said.out
    assert "doctor" not in said.out + said.err, "nobody is sent to where he is"
    assert (damaged / LOG).read_bytes() == before


def test_that_no_backup_is_promised_where_there_is_none(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(damaged / "backups")
    assert cli.run(["--data", str(damaged), "doctor", "--json"]) == cli.NOT_IN_ORDER
    answer = json.loads(capsys.readouterr().out)
    assert not answer["ok"]
    assert answer["findings"]
    assert answer["newest_backup"] is None
    assert cli.run(["--data", str(damaged), "export", str(damaged / "out")]) == cli.REFUSED
    assert "backups" not in capsys.readouterr().err


def test_that_people_are_sent_to_the_command_they_used(
    damaged: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSLEDAREN_COMMAND", "python3 tools/start.py")
    cli.run(["--data", str(damaged), "export", str(damaged / "out")])
    said = capsys.readouterr().err
    assert "python3 tools/start.py doctor" in said
    assert "facilitator doctor" not in said


def test_that_lessons_led_without_the_log_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    other = open_apart(data)
    session = begin(other, group="7A").session.id
    assert other.flush(PATIENCE_S)
    other.close()
    folder = str(other.path.parent)
    assert cli.run(["--data", str(data), "doctor"]) == cli.DONE
    said = capsys.readouterr().out
    assert folder in said
    assert "7A" in said
    assert cli.run(["--data", str(data), "doctor", "--json"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["led_without_log"] == {folder: [session]}
    content = bytearray((data / LOG).read_bytes())
    content[4096:8192] = bytes(4096)
    (data / LOG).write_bytes(content)
    assert cli.run(["--data", str(data), "doctor"]) == cli.NOT_IN_ORDER
    assert folder in capsys.readouterr().out
    assert cli.run(["--data", str(data), "doctor", "--json"]) == cli.NOT_IN_ORDER
    assert json.loads(capsys.readouterr().out)["led_without_log"] == [folder]


def test_that_a_clock_that_has_lost_its_time_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days, "FIRST_YEAR", 9999)  # as if today were long before the program
    assert cli.run(["--data", str(tmp_path), "doctor"]) == cli.DONE
    assert "klocka" in capsys.readouterr().out
