"""What Next would bring, composed while nothing happens: whoever presses it finds the slide made."""

from collections.abc import Callable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.errors import NotNow
from facilitator.session import orders as o
from facilitator.session.fold import evolve
from facilitator.session.rules import decide
from facilitator.session.state import Entry, Session
from facilitator.ui.stage.slide import Slide

TURN_MS = 30
"""From one slide of the way to the next: keys come first, and a class is still sitting down."""
_UNSEEN: Final = {"seq", "at_ms", "revealed_at_ms", "phase_ms", "runs", "typed", "support_shown"}
"""What a session knows of time and for the log: no slide tells of it."""
_seen = attrgetter(*(one.name for one in fields(Session) if one.name not in _UNSEEN))


class Foreseen(NamedTuple):
    """A session that may come, and its slide."""

    session: Session
    slide: Slide

    def slide_of(self, session: Session) -> Slide | None:
        """The slide of a session that has come; None when it is not the one that was foreseen."""
        return self.slide if _seen(session) == _seen(self.session) else None


def after_next(session: Session) -> Session | None:
    """The session as Next would make it, without time passing; None when there is nothing to come."""
    bare = session
    if session.cover or session.overlay or session.held or session.held_work is not None:
        bare = replace(session, cover=None, overlay=None, held=None, held_work=None)
    try:
        fact = decide(bare, o.Next())
    except NotNow:
        return None
    return evolve(bare, Entry(bare.seq + 1, bare.at_ms, "", fact))


class Foresight(QObject):
    """The slides of a lesson, each composed once for as long as nothing that it shows is changed."""

    arrived = Signal()  # at the end of the way

    def __init__(
        self, make: Callable[[Session], Slide], lay: Callable[[Slide, Slide], None], parent: QObject
    ) -> None:
        """`make` composes a slide; `lay` is told of each two that follow one another, before the second is shown."""
        super().__init__(parent)
        self._make, self._lay = make, lay
        self._known: dict[tuple[int, int], Foreseen] = {}
        self._at: Foreseen | None = None
        self._turn = QTimer(self, interval=TURN_MS)
        self._turn.timeout.connect(self._go_on)

    def slide(self, session: Session) -> Slide:
        """The slide of a session."""
        place = session.step, session.revealed
        known = self._known.get(place)
        slide = known.slide_of(session) if known is not None else None
        if slide is None:
            slide = self._make(session)
            self._known[place] = Foreseen(session, slide)
        return slide

    def walk(self, session: Session) -> None:
        """Go the way from here to the end of the lesson in idle time, tap by tap, so that no press comes to it first."""
        self._at = Foreseen(session, self.slide(session))
        self._turn.start()

    def rest(self) -> None:
        """Go no further."""
        self._turn.stop()

    def forget(self) -> None:
        """Compose all slides anew: the same session has another one now."""
        self._known.clear()

    def _go_on(self) -> None:
        after = after_next(self._at.session) if self._at is not None else None
        if self._at is None or after is None:
            self._turn.stop()
            self.arrived.emit()
            return
        coming = Foreseen(after, self.slide(after))
        self._lay(self._at.slide, coming.slide)
        self._at = coming
