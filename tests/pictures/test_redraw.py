"""A picture painted over another comes out as if it had been painted alone, and reaches no further than it says."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from pytestqt.qtbot import QtBot

from facilitator.content.library import Library
from facilitator.content.script import Script
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.deck import Deck
from facilitator.ui.stage.slide import Slide
from facilitator.ui.stage.typeset import largest_kept
from tests import ownlessons
from tests.pictures import samples

SIZES = [QSize(1920, 1080), QSize(1280, 720), QSize(1024, 768)]

ROUNDING = 20
"""Qt rounds the outlines of large letters to the size of the font it used last: edges differ by a shade."""


def taps(lesson: Script) -> list[Slide]:
    """Every picture of a lesson, in the order of the taps."""
    return [slide for n in range(len(lesson.steps)) for slide in compose.stills(lesson, n)]


ARABIC = Path(__file__).parent.parent / "packs" / "arabiska"
LESSONS: dict[str, Callable[[], Script]] = {
    "swedish": samples.script,
    "hanging": lambda: ownlessons.library().script("mvp-02"),  # a line begins with a large j
    "arabic": lambda: Library.open(ARABIC).script("ar-prov"),
}
JOINED = 64
"""The same where large letters are joined and drawn together."""


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_a_picture_painted_over_the_one_before_is_the_same(lesson: str, size: QSize) -> None:
    slides = taps(LESSONS[lesson]())
    painted = [paint.render(slide, size) for slide in slides]
    for (was, before), (slide, alone) in pairwise(zip(slides, painted, strict=True)):
        over = QImage(before)
        painter = QPainter(over)
        paint.redraw(painter, was, slide, size)
        painter.end()
        assert over == alone or worst(over, alone) <= (JOINED if lesson == "arabic" else ROUNDING), (
            was,
            slide,
        )


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("size", [QSize(1366, 704), QSize(2560, 1600)], ids=["small", "large"])
def test_no_letter_is_drawn_beyond_what_its_text_says_it_reaches(lesson: str, size: QSize) -> None:
    scale, blank = paint.scale_of(size), QImage(size, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    pages = [paint.page_of(slide, size) for slide in taps(LESSONS[lesson]())]
    texts = {
        (one.block.text, one.block.px, one.at.toTuple()): (one, page.theme)
        for page in pages
        for one in page.words
    }
    for words, theme in texts.values():
        left, top, right, bottom = (edge * scale for edge in words.reach)
        image = QImage(blank)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        words.draw(painter, theme, largest_kept(painter))
        painter.resetTransform()
        painter.fillRect(QRectF(left, top, right - left, bottom - top).toAlignedRect(), QColor("white"))
        painter.end()
        assert image == blank, (words.block.text, words.block.px)


def worst(one: QImage, other: QImage) -> int:
    """The largest difference of two pictures in a pixel, 0–255."""
    both = QImage(one)
    painter = QPainter(both)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other)
    painter.end()
    grey = both.convertToFormat(QImage.Format.Format_Grayscale8)
    shades, line = bytes(grey.constBits()), grey.bytesPerLine()  # what fills up a line may be anything
    return max(max(shades[start : start + grey.width()]) for start in range(0, len(shades), line))


def test_one_more_line_changes_a_small_part() -> None:
    lesson, size = samples.script(), SIZES[0]
    n = next(n for n, step in enumerate(lesson.steps) if step.form == "look-back")
    first, second = compose.stills(lesson, n)[:2]
    small = paint.changed(first, second, size).boundingRect()
    assert 0 < small.height() < size.height() / 3
    assert paint.changed(second, second, size).isEmpty()


def test_a_picture_is_painted_over_where_the_two_differ_and_not_all_of_it() -> None:
    lesson, size = samples.script(), SIZES[0]
    n = next(n for n, step in enumerate(lesson.steps) if step.form == "look-back")
    shares = []
    for was, slide in pairwise(compose.stills(lesson, n)):
        over = paint.render(was, size)
        painter = QPainter(over)
        region = paint.redraw(painter, was, slide, size)
        painter.end()
        shares.append(sum(part.width() * part.height() for part in parts(region)) / 1920 / 1080)
    assert shares
    assert max(shares) < 0.4, shares


def parts(region: QRegion) -> list[QRect]:
    """The rectangles of a region."""
    return list(cast("Iterable[QRect]", region))


def test_what_differs_shows_where_it_is_said_to() -> None:
    size, slides = SIZES[0], taps(samples.script())
    for was, slide in pairwise(slides):
        before, after = paint.render(was, size), paint.render(slide, size)
        for image in (before, after):
            painter = QPainter(image)
            painter.setClipRegion(paint.changed(was, slide, size))
            painter.fillRect(image.rect(), QColor("black"))
            painter.end()
        assert before == after or worst(before, after) <= ROUNDING, (was, slide)


@pytest.mark.parametrize("part", [QRect(300, 200, 500, 300), QRect(0, 0, 1920, 1080), QRect(1700, 900, 9, 9)])
def test_a_part_of_a_slide_is_drawn_as_it_is_in_the_whole(part: QRect) -> None:
    for slide in taps(samples.script())[::5]:
        whole = paint.render(slide, SIZES[0])
        over = QImage(whole)
        over.fill(QColor("red"))
        painter = QPainter(over)
        drawn = paint.draw_in(painter, slide, SIZES[0], QRegion(part))
        painter.end()
        assert drawn == QRegion(part.intersected(whole.rect()))
        assert worst(over.copy(part), whole.copy(part)) <= ROUNDING, slide
        painter = QPainter(over)
        painter.fillRect(part, QColor("red"))
        painter.end()
        assert {over.pixelColor(x, y).name() for x in range(0, 1920, 40) for y in range(0, 1080, 40)} == {
            "#ff0000"
        }


def made(qtbot: QtBot, deck: Deck, slide: Slide) -> QImage:
    """The picture of a slide once the deck has made it."""
    deck.prepare(slide)
    qtbot.waitUntil(lambda: not deck.working)
    found = deck.find(slide)
    assert found is not None
    return found.toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_deck_paints_over_what_it_no_longer_needs(qtbot: QtBot) -> None:
    deck, slides, size = Deck(SIZES[1], 1.0), taps(samples.script())[:9], SIZES[1]
    for slide in slides:
        assert made(qtbot, deck, slide) == paint.render(slide, size)
        assert [one for one in slides if deck.find(one) is not None] == [slide]


def test_a_new_size_is_painted_anew(qtbot: QtBot) -> None:
    deck, slide = Deck(SIZES[1], 1.0), taps(samples.script())[0]
    made(qtbot, deck, slide)
    deck.resize(SIZES[2], 1.0)
    assert deck.find(slide) is None
    assert made(qtbot, deck, slide).size() == SIZES[2]
