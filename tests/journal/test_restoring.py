"""Bringing a backup back: what the log would lose is told first, and a stop at any moment leaves a log that opens."""

import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import occasions, open_journal, queries
from facilitator.journal.backups import restoring
from facilitator.journal.folder import LOG, MARKER
from facilitator.journal.yearplan import plans
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from tests.builders import START, begin
from tests.journal.dying import deaths
from tests.quick import folder_in_memory
from tests.upgrades.make_fixture import fixture

pytestmark = pytest.mark.slow

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
HELD = START.astimezone().date()
MEETING = Occasion(
    kind="apt", status="held", day=date(2026, 10, 6), minutes=45, audience="staff", programme="apt", lesson="apt-a1",
    present=31,
)  # fmt: skip
PLANNED = Planned("a" * 32, 2026, "6B", "mvp", "mvp-01", date(2026, 9, 3))
WAL = f"{LOG}-wal"


@pytest.fixture
def place() -> Iterator[Path]:
    with folder_in_memory() as folder:
        yield folder


def filled(data: Path, *, crashed: bool = False) -> Path:
    """A log with 6B and then 7A, and a backup from between; `crashed`: as a program that was killed leaves it.

    Returns the backup.
    """
    journal = open_journal(data)
    begin(journal, group="6B")
    assert journal.flush(10)
    made = journal.back_up()
    begin(journal, group="7A")
    assert journal.flush(10)
    if crashed:
        left = {name: (data / name).read_bytes() for name in (LOG, WAL, MARKER)}
        assert left[WAL]
        journal.close()
        for name, content in left.items():
            (data / name).write_bytes(content)
    journal.close()
    return made


def damage(log: Path) -> None:
    content = bytearray(log.read_bytes())
    content[4096:8192] = bytes(4096)
    log.write_bytes(content)


def groups(data: Path) -> list[str]:
    journal = open_journal(data)
    try:
        return sorted(row.group for row in queries.sessions(journal))
    finally:
        journal.close()


def kept(data: Path) -> list[Path]:
    return [*data.glob("damaged-*"), *data.glob("replaced-*")]


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


def lost(data: Path, backup: Path) -> Mapping[str, restoring.Part]:
    told = restoring.look(data, backup)
    assert told.loses is not None
    return told.loses


# --- what is told ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("crashed", [False, True])
def test_that_what_the_backup_lacks_is_counted_and_nothing_is_changed(place: Path, crashed: bool) -> None:
    made = filled(place, crashed=crashed)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    told = restoring.look(place, made)
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    assert abs(told.made - datetime.now(UTC)) < timedelta(minutes=1)
    one = restoring.Part(1, HELD)
    assert told.holds == {"session": one, "occasion": restoring.Part(), "plan": restoring.Part()}
    assert told.loses == {"session": one, "occasion": restoring.Part(), "plan": restoring.Part()}


def test_that_what_was_held_without_the_program_and_the_plan_are_counted_too(place: Path) -> None:
    made = filled(place)
    journal = open_journal(place)
    occasions.enter(journal, MEETING, MEETING.day)
    plans.keep_plan(journal, 2026, [PLANNED])
    begin(journal, group="8C", rehearsal=True)
    assert journal.flush(10)
    journal.close()
    assert lost(place, made) == {
        "session": restoring.Part(1, HELD),
        "occasion": restoring.Part(1, MEETING.day),
        "plan": restoring.Part(1, PLANNED.day),
    }


def test_that_a_session_that_has_been_gone_on_with_is_lost_as_it_stands(place: Path) -> None:
    journal = open_journal(place)
    conductor = begin(journal)
    assert journal.flush(10)
    made, same = journal.back_up(), place / "same.db"
    conductor.order(o.Next())
    assert journal.flush(10)
    shutil.copy(journal.back_up(), same)
    journal.close()
    assert lost(place, made)["session"].count == 1
    assert lost(place, same)["session"].count == 0
    same.rename(other := place / "annan.db")
    os.utime(other, (0, 1_767_225_600))
    assert restoring.look(place, other).made == datetime(2026, 1, 1, tzinfo=UTC), "by the file, not the name"


@pytest.mark.parametrize("version", range(1, 7))
def test_that_a_backup_of_every_older_log_is_told_of(place: Path, version: int) -> None:
    filled(place)
    told = restoring.look(place, fixture(version))
    assert told.holds["session"].count == 2
    assert told.loses is not None
    assert told.loses["session"].count == 2


def test_that_a_log_that_cannot_be_read_is_told_of_as_such_and_none_as_empty(place: Path) -> None:
    made = filled(place)
    (place / LOG).write_bytes(b"ruined")
    assert restoring.look(place, made).loses is None
    (place / LOG).unlink()
    assert {part.count for part in lost(place, made).values()} == {0}
    assert restoring.restore(place, made) is None
    assert groups(place) == ["6B"]


def test_that_an_open_log_is_neither_looked_at_nor_exchanged(place: Path) -> None:
    made = filled(place)
    journal = open_journal(place)
    for deed in (restoring.look, restoring.restore):
        with pytest.raises(WorldTrouble) as told:
            deed(place, made)
        assert told.value.kind is Trouble.LOCKED
    journal.close()
    assert kept(place) == []


# --- what is kept ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("crashed", [False, True])
def test_that_a_whole_log_is_not_called_damaged(place: Path, crashed: bool) -> None:
    made = filled(place, crashed=crashed)
    aside = restoring.restore(place, made)
    assert aside is not None
    assert aside.name.startswith("replaced-")
    assert groups(place) == ["6B"]
    assert groups(aside) == ["6B", "7A"]


def test_that_a_damaged_log_is_kept_to_the_byte_with_its_side_file(place: Path) -> None:
    made = filled(place, crashed=True)
    damage(place / LOG)
    before = {name: (place / name).read_bytes() for name in (LOG, WAL)}
    aside = restoring.restore(place, made)
    assert aside is not None
    assert aside.name.startswith("damaged-")
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before
    assert groups(place) == ["6B"]


def test_that_a_disk_without_second_names_gets_a_copy(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = filled(place)

    def refuse(_one: Path, _other: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    aside = restoring.restore(place, made)
    assert aside is not None
    assert groups(place) == ["6B"]
    assert groups(aside) == ["6B", "7A"]


def test_that_a_refusal_in_the_last_moment_leaves_everything_as_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = filled(place, crashed=True)
    damage(place / LOG)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}

    def refuse(_one: Path, _other: Path) -> Path:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(WorldTrouble):
        restoring.restore(place, made)
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


# --- a stop at any moment -------------------------------------------------------------------------------


def _bring_back(data: Path) -> None:
    (backup,) = (data / "backups").iterdir()
    restoring.restore(data, backup)


@FORKS
@pytest.mark.parametrize("crashed", [False, True])
def test_that_a_stop_at_any_moment_leaves_the_old_log_or_the_new_one_whole(
    place: Path, crashed: bool
) -> None:
    filled(place / "data", crashed=crashed)
    found = []
    for data in deaths(place / "data", place, _bring_back):
        log = (data / LOG).stat().st_ino
        now = groups(data)
        found.append(now)
        assert now in (["6B", "7A"], ["6B"])
        assert hidden(data) == []
        for folder in kept(data):
            assert (folder / LOG).stat().st_ino != log
            assert groups(folder) == ["6B", "7A"]
        assert len(kept(data)) == (now == ["6B"]), "the old one is kept when it has given way, and else not"
    assert found[0] == ["6B", "7A"]
    assert found[-1] == ["6B"]
    assert found == sorted(found, reverse=True), "from the one to the other, once"
    assert len(found) > 6


@FORKS
def test_that_a_stop_while_a_damaged_log_is_exchanged_loses_nothing_of_it(place: Path) -> None:
    filled(place / "data", crashed=True)
    damage(place / "data" / LOG)
    before = {name: (place / "data" / name).read_bytes() for name in (LOG, WAL)}
    opened = []
    for data in deaths(place / "data", place, _bring_back):
        lie = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
        assert all(content in lie for content in before.values())
        opened.append((data / LOG).read_bytes() != before[LOG])
        if opened[-1]:
            assert groups(data) == ["6B"]
        else:
            with pytest.raises(WorldTrouble) as told:
                open_journal(data)
            assert told.value.kind is Trouble.DAMAGED
    assert opened == sorted(opened)
    assert opened[-1]
