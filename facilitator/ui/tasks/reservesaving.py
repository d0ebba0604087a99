"""Saves a lesson as a reserve package: one picture a turn of the event loop, packed in a thread; the window lives on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.ui import beside
from facilitator.ui.parts.filedialog import ask_save

if TYPE_CHECKING:
    from facilitator.content.model import SupportContact
    from facilitator.content.script import Script
    from facilitator.exchange.reserve.parts import Reserve
    from facilitator.ui.stage.slide import Slide
    from facilitator.ui.tasks.reserving import Slides


class ReserveSaving(QObject):
    """`told` says what is in the way; `saved` how it goes, with the folder that holds the file, empty until it is there.

    One package is made at a time.
    """

    told = Signal(str)
    saved = Signal(str, object)  # words, Path of the folder
    _packed = Signal(object, object)  # Slide, bytes
    _done = Signal(object)  # Path, or what went wrong

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._script: Script | None = None
        self._own: Sequence[SupportContact] = ()
        self._slides: Slides | None = None
        self._waiting: list[Slide] = []
        self._content: dict[Slide, bytes] = {}
        self._file = Path()
        self.dialog: QFileDialog | None = None
        self._packed.connect(self._keep)
        self._done.connect(self._tell)

    def ask(self, script: "Script", own: "Sequence[SupportContact]") -> None:
        """Ask where the package of this lesson shall lie; `own`: the school's contacts, all of them."""
        from facilitator.exchange.reserve.page import file_name

        if self._slides is not None:
            self.told.emit(_("Something is being drawn already. Try again in a moment."))
            return
        self._script, self._own = script, own
        name, kinds = file_name(script.lesson.id, script.length), (_("Web pages (*.html)"),)
        self.dialog = ask_save(self._window, _("Reserve package"), kinds, name, self.make)

    def make(self, file: str) -> None:
        """Make the package into a file."""
        from facilitator.ui.tasks import reserving

        if self._script is None or self._slides is not None:
            return
        self._file, self._content = Path(file), {}
        self._slides = reserving.slides(self._script)
        self._waiting = list(self._slides.all())
        self.saved.emit(_("Drawing the slides …"), Path())
        self._next()

    def _next(self) -> None:
        """Draw the next picture here and pack it beside, or write the file when all are there."""
        from facilitator.ui.tasks import reserving

        assert self._script is not None
        if self._waiting:
            slide = self._waiting.pop()
            image = reserving.draw(slide, self._script.programme.accent)
            self._beside(self._pack, slide, image)
        else:
            self._beside(self._write, self._reserve())

    def _beside(self, work: Callable[..., None], *values: object) -> None:
        beside.start("reserve", work, *values, stop=self._give_up)

    def _give_up(self) -> None:
        """Draw no further."""
        self._slides, self._waiting, self._content = None, [], {}

    def _pack(self, slide: "Slide", image: QImage) -> None:
        from facilitator.ui.tasks import reserving

        content = b""
        try:
            content = reserving.packed(image)
        finally:
            self._packed.emit(slide, content)

    def _keep(self, slide: "Slide", content: bytes) -> None:
        if self._slides is None:
            return
        if not content:
            self._tell(_fault())
            return
        self._content[slide] = content
        self._next()

    def _reserve(self) -> "Reserve":
        from facilitator.exchange.reserve.parts import Picture
        from facilitator.ui.tasks import reserving

        assert self._script is not None
        assert self._slides is not None
        drawn = {slide: Picture(content, slide.words()) for slide, content in self._content.items()}
        return reserving.reserve(self._script, self._slides, drawn.__getitem__, self._own)

    def _write(self, reserve: "Reserve") -> None:
        """Tell how it went, whatever happens; a fault in the program goes on to the report."""
        from facilitator.exchange.reserve import page

        outcome: Path | WorldTrouble = _fault()
        try:
            page.save(reserve, self._file)
            outcome = self._file
        except WorldTrouble as trouble:
            outcome = trouble
        finally:
            self._done.emit(outcome)

    def _tell(self, outcome: object) -> None:
        self._give_up()
        if isinstance(outcome, Path):
            self.saved.emit(_("Saved: {file}").format(file=outcome.name), outcome.parent)
        else:
            self.told.emit(str(outcome))


def _fault() -> WorldTrouble:
    return WorldTrouble(
        _("Something went wrong in the program while it was drawing."),
        _("Try again. If it happens once more, send the report to the person who looks after the program."),
    )
