"""Logs with lessons led in every way, and what one would count of them by hand, from the facts alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from random import Random

from facilitator.content.script import Script
from facilitator.errors import NotNow
from facilitator.journal import Journal, queries
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor
from facilitator.session.facts import Field, Reason
from facilitator.session.state import Session
from facilitator.session.summary import Summary, summarise
from tests.builders import START, HandClock, begin
from tests.content import builder
from tests.patience import PATIENCE_S

GROUPS = (("6B", "Ekskolan"), ("6C", "Ekskolan"), ("6B", "Bokskolan"), ("PERS", "Bokskolan"))
_REASONS: tuple[Reason, ...] = ("time", "question", "other")
_FIELDS: tuple[tuple[Field, tuple[int, ...]], ...] = (
    ("people", (0, 4, 5, 6, 24, 30)), ("adults", (0, 1, 2)), ("mentors", (0, 1, 2)), ("prepared", (0, 5, 10, 15, 30)),
    ("group_form", (1, 2, 3)), ("went", (1, 2, 3, 4)), ("room", (1, 1, 2, 3)), ("needs", (0, 1, 3)),
)  # fmt: skip


@dataclass(frozen=True)
class Led:
    """A session as its facts tell it, with the school that its row was stamped with."""

    school: str
    session: Session
    summary: Summary


@cache
def lesson(number: int) -> Script:
    """A lesson in which hands are counted in the corners, first and once more last."""
    steps = builder.steps()
    corners = next(step for step in steps if step["form"] == "corners")
    corners["stage"] = corners["stage"] | {"countable": True}
    again = corners | {"id": "horn-igen", "minutes": 2, "floor": 1, "at": {}}
    board = next(step for step in steps if step["form"] == "board")
    place = steps.index(board)
    steps[place] = again
    return builder.script(id=f"mvp-{number:02}", label=f"MVP {number}", slot=number, steps=steps)


def lead(journal: Journal, random: Random, day: int) -> None:
    """Lead one lesson in some way."""
    code, school = random.choice(GROUPS)
    queries.save_group(journal, Group(code, 24, school=school))
    clock = HandClock(START + timedelta(days=day))
    script = lesson(random.choice((2, 3, 4)))
    conductor = begin(
        journal,
        clock,
        lesson=script,
        group=code,
        people=random.choice((5, 24)),
        rehearsal=random.random() < 0.1,
    )
    steps = [step.id for step in script.steps]
    for _turn in range(random.choice((8, 20, 45))):
        clock.go(random.choice((5, 60, 150, 300)))
        order: o.Order = random.choice((
            o.Next(), o.Next(), o.Next(), o.Next(), o.Skip(random.choice(steps), random.choice(_REASONS)),
            o.GoTo(random.choice(steps)), o.TogglePause(), o.CountHands(random.randrange(4), random.randrange(14)),
            o.CountHands(random.randrange(4), random.randrange(14)), o.ToggleCounts(), o.Undo(),
        ))  # fmt: skip
        _give(conductor, order)
    if random.random() < 0.9:
        _give(conductor, o.End())
        for name, values in _FIELDS:
            if random.random() < 0.8:
                _give(conductor, o.Answer(name, random.choice(values)))
    assert journal.flush(PATIENCE_S)


def _give(conductor: Conductor, order: o.Order) -> None:
    try:
        conductor.order(order)
    except NotNow:
        return


def by_hand(journal: Journal) -> Iterator[Led]:
    """Every session that counts, folded from its facts."""
    for row in queries.sessions(journal):
        session = queries.load(journal, row.session)
        summary = summarise(session)
        if summary.status != "running":
            yield Led(row.school, session, replace(summary))
