"""What Next would bring, composed while nothing happens: whoever presses it finds the slide made."""

from dataclasses import fields, replace
from operator import attrgetter
from typing import Final, NamedTuple

from facilitator.errors import NotNow
from facilitator.session import orders as o
from facilitator.session.fold import evolve
from facilitator.session.rules import decide
from facilitator.session.state import Entry, Session
from facilitator.ui.stage.slide import Slide

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
    bare = replace(session, cover=None, overlay=None, held=None, held_work=None)
    try:
        fact = decide(bare, o.Next())
    except NotNow:
        return None
    return evolve(bare, Entry(bare.seq + 1, bare.at_ms, "", fact))
