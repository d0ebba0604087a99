"""A lesson's slides as files: PNG pictures, or one PDF with a slide a page. Needs no display."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImageWriter, QPageSize, QPainter, QPdfWriter

from facilitator.content.script import Script
from facilitator.errors import trouble_from
from facilitator.paths import write_whole
from facilitator.ui import theme
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.slide import Slide

_INCH_AT_96 = 96
_RESOLUTION = 288


def slides(script: Script) -> Iterable[tuple[str, Slide]]:
    """Every slide of a lesson, each tap, with a file name that sorts in the order shown."""
    for number, step in enumerate(script.steps, 1):
        for tap, slide in enumerate(compose.stills(script, number - 1)):
            yield f"{number:02}-{step.id}-{tap}.png", slide


def write(script: Script, folder: Path, size: QSize) -> list[Path]:
    """Write the slides as PNG files of `size` pixels; returns their paths.

    Raises:
        WorldTrouble: the folder cannot be written to.
    """
    theme.load_fonts()
    paths = []
    for name, slide in slides(script):
        picture = QBuffer()
        picture.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(picture, b"png").write(paint.render(slide, size))
        paths.append(keep(folder / name, picture))
    return paths


def keep(path: Path, content: QBuffer) -> Path:
    """Write what was drawn in memory, whole or not at all. Raises WorldTrouble."""
    place = path.parent
    try:
        place.mkdir(parents=True, exist_ok=True)
        place = path
        write_whole(path, bytes(content.data().data()))
    except OSError as error:
        raise trouble_from(error, place) from error
    return path


def write_pdf(scripts: Sequence[Script], path: Path) -> None:
    """Write the last slide of every step as one PDF, 16:9, text as text.

    Raises:
        WorldTrouble: the file cannot be written.
    """
    theme.load_fonts()
    size = QSize(1920, 1080)
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setResolution(_RESOLUTION)
    inches = QSizeF(size.width() / _INCH_AT_96, size.height() / _INCH_AT_96)
    writer.setPageSize(QPageSize(inches, QPageSize.Unit.Inch))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(", ".join(s.lesson.title for s in scripts))
    painter = QPainter(writer)
    painter.setWindow(QRect(0, 0, size.width(), size.height()))
    first = True
    for script in scripts:
        for index in range(len(script.steps)):
            if not first:
                writer.newPage()
            first = False
            paint.draw(painter, compose.stills(script, index)[-1], size)
    painter.end()
    keep(path, content)
