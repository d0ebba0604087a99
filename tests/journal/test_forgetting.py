"""A name written by mistake and undone or taken away leaves the log: no byte of it stays in the data folder."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.checking.rebuild import rebuild
from facilitator.journal.engine import Database
from facilitator.journal.tables import schema
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor
from tests.builders import HandClock, begin
from tests.patience import PATIENCE_S
from tests.session.builder import other_forms, script

pytestmark = pytest.mark.slow

Reopen = Callable[[], Journal]
NAME = "Åsa-Kimberly"
TAKEN_AWAY: dict[str, tuple[tuple[o.Order, ...], tuple[o.Order, ...]]] = {
    "a card undone": ((o.GoTo("pyramiden"), o.WriteCard(NAME), o.PlaceCard(2)), (o.Undo(), o.Undo())),
    "a rule undone": ((o.GoTo("regler"), o.AddRule(NAME)), (o.Undo(),)),
    "a rule taken away": ((o.GoTo("regler"), o.AddRule(NAME), o.AddRule("Vi turas om.")), (o.RemoveRule(NAME),)),
    "an idea undone": ((o.GoTo("tavlan"), o.AddIdea("after", NAME)), (o.Undo(),)),
    "an idea taken away": ((o.GoTo("tavlan"), o.AddIdea("after", NAME)), (o.RemoveIdea("after", NAME),)),
    "a text undone": ((o.GoTo("karta"), o.WriteText(1, NAME)), (o.Undo(),)),
    "a text taken away": ((o.GoTo("boxar"), o.WriteText(0, NAME)), (o.EraseText(0, NAME),)),
    "a question taken away": ((o.ParkQuestion(NAME),), (o.UnparkQuestion(NAME),)),
    "a word changed": ((o.ChooseTakeaway(NAME),), (o.ChooseTakeaway("mod"),)),
    "a word taken away": ((o.ChooseTakeaway(NAME),), (o.ChooseTakeaway(""),)),
}  # fmt: skip
OTHER = ("a text undone", "a text taken away")


def holding(folder: Path, name: str = NAME) -> list[str]:
    """The files in which the name lies, as text or as JSON."""
    forms = (name.encode(), json.dumps(name)[1:-1].encode(), name.encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def led(journal: Journal, case: str) -> Conductor:
    lesson = script(other_forms()) if case in OTHER else None
    return begin(journal, lesson=lesson)


@pytest.mark.parametrize("case", TAKEN_AWAY)
def test_no_byte_of_what_was_taken_away_stays(journal: Journal, folder: Path, case: str) -> None:
    written, taken_away = TAKEN_AWAY[case]
    conductor = led(journal, case)
    for order in written:
        conductor.order(order)
    assert journal.flush(PATIENCE_S)
    assert holding(folder) != []
    for order in taken_away:
        conductor.order(order)
    assert journal.flush(PATIENCE_S)
    assert holding(folder) == []
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert examine(journal.database) == []
    assert rebuild(journal.database) == 0


def test_it_is_gone_after_closing_and_in_the_next_backup(reopen: Reopen, folder: Path) -> None:
    journal = reopen()
    conductor = begin(journal)
    for order in sum(TAKEN_AWAY["an idea taken away"], ()):
        conductor.order(order)
    conductor.order(o.AddIdea("after", "Fråga sen"))
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)
    assert len(list((folder / "backups").iterdir())) == 1
    journal = reopen()
    assert holding(folder) == []
    assert examine(journal.database) == []
    assert queries.load(journal, conductor.session.id) == conductor.session


def test_a_session_goes_on_after_a_text_was_erased(reopen: Reopen) -> None:
    conductor = begin(reopen())
    for order in sum(TAKEN_AWAY["a rule taken away"], ()):
        conductor.order(order)
    journal = reopen()
    again = Conductor.resume(queries.load(journal, conductor.session.id), journal, HandClock(), Absence(0, 5))
    again.order(o.AddRule(NAME))
    again.order(o.AddRule("Vi hjälps åt."))
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, again.session.id) == again.session


def test_what_a_stop_left_between_taking_away_and_erasing_is_erased_when_the_lesson_goes_on(
    reopen: Reopen, folder: Path
) -> None:
    journal = reopen()
    conductor = begin(journal)
    conductor.order(o.GoTo("regler"))
    conductor.order(o.AddRule(NAME))
    append = journal.append
    journal.append = lambda *given: append(*given) if given[1].seq < 5 else _stopped()  # type: ignore[method-assign, assignment]
    with pytest.raises(InterruptedError):
        conductor.order(o.Undo())
    journal = reopen()
    assert holding(folder)
    Conductor.resume(queries.load(journal, conductor.session.id), journal, HandClock(), Absence(0, 5))
    assert journal.flush(PATIENCE_S)
    assert holding(folder) == []


def _stopped() -> None:
    raise InterruptedError


def test_what_a_stop_left_in_the_wal_is_gone_at_the_next_start(
    journal: Journal, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = begin(journal)
    with monkeypatch.context() as stopping:
        stopping.setattr(Database, "checkpoint", lambda database: None)
        for order in sum(TAKEN_AWAY["a rule taken away"], ()):
            conductor.order(order)
        assert journal.flush(PATIENCE_S)
        shutil.copytree(folder, tmp_path / "after")
    assert holding(tmp_path / "after") == ["passledaren.db-wal"]
    again = open_journal(tmp_path / "after", second_place=tmp_path)
    assert holding(tmp_path / "after") == []
    assert queries.load(again, conductor.session.id) == conductor.session
    again.close()


def test_a_text_that_was_altered_or_removed_is_found(journal: Journal) -> None:
    conductor = begin(journal)
    conductor.order(o.ParkQuestion("Varför just då?"))
    assert journal.flush(PATIENCE_S)
    for statement in ("UPDATE typed SET text = replace(text, 'just', 'inte')", "UPDATE typed SET text = ' '",
                      "DELETE FROM typed"):  # fmt: skip
        with journal.database.begin() as connection:
            connection.execute(text(statement))
        assert [finding.kind for finding in examine(journal.database)] == ["facts"]


def test_the_chain_holds_no_free_text(journal: Journal) -> None:
    conductor = begin(journal)
    for order in (o.GoTo("regler"), o.AddRule(NAME), o.ParkQuestion("Varför just då?")):
        conductor.order(order)
    assert journal.flush(PATIENCE_S)
    with journal.database.begin() as connection:
        stored = " ".join(connection.execute(select(schema.fact.c.data)).scalars())
    assert "Kimberly" not in stored
    assert "just d" not in stored


def test_a_text_taken_away_while_the_disk_refuses_leaves_the_side_file(
    journal: Journal, folder: Path, second_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    begin_really = Database.begin

    def refuse(database: Database) -> None:
        raise WorldTrouble("no room", "", database.path, Trouble.READ_ONLY)

    monkeypatch.setattr(Database, "begin", refuse)
    written, taken_away = TAKEN_AWAY["a rule taken away"]
    for order in written:
        conductor.order(order)
    journal.flush(0.5)
    assert journal.status == "spilled"
    assert holding(folder) == ["passledaren.spill"]
    for order in (*taken_away, o.ParkQuestion("Varför?")):
        conductor.order(order)
    journal.flush(0.5)
    assert holding(folder) + holding(second_place) == []
    monkeypatch.setattr(Database, "begin", begin_really)
    assert journal.flush(PATIENCE_S)
    assert holding(folder) == []
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert examine(journal.database) == []


def test_a_side_file_is_folded_in_without_what_was_taken_away(
    journal: Journal, folder: Path, second_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)

    def refuse(database: Database) -> None:
        raise WorldTrouble("no room", "", database.path, Trouble.READ_ONLY)

    with monkeypatch.context() as refusing:
        refusing.setattr(Database, "begin", refuse)
        for order in (*sum(TAKEN_AWAY["a rule taken away"], ()), o.AddRule("Vi hjälps åt.")):
            conductor.order(order)
        journal.close()
    for _turn in range(2):
        again = open_journal(folder, second_place=second_place)
        assert again.notices == ()
        assert queries.load(again, conductor.session.id) == conductor.session
        assert examine(again.database) == []
        again.close()
        assert holding(folder) == []


@pytest.mark.parametrize("seed", range(2))
def test_sqlite_leaves_no_copy_whatever_is_written_and_erased(
    journal: Journal, folder: Path, seed: int
) -> None:
    chance = random.Random(seed)
    conductors = [begin(journal) for _turn in range(6)]
    names: list[str] = []
    for turn in range(120):
        conductor = chance.choice(conductors)
        standing = conductor.session.parked
        if (standing and chance.random() < 0.5) or len(standing) == 8:
            taken = chance.choice(standing)
            conductor.order(o.UnparkQuestion(taken))
            names.append(taken)
        else:
            conductor.order(o.ParkQuestion(f"Namn{seed}-{turn}- {chance.choice(('', 'x' * 30))}".strip()))
    assert journal.flush(PATIENCE_S)
    left = {question for conductor in conductors for question in conductor.session.parked}
    journal.database.checkpoint()
    assert len(names) > 40
    held = b"".join(path.read_bytes() for path in folder.iterdir() if path.suffix != ".ballast")
    assert [name for name in names if f'"{name}"'.encode() in held] == []
    assert [name for name in left if f'"{name}"'.encode() not in held] == []


def test_a_note_written_anew_leaves_nothing_of_the_old_one(journal: Journal, folder: Path) -> None:
    conductor = begin(journal)
    conductor.order(o.End())
    conductor.order(o.WriteNote(f"{NAME} sa något.", "ab"))
    assert journal.flush(PATIENCE_S)
    assert holding(folder)
    conductor.order(o.WriteNote("Lugnt i dag.", "cd"))
    assert journal.flush(PATIENCE_S)
    assert holding(folder) == []
