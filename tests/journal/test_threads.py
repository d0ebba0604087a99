"""The thread of a group as the log tells it."""

from datetime import date

import pytest
from sqlalchemy import func, select, update

from facilitator.journal import Journal
from facilitator.journal.tables import schema
from facilitator.journal.threads import Parcel, receive, thread
from facilitator.session import orders as o
from facilitator.session.thread import GroupThread, brought, continued
from tests.builders import START, HandClock, begin
from tests.patience import PATIENCE_S

TODAY = START.date()


def led(journal: Journal, word: str, *, group: str = "6B", rehearsal: bool = False) -> None:
    conductor = begin(journal, group=group, rehearsal=rehearsal)
    conductor.order(o.ParkQuestion(f"Vad är {word}?"))
    conductor.order(o.ChooseTakeaway(word))
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)


def test_that_the_thread_is_the_groups_own_in_the_order_of_its_lessons(journal: Journal) -> None:
    led(journal, "mod")
    led(journal, "vänskap", group="6C")
    led(journal, "tillsammans")
    led(journal, "övning", rehearsal=True)
    found = thread(journal, "6B", TODAY)
    assert (found.word, found.parked) == ("tillsammans", ("Vad är mod?", "Vad är tillsammans?"))
    assert len(found.held) == 2
    assert thread(journal, "6A", TODAY) == GroupThread()


def test_that_what_is_brought_and_the_place_to_go_on_at_are_read_back(journal: Journal) -> None:
    led(journal, "mod")
    before = thread(journal, "6B", TODAY)
    assert before.last is not None
    part = before.last
    fact = brought(before)
    assert fact is not None
    conductor = begin(journal, HandClock(), opening=[fact, continued(part)])
    assert conductor.session.parked == ("Vad är mod?",)
    conductor.order(o.UnparkQuestion("Vad är mod?"))
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)
    assert thread(journal, "6B", TODAY).parked == ()


def test_that_a_session_that_grows_is_read_again(journal: Journal) -> None:
    conductor = begin(journal, group="6B")
    conductor.order(o.ChooseTakeaway("mod"))
    assert journal.flush(PATIENCE_S)
    assert thread(journal, "6B", TODAY).word == "mod"
    conductor.order(o.ChooseTakeaway("hopp"))
    assert journal.flush(PATIENCE_S)
    assert thread(journal, "6B", TODAY).word == "hopp"


def test_that_a_session_that_does_not_add_up_brings_nothing_and_hinders_nothing(journal: Journal) -> None:
    led(journal, "mod")
    led(journal, "vänskap")
    run = schema.session
    with journal.database.writing() as connection:
        newest = select(func.max(run.c.session)).scalar_subquery()
        connection.execute(update(run).where(run.c.session == newest).values(head="x"))
    assert thread(journal, "6B", TODAY).word == "mod"


def test_that_another_years_class_with_the_same_code_does_not_meet_what_this_one_wrote(
    journal: Journal,
) -> None:
    led(journal, "mod")
    led(journal, "hopp", group="PERS")
    june, july = date(2027, 6, 30), date(2027, 7, 1)
    assert thread(journal, "6B", june).word == "mod"
    assert thread(journal, "6B", july) == GroupThread()
    assert [thread(journal, "PERS", day).word for day in (june, july)] == ["hopp", "hopp"]


def test_that_a_handover_is_for_the_class_it_was_made_for(journal: Journal) -> None:
    receive(journal, Parcel("6B", 24, "", "2026-05-20T08:00:00Z", GroupThread(word="mod")))
    assert thread(journal, "6B", date(2026, 6, 12)).word == "mod"
    assert thread(journal, "6B", date(2026, 8, 20)) == GroupThread()


@pytest.mark.parametrize("created", ["", "i går", "2026-13-45T08:00:00Z"])
def test_that_a_handover_whose_day_was_damaged_in_the_log_hinders_nothing(
    journal: Journal, created: str
) -> None:
    led(journal, "mod")
    receive(journal, Parcel("6B", 24, "", created, GroupThread(word="hopp")))
    assert thread(journal, "6B", TODAY).word == "mod"
