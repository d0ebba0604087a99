"""Two quiet helpers after a question, for the leader's eyes only: a ring to wait by, and how many voices were heard.

Nothing of it is stored or sent anywhere; the number is gone when the lesson is.
"""

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.ui.actions import DEEDS
from facilitator.ui.console.twopart import TwoPart
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.theme import colour

WAIT_MS = 8_000
"""Most teachers wait one second; three and more give longer and more answers (Rowe 1986). Ours: 7–10 s."""
_FRAME_MS = 100


class WaitRing(QWidget):
    """A ring that fills in eight seconds, without a sound."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(28, 28))
        self.setAccessibleName(_("Wait in silence"))
        self._since = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._go)

    @property
    def waiting(self) -> bool:
        """Whether the ring is filling."""
        return self._frames.isActive()

    def toggle(self) -> None:
        """Begin to wait, or stop."""
        if self.waiting:
            self._frames.stop()
        else:
            self._since.start()
            self._frames.start()
        self.update()

    def _go(self) -> None:
        if self._since.elapsed() >= WAIT_MS:
            self._frames.stop()
            announce(self, _("The wait is over"))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(colour("line"), 4))
        painter.drawEllipse(area)
        if self.waiting:
            gone = min(1.0, self._since.elapsed() / WAIT_MS)
            painter.setPen(QPen(colour("mvp"), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(area, 90 * 16, -round(360 * 16 * gone))
        painter.end()


class Listening(TwoPart):
    """The ring with its button, and the count of voices."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(10, 6, 6)
        self.setProperty("role", "panel")
        self._people = 0
        self.voices = 0
        self.ring = WaitRing()
        wait = button(f"{DEEDS['wait'].label()}  V", "small")
        wait.setToolTip(f"{DEEDS['wait'].help()} (V)")
        self._voice = button("0", "small", sign="chat-circle", once=False)
        self._back = button("", "small", sign="minus", name=_("One voice less"), once=False)
        for made, action in ((wait, "wait"), (self._voice, "voice"), (self._back, "voice_back")):
            made.setProperty("action", action)
            made.setProperty("tight", True)
            made.clicked.connect(self._clicked)
        for row, part in (
            (self.left, self.ring),
            (self.left, wait),
            (self.right, self._voice),
            (self.right, self._back),
        ):
            row.addWidget(part)
        self._show()

    def show_people(self, people: int) -> None:
        """How many there are to hear; 0: unknown."""
        if people != self._people:
            self._people = people
            self._show()

    def count(self, change: int) -> None:
        """One voice more (1) or less (-1)."""
        self.voices = max(0, self.voices + change)
        self._show()

    def _show(self) -> None:
        voices, people = self.voices, self._people
        heard = _("{n} of {people} voices") if people else ngettext("{n} voice", "{n} voices", voices)
        words = heard.format(n=voices, people=people)
        self._voice.setText(f"{words}  H")
        self._voice.setAccessibleName(_("New voice: {heard}").format(heard=words))
        tip = _("{heard}. Tap each time a new voice is heard (H).")
        self._voice.setToolTip(tip.format(heard=words))
        self._back.setEnabled(voices > 0)

    def _clicked(self) -> None:
        self.asked.emit(str(self.sender().property("action")))
