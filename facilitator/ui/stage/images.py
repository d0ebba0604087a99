"""Pictures of lessons by name (programme/lesson/file): read safely, decoded once, and scaled once for each size."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from facilitator import paths
from facilitator.content.adding import packs
from facilitator.content.pictures import PictureFile, picture_in, source_of
from facilitator.content.sources import Folder
from facilitator.errors import ContentFault

Stamp = tuple[int, int] | tuple[str]
"""When a file was last written, and its size in bytes, or the hash of the pack it is in: a new stamp is a new picture."""

_root: Path | None = None


def look_in(root: Path | None) -> None:
    """Take pictures from this content folder; None: from the one that comes with the program."""
    global _root
    _root = root


def size_of(name: str) -> QSize:
    """The size of a picture in pixels; an empty one when it is missing or cannot be shown."""
    image = _image(name)
    return QSize() if image is None else image.size()


def draw(painter: QPainter, name: str, rect: QRectF) -> None:
    """Draw a picture over `rect`; nothing when it has gone since its size was asked for."""
    image = _image(name)
    if image is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    to_device = painter.combinedTransform()
    device = to_device.mapRect(rect).toAlignedRect()
    if device.width() < image.width():  # never larger than it is: a print-out scales it itself
        image = _smaller(name, _stamp(name), device.width(), device.height())
        place = QRectF(device)
        back, may = to_device.inverted()
        painter.drawImage(back.mapRect(place) if may else rect, image)
    else:
        painter.drawImage(rect, image, QRectF(QRect(0, 0, image.width(), image.height())))
    painter.restore()


def _stamp(name: str) -> Stamp | None:
    pack = None if _root else packs.holder_of(name)
    if pack is not None:
        return (pack.sha,)
    try:
        state = ((_root or paths.scenarios_dir()) / name).stat()
    except (OSError, ValueError):
        return None
    return state.st_mtime_ns, state.st_size


def _image(name: str) -> QImage | None:
    stamp = _stamp(name)
    image = _decoded(name, stamp) if stamp is not None else QImage()
    return None if image.isNull() else image


@lru_cache(maxsize=2)
def _decoded(name: str, stamp: Stamp | None) -> QImage:
    """The whole picture; a null one when the file does not hold what its head promises."""
    try:
        file = picture_in(Folder(_root) if _root else source_of(name), name)
    except ContentFault:
        return QImage()
    return _decode(file)


def _decode(file: PictureFile) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(file.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(file.kind.encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)  # a photograph taken on the side
    if reader.size() != QSize(file.width, file.height):
        return QImage()
    return reader.read().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@lru_cache(maxsize=5)
def _smaller(name: str, stamp: Stamp | None, width: int, height: int) -> QImage:
    """The picture in one size: a handful of them serve projector, console and thumbnails."""
    image = _decoded(name, stamp)
    return image.scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
