"""A lesson was led from paper: it is entered by keyboard, gets the usual form, and waits on Idag until that is done."""

from collections.abc import Callable
from pathlib import Path

from facilitator.journal import open_journal, queries
from facilitator.journal.tables.rows import SessionRow
from tests.journeys.person import CTRL, Key, Person, said


def logged(data: Path) -> list[SessionRow]:
    journal = open_journal(data)
    try:
        return queries.sessions(journal)
    finally:
        journal.close()


def enters_a_lesson(person: Person) -> None:
    """Open the form of a lesson held, from the follow-up."""
    person.press(Key.Key_4, CTRL)
    main = person.window_with_keys()
    person.chooses(said("Enter a past lesson …"), Key.Key_Return)
    person.waits(lambda: person.window_with_keys() is not main)
    person.chooses(said("On to the form"))
    person.waits(lambda: person.window_with_keys() is main)
    person.waits(lambda: person.reads(said("How it went")))
    assert person.reads(said("entered afterwards"))


def test_that_a_lesson_held_from_paper_is_entered_and_finished(
    come: Callable[..., Person], known: Path
) -> None:
    person = come()
    enters_a_lesson(person)
    person.chooses(said("Done"))
    person.waits(lambda: not person.reads(said("How it went")))
    person.go_home()
    newest = logged(person.data)[0]
    assert (newest.late, newest.finished, newest.status, newest.group) == (True, True, "done", "6B")


def test_that_a_form_that_was_left_waits_at_the_next_start(come: Callable[..., Person], known: Path) -> None:
    person = come()
    enters_a_lesson(person)
    person.go_home()
    assert [row.finished for row in logged(person.data)[:1]] == [False]
    person = come()
    waiting = said("A log is waiting for you")
    person.waits(lambda: person.reads(waiting))
