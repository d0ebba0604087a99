"""A lesson held without the program, taken into the log: whole or not at all, as a draft that waits for its form."""

from datetime import datetime
from typing import Literal

from facilitator.content.script import Script, to_json
from facilitator.journal.store import Journal
from facilitator.journal.writing.jobs import EntryJob, Receipt, ScriptJob
from facilitator.journal.writing.keeper import Keeper
from facilitator.planning.days import FIRST_YEAR
from facilitator.planning.groups import code_problem
from facilitator.session import afterwards as remembered
from facilitator.session.afterwards import Remembered, entries
from facilitator.session.fold import evolve
from facilitator.session.state import blank
from facilitator.session.summary import summarise

Problem = remembered.Problem | Literal["group", "day"]


def problems(one: Remembered, script: Script, now: datetime) -> tuple[Problem, ...]:
    """Why a lesson cannot be entered; empty when it can."""
    group: tuple[Problem, ...] = ("group",) if code_problem(one.group) else ()
    day: tuple[Problem, ...] = ("day",) if one.started.year < FIRST_YEAR else ()
    return (*group, *day, *remembered.problems(one, script, now))


def enter(journal: Journal, one: Remembered, script: Script, now: datetime, *, own: str = "") -> str:
    """Keep the lesson; the id of its session, made here when not given.

    Raises ValueError for what `problems` finds something in, WorldTrouble when the log refuses.
    """
    if found := problems(one, script, now):
        raise ValueError(found)
    facts, own = entries(one, script, now), own or journal.new_session_id()
    session, keeper = blank(own, script), Keeper(journal.device)
    with journal.database.writing() as connection:
        keeper.keep(connection, ScriptJob(script.hash, to_json(script), Receipt()))
        for entry in facts:
            session = evolve(session, entry)
            keeper.keep(connection, EntryJob(own, entry, summarise(session), None, Receipt()))
    return own
