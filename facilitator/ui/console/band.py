"""The band over the leader's window while somebody rehearses, so that a rehearsal never looks like a lesson."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from facilitator.i18n import _
from facilitator.session.state import Session
from facilitator.ui import style
from facilitator.ui.console.banner import Banner
from facilitator.ui.parts.label import Tone, label

LOW: Final = 560
"""Pixels of a window, with text of the usual size."""


def rehearsal_words() -> str:
    """What marks a rehearsal."""
    return _("REHEARSAL – does not count")


def stage_words(session: Session | None, *, on_stage: bool, card: bool = False) -> tuple[str, Tone]:
    """What lies over the picture of the stage: where it shows, and what covers it; nothing when it shows nowhere.

    `card`: the projector still shows the card that tells it is the projector.
    """
    if session is not None and session.rehearsal and not on_stage:
        return rehearsal_words(), "staff"
    if not on_stage:
        return "", "ok"
    if card:
        return _("The projector first shows “The lesson shows here”"), "warn"
    if session is not None and session.cover:
        return {"safe": _("Safe screen"), "black": _("Black"), "white": _("White")}[session.cover], "warn"
    if session is not None and session.held:
        return _held_words(session), "warn"
    return _("On the projector"), "ok"


def _held_words(session: Session) -> str:
    """That the pupils' picture is frozen, and of which step when the leader has gone on to another."""
    step = session.script.steps[session.seen[0]]
    if step is session.current:
        return _("The picture is frozen")
    if session.script.lesson.age == "staff":
        return _("Frozen: everyone sees “{title}”").format(title=step.title)
    return _("Frozen: the pupils see “{title}”").format(title=step.title)


class RehearsalBand(QFrame):
    """A band in a colour of its own. In a low window it makes room for a banner: the picture bears the same mark."""

    def __init__(self, banner: Banner) -> None:
        super().__init__()
        self.setProperty("role", "rehearsal")
        words = label(rehearsal_words(), "strong")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.addWidget(words)
        self._rehearses = self._banner = False
        banner.there.connect(self._beside)
        self.hide()

    def show_session(self, session: Session) -> None:
        """Be there in a rehearsal."""
        self._rehearses = session.rehearsal
        self._settle()

    def _beside(self, banner: bool) -> None:
        self._banner = banner
        self._settle()

    def _settle(self) -> None:
        low = self.window().height() < LOW * style.text_scale()
        self.setVisible(self._rehearses and not (low and self._banner))
