"""What is shown can be seen: the words on their ground and the focus where it is, in every set of colours."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from facilitator import settings
from facilitator.ui import style, theme
from facilitator.ui.choices import Chooser
from facilitator.ui.desk.lessoncard import LessonCard
from facilitator.ui.desk.shell import Desk
from facilitator.ui.program import Program
from tests.ui import rows
from tests.ui.followbook import Answers
from tests.ui.planbook import filled, planner, year_rooms
from tests.ui.test_accessible import SCENES, SCHOOL_LAPTOP, Scene, focusable, name

LOOKS = ("usual", "high", "high-dark")
READ = {"usual": 4.5, "high": 7.0, "high-dark": 7.0}
"""Least contrast of words in a set of colours."""
SHAPE = 3.0
RING = 60
"""Pixels that the focus changes at least: a ring around the smallest control."""

Open = Callable[[Scene, str], Desk]


@cache
def shade(pixel: int) -> QColor:
    return QColor.fromRgb(pixel)


@cache
def contrast(one: int, other: int) -> float:
    return theme.contrast(shade(one), shade(other))


def pixels(picture: QImage) -> list[int]:
    cut = picture.convertToFormat(QImage.Format.Format_RGB32)
    return list(memoryview(cut.constBits()).cast("I"))


@pytest.fixture
def open_desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    def show(scene: Scene, look: str) -> Desk:
        style.dress(qapp, contrast=look)
        desk = Desk(rows.Shelf(), rows.CHOICES._replace(contrast=look), planner(made, None), Answers())
        qtbot.addWidget(desk)
        desk.resize(*SCHOOL_LAPTOP)
        desk.show()
        qtbot.waitExposed(desk)
        scene(desk)
        desk.activateWindow()
        qtbot.waitUntil(lambda: not desk.today().filling)
        rows.rest(desk)
        return desk

    with year_rooms(filled()) as made:
        yield show


def test_that_colours_chosen_hold_at_once_and_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, build: Callable[..., Program]
) -> None:
    chooser = Chooser(settings.Settings(tmp_path), tmp_path)
    with qtbot.waitSignal(chooser.rebuilt):
        chooser.change("contrast", "high-dark")
    assert qapp.palette().window().color() == theme.load("contrast-dark").colour("paper")
    with qtbot.assertNotEmitted(chooser.rebuilt):
        chooser.follow_system()
    style.dress(qapp)
    program = build(tmp_path)
    assert theme.current().name == "contrast-dark"
    assert program.chooser.choices().contrast == "high-dark"


def test_that_the_computers_own_wish_is_followed_when_it_comes(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, build: Callable[..., Program]
) -> None:
    program = build(tmp_path)
    theme.use("contrast")  # as it was while the computer asked for it
    with qtbot.waitSignal(program.chooser.rebuilt):
        qapp.styleHints().accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert theme.current().name == "light"


def test_that_the_desk_waits_for_what_is_being_asked_before_it_follows_the_computer(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, build: Callable[..., Program]
) -> None:
    """A page that goes takes no answer any more."""
    program = build(tmp_path)
    qtbot.addWidget(program.window)
    program.window.show()
    dialog = QDialog(program.window)
    dialog.open()
    theme.use("contrast")
    with qtbot.assertNotEmitted(program.chooser.rebuilt):
        qapp.styleHints().accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    with qtbot.waitSignal(program.chooser.rebuilt):
        dialog.reject()
    assert theme.current().name == "light"
    program.quit()


class Strays(QObject):
    """Every part of the desk that shows for a moment as a window of its own, and takes the focus with it."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Show or not isinstance(watched, QLabel | QFrame | QAbstractButton):
            return False
        if watched.isWindow() and watched.windowType() == Qt.WindowType.Window:
            self.met.append(f"{type(watched).__name__} {name(watched)}")
        return False


@pytest.mark.parametrize("scene", SCENES)
def test_that_no_part_flashes_as_a_window_of_its_own(open_desk: Open, qapp: QApplication, scene: str) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    open_desk(SCENES[scene], "usual")
    qapp.removeEventFilter(strays)
    assert strays.met == []


def in_sight(desk: Desk, part: QWidget) -> QRect:
    """Where a part can be seen in the window; empty when something has scrolled it away."""
    seen = part.visibleRegion().boundingRect()
    return QRect(part.mapTo(desk, seen.topLeft()), seen.size()) if seen == part.rect() else QRect()


def faint_words(desk: Desk, least: float) -> list[str]:
    picture, faint = desk.grab().toImage(), []
    for part in rows.shown(desk, QWidget):
        if not isinstance(part, QLabel | QAbstractButton) or not part.isEnabled() or not part.text():
            continue
        place = in_sight(desk, part)
        if place.isEmpty():
            continue
        met = Counter(pixels(picture.copy(place)))
        ground = met.most_common(1)[0][0]
        best = max(contrast(ground, one) for one in met)
        if best < least:
            faint.append(f"{part.text()[:40]}: {best:.1f}")
    return faint


def kind(control: QWidget) -> tuple[object, ...]:
    """Controls of one kind look the same with the focus."""
    own = tuple(control.property(one) for one in ("kind", "role", "tone", "scale", "bare", "on"))
    checked = control.isChecked() if isinstance(control, QAbstractButton) else None
    return (type(control), *own, checked)


def unseen_focus(desk: Desk) -> list[str]:
    unseen, met = [], set()
    for control in focusable(desk):
        place = in_sight(desk, control)
        if place.isEmpty() or kind(control) in met:
            continue
        met.add(kind(control))
        desk.setFocus()
        around = place.adjusted(-3, -3, 3, 3)
        before = pixels(desk.grab(around).toImage())
        control.setFocus(Qt.FocusReason.TabFocusReason)
        here = QRect(control.mapTo(desk, QPoint()), control.size()).adjusted(-3, -3, 3, 3)
        if here != around or not control.hasFocus():
            continue
        after = pixels(desk.grab(around).toImage())
        changed = sum(contrast(a, b) >= SHAPE for a, b in zip(before, after, strict=True) if a != b)
        if changed < RING:
            unseen.append(f"{kind(control)} {name(control)}: {changed}")
    assert met
    return unseen


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("scene", SCENES)
def test_that_words_stand_out_from_their_ground_and_the_focus_is_seen_where_it_is(
    open_desk: Open, qtbot: QtBot, scene: str, look: str
) -> None:
    desk = open_desk(SCENES[scene], look)
    faint = faint_words(desk, READ[look])
    qtbot.waitUntil(desk.isActiveWindow)
    assert (faint, unseen_focus(desk)) == ([], [])


@pytest.mark.parametrize("look", LOOKS)
def test_that_the_lesson_that_is_chosen_is_seen_among_the_others(
    qtbot: QtBot, qapp: QApplication, look: str
) -> None:
    style.dress(qapp, contrast=look)
    card = LessonCard(rows.LESSONS[0])
    qtbot.addWidget(card)
    card.resize(330, 140)
    card.show()
    before = pixels(card.grab().toImage())
    card.setChecked(True)
    after = pixels(card.grab().toImage())
    changed = sum(contrast(a, b) >= SHAPE for a, b in zip(before, after, strict=True) if a != b)
    assert changed > 2 * (card.width() + card.height())  # all around it
