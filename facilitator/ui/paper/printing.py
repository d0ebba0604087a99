"""Prints: shows what was asked for page by page, then sends it to a printer, or saves it as a PDF or a web page."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.planning.prints import Saving
from facilitator.settings import PAPER_SAVING, PRINTER
from facilitator.ui.desk.ports import RESERVE, PrintRequest
from facilitator.ui.paper.papermaker import PaperMaker
from facilitator.ui.paper.printpreview import PrintPreview
from facilitator.ui.paper.printrun import DOTS_AN_INCH, PrintRun
from facilitator.ui.parts.filedialog import ask_save
from facilitator.ui.shelf import Holder
from facilitator.ui.tasks.reservesaving import ReserveSaving

if TYPE_CHECKING:
    from facilitator.exchange.printing import Order

WEB_PAGES = (".html", ".htm")
SAVINGS: Final = ("small_cards", "two_sided", "grey")


class Printing(QObject):
    """`told` says what is in the way; `saved` how it went, with the folder that holds the file; `chosen` what to remember.

    One thing is drawn at a time.
    """

    told = Signal(str)
    saved = Signal(str, object)  # words, Path of the folder
    chosen = Signal(str, object)  # key of the setting, value

    def __init__(self, window: QWidget, holder: Holder, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._holder = window, holder
        self._saving, self._printer = Saving(), ""
        self.preview: PrintPreview | None = None
        self.dialog: QFileDialog | None = None
        self._run: PrintRun | None = None
        self._page: Path | None = None  # where the web page goes that is being drawn
        self.maker = PaperMaker(self)
        self.reserve = ReserveSaving(window, self)
        self.reserve.told.connect(self.told)
        self.reserve.saved.connect(self.saved)

    def remember(self, saving: tuple[str, ...], printer: str) -> None:
        """What was chosen the last time."""
        self._saving = Saving(**{name: name in saving for name in SAVINGS})
        self._printer = printer

    def ask(self, wish: PrintRequest) -> None:
        """Show what is wished, as it will be on paper."""
        from facilitator.exchange import printing

        bridge = self._holder.bridge
        if bridge is None:
            return
        if wish.kind == RESERVE:
            script = bridge.script(wish.lesson, wish.length, wish.as_group)
            if script is not None:
                self.reserve.ask(script, bridge.contacts)
            return
        kind = next(one for one in printing.KINDS if one == wish.kind)
        order = printing.Order(
            kind=kind, subject=wish.group or wish.lesson, people=wish.people or printing.PEOPLE,
            form="halves" if wish.halves else "whole", length=wish.length, local=bridge.contacts,
            picks=tuple(bridge.picks(wish.lesson, wish.as_group).items()),
        )  # fmt: skip
        if kind == "handbook":
            order = replace(order, subject=bridge.rooms.library.lesson(wish.lesson).programme)
        if wish.group:
            try:
                order = replace(order, thread=bridge.rows.thread(wish.group))
            except WorldTrouble as trouble:
                self.told.emit(str(trouble))
                return
        self.offer(order)

    def offer(self, order: "Order") -> None:
        """Show a paper, page by page."""
        from facilitator.exchange import printing

        if self._holder.bridge is None or self.preview is not None:
            return
        order = replace(order, saving=self._saving)
        self.preview = preview = PrintPreview(printing.kind_words(order.kind), order, self._window)
        preview.wanted.connect(self._draw)
        preview.saving_chosen.connect(self._keep_saving)
        preview.save_wanted.connect(self.ask_file)
        preview.print_wanted.connect(self.ask_printer)
        preview.finished.connect(self._left)
        self.maker.first.connect(preview.show_first)
        self.maker.moved.connect(preview.show_progress)
        self.maker.done.connect(self._drawn)
        preview.open()
        self._draw(order)

    def _draw(self, order: "Order") -> None:
        assert self._holder.bridge is not None
        self._page = None
        self.maker.draw(self._holder.bridge.rooms.library, order)

    def _drawn(self, outcome: object) -> None:
        if self.preview is None:
            return
        if self._page is None:
            self.preview.show_whole(outcome)
        elif isinstance(outcome, bytes):
            self._keep(outcome, self._page)
        else:
            self.preview.show_idle(str(outcome))

    def _keep_saving(self, saving: Saving) -> None:
        self._saving = saving
        self.chosen.emit(PAPER_SAVING.key, tuple(name for name in SAVINGS if getattr(saving, name)))

    def _left(self) -> None:
        """The preview is closed: nothing is drawn or printed any more, and no name is left."""
        self.maker.stop()
        if self._run is not None:
            self._run.stop()
        if self.preview is not None:
            self.maker.first.disconnect(self.preview.show_first)
            self.maker.moved.disconnect(self.preview.show_progress)
            self.maker.done.disconnect(self._drawn)
            if self.preview.pages is not None:
                self.preview.pages.close()
        self.preview = None

    # --- saving ----------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask where to save it."""
        from facilitator.exchange import printing

        if self.preview is None:
            return
        web = _("Web page, for reading aloud and on a phone (*.html)")
        order = replace(self.preview.order, html=not self.preview.content)
        kinds = [web] if order.html else [_("PDF files (*.pdf)"), web]
        title, name = printing.kind_words(order.kind), printing.file_name(order)
        self.dialog = ask_save(self.preview, title, kinds, name, self.save)
        self.dialog.filterSelected.connect(self._choose)

    def _choose(self, kind: str) -> None:
        """The name follows what was chosen to save as."""
        from facilitator.exchange import printing

        if self.dialog is None:
            return
        chosen = Path(self.dialog.selectedFiles()[0])
        suffix = printing.HTML if printing.HTML in kind else printing.PDF
        self.dialog.setDefaultSuffix(suffix[1:])
        self.dialog.selectFile(chosen.with_suffix(suffix).name)

    def save(self, name: str) -> None:
        """Write what the preview shows to a file, by its name a PDF or a web page."""
        if self.preview is None or self._holder.bridge is None:
            return
        file = Path(name)
        if file.suffix.lower() in WEB_PAGES or not self.preview.content:  # what only a web page can show
            self.preview.show_busy(_("Drawing the papers …"))
            self._draw(replace(self.preview.order, html=True))
            self._page = file
        else:
            self._keep(self.preview.content, file)

    def _keep(self, content: bytes, file: Path) -> None:
        from facilitator.exchange import printing

        assert self.preview is not None
        try:
            printing.keep(content, file)
        except WorldTrouble as trouble:
            self.preview.show_idle(str(trouble))
            return
        self.preview.accept()
        self.saved.emit(_("Saved: {file}").format(file=file.name), file.parent)

    # --- the printer -----------------------------------------------------------------------------------

    def ask_printer(self) -> None:
        """Ask which printer, in the computer's own way."""
        if self.preview is None or self.preview.pages is None:
            return
        printer = QPrinter(QPrinterInfo.printerInfo(self._printer), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.preview.windowTitle())
        printer.setColorMode(QPrinter.ColorMode.GrayScale if self._saving.grey else QPrinter.ColorMode.Color)
        if self._saving.two_sided and self.preview.order.kind == "pack":
            printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        dialog = QPrintDialog(printer, self.preview)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self.preview.pages))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print what the preview shows."""
        preview = self.preview
        if preview is None or preview.pages is None:
            return
        printer.setResolution(DOTS_AN_INCH)
        if printer.printerName() and printer.printerName() != self._printer:
            self._printer = printer.printerName()
            self.chosen.emit(PRINTER.key, self._printer)
        self._run = run = PrintRun(preview.pages, printer, self)
        run.moved.connect(preview.show_progress)
        run.over.connect(self._printed)
        preview.show_busy(_("Printing …"))
        run.start()

    def _printed(self, trouble: str) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        if self.preview is None:
            return
        if trouble:
            self.preview.show_idle(trouble)
            return
        self.preview.accept()
        self.saved.emit(_("Sent to the printer."), Path())
