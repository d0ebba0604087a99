"""An icon with words beside it, as one line."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from facilitator.overriding import override
from facilitator.ui.icons import icon
from facilitator.ui.parts.label import Role, label
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour


def picture(name: str, tone: str, side: int) -> QLabel:
    """An icon by itself, for decoration: the words beside it carry the meaning."""
    made = QLabel()
    made.setPixmap(icon(name, colour(tone)).pixmap(side, side))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def disc(name: str, tone: str) -> QLabel:
    """A large icon on a round, tinted ground."""
    made = picture(name, tone, gap(4))
    made.setProperty("role", "disc")
    made.setProperty("tone", tone)
    made.setFixedSize(gap(6.5), gap(6.5))
    return made


class Sign(QWidget):
    """Words with an icon before them."""

    def __init__(
        self, name: str, text: str, tone: str = "ink-2", role: Role = "small", *, wrap: bool = False
    ) -> None:
        super().__init__()
        self.words = label(text, role, wrap=wrap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(1))
        side = round(self.words.fontMetrics().height() * 0.95)
        row.addWidget(picture(name, tone, side), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)


class LineSign(Sign):
    """Words on one line where there is room for it, else on more. A label that wraps would ask for a narrow column."""

    def __init__(self, name: str, text: str, tone: str = "ink-2", role: Role = "small") -> None:
        super().__init__(name, text, tone, role, wrap=True)

    @override
    def sizeHint(self) -> QSize:
        self.words.ensurePolished()
        letters = self.words.fontMetrics()
        side = super().minimumSizeHint().width() - self.words.minimumSizeHint().width()
        wide = side + letters.horizontalAdvance(self.words.text()) + letters.averageCharWidth()
        return QSize(wide, self.heightForWidth(wide))
