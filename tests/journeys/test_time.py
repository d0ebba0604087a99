"""A class that came late: the leader sets the bell, looks at the suggestions and chooses, all by keyboard."""

from collections.abc import Callable
from pathlib import Path

from facilitator.session.pacing import planned_ms
from tests.journeys import logbook
from tests.journeys.person import SHIFT, Key, Person, said


def planned_min(person: Person) -> float:
    session = person.session
    return sum(planned_ms(session, i) for i in range(len(session.runs))) / 60_000


def test_that_a_lesson_with_an_early_bell_is_shortened_by_keyboard_and_put_back(
    come: Callable[..., Person], known: Path
) -> None:
    person = come()
    person.starts("pyramid")
    person.goes_on()
    whole = planned_min(person)
    person.press(Key.Key_K)
    person.waits(lambda: person.reads(said("When does the bell ring?")))
    person.tabs_to(said("Five minutes earlier"))
    person.press(Key.Key_Space)
    person.tabs_to(said("Set the bell"))
    person.press(Key.Key_Return)
    assert person.session.bell_ms
    name = f"{said('Do this: {what}')} {said('Shorten what comes a little')}"
    person.waits(lambda: person.reads(said("Shorten what comes a little")))
    assert planned_min(person) == whole, "nothing happens by itself"
    before = person.stage_words()
    person.tabs_to(name)
    person.press(Key.Key_Space)
    assert 4 <= whole - planned_min(person) <= 6
    assert person.stage_words() == before, "the pupils see nothing of it"
    person.tabs_to(said("Take back the changes"))
    person.press(Key.Key_Return)
    assert planned_min(person) == whole
    person.press(Key.Key_Escape)
    seq = person.session.seq
    person.press(Key.Key_V)
    person.press(Key.Key_H)
    assert person.session.seq == seq, "neither waiting nor listening is stored"
    assert person.reads("1 av 24 röster  H")
    person.press(Key.Key_V)  # the same key twice within a quarter of a second counts once
    person.press(Key.Key_H, SHIFT)
    assert person.reads("0 av 24 röster  H")
    assert person.stage_words() == before
    person.goes_on()
    person.go_home()
    kinds = [fact.kind for fact in logbook.facts(person.data)]
    assert [kind for kind in kinds if kind in ("bell_set", "plan_squeezed", "plan_restored")] == [
        "bell_set", "plan_squeezed", "plan_restored",
    ]  # fmt: skip
