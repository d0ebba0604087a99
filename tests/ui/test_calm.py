"""A fade moves finished pictures only, a cover comes at once, a clock moves nothing, and a lesson never waits to be kept awake."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.overriding import override
from facilitator.ui.parts.label import Role, Ticking
from facilitator.ui.running.awake import Awake
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.slide import Slide
from facilitator.ui.stage.window import StageWindow
from tests import ownlessons

SIZE = QSize(640, 360)
SCRIPT = ownlessons.library().script("mvp-01")
FIRST, SECOND, THIRD = (compose.still(SCRIPT, index, 0) for index in (0, 1, 2))


def stage(qtbot: QtBot, *, fades: bool) -> StageWindow:
    made = StageWindow(fades=fades)
    qtbot.addWidget(made)
    made.resize(SIZE)
    made.show()
    made.show_slide(FIRST)
    return made


def looks(made: StageWindow) -> QImage:
    return made.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_that_without_fades_the_next_picture_is_there_at_once(qtbot: QtBot) -> None:
    made = stage(qtbot, fades=False)
    made.show_slide(SECOND)
    assert looks(made) == paint.render(SECOND, SIZE)


def test_that_a_new_step_fades_in_and_ends_as_its_own_picture(qtbot: QtBot) -> None:
    made = stage(qtbot, fades=True)
    made.show_slide(SECOND)
    assert looks(made) == paint.render(FIRST, SIZE)
    qtbot.waitUntil(lambda: looks(made) == paint.render(SECOND, SIZE))


def test_that_a_fade_ends_as_its_own_picture_also_when_the_next_is_made_meanwhile(qtbot: QtBot) -> None:
    made = stage(qtbot, fades=True)
    made.show_slide(SECOND)
    made.prepare(THIRD)
    qtbot.waitUntil(lambda: made.deck.find(THIRD) is not None)
    qtbot.waitUntil(lambda: looks(made) == paint.render(SECOND, SIZE))
    made.show_slide(THIRD)
    assert looks(made) == paint.render(SECOND, SIZE)
    qtbot.waitUntil(lambda: looks(made) == paint.render(THIRD, SIZE))


@pytest.mark.parametrize("meanwhile", [SECOND, compose.cover("safe")])
def test_that_a_stage_that_fades_comes_back_with_what_was_shown_meanwhile(
    qtbot: QtBot, meanwhile: Slide
) -> None:
    made = stage(qtbot, fades=True)
    made.hide()
    made.show_slide(meanwhile)
    made.show()
    qtbot.waitExposed(made)
    assert looks(made) == paint.render(meanwhile, SIZE)


def test_that_a_stage_that_fades_changes_its_size_as_any_other(qtbot: QtBot) -> None:
    made, larger = stage(qtbot, fades=True), QSize(800, 450)
    made.resize(larger)
    assert looks(made) == paint.render(FIRST, larger)
    made.show_slide(SECOND)
    assert looks(made) == paint.render(SECOND, larger)


def test_that_the_safe_screen_never_waits_for_a_fade(qtbot: QtBot) -> None:
    made = stage(qtbot, fades=True)
    made.show_slide(SECOND)
    made.show_slide(compose.cover("safe"))
    assert looks(made) == paint.render(compose.cover("safe"), SIZE)


def test_that_keeping_awake_begins_and_ends_without_holding_anyone_up(qtbot: QtBot) -> None:
    def holding() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name == "keep-awake"]

    awake = Awake()
    for _turn in range(3):
        awake.begin()
        awake.begin()
        assert len(holding()) >= 1
        awake.end()
        awake.end()
    qtbot.waitUntil(lambda: not holding())


class Asked(QObject):
    """Counts how often what it watches is asked to lay itself out anew."""

    times = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


class Drawn(QObject):
    """Counts how often what it watches is drawn anew."""

    times = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def test_that_a_second_draws_nothing_beneath_the_clock(qtbot: QtBot) -> None:
    row, clock, drawn, seconds = QWidget(), Ticking("strong"), Drawn(), Drawn()
    qtbot.addWidget(row)
    QHBoxLayout(row).addWidget(clock)
    clock.tell("0:00")
    clock.installEventFilter(seconds)
    row.installEventFilter(drawn)
    row.show()
    qtbot.waitUntil(lambda: bool(seconds.times))
    first, beneath = seconds.times, drawn.times
    for second in range(1, 5):
        clock.tell(f"0:0{second}")
        qtbot.waitUntil(lambda second=second: seconds.times >= first + second)  # type: ignore[misc]
    assert beneath, "the bar itself was drawn once"
    assert drawn.times == beneath


def test_that_nothing_of_the_last_second_shines_through_the_clock(qtbot: QtBot) -> None:
    row, clock = QWidget(), Ticking("strong")
    qtbot.addWidget(row)
    QHBoxLayout(row).addWidget(clock)
    row.show()
    seen = Drawn()
    clock.installEventFilter(seen)
    pictures = []
    for words in ("1:11", "8:58", "1:11", "4:44", "1:11"):
        before = seen.times
        clock.tell(words)
        qtbot.waitUntil(lambda before=before: seen.times > before)  # type: ignore[misc]
        screen = row.backingStore().paintDevice()
        assert isinstance(screen, QImage)
        pictures.append(screen.copy())
    assert pictures[0] == pictures[2] == pictures[4] != pictures[3]


@pytest.mark.parametrize("role", ["strong", "figure"])
def test_that_seconds_that_go_by_move_nothing_beside_the_clock(qtbot: QtBot, role: Role) -> None:
    row, clock, asked = QWidget(), Ticking(role), Asked()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    layout.addWidget(clock)
    layout.addWidget(QPushButton("Avsluta"))
    clock.tell("11:11")
    row.show()
    for words in ("0:58", "3:48", "−10:00", "88:88", "11:11"):
        clock.tell(words)
        QCoreApplication.sendPostedEvents()
        assert clock.fontMetrics().horizontalAdvance(words) <= clock.contentsRect().width()
    row.installEventFilter(asked)
    width = clock.width()
    for second in range(60):
        clock.tell(f"38:{second:02}")
        QCoreApplication.sendPostedEvents()
        assert clock.fontMetrics().horizontalAdvance(clock.text()) <= clock.contentsRect().width()
    assert (clock.width(), asked.times) == (width, 0)
    clock.tell("100:00")
    QCoreApplication.sendPostedEvents()
    assert clock.width() > width
    assert asked.times


def test_that_a_clock_is_as_wide_as_its_digits_however_often_they_become_fewer_or_more(qtbot: QtBot) -> None:
    clock = Ticking("figure", least=40)
    qtbot.addWidget(clock)
    clock.show()
    widths = []
    for words in ("10:00", "9:59") * 5:
        clock.tell(words)
        widths.append(clock.width())
    assert widths == widths[:2] * 5
    assert widths[0] > widths[1] > 40
