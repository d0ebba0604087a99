"""Moving the data folder: whole and compared or not at all, and found again at the next start."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import app, paths, places, settings
from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import moving, open_apart, open_journal, queries
from facilitator.journal.folder import LOG
from tests.builders import begin
from tests.patience import PATIENCE_S

MOUNTED = "1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / {place} rw - cifs b rw\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user whose own folder lies below `tmp_path`."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    yield tmp_path
    assert not list(tmp_path.rglob(".moving-*"))


@pytest.fixture
def used(home: Path) -> Path:
    """The user's own folder, with a session, a backup and settings."""
    data = paths.default_data_dir()
    assert data.is_relative_to(home)
    data.parent.mkdir()
    journal = open_journal(data)
    begin(journal, group="6B")
    assert journal.flush(PATIENCE_S)
    journal.back_up()
    journal.close()
    settings.Settings(data).change(settings.TEXT_SIZE, 1.4)
    return data


def groups(data: Path) -> list[str]:
    journal = open_journal(data)
    found = [row.group for row in queries.sessions(journal)]
    journal.close()
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_that_everything_is_moved_and_found_at_the_next_start(used: Path, home: Path) -> None:
    target = moving.place_in(home)
    before = (used / LOG).read_bytes()
    assert moving.move(used, target) == home / "Passledaren"
    assert (target / LOG).read_bytes() == before
    assert paths.default_data_dir() == target
    assert groups(target) == ["6B"]
    assert settings.peek(target, settings.TEXT_SIZE) == 1.4
    assert len(list((target / "backups").iterdir())) == 1
    assert {p.name for p in used.iterdir()} <= {
        "passledaren.lock",
        "passledaren.ballast",
        paths.MOVED,
        "window.lock",
    }
    assert moving.move(target, used) == used, "and back again"
    assert paths.default_data_dir() == used
    assert groups(used) == ["6B"]


def test_that_a_moved_folder_that_is_away_is_told_of_and_not_made_anew(used: Path, home: Path) -> None:
    (home / "usb").mkdir()
    target = moving.move(used, moving.place_in(home / "usb"))
    target.rename(home / "utdragen")
    lock = app.take_lock(target)
    assert lock is not None
    with pytest.raises(WorldTrouble) as told:
        open_journal(target)
    assert told.value.kind is Trouble.MISSING
    assert not target.exists()


def test_that_a_log_that_is_open_or_damaged_stays_where_it_is(used: Path, home: Path) -> None:
    journal = open_journal(used)
    with pytest.raises(WorldTrouble) as told:
        moving.move(used, home / "Passledaren")
    assert told.value.kind is Trouble.LOCKED
    journal.close()
    content = bytearray((used / LOG).read_bytes())
    content[4096:8192] = bytes(4096)
    (used / LOG).write_bytes(content)
    before = files(used)
    with pytest.raises(WorldTrouble) as told:
        moving.move(used, home / "Passledaren")
    assert told.value.kind is Trouble.DAMAGED
    assert files(used) == before
    assert list((home / "Passledaren").iterdir()) == []
    assert paths.default_data_dir() == used


def test_that_a_place_that_is_not_safe_or_not_empty_is_refused(used: Path, home: Path) -> None:
    before = files(used)
    (home / "upptaget").mkdir()
    (home / "upptaget" / "brev.txt").write_text("hej", encoding="utf-8")
    for target in (
        home / "upptaget",
        used,
        used / "inuti",
        home / "OneDrive" / "Passledaren",
        home / "a" / "b" / "c",
    ):
        with pytest.raises(WorldTrouble):
            moving.move(used, target)
    assert files(used) == before
    assert files(home / "upptaget") == {"brev.txt": b"hej"}


def test_that_a_full_disk_leaves_everything_where_it_was(used: Path, home: Path) -> None:
    resource = pytest.importorskip("resource", reason="only Unix can limit the size of a file")
    before, limit = files(used), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8000, limit[1]))
    try:
        with pytest.raises(WorldTrouble) as told:
            moving.move(used, home / "Passledaren")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert told.value.kind is Trouble.FULL
    assert {name: text for name, text in files(used).items() if name in before} == before
    assert paths.default_data_dir() == used


def test_that_no_log_is_opened_or_made_on_the_network_and_a_lesson_can_be_led_elsewhere(
    used: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = home / "mountinfo"
    mounts.write_text(MOUNTED.format(place=used.parent), encoding="utf-8")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    before = files(used)
    with pytest.raises(WorldTrouble) as told:
        open_journal(used)
    assert told.value.kind is Trouble.UNSAFE_PLACE
    with pytest.raises(WorldTrouble):
        open_journal(used.parent / "ny")
    assert files(used) == before
    assert not (used.parent / "ny").exists()
    monkeypatch.setenv("TMPDIR", str(home))
    other = open_apart(used)
    assert other.path.parent.parent == home
    other.close()
    assert groups(moving.move(used, home / "Passledaren")) == ["6B"], "the way out works"


def test_that_a_portable_program_keeps_its_data_beside_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = home / "usb" / "Passledaren"
    program.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(program / "Passledaren.exe"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.default_data_dir() == paths.own_data_dir()
    (program / paths.PORTABLE).write_text("", encoding="utf-8")
    assert paths.default_data_dir() == program / "data"
    open_journal(paths.default_data_dir()).close()
    assert (program / "data" / LOG).is_file()
    assert [path.name for path in home.iterdir()] == ["usb"], "nothing is left on the computer"


def test_that_a_copy_that_lacks_a_byte_is_noticed_and_nothing_is_taken_away(
    used: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_a_byte(one: Path, other: Path) -> None:
        """As a disk that says yes and does not do it."""
        other.write_bytes(one.read_bytes()[:-1] if one.name == settings.FILE_NAME else one.read_bytes())

    monkeypatch.setattr(shutil, "copyfile", lose_a_byte)
    before = files(used)
    with pytest.raises(WorldTrouble):
        moving.move(used, home / "Passledaren")
    assert {name: text for name, text in files(used).items() if name in before} == before
    assert paths.default_data_dir() == used


@pytest.mark.parametrize("nth", range(1, 5))
def test_that_a_disk_that_refuses_half_way_leaves_nothing_behind(
    used: Path, home: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Each of the names that are put in place, and the note of where everything lies now, is refused once."""
    rename, replace, calls = Path.rename, Path.replace, list[str]()

    def refusing(path: Path, other: Path) -> Path:
        calls.append(path.name)
        if len(calls) == nth:
            raise OSError(5, "Input/output error")
        return (replace if path.name.startswith(f".{paths.MOVED}") else rename)(path, other)

    before = files(used)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refusing)
        patch.setattr(Path, "replace", refusing)
        with pytest.raises(WorldTrouble):
            moving.move(used, home / "Passledaren")
    assert {name: text for name, text in files(used).items() if name in before} == before
    assert list((home / "Passledaren").iterdir()) == []
    assert paths.default_data_dir() == used
    moving.move(used, home / "Passledaren")
    assert groups(home / "Passledaren") == ["6B"]
