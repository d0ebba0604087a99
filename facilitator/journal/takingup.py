"""A session taken up again from the log, with the time that has passed told apart."""

from facilitator.journal import pulse, queries
from facilitator.journal.store import Journal
from facilitator.session.absence import absence
from facilitator.session.conductor import Clock, Conductor
from facilitator.session.fold import evolve


def take_up(journal: Journal, session_id: str, clock: Clock) -> Conductor:
    """Go on with a session where its log and its last sign of life ended; an ended one for its form.

    What the disk has refused so far belongs to it, or what follows would never fit into the log.

    Raises KeyError for a session without facts here, WorldTrouble when they or the lesson's text are not whole.
    """
    waiting = journal.waiting(session_id)  # asked first: what is committed meanwhile is then in the log
    session = queries.load(journal, session_id)
    last = queries.last_at(journal, session_id)
    for entry in waiting:
        if entry.seq == session.seq + 1:
            session, last = evolve(session, entry), entry.wall
    left = pulse.read(journal.path.parent, session_id)
    away = absence(session.at_ms, last, left, clock.elapsed_ms(), clock.wall())
    return Conductor.resume(session, journal, clock, away)
