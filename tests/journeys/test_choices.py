"""What is chosen in the settings holds at once and after the next start, and nothing is cut off by large text."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QTableView, QWidget

from tests.journeys.display import LAPTOP
from tests.journeys.person import CTRL, SHIFT, Key, Person, said, spoken, texts

SIZES = ("100 %", "120 %", "140 %", "160 %", "200 %")


def cut_off(window: QWidget) -> list[str]:
    """What can be seen in a window and reaches out of it, or is narrower than it must be, sideways."""
    found = [
        f"{describe(area)} must be scrolled sideways"
        for area in window.findChildren(QAbstractScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0 and not isinstance(area, QTableView)
    ]
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget.parentWidget(), QAbstractScrollArea):
            continue
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > window.width():
            found.append(f"{describe(widget)} reaches from {left} to {left + widget.width()}")
        if isinstance(widget, QLabel | QPushButton) and widget.width() < widget.minimumSizeHint().width():
            found.append(f"{describe(widget)} has {widget.width()} of {widget.minimumSizeHint().width()}")
    return found


def describe(widget: QWidget) -> str:
    words = widget.property("text") or widget.accessibleName()
    return f"{type(widget).__name__} {str(words)[:40]!r}"


def has_focus(name: str) -> bool:
    return spoken(QApplication.focusWidget()) == name


def chooses_size(person: Person, size: str) -> None:
    """Go from size to size, as the arrow keys do; each holds at once, and the focus stays."""
    person.press(Key.Key_Comma, CTRL)
    person.tabs_to("Textstorlek på datorn 100 %")
    for here in SIZES[1:] if size != SIZES[0] else ():
        person.press(Key.Key_Right)
        person.waits(partial(has_focus, f"Textstorlek på datorn {here}"))
        if here == size:
            break


def test_that_the_language_changes_at_once_and_holds_after_the_next_start(
    come: Callable[..., Person], known: Path
) -> None:
    person = come()
    swedish = said("Settings")
    assert person.reads(said("Today’s lesson"))
    person.press(Key.Key_Comma, CTRL)
    person.tabs_to(said("Language of the program"))
    person.press(Key.Key_Right)
    person.press(Key.Key_Space)
    person.waits(lambda: person.reads("Settings"))
    for number in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        person.press(number, CTRL)
        assert [words for words in texts(person.program.window) if swedish in words] == []
    person.press(Key.Key_F, CTRL)
    person.chooses("Start")
    person.waits(lambda: person.program.room.running)
    person.goes_on()
    person.waits(lambda: person.reads("Leader support"))
    person.press(Key.Key_Q, CTRL)
    person.chooses("Close; the lesson can go on later")
    person.go_home()
    again = come()
    again.waits(lambda: again.reads("The lesson stopped at"))
    again.press(Key.Key_Comma, CTRL)
    again.tabs_to("Language of the program")
    again.press(Key.Key_Left)
    again.press(Key.Key_Space)
    again.waits(lambda: again.reads(swedish))


@pytest.mark.parametrize("size", SIZES)
def test_that_no_text_size_cuts_anything_off(come: Callable[..., Person], known: Path, size: str) -> None:
    person = come()
    window = person.program.window
    chooses_size(person, size)
    bad: dict[str, list[str]] = {}
    for number in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        person.press(number, CTRL)
        person.settles()
        bad[str(number)] = cut_off(window)
    person.starts("pyramid")
    for step in person.session.script.steps:
        person.goes_on_to(step.id)
        person.waits(partial(person.reads, step.leader.say[0].text))
        person.settles()
        bad[step.id] = cut_off(window)
    assert window.width() <= LAPTOP[2]
    person.press(Key.Key_E, CTRL | SHIFT)
    person.chooses(said("End and fill in the log"))
    person.waits(lambda: person.reads(said("How it went")))
    person.settles()
    bad["form"] = cut_off(window)
    assert {page: found for page, found in bad.items() if found} == {}


def test_that_school_and_groups_are_there_after_the_next_start(
    come: Callable[..., Person], known: Path
) -> None:
    person = come()
    person.press(Key.Key_Comma, CTRL)
    person.tabs_to(said("The school’s name"))
    person.writes("Åkerskolan")
    person.tabs_to(said("School code"))
    person.writes("ÅK-12")
    person.tabs_to(said("Code of a new group"))
    person.writes("5A-h1")
    person.press(Key.Key_Return)
    person.waits(lambda: person.reads("5A-h1"))
    person.tabs_to("Deltagare i 5A-h1: en färre")
    person.press(Key.Key_Space)
    person.chooses("Ta bort 6B")
    person.waits(lambda: not person.is_offered("6B"))
    person.go_home()
    again = come()
    again.press(Key.Key_Comma, CTRL)
    page = texts(again.program.window)
    assert {"Åkerskolan", "ÅK-12", "5A-h1"} <= set(page)
    assert "6B" not in page
    assert again.reads("24")
    assert json.loads((known / "settings.json").read_text(encoding="utf-8"))["school_name"] == "Åkerskolan"
