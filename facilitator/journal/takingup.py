"""A session taken up again from the log, with the time that has passed told apart."""

from collections.abc import Sequence

from facilitator.journal import queries, reading
from facilitator.journal.store import Journal
from facilitator.journal.tables.rows import SessionRow
from facilitator.journal.writing import pulse
from facilitator.journal.writing.jobs import EntryJob
from facilitator.session.absence import absence
from facilitator.session.conductor import Clock, Conductor
from facilitator.session.facts import PassStarted
from facilitator.session.fold import evolve
from facilitator.session.state import Entry, Session, blank
from facilitator.session.summary import SessionSummary


def stopped_outside(journal: Journal) -> list[EntryJob]:
    """The last entries of lessons that stopped and of which the log has nothing, for the disk still refuses; newest first.

    Raises WorldTrouble.
    """
    return [
        job
        for own, job in sorted(journal.newest_waiting().items(), reverse=True)
        if job.summary.status == "running"
        and not job.summary.rehearsal
        and queries.session(journal, own) is None
    ]


def stopped(journal: Journal) -> list[SessionRow]:
    """Sessions that began here and never ended, newest first, but for those whose end waits for a disk that refuses.

    Raises WorldTrouble.
    """
    waiting = journal.newest_waiting()
    return [
        row
        for row in queries.interrupted(journal)
        if row.session not in waiting or waiting[row.session].summary.status == "running"
    ]


def drafts(journal: Journal) -> list[SessionSummary]:
    """Sessions led here that have ended and whose log is not finished, newest first, as they stand with what the disk has
    refused; rehearsals do not count. Raises WorldTrouble.
    """
    found: dict[str, SessionSummary] = {row.session: row for row in queries.drafts(journal)}
    found |= {own: job.summary for own, job in journal.newest_waiting().items()}
    return [
        one
        for _own, one in sorted(found.items(), reverse=True)
        if one.status != "running" and not one.finished and not one.rehearsal
    ]


def take_up(journal: Journal, session_id: str, clock: Clock) -> Conductor:
    """Go on with a session where its log and its last sign of life ended; an ended one for its form.

    What the disk has refused so far belongs to it, or what follows would never fit into the log.

    Raises KeyError for a session without facts here, WorldTrouble when they or the lesson's text are not whole.
    """
    waiting = journal.waiting(session_id)  # asked first: what is committed meanwhile is then in the log
    session = _begun(journal, session_id, waiting)
    last = queries.last_at(journal, session_id)
    for entry in waiting:
        if entry.seq == session.seq + 1:
            session, last = evolve(session, entry), entry.wall
    left = pulse.read(journal.path.parent, session_id)
    away = absence(session.at_ms, last, left, clock.elapsed_ms(), clock.wall())
    return Conductor.resume(session, journal, clock, away)


def _begun(journal: Journal, session_id: str, waiting: Sequence[Entry]) -> Session:
    """The session as the log has it; blank when all of it waits. Raises KeyError or WorldTrouble."""
    try:
        return queries.load(journal, session_id)
    except KeyError:
        fact = waiting[0].fact if waiting else None
        if not isinstance(fact, PassStarted):
            raise
    text = journal.waiting_script(fact.lesson_hash)
    if text is not None:
        return blank(session_id, reading.understood(text))
    with journal.database.begin() as connection:
        return blank(session_id, reading.script(connection, fact.lesson_hash))
