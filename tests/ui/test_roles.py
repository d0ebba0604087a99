"""What a screen reader is told of each control: its role, its state and its value fit what it is."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.session.pacing import pace
from facilitator.ui.console.console import Console
from facilitator.ui.stage import compose
from facilitator.ui.stage.window import StageWindow
from tests.session.builder import other_forms, script, start
from tests.ui import rows
from tests.ui.test_seen import SCENES, Open, open_desk

__all__ = ["open_desk"]

Role = QAccessible.Role


def told(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def wanted(control: QWidget) -> set[Role]:
    """The roles that fit a control; empty: any."""
    if isinstance(control.parentWidget(), QAbstractSpinBox | QComboBox):
        return set()  # a part of its field
    if isinstance(control, QAbstractButton):
        group: QButtonGroup | None = control.group()  # the stubs forget that there may be none
        if not control.isCheckable():
            return {Role.Button, Role.ButtonMenu}
        one_of_a_set = control.autoExclusive() if group is None else group.exclusive()
        return {Role.RadioButton} if one_of_a_set else {Role.CheckBox}
    for kind, role in (
        (QAbstractSpinBox, Role.SpinBox),
        (QComboBox, Role.ComboBox),
        (QLineEdit, Role.EditableText),
        (QPlainTextEdit, Role.EditableText),
        (QTableView, Role.Table),
    ):
        if isinstance(control, kind):
            return {role}
    return set()


def faults(root: QWidget) -> list[str]:
    """Every control whose role, state or value says something else than it is."""
    found = []
    for one in rows.shown(root, QWidget):
        heard = told(one)
        about = f"{type(one).__name__} {heard.text(QAccessible.Text.Name)}"
        fitting, state = wanted(one), heard.state()
        if fitting and heard.role() not in fitting:
            found.append(f"{about}: {heard.role().name}")
        if isinstance(one, QAbstractButton) and (state.checkable, state.checked) != (
            one.isCheckable(),
            one.isChecked(),
        ):
            found.append(f"{about}: state")
        if bool(state.disabled) == one.isEnabled():
            found.append(f"{about}: enabled")
        if isinstance(one, QSpinBox):
            value = heard.valueInterface()
            if (value.currentValue(), value.maximumValue()) != (one.value(), one.maximum()):
                found.append(f"{about}: value")
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_that_every_control_of_the_desk_is_told_as_what_it_is(open_desk: Open, scene: str) -> None:
    assert faults(open_desk(SCENES[scene], "usual")) == []


@pytest.mark.parametrize("forms", [None, other_forms], ids=["every", "other"])
def test_that_every_control_of_a_lesson_is_told_as_what_it_is(
    qtbot: QtBot, qapp: QApplication, forms: Callable[[], object] | None
) -> None:
    lesson = script() if forms is None else script(other_forms())
    console, stage, run = Console(), StageWindow(), start(lesson)
    for window in (console, stage):
        qtbot.addWidget(window)
    console.resize(1366, 768)
    console.furnish(rows.CONTACTS, 1.0, one_voice=False)
    console.show_projection("two", notes=True)
    console.show()
    notes = {line.text for step in lesson.steps for line in step.leader.say}
    for step in lesson.steps:
        run.go(step.id)
        slide = compose.compose(run.session)
        console.show_session(run.session, pace(run.session, run.session.at_ms), slide, None)
        stage.show_slide(slide)
        assert faults(console) == []
        heard = told(stage).text(QAccessible.Text.Description)
        assert heard == slide.words()
        assert not [note for note in notes if note in heard]
        preview = next(
            one for one in rows.shown(console, QWidget) if one.accessibleName() == "Det eleverna ser"
        )
        assert told(preview).text(QAccessible.Text.Description) == heard
