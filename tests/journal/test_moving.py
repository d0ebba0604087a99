"""Moving the data folder: whole and compared or not at all, and found again at the next start."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import paths, places, settings
from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import moving, open_apart, open_journal, queries
from facilitator.journal.folder import LOG
from tests.builders import begin
from tests.journal.dying import deaths
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

pytestmark = pytest.mark.slow

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
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
    from facilitator.app import take_lock  # the program itself, which loads Qt: nothing else here needs it

    lock = take_lock(target)
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


@pytest.mark.parametrize("nth", range(1, 7))
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
    assert files(home / "Passledaren") == {}
    assert not (used / moving.MOVING).exists()
    assert paths.default_data_dir() == used
    moving.move(used, home / "Passledaren")
    assert groups(home / "Passledaren") == ["6B"]


# --- a stop at any moment -------------------------------------------------------------------------------


def own(place: Path) -> Path:
    """The user's own folder below `place`, which is also told to the system."""
    os.environ["XDG_DATA_HOME"] = str(place / "share")
    return paths.own_data_dir()


def copies(place: Path) -> list[Path]:
    """Where a log lies, under its name or as a part of a move."""
    return sorted(place.rglob(LOG))


def _away(place: Path) -> None:
    moving.move(own(place), place / "Passledaren")


def _back(place: Path) -> None:
    folder = own(place)
    moving.move(place / "Passledaren", folder)


def _named(place: Path) -> None:
    os.environ["XDG_DATA_HOME"] = str(place / "nobody")
    moving.move(place / "share" / "Passledaren", place / "Passledaren")


@pytest.fixture
def before(used: Path, home: Path) -> Iterator[Path]:
    """What is to be moved, and a place for copies of it."""
    assert used.is_relative_to(home / "share")
    with folder_in_memory() as folder:
        shutil.copytree(home / "share", folder / "whole" / "share")
        yield folder


@FORKS
@pytest.mark.parametrize("back", [False, True])
def test_that_after_a_stop_at_any_moment_the_next_start_leaves_one_log_and_no_copy(
    before: Path, back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "")
    ends = []
    for place in deaths(before / "whole", before, _back if back else _away, _away if back else None):
        own(place)
        data = paths.default_data_dir()
        assert groups(data) == ["6B"]
        assert settings.peek(data, settings.TEXT_SIZE) == 1.4
        assert copies(place) == [data / LOG]
        assert len(list(place.rglob("backups/*.db"))) == 1
        assert not list(place.rglob(".moving-*"))
        assert not list(place.rglob(f"*{moving.MOVING}*"))
        ends.append(data == (paths.own_data_dir() if back else place / "Passledaren"))
    assert ends == sorted(ends), "first the old place, then the new one"
    assert (ends[0], ends[-1]) == (False, True)
    assert len(ends) > 20


@FORKS
def test_that_after_a_stop_at_any_moment_the_folder_can_be_moved_again(
    before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "")
    for place in deaths(before / "whole", before, _away):
        if own(place) == paths.default_data_dir():
            _away(place)
            assert copies(place) == [place / "Passledaren" / LOG]
        assert groups(place / "Passledaren") == ["6B"]
        assert copies(place) == [place / "Passledaren" / LOG]


@FORKS
def test_that_a_copy_in_a_folder_that_was_named_is_taken_away_or_told_of(
    before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is remembered of a folder named with --data: as long as the log lies in it, that is the log."""
    monkeypatch.setenv("XDG_DATA_HOME", "")
    for place in deaths(before / "whole", before, _named):
        data, new = place / "share" / "Passledaren", place / "Passledaren"
        if (data / LOG).exists():
            assert groups(data) == ["6B"]
            assert copies(place) == [data / LOG]
        else:
            assert groups(new) == ["6B"]
            assert copies(place) == [new / LOG]


def test_that_a_copy_that_has_been_used_or_cannot_be_reached_is_told_of_and_left(
    used: Path, home: Path
) -> None:
    target = home / "usb" / "Passledaren"
    target.mkdir(parents=True)
    journal = open_journal(target)
    begin(journal, group="9A")
    assert journal.flush(10)
    journal.close()
    for folder, other, new in ((used, target, False), (target, used, True)):
        note = {"other": str(other), "names": [LOG, "../brev.txt"], "new": new}
        (folder / moving.MOVING).write_text(json.dumps(note), encoding="utf-8")
    (home / "usb" / "brev.txt").write_text("hej", encoding="utf-8")
    for away in (False, True):
        if away:
            (home / "usb").rename(home / "utdragen")
        journal = open_journal(used)
        assert any(str(target) in notice for notice in journal.notices)
        journal.close()
    assert groups(home / "utdragen" / "Passledaren") == ["9A"]
    (home / "utdragen").rename(home / "usb")
    (target / LOG).unlink()
    journal = open_journal(used)
    assert journal.notices == ()
    journal.close()
    assert not (target / moving.MOVING).exists(), "what was left of it is gone"
    assert (home / "usb" / "brev.txt").read_text(encoding="utf-8") == "hej"


def test_that_a_note_alone_takes_nothing_away_elsewhere(used: Path, home: Path) -> None:
    """A data folder from somewhere else may say anything; only what both ends say counts."""
    other = home / "viktigt"
    other.mkdir()
    (other / "brev.txt").write_text("hej", encoding="utf-8")
    for note in (
        json.dumps({"other": str(other), "names": ["brev.txt"], "new": False}),
        json.dumps({"other": str(other), "names": 7, "new": False}),
        "{}",
        "nonsens",
    ):
        (used / moving.MOVING).write_text(note, encoding="utf-8")
        assert groups(used) == ["6B"]
        assert files(other)["brev.txt"] == b"hej"
    third = json.dumps({"other": str(home / "annan"), "names": ["brev.txt"], "new": True})
    (other / moving.MOVING).write_text(third, encoding="utf-8")
    (used / moving.MOVING).write_text(
        json.dumps({"other": str(other), "names": ["brev.txt"], "new": False}), encoding="utf-8"
    )
    assert groups(used) == ["6B"]
    assert files(other)["brev.txt"] == b"hej"
