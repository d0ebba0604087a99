"""Text set to fit: the largest size between a role's maximum and minimum that fits the box, as lines to draw.

Text that does not fit at the minimum is the author's error: it is set smaller so that nothing is ever cut off, and
the block says so in `over`. Hinting is off, so that every platform draws the same bytes.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QPaintEngine,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from facilitator.content.checking.direction import from_right, needs_arabic
from facilitator.ui.theme import FAMILIES, Face, load_fonts

STRONG: Final = 700
STEP: Final = 2
SMALLEST: Final = 8
BALANCED: Final = 12
HAIR: Final = 0.01  # a sum of heights may differ from the same sum taken elsewhere by a rounding
OUTLINED: Final = 64
"""Larger letters than this, in pixels of the picture, are outlines to Qt; smaller ones are kept as pictures."""
TALL: Final = 1.33
"""The least line pitch of Arabic script, whose letters reach further up and down."""
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A text as set: size (logical pixels), extent, lines, and whether it had to go below its role's minimum."""

    text: str
    px: int
    width: float
    height: float
    lines: tuple[str, ...]
    over: bool
    layout: QTextLayout = field(compare=False)
    from_right: bool = False
    _runs: list[QGlyphRun] = field(default_factory=list, compare=False)

    @property
    def ink(self) -> QRectF:
        """What the letters cover, seen from the upper left corner of the extent, which some of them hang over.

        Qt's own measure falls short of a first letter that hangs over to the left, such as j, by up to an 11th of its size, and
        where letters are joined by up to a 26th.
        """
        covered, short = QRectF(), self.px / 8
        for line in self.layout.glyphRuns():
            covered = covered.united(line.boundingRect())
        return covered.adjusted(-short, -short, short, short)

    def draw(self, painter: QPainter, at: QPointF, shade: QColor) -> None:
        """Draw with the upper left corner at `at`."""
        painter.setPen(shade)
        self.write(painter, at, largest_kept(painter))

    def write(self, painter: QPainter, at: QPointF, kept: float) -> None:
        """Draw with the painter's pen; `kept`: see `largest_kept`."""
        if self.px > kept and not needs_arabic(self.text):
            for run in self._letters():
                painter.drawGlyphRun(at, run)
        else:
            self.layout.draw(painter, at)

    def _letters(self) -> list[QGlyphRun]:
        """Qt fills large letters as one outline a line, in time that grows with its square; a letter at a time is
        three times as fast and gives the same pixels. Letters that are joined to each other are drawn together."""
        if not self._runs:
            for line in self.layout.glyphRuns():
                for glyph, place in zip(line.glyphIndexes(), line.positions(), strict=True):
                    letter = QGlyphRun()
                    letter.setRawFont(line.rawFont())
                    letter.setGlyphIndexes([glyph])
                    letter.setPositions([place])
                    self._runs.append(letter)
        return self._runs


def largest_kept(painter: QPainter) -> float:
    """The size, in the painter's own units, up to which letters are kept as pictures; without end where none is."""
    pixels = painter.paintEngine().type() == QPaintEngine.Type.Raster
    scale = painter.transform().m11()
    return OUTLINED / scale if pixels and scale > 0 else math.inf


@lru_cache(maxsize=512)
def font(px: int, weight: int, tracking: int = 100, tabular: bool = False) -> QFont:
    """The bundled font at a size in pixels; do not change the answer, it is shared."""
    load_fonts()
    made = QFont(list(FAMILIES))
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if tracking != 100:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, tracking)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def fit(text: str, width: float, height: float, face: Face, *, tabular: bool = False) -> Block:
    """Set one text to fit a box."""
    return fit_all([text], width, height, face, tabular=tabular)[0]


def fit_all(
    texts: Sequence[str],
    width: float,
    height: float,
    face: Face,
    *,
    gap: float = 0,
    tabular: bool = False,
) -> tuple[Block, ...]:
    """Set texts in one common size so that together, with `gap` between them, they fit a box."""
    room = height - gap * (len(texts) - 1)

    def fits(px: int) -> bool:
        used = 0.0
        for text in texts:
            made = _set(text, width, px, face, tabular)
            used += made.height
            if made.width > width + HAIR or used > room + HAIR:
                return False
        return True

    px = _largest(fits, face.min, face.max) if face.max >= face.min else None
    if px is None:
        px = _largest(fits, SMALLEST, min(face.max, face.min)) or SMALLEST
    over = px < face.min
    return tuple(_finished(text, width, px, face, tabular, over) for text in texts)


def fit_each(texts: Sequence[str], width: float, height: float, face: Face) -> tuple[Block, ...]:
    """Set texts in one common size so that each fits a box of its own."""
    px = min((fit(text, width, height, face).px for text in texts), default=face.max)
    return tuple(fit(text, width, height, face._replace(max=px)) for text in texts)


def least(texts: Sequence[str], width: float, face: Face, *, gap: float = 0) -> float:
    """The height that texts need at the role's minimum, with `gap` between them."""
    return sum(_set(text, width, face.min, face, False).height for text in texts) + gap * max(
        0, len(texts) - 1
    )


def _largest(fits: Callable[[int], bool], low: int, high: int) -> int | None:
    if fits(high):
        return high
    if not fits(low):
        return None
    good, bad = 0, (high - low) // STEP + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        if fits(low + middle * STEP):
            good = middle
        else:
            bad = middle
    return low + good * STEP


def _finished(text: str, width: float, px: int, face: Face, tabular: bool, over: bool) -> Block:
    """Set with the lines made about equally long, so that no word stands alone on the last one."""
    block = _set(text, width, px, face, tabular)
    if 1 < len(block.lines) <= BALANCED:
        narrow, wide = block.width / 2, block.width
        while wide - narrow > px / 2:  # half a letter
            middle = (narrow + wide) / 2
            tried = _set(text, middle, px, face, tabular)
            if len(tried.lines) == len(block.lines) and tried.width <= middle:
                block, wide = tried, middle
            else:
                narrow = middle
    return replace(block, over=True) if over else block


@lru_cache(maxsize=1024)
def _set(text: str, width: float, px: int, face: Face, tabular: bool) -> Block:
    shown, strong = _emphasis(text)
    layout = QTextLayout(shown, font(px, face.weight, face.tracking, tabular))
    mirrored = from_right(shown)
    layout.setTextOption(_option(mirrored))
    if strong:
        layout.setFormats(strong)
    layout.setCacheEnabled(True)
    pitch = px * (max(face.pitch, TALL) if mirrored else face.pitch)
    lines: list[str] = []
    widest = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, len(lines) * pitch + (pitch - line.height()) / 2))
        widest = max(widest, line.naturalTextWidth())
        lines.append(shown[line.textStart() : line.textStart() + line.textLength()].strip())
    if mirrored:  # each line ends where the widest one does
        for line in map(layout.lineAt, range(len(lines))):
            line.setPosition(QPointF(widest - line.width(), line.y()))
    layout.endLayout()
    return Block(shown, px, widest, pitch * len(lines), tuple(lines), False, layout, mirrored)


@cache
def _option(mirrored: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    if mirrored:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option


def _emphasis(text: str) -> tuple[str, list[QTextLayout.FormatRange]]:
    if "**" not in text:
        return text.replace("\n", "\u2028"), []
    strong: list[QTextLayout.FormatRange] = []
    shown, end = "", 0
    for match in _BOLD.finditer(text):
        shown += text[end : match.start()]
        style = QTextCharFormat()
        style.setFontWeight(STRONG)
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = len(shown), len(match[1]), style
        strong.append(found)
        shown += match[1]
        end = match.end()
    return (shown + text[end:]).replace("\n", "\u2028"), strong
