"""The slides of a lesson, to leaf through with buttons or arrow keys; drawn as on the projector."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui import theme
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

if TYPE_CHECKING:
    from facilitator.content.script import Script
    from facilitator.ui.stage.slide import Slide

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class Preview(QWidget):
    """One slide a step, all lines shown; left and right leaf."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._script: Script | None = None
        self._step = 0
        self._picture = Picture()
        self._picture.leafed.connect(self._leaf)
        self._back = button("", "small", sign="caret-left", name=_("Previous slide"), once=False)
        self._next = button("", "small", sign="caret-right", name=_("Next slide"), once=False)
        self._back.clicked.connect(self._leaf_back)
        self._next.clicked.connect(self._leaf_on)
        for one in (self._back, self._next):
            one.setEnabled(False)
        self._caption = label("", "small", wrap=True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setContentsMargins(gap(1.5), gap(0.5), gap(1.5), gap(0.5))
        row.addWidget(self._back)
        row.addWidget(self._caption, 1)
        row.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._picture)
        column.addLayout(row)

    def show_script(self, script: "Script | None") -> None:
        """Show a lesson from its first step."""
        self._script, self._step = script, 0
        self._show_step()

    def _leaf_back(self) -> None:
        self._leaf(-1)

    def _leaf_on(self) -> None:
        self._leaf(1)

    def _leaf(self, by: int) -> None:
        last = len(self._script.steps) - 1 if self._script else 0
        self._step = min(max(self._step + by, 0), last)
        self._show_step()

    def _show_step(self) -> None:
        from facilitator.ui.stage import compose

        script = self._script
        self._back.setEnabled(self._step > 0)
        self._next.setEnabled(script is not None and self._step < len(script.steps) - 1)
        if script is None:
            self._picture.show_slide(None)
            self._caption.setText("")
            return
        step = script.steps[self._step]
        self._picture.show_slide(compose.stills(script, self._step)[-1 if self._step else 0])
        words = _("Step {number} of {total}: {title}")
        self._caption.setText(words.format(number=self._step + 1, total=len(script.steps), title=step.title))


class Picture(QWidget):
    """A slide at the width it is given, 16:9."""

    leafed = Signal(int)  # -1 back, 1 on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slide: Slide | None = None
        self._drawn: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Slide as on the projector"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_slide(self, slide: "Slide | None") -> None:
        """Show a slide, or an empty ground."""
        self._slide, self._drawn = slide, None
        self.setAccessibleDescription(slide.words() if slide else "")
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 225)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.leafed.emit(step)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._slide is None:
            painter.fillRect(self.rect(), colour("sunk"))
        else:
            painter.setClipPath(self._shape())
            painter.drawImage(0, 0, self._picture(self._slide))
        if self.hasFocus():
            painter.setPen(QPen(colour("mvp"), gap(0.5)))
            painter.drawRect(self.rect())

    def _shape(self) -> QPainterPath:
        """The upper corners follow the card that the picture fills."""
        radius = theme.current().space.radius_app - theme.current().space.hairline_app
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, radius), radius, radius)
        return shape

    def _picture(self, slide: "Slide") -> QImage:
        from facilitator.ui.stage import paint

        ratio = self.devicePixelRatioF()
        size = QSize(self.width(), self.heightForWidth(self.width())) * ratio
        if self._drawn is None or self._drawn.size() != size:
            self._drawn = paint.render(slide, size)
            self._drawn.setDevicePixelRatio(ratio)
        return self._drawn
