"""A slide that is drawn while the disk still works comes to the screen as any other, and never before."""

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from facilitator.content.library import Library
from facilitator.overriding import override
from facilitator.paths import scenarios_dir
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.slide import Clock, Slide
from facilitator.ui.stage.window import StageWindow

SIZE = QSize(640, 360)
SCRIPT = Library.open(scenarios_dir()).script("mvp-01")
FIRST, SECOND, THIRD = (compose.still(SCRIPT, index, 0) for index in (0, 1, 2))
TAPPED = compose.still(SCRIPT, 1, 1)
CLOCK, LATER = Clock(90, 120, False, "mvp"), Clock(89, 120, False, "mvp")


class Watched(QObject):
    """Tells each time a stage is painted."""

    painted = Signal()

    def __init__(self, stage: StageWindow) -> None:
        super().__init__(stage)
        stage.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.emit()
        return super().eventFilter(watched, event)


def on_screen(qtbot: QtBot, made: StageWindow) -> StageWindow:
    """A stage when it is on the screen, with the first slide."""
    qtbot.addWidget(made)
    made.resize(SIZE)
    made.show()
    qtbot.waitExposed(made)
    made.show_slide(FIRST)
    return made


@pytest.fixture
def stage(qtbot: QtBot) -> StageWindow:
    """A stage that shows the first slide."""
    return on_screen(qtbot, StageWindow())


def kept(stage: StageWindow) -> QImage:
    """The pixels that the window has drawn."""
    return stage.screen().grabWindow(stage.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def as_shown(slide: Slide, clock: Clock | None, like: QImage) -> QImage:
    """What a slide looks like with a clock."""
    picture = paint.render(slide, SIZE)
    if clock is not None:
        painter = QPainter(picture)
        paint.draw_clock(painter, clock, SIZE)
        painter.end()
    assert picture.size() == like.size()
    return picture


@pytest.mark.parametrize(
    ("was", "slide"), [(FIRST, SECOND), (FIRST, compose.cover("safe")), (SECOND, TAPPED)]
)
@pytest.mark.parametrize("before", [None, CLOCK])
@pytest.mark.parametrize("clock", [None, CLOCK, LATER])
def test_that_a_slide_drawn_ahead_is_drawn_once_and_whole(
    stage: StageWindow, was: Slide, slide: Slide, before: Clock | None, clock: Clock | None
) -> None:
    stage.show_slide(was, before)
    stage.repaint()
    stage.draw_ahead(slide, clock)
    drawn = kept(stage)
    assert stage.slide == was
    assert drawn == as_shown(slide, clock, drawn)
    stage.show_slide(slide, clock)
    assert (stage.slide, kept(stage)) == (slide, drawn)
    assert stage.accessibleDescription() == slide.words()
    stage.show_slide(was, clock)
    assert kept(stage) == as_shown(was, clock, drawn)


def test_that_the_clock_that_has_gone_on_meanwhile_follows(qtbot: QtBot, stage: StageWindow) -> None:
    stage.draw_ahead(SECOND, CLOCK)
    stage.show_slide(SECOND, LATER)
    qtbot.waitUntil(lambda: kept(stage) == as_shown(SECOND, LATER, kept(stage)))


@pytest.mark.parametrize("instead", [FIRST, THIRD])
def test_that_nothing_is_left_of_it_when_another_comes_after_all(
    qtbot: QtBot, stage: StageWindow, instead: Slide
) -> None:
    stage.draw_ahead(SECOND, CLOCK)
    stage.show_slide(instead)
    qtbot.waitUntil(lambda: kept(stage) == as_shown(instead, None, kept(stage)))


@pytest.mark.parametrize("place", [QRect(200, 100, 300, 200), QRect(0, 0, 640, 360), QRect(600, 0, 40, 40)])
def test_that_what_shows_is_drawn_anew_when_its_picture_has_made_room_for_the_next(
    qtbot: QtBot, stage: StageWindow, place: QRect
) -> None:
    stage.show_slide(SECOND, CLOCK)
    stage.prepare(THIRD)
    qtbot.waitUntil(lambda: stage.deck.find(THIRD) is not None)
    assert stage.deck.find(SECOND) is None
    cover = QLabel("x", stage)
    cover.setGeometry(place)
    cover.setAutoFillBackground(True)
    cover.show()
    cover.repaint()
    assert kept(stage) != as_shown(SECOND, CLOCK, kept(stage))
    cover.hide()
    qtbot.waitUntil(lambda: kept(stage) == as_shown(SECOND, CLOCK, kept(stage)))
    assert stage.deck.find(THIRD) is not None


def test_that_a_window_that_is_not_seen_draws_nothing_ahead(stage: StageWindow) -> None:
    stage.hide()
    stage.draw_ahead(SECOND)
    stage.show()
    stage.show_slide(SECOND)
    assert kept(stage).rect() == QRect(0, 0, SIZE.width(), SIZE.height())
    assert stage.slide == SECOND


@pytest.fixture
def barred(qtbot: QtBot) -> StageWindow:
    """A stage with a bar, whose kept picture is cleared where it is begun anew, as some desktops do it."""
    made = StageWindow()
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    bar = QLabel("Nästa")
    bar.setFixedHeight(40)
    made.set_bar(bar)
    return on_screen(qtbot, made)


def of_bar(stage: StageWindow) -> QImage:
    """The pixels of the bar."""
    return kept(stage).copy(0, SIZE.height() - 40, SIZE.width(), 40)


def test_that_the_bar_stays_where_a_slide_is_drawn_ahead_whole(
    barred: StageWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of_bar(barred)
    monkeypatch.setattr(StageWindow, "devicePixelRatioF", lambda _self: 2.0)  # then all of the slide is drawn
    barred.draw_ahead(SECOND)
    assert barred._ahead is not None
    assert of_bar(barred) == before
    barred.show_slide(SECOND)
    assert of_bar(barred) == before


def test_that_nothing_is_drawn_ahead_under_what_lies_over_the_slide(qtbot: QtBot, stage: StageWindow) -> None:
    film = QLabel("Filmen", stage)
    film.setGeometry(stage.rect())
    film.show()
    film.setStyleSheet("background: red")
    qtbot.waitUntil(lambda: kept(stage).pixelColor(9, 9) == Qt.GlobalColor.red)
    before = kept(stage)
    stage.draw_ahead(SECOND)
    assert kept(stage) == before
    film.hide()
    stage.show_slide(SECOND)
    assert kept(stage) == as_shown(SECOND, None, before)


@pytest.mark.parametrize("clock", [None, CLOCK])
def test_that_a_clock_that_stands_still_is_not_drawn_anew(
    qapp: QApplication, stage: StageWindow, clock: Clock | None
) -> None:
    stage.show_slide(FIRST, clock)
    qapp.processEvents()
    painted = QSignalSpy(Watched(stage).painted)
    stage.show_clock(clock)
    qapp.processEvents()
    assert painted.count() == 0
    stage.show_clock(LATER)
    qapp.processEvents()
    assert painted.count() == 1
    assert kept(stage) == as_shown(FIRST, LATER, kept(stage))
