"""Every line of text that is laid out is really there in the picture, however large its letters are."""

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from facilitator.ui.stage import paint
from facilitator.ui.stage.items import Words
from tests.pictures import samples

SIZES = [QSize(1024, 768), QSize(1920, 1080)]
ALIKE = 60
"""So far from its colour (0–255) the darkest pixel of a small letter may be, where its strokes are a pixel wide."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_every_line_of_text_is_in_the_picture(size: QSize) -> None:
    scale = paint.scale_of(size)
    for name, slide in samples.every().items():
        image, page = paint.render(slide, size), paint.page_of(slide, size)
        for words in page.words:
            colour = page.theme.colour(words.colour)
            for line, place in zip(words.block.lines, places(words, scale), strict=True):
                assert not line or holds(image.copy(place), colour), (name, line, words.block.px)


def places(words: Words, scale: float) -> list[QRect]:
    """Where the lines of a text lie, in pixels."""
    rect, count = words.rect, len(words.block.lines)
    height = rect.height() / count
    lines = (QRectF(rect.x(), rect.y() + n * height, rect.width(), height) for n in range(count))
    return [
        QRectF(one.x() * scale, one.y() * scale, one.width() * scale, one.height() * scale).toAlignedRect()
        for one in lines
    ]


def holds(image: QImage, colour: QColor) -> bool:
    """Whether a colour is in a picture, or one that is much like it."""
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.fillRect(image.rect(), colour)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, row = bytes(grey.constBits()), grey.bytesPerLine()
    middle_first = sorted(range(grey.height()), key=lambda y: abs(y - grey.height() // 2))
    return any(min(pixels[y * row : y * row + grey.width()]) <= ALIKE for y in middle_first)
