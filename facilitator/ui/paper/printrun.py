"""Sends pages to a printer, one a turn of the event loop, so that the window lives and it can be stopped."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from facilitator.i18n import _

if TYPE_CHECKING:
    from facilitator.exchange.pages import Pages, Raster

DOTS_AN_INCH: Final = 300
"""Sharper than the eye sees on paper, and no more than a printer takes in a moment."""


def picture(raster: "Raster") -> QImage:
    """A page as Qt draws it."""
    made = QImage(
        raster.dots, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32
    )  # it borrows the bytes
    return made.copy()


class PrintRun(QObject):
    """`moved`: how many pages of how many; `over`: what went wrong, or nothing."""

    moved = Signal(int, int)
    over = Signal(str)

    def __init__(self, pages: "Pages", printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages, self._printer = pages, printer
        first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
        self._waiting = list(range(max(first, 1) - 1, min(last, len(pages))))
        self._all = len(self._waiting)
        self._painter = QPainter()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._print_next)

    def start(self) -> None:
        """Begin; a printer that refuses is told of."""
        self._printer.setFullPage(True)
        if self._waiting:
            self._turn_paper(self._waiting[0])
        if not self._waiting or not self._painter.begin(self._printer):
            self.over.emit(_("The printer does not answer. Look at it, or save a PDF and print that."))
            return
        self._turn.start()

    def stop(self) -> None:
        """Print no further."""
        if self._turn.isActive():
            self._printer.abort()
            self._end("")

    def _print_next(self) -> None:
        place = self._waiting.pop(0)
        self._print(place)
        done = self._all - len(self._waiting)
        self.moved.emit(done, self._all)
        if not self._waiting:
            self._end("")
            return
        self._turn_paper(self._waiting[0])
        if not self._printer.newPage():
            self._end(_("The printer stopped. Look at it, or save a PDF and print that."))

    def _end(self, trouble: str) -> None:
        self._turn.stop()
        self._painter.end()
        self.over.emit(trouble)

    def _turn_paper(self, place: int) -> None:
        """The paper lies as the page does."""
        width, height = self._pages.size(place)
        lying = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(lying)

    def _print(self, place: int) -> None:
        """A page in the middle of the paper, as large as it can be; on its own size of paper as large as it is."""
        width, height = self._pages.size(place)
        paper = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        scale = min(paper.width() / width, paper.height() / height)
        inches = width / 72
        drawn = self._pages.raster(place, min(DOTS_AN_INCH, width * scale / inches))
        where = QRectF(
            (paper.width() - width * scale) / 2, (paper.height() - height * scale) / 2, width * scale, height * scale
        )  # fmt: skip
        self._painter.drawImage(where, picture(drawn))
