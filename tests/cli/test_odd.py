"""Odd arguments and odd surroundings: every refusal says what, where and what to do, in Swedish and without a traceback."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest
from sqlalchemy import update

from facilitator import cli, i18n
from facilitator.__main__ import main
from facilitator.journal import open_journal
from facilitator.journal.folder import LOCK, LOG
from facilitator.journal.queries import save_group
from facilitator.journal.tables import schema
from facilitator.planning.groups import Group
from tests.exchange.laptops import laptop, led

ROOT = Path(cli.__file__).parents[2]
LONG = "a" * 300
NOBODY = 65534
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="Windows has no such thing")


@pytest.fixture(autouse=True)
def swedish() -> None:
    i18n.set_language("sv")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log with the group 6B, in a folder whose name is not ASCII."""
    folder = tmp_path / "åäö 日本"
    journal = open_journal(folder)
    save_group(journal, Group(code="6B", people=24, school="", active=True))
    journal.close()
    return folder


def program(
    *arguments: str | Path, out: int = subprocess.PIPE, around: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own, with Python's usual buffering and nothing to show a window on."""
    kept = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONUNBUFFERED", "PYTHONUTF8")
    known = {name: value for name, value in os.environ.items() if name not in kept}
    return subprocess.run(
        [sys.executable, "-m", "facilitator", *map(str, arguments)], cwd=ROOT, stdout=out, stderr=subprocess.PIPE,
        env={**known, **(around or {})}, timeout=60, check=False,
    )  # fmt: skip


def explained(said: bytes, *words: str) -> None:
    text = said.decode("utf-8", "replace")
    assert "Traceback" not in text
    assert "Exception ignored" not in text
    for word in words:
        assert word in text


@pytest.mark.parametrize("command", [["doctor"], ["export", "ut"], ["demo"], ["handover", "6B"]])
def test_that_a_data_folder_that_cannot_be_one_is_explained(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    for place, words in (("fil", "ligger redan något annat"), (LONG, "Sökvägen är för lång")):
        assert cli.run(["--data", str(tmp_path / place), *command]) == cli.REFUSED
        said = capsys.readouterr().err
        assert words in said
        assert str(tmp_path / place) in said


@POSIX_ONLY
@pytest.mark.parametrize("command", [["doctor"], ["export", "ut"], ["plan"], ["demo"]])
def test_that_a_data_folder_that_leads_round_in_a_circle_is_explained(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    circle = tmp_path / "data"
    circle.symlink_to(circle)
    assert cli.run(["--data", str(circle), *command]) == cli.REFUSED
    said = capsys.readouterr().err
    assert "ligger redan något annat" in said
    assert str(circle) in said


def test_that_an_empty_name_is_never_the_users_own_log(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.run(["--data", "", "doctor"])
    assert left.value.code == cli.WRONG_USAGE
    assert "mappen har inget namn" in capsys.readouterr().err


@pytest.mark.parametrize(
    "size", ["²00x200", "9" * 5000 + "x1", "1920", "x", "-1x-1", "1920x1080x2", "٣٢٠x٢٤٠"]
)
def test_that_a_size_that_is_none_is_explained(
    size: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["render", "mvp-03", str(tmp_path), f"--size={size}"]) == cli.WRONG_USAGE
    assert "1920x1080" in capsys.readouterr().err


def test_that_a_handover_never_takes_the_place_of_something_else(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "brev.docx"
    letter.write_text("Kära alla", encoding="utf-8")
    for place in (letter, tmp_path):
        assert cli.run(["--data", str(data), "handover", "6B", "--out", str(place)]) == cli.REFUSED
        said = capsys.readouterr().err
        assert f"({place})" in said
        assert ".passpaket" in said
    assert letter.read_text(encoding="utf-8") == "Kära alla"


def test_that_json_is_answered_also_when_something_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    commands = [
        ["check", "--json", str(tmp_path / LONG)],
        ["--data", str(tmp_path / LONG), "doctor", "--json"],
    ]
    if sys.platform not in ("win32", "darwin"):
        commands.append(["screens", "--json"])
    for command in commands:
        assert cli.run(command) != cli.DONE
        answer = json.loads(capsys.readouterr().out)
        assert not answer["ok"]
        assert answer["trouble"]


@contextmanager
def shut(folder: Path) -> Iterator[None]:
    """A folder that nobody may open meanwhile."""
    folder.mkdir(mode=0)
    as_root = os.geteuid() == 0
    if as_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if as_root:
            os.seteuid(0)
        folder.chmod(0o700)


@POSIX_ONLY
def test_that_a_folder_behind_a_closed_door_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = tmp_path / "stängd"
    with shut(closed):
        assert cli.run(["--data", str(closed / "data"), "doctor"]) == cli.REFUSED
    said = capsys.readouterr().err
    assert "får inte skriva" in said
    assert str(closed) in said


@POSIX_ONLY
def test_that_backups_behind_a_closed_door_are_not_said_to_be_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with tempfile.TemporaryDirectory() as place:  # whoever looks gets as far as the door
        Path(place).chmod(0o755)
        with shut(Path(place) / "backups"):
            assert cli.run(["--data", place, "restore"]) == cli.REFUSED
    told = capsys.readouterr()
    assert "backups" in told.err
    assert "får inte läsa" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    "encoding",
    [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1252"}],
)
def test_that_a_terminal_that_cannot_show_a_letter_gets_the_rest(
    data: Path, encoding: dict[str, str]
) -> None:
    for command in (["--data", data, "doctor"], ["--help"], ["--data", data, "handover", "6B"]):
        done = program(*command, around=encoding)
        explained(done.stderr)
        assert done.returncode == 0
        assert len(done.stdout) > 40


@POSIX_ONLY
def test_that_a_system_that_cannot_write_a_letter_in_the_name_of_a_file_is_explained(tmp_path: Path) -> None:
    around = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = program("--data", tmp_path, "print", "--reserve", around=around)
    assert done.returncode == cli.REFUSED
    explained(done.stderr, "LANG=sv_SE.UTF-8")


@POSIX_ONLY
def test_that_a_folder_that_is_gone_under_ones_feet_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "borta"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cli.run(["check", "."]) == cli.REFUSED
    assert "(.)" in capsys.readouterr().err


@POSIX_ONLY
def test_that_a_name_that_is_no_text_can_be_told(tmp_path: Path) -> None:
    place = Path(os.fsdecode(bytes(tmp_path) + b"/b\xff"))
    done = program("--data", place, "doctor", "--json", around={"PYTHONIOENCODING": "utf-8:strict"})
    explained(done.stderr)
    assert json.loads(done.stdout)["ok"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", [["--help"], ["check", "--json"]])
def test_that_an_output_without_room_is_explained(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program(*command, out=full.fileno())
    assert done.returncode == cli.REFUSED
    explained(done.stderr, "Disken är full")


def test_that_a_reader_who_has_had_enough_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    done = program("check", "--json", out=write)
    os.close(write)
    assert done.returncode == cli.DONE
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "finns-inte"}])
def test_that_no_display_is_explained(data: Path, display: dict[str, str]) -> None:
    for command in (["--data", data], ["screens"], ["--data", data, "rehearse", "mvp-01"]):
        done = program(*command, around=display)
        assert done.returncode == cli.REFUSED
        explained(done.stderr, "kärm")


def test_that_a_screen_that_is_not_there_is_told_of() -> None:
    done = program("--screen", "Kylskåp", "screens", around={"QT_QPA_PLATFORM": "offscreen"})
    explained(done.stderr, "Det finns ingen skärm som heter Kylskåp")


def test_that_a_folder_in_the_place_of_the_lock_is_named(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / LOCK).unlink()
    (data / LOCK).mkdir()
    assert cli.run(["--data", str(data), "doctor"]) == cli.REFUSED
    assert str(data / LOCK) in capsys.readouterr().err


def test_that_exported_files_are_read_back_and_come_out_the_same(tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    assert program("--data", tmp_path / "data", "demo").returncode == 0
    assert program("--data", tmp_path / "data", "export", first).returncode == 0
    done = program("--data", tmp_path / "other", "import", first)
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"tillfällen har lästs in från {first}" in done.stdout.decode()
    assert "tillfällen utan programmet har också lästs in." in done.stdout.decode()
    assert program("--data", tmp_path / "other", "export", again).returncode == 0
    assert {file.name: file.read_bytes() for file in first.iterdir()} == {
        file.name: file.read_bytes() for file in again.iterdir()
    }
    twice = program("--data", tmp_path / "other", "import", first)
    assert (twice.returncode, twice.stdout) == (3, b"")
    assert "Läs in filerna i en tom datamapp." in twice.stderr.decode()


def test_that_what_is_no_exported_set_is_refused_with_what_to_do(tmp_path: Path, data: Path) -> None:
    package = tmp_path / "skolan.passpaket"
    assert program("--data", data, "export", "--package", package).returncode == 0
    for place in (tmp_path, package):
        done = program("--data", tmp_path / "other", "import", place)
        assert (done.returncode, done.stdout) == (1, b"")
        assert str(place) in done.stderr.decode()
        assert "datapackage.json" in done.stderr.decode()


NAMELESS = [
    ["check", ""], ["check", "--sha256", ""], ["check", "--schema", ""], ["render", "mvp-03", ""],
    ["render", "--all", ""], ["render", "--map", "mvp", ""], ["print", "guide", "mvp-03", "--out", ""], ["export", ""],
    ["export", "--xlsx", ""], ["merge", ""], ["receive", ""], ["report", "board", "--out", ""], ["plan", "--ics", ""],
    ["demo", "--packages", "2", ""], ["move", ""], ["restore", ""], ["retention", "--carry-out", ""], ["take", ""],
]  # fmt: skip


@pytest.mark.parametrize("command", NAMELESS, ids=" ".join)
def test_that_an_empty_name_is_never_where_one_stands(
    command: list[str],
    data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    with pytest.raises(SystemExit) as left:
        cli.run(["--data", str(data), *command])
    assert left.value.code == cli.WRONG_USAGE
    assert "har inget namn" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_that_a_file_in_the_place_of_a_folder_is_told_of(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fil"
    file.write_text("", encoding="utf-8")
    for command in (["check", "--sha256", file], ["render", "--all", file], ["export", file / "ut"]):
        assert cli.run(["--data", str(data), *map(str, command)]) == cli.REFUSED
        said = capsys.readouterr().err
        assert "leder till en fil" in said
        assert str(file) in said
    assert cli.run(["--data", str(data), "receive", str(tmp_path)]) == cli.REFUSED
    assert f"Det är en mapp, men det skulle vara en fil. ({tmp_path})" in capsys.readouterr().err


@POSIX_ONLY
def test_that_the_fingerprint_of_what_is_no_plain_file_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pass").mkdir()
    odd = tmp_path / "pass" / "genväg.toml"
    odd.symlink_to("/dev/null")
    assert cli.run(["check", "--sha256", str(tmp_path / "pass")]) == cli.REFUSED
    assert f"genväg.toml är ingen vanlig fil. ({odd})" in capsys.readouterr().err


def test_that_a_computer_that_names_no_folder_of_ones_own_is_told_of(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(*_arguments: object, **_more: object) -> str:
        """As for a user of a number alone, without HOME."""
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(platformdirs, "user_data_dir", unknown)
    assert cli.run(["doctor"]) == cli.REFUSED
    said = capsys.readouterr().err
    assert "inte var din egen mapp ligger" in said
    assert "--data" in said
    for command in (["doctor"], ["lessons"], ["move", str(tmp_path)]):
        assert cli.run(["--data", str(data), *command]) == cli.DONE
    with pytest.raises(SystemExit) as left:
        cli.run(["--version"])
    assert left.value.code == cli.DONE


@POSIX_ONLY
def test_that_a_pipe_is_no_package_and_no_backup(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "rör.passpaket"
    os.mkfifo(pipe)
    for command in ("merge", "receive", "restore"):
        assert cli.run(["--data", str(data), command, str(pipe)]) == cli.NOT_IN_ORDER
        assert f"({pipe})" in capsys.readouterr().err


def test_that_what_is_no_set_of_files_is_told_as_what_it_is(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ut"
    assert cli.run(["--data", str(data), "export", str(folder)]) == cli.DONE
    assert cli.run(["--data", str(data), "import", str(folder / "sessions.csv")]) == cli.NOT_IN_ORDER
    assert "Här finns inga exporterade CSV-filer." in capsys.readouterr().err
    (folder / "steps.csv").unlink()
    if os.name == "posix":
        os.mkfifo(folder / "steps.csv")  # it would be waited for without end
    else:
        (folder / "steps.csv").mkdir()
    assert cli.run(["--data", str(data), "import", str(folder)]) == cli.NOT_IN_ORDER
    assert f"inte så som de exporterades. ({folder / 'steps.csv'})" in capsys.readouterr().err


def test_that_a_folder_without_packages_says_so(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--data", str(data), "merge", str(tmp_path)]) == cli.DONE
    assert "Där fanns inget paket." in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", [["report", "group", "--group", "9X"], ["report", "school", "--school", "Almskolan"], ["plan", "--group", "9X"]]
)  # fmt: skip
def test_that_a_group_or_school_that_the_log_does_not_know_is_told_of(
    command: list[str], data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rapport.pdf"
    rest = ["--out", str(out)] if command[0] == "report" else []
    assert cli.run(["--data", str(data), *command, *rest]) == cli.NOT_IN_ORDER
    assert f"inget om {command[-1]}." in capsys.readouterr().err
    assert not out.exists()
    known = [*command[:-1], "6B"] if "--group" in command else command[:-2]
    assert cli.run(["--data", str(data), *known, *rest]) == cli.DONE


@pytest.mark.parametrize(
    "command",
    [
        ["plan", "--group"],
        ["report", "group", "--out", "OUT", "--group"],
        ["report", "school", "--out", "OUT", "--school"],
        ["retention", "--decision", "BUN 2026/5", "--decided", "2026-03-02", "--group"],
        ["print", "--out", "OUT", "own-board"],
    ],
)
def test_that_a_name_in_signs_that_are_no_letters_is_only_unknown(
    command: list[str], data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word.replace("OUT", str(tmp_path / "x.pdf")) for word in command]
    assert cli.run(["--data", str(data), *words, "6\udcc5"]) == cli.NOT_IN_ORDER
    assert "I loggen finns inget om 6\N{REPLACEMENT CHARACTER}." in capsys.readouterr().err


def test_that_only_a_package_can_begin_where_the_last_one_ended(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--data", str(data), "export", "--since-last", str(tmp_path / "ut")]) == cli.WRONG_USAGE
    assert "--package" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


def test_that_a_removal_without_a_decision_answers_with_json_too(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--data", str(data), "retention", "--json"]) == cli.WRONG_USAGE
    answer = json.loads(capsys.readouterr().out)
    assert not answer["ok"]
    assert "diarienummer" in answer["trouble"]


@POSIX_ONLY
def test_that_a_reader_who_has_had_enough_is_no_trouble_for_the_papers(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = program("--data", tmp_path, "print", "--reserve", out=writes, around={"PYTHONUNBUFFERED": "1"})
    os.close(writes)
    assert (done.returncode, done.stderr) == (cli.DONE, b"")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings all that it needs")
@pytest.mark.parametrize("command", [[], ["render", "mvp-03", "OUT"]])
def test_that_a_library_that_the_computer_lacks_is_explained(
    data: Path, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libEGL.so.1").touch()
    around = {"LD_LIBRARY_PATH": str(tmp_path / "lib"), "QT_QPA_PLATFORM": "offscreen"}
    words = [word.replace("OUT", str(tmp_path / "ut")) for word in command]
    run = program("--data", data, *words, around=around)
    assert run.returncode == cli.REFUSED
    explained(run.stderr, "libEGL.so.1", "Låt den som sköter datorn installera den.")


@pytest.mark.parametrize(
    "command",
    [
        ["plan"],
        ["print", "year", "--out"],
        ["report", "leader", "--out"],
        ["report", "group", "--out"],
        ["export"],
    ],
)
def test_that_a_time_that_no_calendar_has_is_told_of_as_damage(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with laptop(tmp_path / "data") as journal:
        led(journal, began=datetime.now(UTC))
        with journal.database.writing() as connection:
            connection.execute(update(schema.session).values(utc_offset_min=99999))
    words = [*command, str(tmp_path / "x.pdf")] if command[-1] in ("--out", "export") else command
    assert cli.run(["--data", str(tmp_path / "data"), *words]) == cli.REFUSED
    assert "Loggen är skadad" in capsys.readouterr().err


def test_that_a_damaged_log_is_the_surroundings_though_the_files_were_to_lie_above_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "passledaren.db").write_text("Kära alla", encoding="utf-8")
    assert cli.run(["--data", str(data), "export", str(tmp_path)]) == cli.REFUSED
    assert "passledaren.db" in capsys.readouterr().err


def test_that_whoever_stops_it_while_it_starts_is_shown_nothing_of_its_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Stopping:
        def find_spec(self, *_asked: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "facilitator.cli")
    monkeypatch.setattr(sys, "meta_path", [Stopping(), *sys.meta_path])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == cli.REFUSED


@pytest.mark.parametrize(
    "command",
    [
        ["export", "ut"], ["export", "--xlsx", "ut.xlsx"], ["export", "--package", "ut.passpaket"],
        ["report", "board", "--out", "ut.pdf"], ["plan"], ["handover", "6B"], ["merge", ".", "--preview"],
        ["retention", "--record"], ["print", "year", "--out", "ar.pdf"],
    ],
)  # fmt: skip
def test_that_the_command_that_first_opens_a_log_tells_how_it_was_left(
    data: Path, tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (data / f"{LOG}-wal").write_bytes(b"no side file of this log")
    cli.run(["--data", str(data), *command])
    said = capsys.readouterr().err
    assert "En lös fil låg bredvid loggen" in said
    cli.run(["--data", str(data), *command])
    assert "En lös fil" not in capsys.readouterr().err
