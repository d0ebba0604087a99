"""Labels that show their text as it is: never rich text, so that content can neither format nor load anything."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from facilitator.overriding import override
from facilitator.ui import theme

Role = Literal[
    "title", "hero", "heading", "body", "strong", "small", "muted", "figure", "kicker", "key", "brand"
]
Tone = Literal["", "mvp", "taget", "staff", "ok", "warn", "stop"]


def label(
    text: str = "", role: Role = "body", *, wrap: bool = False, tone: Tone = "", parent: QWidget | None = None
) -> QLabel:
    """A plain-text label in one of the roles that the app's style knows."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setText(text)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


class Ticking(QLabel):
    """Words that change by the second, in a place as wide as the widest of as many digits.

    So nothing beside them moves, and nothing is laid out anew each second. They draw the ground of a bar themselves, so that
    nothing beneath them is drawn again.
    """

    def __init__(self, role: Role, least: int = 0) -> None:
        """`least`: the width in pixels that it always has."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._least = least

    def tell(self, words: str) -> None:
        """Show other words."""
        other = len(words) != len(self.text())
        self.setText(words)
        if other:
            self._hold()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("card"))
        painter.end()
        super().paintEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hold()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hold()

    def _hold(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # whatever the stylesheet has made of it
        self.setMinimumSize(0, 0)  # else the place it had is the least it would like
        width, shown = self.fontMetrics().horizontalAdvance, self.text()
        digit = max("0123456789", key=width)
        widest = width("".join(digit if one.isdigit() else one for one in shown))
        self.setFixedSize(
            (self.sizeHint() + QSize(widest - width(shown), 0)).expandedTo(QSize(self._least, 0))
        )


def tag(text: str, tone: Tone, *, solid: bool = False, parent: QWidget | None = None) -> QLabel:
    """A rounded tag with a short word, tinted or in full colour."""
    made = label(text, "body", tone=tone, parent=parent)
    made.setProperty("role", "tag-solid" if solid else "tag")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set style properties on a widget that already shows, and let the style read them again."""
    changed = {name: value for name, value in properties.items() if widget.property(name) != value}
    if not changed:
        return
    for name, value in changed.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
