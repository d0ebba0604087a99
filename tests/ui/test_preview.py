"""The leader's picture of the slide: in the shape of the pupils' screen, for other shapes are laid out otherwise."""

from itertools import product
from math import ceil

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from facilitator.overriding import override
from facilitator.ui.console.preview import Preview
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.slide import Slide
from tests import ownlessons

SLIDE, NEXT, OTHER = (
    compose.still(ownlessons.library().script("mvp-03"), *at) for at in ((4, 1), (4, 2), (4, 0))
)


def shown(preview: Preview) -> QImage:
    place = preview._place()
    return preview.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview("Det eleverna ser", clickable=True)
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    made.show_slide(SLIDE)
    return made


@pytest.mark.parametrize(
    ("screen", "shape"),
    [
        ((1920, 1080), (16, 9)), ((1366, 768), (16, 9)), ((3840, 2160), (16, 9)), ((1920, 1200), (8, 5)), ((1024, 768), (4, 3)),
        ((1600, 1200), (4, 3)), ((1280, 1024), (5, 4)), ((2560, 1080), (7, 3)), ((2256, 1504), (3, 2)),
    ],
)  # fmt: skip
def test_that_a_slide_is_laid_out_as_the_pupils_see_it(
    preview: Preview, screen: tuple[int, int], shape: tuple[int, int]
) -> None:
    preview.take_shape(QSize(*screen))
    size = preview._place().size()
    assert size.width() * shape[1] == size.height() * shape[0]
    assert size.width() > preview.width() - 2 * shape[0] or size.height() > preview.height() - 2 * shape[1]
    drawn = paint.render(SLIDE, size)
    inner = drawn.rect().adjusted(2, 2, -2, -2)  # within the frame
    assert shown(preview).copy(inner) == drawn.copy(inner)


class Scaled(Preview):
    """As on a screen whose pictures the system enlarges."""

    ratio = 1.0

    @override
    def devicePixelRatioF(self) -> float:
        return self.ratio


@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("width", [368, 400, 624])
@pytest.mark.parametrize("down", [0, 1, 2, 3])
def test_that_no_line_of_the_picture_is_lost_on_a_screen_that_enlarges(
    qtbot: QtBot, ratio: float, width: int, down: int
) -> None:
    made = Scaled("Det eleverna ser")
    qtbot.addWidget(made)
    made.ratio = ratio
    made.resize(width, 400)
    made.show_slide(SLIDE)
    seen = QImage(QSize(width, 400 + down) * ratio, QImage.Format.Format_RGB32)
    seen.setDevicePixelRatio(ratio)
    made.render(seen, QPoint(0, down))
    seen.setDevicePixelRatio(1)
    place = made._place()
    drawn = paint.render(SLIDE, place.size() * ratio)
    inner = drawn.rect().adjusted(4, 4, -4, -4)  # within the frame
    corners = product(
        (int(place.x() * ratio), ceil(place.x() * ratio)), (int(down * ratio), ceil(down * ratio))
    )
    assert any(seen.copy(inner.translated(*corner)) == drawn.copy(inner) for corner in corners)


@pytest.mark.parametrize("then", [NEXT, OTHER, SLIDE])
def test_that_what_was_drawn_ahead_shows_when_it_comes_and_leaves_nothing_when_another_does(
    qtbot: QtBot, preview: Preview, then: Slide
) -> None:
    qtbot.waitExposed(preview)
    screen, place = preview.screen(), preview._place().adjusted(2, 2, -2, -2)

    def on_screen() -> QImage:
        kept = screen.grabWindow(preview.winId()).toImage().copy(place)
        return kept.convertToFormat(QImage.Format.Format_RGB32)

    preview.repaint()
    before = on_screen()
    preview.draw_ahead(NEXT)
    assert on_screen() == before
    preview.show_slide(then, at_once=then is NEXT)
    preview.repaint()
    qtbot.waitUntil(
        lambda: (
            on_screen()
            == paint.render(then, preview._place().size()).copy(2, 2, place.width(), place.height())
        )
    )


@pytest.mark.parametrize(("words", "right"), [("På projektorn", False), ("På projektorn " * 3, True)])
def test_that_a_large_mark_lies_where_no_line_begins(preview: Preview, words: str, right: bool) -> None:
    mark, deed = QLabel(words), QPushButton("Släpp bilden")
    preview.lay_over(mark, deed)
    preview.place_mark()
    place = preview._place()
    assert place.contains(mark.geometry())
    assert (mark.geometry().center().x() > place.center().x()) is right
    assert not mark.geometry().intersects(deed.geometry())


def test_that_mark_and_way_back_are_whole_over_the_smallest_picture(preview: Preview) -> None:
    mark, deed = QLabel("ÖVNING – räknas inte"), QPushButton("Visa bilden igen")
    mark.setFixedSize(172, 24)
    deed.setFixedSize(170, 46)
    preview.lay_over(mark, deed)
    preview.resize(180, 90)
    preview.place_mark()
    assert preview.rect().contains(deed.geometry())
    assert preview.rect().contains(mark.geometry())
    assert not mark.geometry().intersects(deed.geometry())
