"""Every window by keyboard and by ear: all that can have the focus has a name, and Tab comes to all of it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.journeys.display import Display
from tests.journeys.logbook import LOG
from tests.journeys.person import CTRL, SHIFT, Key, Person, said, spoken

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
LESSONS = ("mvp-01", "mvp-03", "taget-b1-46", "taget-b1-f3")


def nodes(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """An accessible object and all below it that can be seen."""
    yield interface
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child.isValid() and not child.state().invisible:
            yield from nodes(child)


def unnamed(window: QWidget) -> list[str]:
    """Everything in a window that can have the focus and says nothing."""
    met = [node for node in nodes(QAccessible.queryAccessibleInterface(window)) if node.state().focusable]
    assert met
    return [
        f"{node.role()} {type(node.object()).__name__}"
        for node in met
        if not node.text(QAccessible.Text.Name).strip() and node.object() is not window
    ]


def stops(window: QWidget) -> set[QWidget]:
    """The controls that Tab should come to: one of each set of answers, the chosen one."""
    found = set[QWidget]()
    for control in window.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible() or not control.isEnabled():
            continue
        if control.focusProxy() is not None or isinstance(
            control.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit
        ):
            continue
        if isinstance(control, QAbstractButton) and in_a_set(control):
            continue
        found.add(control)
    return found


def in_a_set(control: QAbstractButton) -> bool:
    """Whether arrow keys lead on from one of its neighbours."""
    group: QButtonGroup | None = control.group()  # the stubs forget that there may be none
    return control.autoExclusive() or (group is not None and group.exclusive())


def assert_usable(person: Person, window: QWidget) -> None:
    """All has a name, and Tab goes round to every control."""
    assert unnamed(window) == []
    wanted, met = stops(window), list[QWidget]()
    for _press in range(len(window.findChildren(QWidget))):
        here = QApplication.focusWidget()
        if here is not None and here in met[:2]:
            wanted &= stops(window)  # a cell of a table that is come to may take other controls away
            if wanted <= set(met):
                return
        if here is not None:
            met.append(here)
        person.press(Key.Key_Tab)
        if wanted <= set(met):
            return
    assert [spoken(control) for control in wanted - set(met)] == []


def test_the_first_questions(come: Callable[..., Person]) -> None:
    person = come()
    for words in (said("Welcome to Passledaren"), said("Your school and your groups"), said("The projector")):
        person.waits(partial(person.reads, words))
        assert_usable(person, person.program.window)
        person.chooses(said("Next") if words != said("The projector") else said("Begin"))
    person.waits(lambda: person.reads(said("Today’s lesson")))
    assert_usable(person, person.program.window)


def test_the_pages_of_the_desk(come: Callable[..., Person], known: Path) -> None:
    person = come()
    person.starts("pyramid")
    person.press(Key.Key_Q, CTRL)
    person.chooses(said("Close; the lesson can go on later"))
    person.go_home()
    again = come()
    again.waits(lambda: again.reads(said("The lesson stopped at {time}")))
    for number in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        again.press(number, CTRL)
        again.waits(lambda: not again.program.reader.busy)
        assert_usable(again, again.program.window)
    again.press(Key.Key_1, CTRL)
    again.chooses(said("End and write the log"))
    again.waits(lambda: again.reads(said("How it went")))
    again.tabs_to(said("Note to supervision"))
    again.writes("Ring Anna på 070-123 45 67")
    assert_usable(again, again.program.window)
    again.chooses(said("Done"))
    again.press(Key.Key_4, CTRL)
    again.waits(lambda: not again.program.reader.busy)
    assert_usable(again, again.program.window)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_leaders_view_at_every_step(come: Callable[..., Person], known: Path, lesson: str) -> None:
    person = come(rehearse=lesson)
    person.waits(lambda: person.program.room.running)
    person.goes_on()
    for step in person.session.script.steps:
        person.goes_on_to(step.id)
        person.waits(partial(person.reads, step.leader.say[0].text))
        assert_usable(person, person.program.window)
        assert unnamed(person.stage) == []
        person.press(Key.Key_Escape)


def test_cards_questions_and_menus_of_the_leaders_view(come: Callable[..., Person], known: Path) -> None:
    person = come()
    person.starts("pyramid")
    person.press(Key.Key_O)
    person.waits(lambda: person.reads(said("Write nothing about it here.")))
    assert person.session.cover == "safe"
    assert_usable(person, person.program.window)
    person.clicks(Key.Key_Escape)
    person.press(Key.Key_F1)
    assert_usable(person, person.program.window)
    person.clicks(Key.Key_Escape)
    person.clicks(Key.Key_Escape)
    for keys in ((Key.Key_E, CTRL | SHIFT), (Key.Key_Q, CTRL)):
        person.press(*keys)
        person.waits(lambda: person.reads(said("Go on with the lesson")))
        assert_usable(person, person.program.window)
        person.clicks(Key.Key_Escape)
        assert not person.reads(said("Go on with the lesson"))
    person.press(Key.Key_G)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [node.text(QAccessible.Text.Name) for node in nodes(QAccessible.queryAccessibleInterface(menu))]
    assert len(words) > len(person.session.script.terms) - 1
    assert all(words[1:])
    person.clicks(Key.Key_Escape)


def test_the_leader_bar(come: Callable[..., Person], display: Display, known: Path) -> None:
    display.unplug()
    person = come()
    person.starts("pyramid")
    person.waits(lambda: person.window_with_keys() is person.stage.windowHandle())
    assert_usable(person, person.stage)


def test_the_trouble_page(come: Callable[..., Person], known: Path) -> None:
    (known / LOG).write_bytes(b"")
    person = come()
    assert_usable(person, person.program.window)


def test_that_a_fault_of_the_program_is_told_and_the_lesson_goes_on(
    come: Callable[..., Person], known: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    person = come()
    person.starts("pyramid")
    QTimer.singleShot(0, fail)
    person.waits(lambda: any(report_windows()))
    (report,) = report_windows()
    seq = person.session.seq
    person.goes_on()
    assert person.session.seq == seq + 1
    report.activateWindow()
    person.waits(lambda: person.window_with_keys() is report.windowHandle())
    assert_usable(person, report)
    seq = person.session.seq
    person.clicks(Key.Key_PageDown)
    assert person.session.seq == seq + 1
    person.sees_the_stage()
    person.chooses(said("Go on"))
    person.waits(lambda: not any(report_windows()))
    (written,) = person.data.glob("reports/*")
    assert "ZeroDivisionError" in written.read_text(encoding="utf-8")
    written.unlink()
    capfd.readouterr()


def fail() -> None:
    print(1 // 0)


def report_windows() -> list[QWidget]:
    return [
        w
        for w in QApplication.topLevelWidgets()
        if w.windowTitle() == said("A fault in the program") and w.isVisible()
    ]
