"""Our own icons (Phosphor, exported to `resources/icons`), drawn in the colour asked for."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from facilitator.paths import resources_dir

_SIDES = (16, 24, 32, 64)  # pixels; Qt takes the nearest larger one and scales it down


@cache
def _source(name: str) -> str:
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def known(name: str) -> bool:
    """Whether there is an icon of this name."""
    return (resources_dir() / "icons" / f"{name}.svg").is_file()


@lru_cache(maxsize=256)
def _renderer(name: str, shade: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", shade).encode()))


def draw(painter: QPainter, name: str, place: QRectF, shade: QColor) -> None:
    """Draw an icon to fill `place`. Raises FileNotFoundError when there is no such icon."""
    _renderer(name, shade.name()).render(painter, place)


def pixmap(name: str, shade: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a square picture of `side` logical pixels. Raises FileNotFoundError for an unknown name."""
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, name, QRectF(0, 0, picture.width(), picture.height()), shade)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, shade: QColor) -> QIcon:
    """An icon for buttons, sharp on every screen. Raises FileNotFoundError when there is no such icon."""
    return _icon(name, shade.name())


@lru_cache(maxsize=256)
def _icon(name: str, shade: str) -> QIcon:
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(pixmap(name, QColor(shade), side))
    return made


def app_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resources_dir() / "icons" / "app.png"))
