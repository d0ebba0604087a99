"""`move`, `restore` and what `doctor` tells of the computer: policy, places and quiet."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from facilitator import cli, paths, policy
from facilitator.journal import open_journal, queries
from facilitator.journal.backups import backup
from facilitator.journal.folder import LOG
from tests.builders import begin
from tests.patience import PATIENCE_S

FROM_RIGHT = Path(__file__).parents[1] / "packs" / "arabiska"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """This user's own folder, on a computer whose policy is a file of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr(policy, "machine_file", lambda: tmp_path / policy.FILE_NAME)
    (tmp_path / "share").mkdir()
    policy.in_force.cache_clear()
    journal = open_journal(paths.default_data_dir())
    begin(journal, group="6B")
    assert journal.flush(PATIENCE_S)
    journal.close()
    yield paths.default_data_dir()
    policy.in_force.cache_clear()


def test_that_doctor_tells_how_quiet_the_program_is(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["doctor"]) == cli.DONE
    said = capsys.readouterr().out
    for words in (
        "Öppna nätverksanslutningar nu: 0",
        "SQLite",
        "Loggen ligger på den här datorn",
        "all",
        "ligger mappen med loggen kvar",
    ):
        assert words in said
    assert cli.run(["doctor", "--json"]) == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    assert answer["report"]["Bestämt för den här datorn"] == ["Ingenting: var och en väljer."]
    assert answer["policy_faults"] == []


def test_that_doctor_tells_of_a_policy_and_of_its_faults(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / policy.FILE_NAME).write_text('text_size = 1.4\nlanguage = "de"\n', encoding="utf-8")
    policy.in_force.cache_clear()
    assert cli.run(["doctor"]) == cli.DONE
    said = capsys.readouterr().out
    assert "Textstorlek på datorn: 140 %" in said
    assert "language går inte att använda" in said
    assert cli.run(["doctor", "--json"]) == cli.DONE
    assert len(json.loads(capsys.readouterr().out)["policy_faults"]) == 1


def test_that_the_policys_language_holds_for_the_command_line(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / policy.FILE_NAME).write_text('language = "en"\n', encoding="utf-8")
    policy.in_force.cache_clear()
    assert cli.run(["doctor"]) == cli.DONE
    assert "All is in order." in capsys.readouterr().out


def test_that_lessons_with_another_fingerprint_are_refused_on_the_command_line_too(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pass").mkdir()
    decided = f'content_pack = "{tmp_path / "pass"}"\ncontent_sha256 = "{"a" * 64}"\n'
    (tmp_path / policy.FILE_NAME).write_text(decided, encoding="utf-8")
    policy.in_force.cache_clear()
    assert cli.run(["check", str(paths.scenarios_dir() / "glossary.toml")]) == cli.DONE
    assert "fingeravtryck" in capsys.readouterr().err
    assert paths.scenarios_dir() == paths.bundle_root() / "scenarios"
    assert cli.run(["doctor"]) == cli.DONE
    assert "är inte de som är bestämda" in capsys.readouterr().out, (
        "in the report too, which is what is sent on"
    )


def test_that_the_self_test_is_passed_with_lessons_that_no_pdf_can_show(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "--sha256", str(FROM_RIGHT)]) == cli.DONE
    sha = capsys.readouterr().out.strip()
    decided = f'content_pack = "{FROM_RIGHT}"\ncontent_sha256 = "{sha}"\n'
    (tmp_path / policy.FILE_NAME).write_text(decided, encoding="utf-8")
    policy.in_force.cache_clear()
    try:
        assert cli.run(["selftest"]) == cli.DONE
        assert paths.scenarios_dir() == FROM_RIGHT
    finally:
        paths.use_content(None)
    answer = json.loads(capsys.readouterr().out)
    assert {name: check["wrong"] for name, check in answer["checks"].items() if not check["ok"]} == {}


def test_that_the_folder_is_moved(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["move", str(tmp_path)]) == cli.DONE
    assert str(tmp_path / "Passledaren") in capsys.readouterr().out
    assert (tmp_path / "Passledaren" / LOG).is_file()
    assert cli.run(["move", str(tmp_path / "Dropbox")]) == cli.REFUSED
    assert "moln" in capsys.readouterr().err


def test_that_backups_are_listed_and_one_is_brought_back(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = open_journal(data)
    made = journal.back_up()
    begin(journal, group="7A")
    assert journal.flush(PATIENCE_S)
    journal.close()
    assert cli.run(["restore"]) == cli.DONE
    assert capsys.readouterr().out.split() == [str(made)]
    assert cli.run(["restore", "--yes", str(made)]) == cli.DONE
    journal = open_journal(data)
    assert [row.group for row in queries.sessions(journal)] == ["6B"]
    journal.close()


def test_that_backups_also_go_to_the_second_place_and_catch_up_when_it_was_away(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "server"
    (tmp_path / policy.FILE_NAME).write_text(f'backup_folder = "{second}"\n', encoding="utf-8")
    policy.in_force.cache_clear()
    journal = open_journal(data)
    journal.back_up()
    journal.close()
    assert cli.run(["doctor"]) == cli.DONE
    assert "saknas 1 säkerhetskopia:" in capsys.readouterr().out
    second.mkdir()
    journal = open_journal(data)
    folder = backup.elsewhere(journal.device)
    assert folder is not None
    folder.mkdir()
    (folder / ".passledaren-20261123T080000.000000Z.db.7-7").write_bytes(
        b"half-made when the program was killed"
    )
    journal.back_up()
    journal.close()
    assert folder.parent == second
    kept = {one.name: one.read_bytes() for one in backup.all_of(data)}
    assert len(kept) == 2
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == kept
    assert cli.run(["doctor"]) == cli.DONE
    assert f"Alla ligger också i {folder}" in capsys.readouterr().out


def test_that_only_a_whole_backup_that_this_program_knows_is_brought_back(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = (data / LOG).read_bytes()
    newer, text = tmp_path / "newer.db", tmp_path / "text.db"
    newer.write_bytes(log)
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute("PRAGMA user_version = 99")
        raw.commit()
    text.write_text("Kära alla", encoding="utf-8")
    for place, words, code in (
        (tmp_path, "Det är en mapp", cli.REFUSED),
        (newer, "nyare version", cli.NOT_IN_ORDER),
        (text, "ingen hel säkerhetskopia", cli.NOT_IN_ORDER),
    ):
        assert cli.run(["restore", str(place)]) == code
        said = capsys.readouterr().err
        assert words in said
        assert f"({place})" in said
        assert "Loggen är skadad" not in said
        assert (data / LOG).read_bytes() == log
    assert not list(data.glob("damaged-*"))
    assert not list(data.glob(".*restored"))


def test_that_a_list_of_no_backups_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["restore"]) == cli.DONE
    assert f"Det finns inga säkerhetskopior i {data / backup.FOLDER} än." in capsys.readouterr().out


def test_that_a_folder_that_could_not_be_moved_is_not_told_of_as_moved(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--data", str(tmp_path / "other"), "move", str(tmp_path / "other")]) == cli.REFUSED
    assert "--data" not in capsys.readouterr().err
