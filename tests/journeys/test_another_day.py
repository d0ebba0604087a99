"""A lesson is stopped in the middle with a question parked, and goes on another day, by keyboard alone."""

from collections.abc import Callable

from tests.journeys.person import CTRL, SHIFT, Key, Person, said

QUESTION = "Varför säger ingen till"


def test_that_a_stopped_lesson_goes_on_another_day_with_its_question(
    known: object, come: Callable[..., Person]
) -> None:
    person = come()
    person.starts("pyramid")
    person.goes_on_to("ordet-vald")
    person.press(Key.Key_Q)
    person.waits(lambda: person.reads("En fråga till en annan gång."))
    person.writes(QUESTION)
    before = person.session.seq
    person.press(Key.Key_Return)
    assert person.session.parked == (QUESTION,)
    assert person.session.seq == before + 1
    person.press(Key.Key_Escape)
    person.press(Key.Key_Escape)
    person.goes_on_to("scenariot")
    first = person.session.id
    person.press(Key.Key_E, CTRL | SHIFT)
    person.waits(lambda: person.reads(said("End anyway")))
    person.chooses(said("End anyway"))
    person.waits(lambda: not person.program.room.running)
    person.press(Key.Key_1, CTRL)
    person.go_home()

    person = come()
    person.waits(lambda: person.is_offered("Fortsätt från steg 5"))
    assert person.reads("Ni stannade efter steg 4. En parkerad fråga.")
    person.chooses("Fortsätt från steg 5")
    person.waits(lambda: person.program.room.running)
    assert person.session.id != first
    assert person.session.continues == first
    assert person.session.current.id == "scenariot"
    person.waits(lambda: person.reads(f"Parkerad fråga: {QUESTION}"))
    assert person.session.parked == (QUESTION,)


def test_that_the_closing_can_be_shown_though_the_lesson_was_ended_by_mistake(
    known: object, come: Callable[..., Person]
) -> None:
    person = come()
    person.starts("pyramid")
    person.goes_on_to("scenariot")
    first = person.session
    person.press(Key.Key_E, CTRL | SHIFT)
    person.chooses(said("End anyway"))
    told = said("The whole closing has not been shown. If the group is still here, you can hold it now.")
    person.waits(lambda: person.reads(told))
    person.chooses(said("Show the closing"))
    person.waits(lambda: person.program.room.running)
    closing = [step.id for step in first.script.steps if step.weight == "protected"]
    assert (person.session.current.id, person.session.continues) == (closing[0], first.id)
    assert (person.session.group, person.session.people) == (first.group, first.people)
    person.goes_on_to(closing[-1])
    person.press(Key.Key_E, CTRL | SHIFT)
    person.chooses(said("End and fill in the log"))
    person.waits(lambda: person.reads(said("How it went")))
    assert not person.reads(told)
    assert not person.is_offered(said("Show the closing"))
