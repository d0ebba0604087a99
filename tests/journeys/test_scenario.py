"""A leader chooses another scenario in Förbered, leads it, is interrupted and goes on with it: by keyboard alone."""

from collections.abc import Callable

from tests.journeys.person import CTRL, Key, Person, said

OTHER = "På tjockmattan"


def test_that_the_chosen_scenario_is_led_and_still_there_after_an_interruption(
    known: object, come: Callable[..., Person]
) -> None:
    person = come()
    person.press(Key.Key_F, CTRL)
    person.writes("pyramid")
    person.press(Key.Key_Return)
    person.chooses(said("Prepare"))
    person.tabs_to("Läs och bocka av")
    person.press(Key.Key_Right)
    person.press(Key.Key_Right)
    person.chooses(f"Välj {OTHER}")
    person.waits(lambda: person.reads("Valt"))
    person.chooses("Starta")
    person.waits(lambda: person.program.room.running)
    person.goes_on()
    person.goes_on_to("scenariot")
    assert OTHER in person.stage_words()
    person.sees_the_stage()
    person.waits(lambda: person.reads("Fråga: När slutade det vara lek?"))
    person.goes_on()
    left = person.stage_words()
    person.press(Key.Key_Q, CTRL)
    person.waits(lambda: person.reads(said("A lesson is running.")))
    person.chooses(said("Close; the lesson can go on later"))
    person.waits(lambda: not person.program.window.isVisible())
    person.go_home()

    again = come()
    again.waits(lambda: again.reads(said("The lesson stopped at {time}")))
    again.chooses(said("Go on"))
    again.waits(lambda: again.program.room.running)
    again.press(Key.Key_Escape)
    assert again.stage_words() == left
    again.sees_the_stage()
