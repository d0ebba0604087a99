"""A session taken up again from the log, with the time that has passed told apart."""

from facilitator.journal import pulse, queries
from facilitator.journal.store import Journal
from facilitator.session.absence import absence
from facilitator.session.conductor import Clock, Conductor


def take_up(journal: Journal, session_id: str, clock: Clock) -> Conductor:
    """Go on with a session where its log and its last sign of life ended; an ended one for its form.

    Raises KeyError for a session without facts here, WorldTrouble when they or the lesson's text are not whole.
    """
    session = queries.load(journal, session_id)
    left = pulse.read(journal.path.parent, session_id)
    last = queries.last_at(journal, session_id)
    away = absence(session.at_ms, last, left, clock.elapsed_ms(), clock.wall())
    return Conductor.resume(session, journal, clock, away)
