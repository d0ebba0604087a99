"""Prints: asks where the PDF or the web page shall lie, draws it in a thread of its own, and tells where it is."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _
from facilitator.ui import garbage
from facilitator.ui.desk.ports import RESERVE, PrintRequest
from facilitator.ui.parts.folder import documents
from facilitator.ui.reservesaving import ReserveSaving

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.exchange.printing import Order
    from facilitator.ui.bridge import Bridge

WEB_PAGES = (".html", ".htm")


class Holder(Protocol):
    """Who has the bridge, once everything has loaded."""

    bridge: "Bridge | None"


class Printing(QObject):
    """`told` says what is in the way; `saved` how it goes, with the folder that holds the file, empty until it is there.

    One thing is drawn at a time.
    """

    told = Signal(str)
    saved = Signal(str, object)  # words, Path of the folder
    _drawn = Signal(object)  # Path, or what went wrong

    def __init__(self, window: QWidget, holder: Holder, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._holder = window, holder
        self._order: Order | None = None
        self._thread: threading.Thread | None = None
        self.dialog: QFileDialog | None = None
        self._drawn.connect(self._tell)
        self.reserve = ReserveSaving(window, self)
        self.reserve.told.connect(self.told)
        self.reserve.saved.connect(self.saved)

    def ask(self, wish: PrintRequest) -> None:
        """Ask where to save what is wished."""
        from facilitator.exchange import printing

        bridge = self._holder.bridge
        if bridge is None:
            return
        if wish.kind == RESERVE:
            script = bridge.script(wish.lesson, wish.length)
            if script is not None:
                self.reserve.ask(script)
            return
        kind = next(one for one in printing.KINDS if one == wish.kind)
        subject = bridge.rooms.library.lesson(wish.lesson).programme if kind == "handbook" else wish.lesson
        self._order = order = printing.Order(
            kind=kind, subject=subject, people=wish.people or printing.PEOPLE,
            form="halves" if wish.halves else "whole", length=wish.length, local=bridge.contacts,
        )  # fmt: skip
        self.dialog = dialog = QFileDialog(self._window, printing.kind_words(kind))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [_("PDF files (*.pdf)"), _("Web page, for reading aloud and on a phone (*.html)")]
        )
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(self._choose)
        dialog.setDirectory(str(documents()))
        dialog.selectFile(printing.file_name(order))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.draw)
        dialog.open()

    def _choose(self, kind: str) -> None:
        """The name follows what was chosen to save as."""
        from facilitator.exchange import printing

        if self.dialog is None:
            return
        chosen = Path(self.dialog.selectedFiles()[0])
        suffix = printing.HTML if printing.HTML in kind else printing.PDF
        self.dialog.setDefaultSuffix(suffix[1:])
        self.dialog.selectFile(chosen.with_suffix(suffix).name)

    def draw(self, file: str) -> None:
        """Draw what was asked for into a file, by its name a PDF or a web page; the window goes on meanwhile."""
        bridge = self._holder.bridge
        if bridge is None or self._order is None:
            return
        if self._thread is not None and self._thread.is_alive():
            self.told.emit(_("Something is being drawn already. Try again in a moment."))
            return
        self.saved.emit(_("Drawing the papers …"), Path())
        order = replace(self._order, html=Path(file).suffix.lower() in WEB_PAGES)
        work = (bridge.rooms.library, order, Path(file))
        self._thread = threading.Thread(target=self._run, args=work, name="printing", daemon=True)
        garbage.hold()  # looking for garbage among all that is drawn would hold the window for a tenth of a second
        self._thread.start()

    def _run(self, library: "Library", order: "Order", file: Path) -> None:
        """Tell how it went, whatever happens; a fault in the program goes on to the report."""
        from facilitator.exchange import printing

        outcome: Path | WorldTrouble | ContentFault = _fault()
        try:
            printing.save(library, order, file)
            outcome = file
        except (ContentFault, WorldTrouble) as trouble:
            outcome = trouble
        finally:
            self._drawn.emit(outcome)

    def _tell(self, outcome: object) -> None:
        garbage.release()
        if isinstance(outcome, Path):
            self.saved.emit(_("Saved: {file}").format(file=outcome.name), outcome.parent)
        else:
            self.told.emit(str(outcome))


def _fault() -> WorldTrouble:
    return WorldTrouble(
        _("Something went wrong in the program while it was drawing."),
        _("Try again. If it happens once more, send the report to the person who looks after the program."),
    )
