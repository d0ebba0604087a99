"""A coordinator plans a school year by keyboard: it is seen first, kept and taken back; Idag follows the plan."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from facilitator.journal import open_journal
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year
from facilitator.planning.year import Planned
from tests.journeys.person import CTRL, Key, Person, said


def today() -> date:
    return datetime.now().astimezone().date()


def kept(data: Path, year: int) -> tuple[Planned, ...]:
    journal = open_journal(data)
    try:
        return plans.plan(journal, year)
    finally:
        journal.close()


def plans_the_year_after(person: Person) -> None:
    """Go to the coming school year and plan what is suggested, after a look and a change of mind."""
    person.press(Key.Key_3, CTRL)
    person.chooses(said("Next school year"))
    assert person.reads(said("Nothing is planned yet"))
    main = person.window_with_keys()
    for answer in (said("Cancel"), "Spara"):
        person.chooses(said("Plan lessons"), Key.Key_Return)
        person.waits(lambda: person.window_with_keys() is not main)
        person.chooses(answer)
        person.waits(lambda: person.window_with_keys() is main)
    person.waits(lambda: person.reads(said("The lessons have been planned.")))
    person.waits(lambda: not person.reads(said("Nothing is planned yet")))


def test_that_a_year_is_planned_by_keyboard(come: Callable[..., Person], known: Path) -> None:
    person = come()
    plans_the_year_after(person)
    person.go_home()
    rows = kept(person.data, first_year(today()) + 1)
    assert {row.group for row in rows} == {"6B"}
    assert len(rows) > 3


def test_that_what_was_planned_can_be_taken_back(come: Callable[..., Person], known: Path) -> None:
    person = come()
    plans_the_year_after(person)
    person.chooses(said("Undo"))
    person.waits(lambda: person.reads(said("The plan is as it was.")))
    person.go_home()
    assert kept(person.data, first_year(today()) + 1) == ()


def test_that_today_follows_the_plan(come: Callable[..., Person], data: Path, known: Path) -> None:
    year = first_year(today())
    journal = open_journal(data)
    plans.keep_plan(journal, year, [Planned("one", year, "6B", "mvp", "mvp-02", today())])
    journal.close()
    person = come()
    person.waits(lambda: person.reads(said("Planned for today")))
    assert person.reads("MVP 2")
