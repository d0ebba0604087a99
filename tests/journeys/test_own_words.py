"""Somebody writes a sentence of their own in a lesson, closes in the middle, goes on, and leads it: by keyboard alone."""

from collections.abc import Callable

from tests.journeys.person import CTRL, Key, Person, said

OURS = "Hos oss betyder det att alla hjälps åt."


def opens_the_editor(person: Person, button: str = "Gör en egen version …") -> None:
    person.press(Key.Key_F, CTRL)
    person.writes("pyramid")
    person.press(Key.Key_Return)
    person.chooses(button)
    person.waits(lambda: person.reads("Kontrollen säger"))


def test_that_ones_own_sentence_outlives_a_closed_window_and_is_led(
    known: object, come: Callable[..., Person]
) -> None:
    person = come()
    opens_the_editor(person)
    person.tabs_to("Passet och dess steg")
    person.press(Key.Key_Home)
    person.press(Key.Key_Down)
    person.tabs_to("Ingress")
    person.press(Key.Key_A, CTRL)
    person.writes(OURS)
    person.waits(lambda: person.reads("Allt stämmer."))
    person.press(Key.Key_Q, CTRL)
    person.waits(lambda: not person.program.window.isVisible())
    person.go_home()

    again = come()
    opens_the_editor(again, "Fortsätt med utkastet …")
    assert again.reads("Det här är ditt utkast, som det var när du lämnade det.")
    again.chooses("Spara och använd")
    again.waits(lambda: again.reads("Sparat. Från och med nu är det så här passet ser ut."))
    again.chooses(said("Rehearse alone"))
    again.waits(lambda: again.program.room.running)
    again.waits(lambda: OURS in again.stage_words())
    again.sees_the_stage()
