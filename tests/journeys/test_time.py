"""A class that came late: the leader sets the bell, looks at the suggestions and chooses, all by keyboard."""

from collections.abc import Callable
from pathlib import Path

from facilitator.session.pacing import planned_ms
from tests.journeys import logbook
from tests.journeys.person import CTRL, SHIFT, Key, Person, said


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
    name = f"{said('Do this: {what}')} {said('Shorten a little of what is left')}"
    person.waits(lambda: person.reads(said("Shorten a little of what is left")))
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
    assert person.reads("1 av 24 hörda  H")
    person.press(Key.Key_V)  # the same key twice within a quarter of a second counts once
    person.press(Key.Key_H, SHIFT)
    assert person.reads("0 av 24 hörda  H")
    assert person.stage_words() == before
    person.goes_on()
    person.go_home()
    kinds = [fact.kind for fact in logbook.facts(person.data)]
    assert [kind for kind in kinds if kind in ("bell_set", "plan_squeezed", "plan_restored")] == [
        "bell_set", "plan_squeezed", "plan_restored",
    ]  # fmt: skip


def test_that_a_tap_forgotten_in_the_lesson_is_put_right_in_the_form(
    come: Callable[..., Person], known: Path
) -> None:
    person = come()
    person.starts("pyramid")
    person.goes_on()
    step = person.session.script.steps[0]
    person.press(Key.Key_E, CTRL | SHIFT)
    person.waits(
        lambda: person.reads(said("The closing round and the support list have not been shown yet."))
    )
    person.chooses(said("End anyway"))
    person.waits(lambda: not person.program.room.running)
    person.waits(lambda: person.reads(said("Step by step")))
    person.chooses(f"{said('Correct the minutes of “{step}”')}{step.title}”")
    person.tabs_to(f"{said('Minutes for “{step}”')}{step.title}”: en fler")
    person.press(Key.Key_Space)
    person.press(Key.Key_Space)
    person.chooses(said("Keep"))
    person.waits(lambda: person.reads(f"{step.title} · {said('corrected')}"))
    person.chooses(said("Done"), Key.Key_Return)
    person.waits(lambda: person.reads(said("Today’s lesson")))
    person.go_home()
    session = logbook.only_session(person.data)
    (fact,) = [one for one in logbook.facts(person.data) if one.kind == "minutes_corrected"]
    assert fact.data == {"step": step.id, "minutes": 2, "reason": "forgot"}
    kept = logbook.ask(
        person.data,
        "SELECT spent_s FROM session_step JOIN step_text ON number = text WHERE session = ? AND step = ?",
        session,
        step.id,
    )
    assert kept == [(120,)]


def test_that_a_bell_set_on_idag_rings_in_the_lesson_and_can_be_changed_there(
    come: Callable[..., Person], known: Path
) -> None:
    person = come()
    person.waits(lambda: person.is_offered(said("Start lesson")))
    person.chooses(said("Set when the bell rings"))
    for key in (Key.Key_Down, Key.Key_Tab):  # an hour earlier than suggested, and out of the hours
        person.press(key)
    person.chooses(said("No bell"))
    person.chooses(said("Set when the bell rings"))
    person.chooses(said("Five minutes later"))
    person.tabs_to(said("Start lesson"), back=True)
    person.press(Key.Key_Space)
    person.waits(lambda: person.program.room.running)
    started = person.session
    planned = started.planned_ms
    assert planned + 4 * 60_000 < started.bell_ms < planned + 11 * 60_000
    person.waits(lambda: person.reads(said("Bell {time}")))
    person.goes_on()
    person.press(Key.Key_K)
    person.waits(lambda: person.reads(said("When does the bell ring?")))
    person.tabs_to(said("Five minutes earlier"))
    person.press(Key.Key_Space)
    person.chooses(said("Set the bell"), Key.Key_Return)
    assert 4 * 60_000 < started.bell_ms - person.session.bell_ms < 6 * 60_000
    person.go_home()
    assert [fact.kind for fact in logbook.facts(person.data)].count("bell_set") == 2
