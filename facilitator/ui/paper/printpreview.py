"""What is about to be printed, page by page, with the choices that save paper and the ways to get it onto paper."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning.prints import Saving
from facilitator.ui.paper.printrun import picture
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import Dialog
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap, roomy
from facilitator.ui.parts.tick import Tick
from facilitator.ui.theme import colour

if TYPE_CHECKING:
    from facilitator.exchange.pages import Pages
    from facilitator.exchange.printing import Order

MOST_NAMES: Final = 40
WAIT_MS: Final = 600
"""So long after the last letter of a name the diplomas are drawn anew."""
_EDGE: Final = 10


class PrintPreview(Dialog):
    """`wanted` carries an order to draw, `print_wanted` and `save_wanted` say what to do with what was drawn.

    Names that are typed here live in the order alone.
    """

    wanted = Signal(object)  # Order
    print_wanted = Signal()
    save_wanted = Signal()
    saving_chosen = Signal(object)  # Saving

    def __init__(self, title: str, order: "Order", parent: QWidget) -> None:
        super().__init__(parent)
        self.order = order
        self.pages: Pages | None = None
        self.content = b""
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(roomy(118, 82, self))
        self.view = PageView()
        self.names = QPlainTextEdit()
        self.ticks: dict[str, Tick] = {}
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(WAIT_MS)
        self._typed.timeout.connect(self._ask)
        self._back = button("", "small", sign="caret-left", name=_("The page before"), once=False)
        self._on = button("", "small", sign="caret-right", name=_("The next page"), once=False)
        self._back.clicked.connect(self.show_before)
        self._on.clicked.connect(self.show_next)
        self._where = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._told = label("", "muted", wrap=True)
        self.printing = button(_("Print …"), "primary", sign="printer")
        self.printing.clicked.connect(self.print_wanted)
        self.saving = button(_("Save as PDF or web page …"), sign="floppy-disk")
        self.saving.clicked.connect(self.save_wanted)
        self._leave = button(_("Close"))
        self._leave.clicked.connect(self.reject)
        self._lay_out(title)
        self.show_busy(_("Drawing the papers …"))

    def _lay_out(self, title: str) -> None:
        turn = QHBoxLayout()
        turn.addStretch(1)
        for part in (self._back, self._where, self._on):
            turn.addWidget(part)
        turn.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.view, 1)
        left.addLayout(turn)
        right = QVBoxLayout()
        right.setSpacing(gap(1.5))
        right.addWidget(label(title, "heading", wrap=True))
        for name, words in self._choices():
            tick = Tick(name, words, on=bool(getattr(self.order.saving, name)))
            tick.toggled.connect(self._choose)
            self.ticks[name] = tick
            right.addWidget(tick)
        if self.order.kind == "diploma":
            self._add_names(right)
        right.addStretch(1)
        right.addWidget(self._told)
        right.addWidget(self._bar)
        for part in (self.printing, self.saving, self._leave):
            right.addWidget(part)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(gap(2), gap(2), gap(2), gap(2))
        whole.setSpacing(gap(2))
        whole.addLayout(left, 5)
        whole.addLayout(right, 2)

    def _choices(self) -> list[tuple[str, str]]:
        found = [("grey", _("Without colours"))]
        if self.order.kind == "pack":
            found += [
                ("small_cards", _("Scenario cards four on a sheet")),
                ("two_sided", _("The printer prints on both sides")),
            ]
        return found

    def _add_names(self, column: QVBoxLayout) -> None:
        words = _("Names, one on each line. They are drawn and never kept.")
        column.addWidget(label(words, "strong", wrap=True))
        self.names.setAccessibleName(words)
        self.names.setTabChangesFocus(True)
        self.names.textChanged.connect(self._wait)
        column.addWidget(self.names, 1)

    # --- what is shown ---------------------------------------------------------------------------------

    def show_busy(self, words: str) -> None:
        """Something takes a while."""
        self._told.setText(words)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._leave.setText(_("Cancel"))
        for part in (self.printing, self.saving):
            part.setEnabled(False)

    def show_progress(self, done: int, pages: int) -> None:
        """How far it has come."""
        self._bar.setRange(0, pages)
        self._bar.setValue(done)
        self._told.setText(_("Page {done} of {pages}").format(done=done, pages=pages))

    def show_first(self, content: bytes) -> None:
        """The first page is there; the rest is being drawn."""
        self._show(content)
        self._where.setText(_("First page"))

    def show_whole(self, outcome: object) -> None:
        """All of it is there, or what went wrong; what only a web page can show is saved as one."""
        from facilitator.exchange.printing import OnlyForWeb

        self._bar.hide()
        self._leave.setText(_("Close"))
        if isinstance(outcome, ContentFault | WorldTrouble):
            self.content = b""  # what was drawn before is no longer what is asked for
            self._told.setText(str(outcome))
            self.saving.setEnabled(isinstance(outcome, OnlyForWeb))
            return
        assert isinstance(outcome, bytes)
        self.content = outcome
        self._show(outcome)
        self._told.setText("")
        for part in (self.printing, self.saving):
            part.setEnabled(not self._typed.isActive())
        if not self.names.hasFocus():
            self.printing.setFocus()

    def show_idle(self, words: str = "") -> None:
        """Nothing takes time any more."""
        self._bar.hide()
        self._told.setText(words)
        self._leave.setText(_("Close"))
        self.printing.setEnabled(bool(self.content))
        self.saving.setEnabled(True)

    def show_before(self) -> None:
        """The page before."""
        self._turn_to(self.view.place - 1)

    def show_next(self) -> None:
        """The next page."""
        self._turn_to(self.view.place + 1)

    def _show(self, content: bytes) -> None:
        from facilitator.exchange.pages import Pages

        before, self.pages = self.pages, Pages(content)
        place = min(self.view.place, len(self.pages) - 1)
        self.view.show_page(self.pages, place)
        if before is not None:
            before.close()
        self._turn_to(place)

    def _turn_to(self, place: int) -> None:
        if self.pages is None or not 0 <= place < len(self.pages):
            return
        self.view.show_page(self.pages, place)
        count = len(self.pages)
        self._where.setText(_("Page {done} of {pages}").format(done=place + 1, pages=count))
        self._back.setEnabled(place > 0)
        self._on.setEnabled(place < count - 1)

    # --- what is asked ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        ticked = {name: tick.isChecked() for name, tick in self.ticks.items()}
        saving: Saving = replace(self.order.saving, **ticked)
        self.saving_chosen.emit(saving)
        self.order = replace(self.order, saving=saving)
        self._ask()

    def _wait(self) -> None:
        """Somebody is writing: what has been drawn is no longer what is asked for."""
        self._typed.start()
        for part in (self.printing, self.saving):
            part.setEnabled(False)

    def _ask(self) -> None:
        lines = (line.strip() for line in self.names.toPlainText().splitlines())
        names = tuple(line for line in lines if line)[:MOST_NAMES]
        self.order = replace(self.order, names=names)
        self.show_busy(_("Drawing the papers …"))
        self.wanted.emit(self.order)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageDown:
            self.show_next()
        elif event.key() == Qt.Key.Key_PageUp:
            self.show_before()
        else:
            super().keyPressEvent(event)


class PageView(QWidget):
    """One page, as large as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = 0
        self._pages: Pages | None = None
        self._image = QImage()
        self.setMinimumSize(QSize(gap(40), gap(40)))
        self.setAccessibleName(_("Preview"))

    def show_page(self, pages: "Pages", place: int) -> None:
        """Show a page; what stands on it is told to whoever listens."""
        self._pages, self.place = pages, place
        self.setAccessibleDescription(pages.text(place))
        self._draw()

    def _draw(self) -> None:
        if self._pages is None:
            return
        width, height = self._pages.size(self.place)
        ratio = self.devicePixelRatioF()
        scale = min((self.width() - 2 * _EDGE) / width, (self.height() - 2 * _EDGE) / height)
        self._image = picture(self._pages.raster(self.place, max(scale, 0.05) * ratio * 72))
        self._image.setDevicePixelRatio(ratio)
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunk"))
        if self._image.isNull():
            return
        size = self._image.deviceIndependentSize()
        where = QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )
        painter.drawImage(where, self._image)
        painter.setPen(colour("line"))
        painter.drawRect(where)
