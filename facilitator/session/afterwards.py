"""A lesson that was held without the program, entered afterwards: what somebody remembers, as facts of a session.

The facts are those of a lesson that was led, with the wall times that are remembered, so that the form after the lesson,
the follow-up and the files know no other kind; `EnteredAfterwards` among them says what it is. The minutes in all are
spread over the steps that were held as the lesson's plan has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from facilitator.content.script import Script
from facilitator.session import facts as f
from facilitator.session.rules import ANSWERS
from facilitator.session.state import Entry

MINUTES: Final = range(5, 181)
Problem = Literal["people", "minutes", "steps", "future"]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What somebody remembers of a lesson. `started`: with its zone. `held`: the ids of the steps that were held.
    `reason`: why the others were not."""

    group: str
    people: int
    started: datetime
    minutes: int
    held: tuple[str, ...]
    reason: f.Reason = "time"


def problems(one: Remembered, script: Script, now: datetime) -> tuple[Problem, ...]:
    """Why a lesson cannot be entered; empty when it can."""
    return tuple(_problems(one, script, now))


def _problems(one: Remembered, script: Script, now: datetime) -> Iterator[Problem]:
    if one.people not in ANSWERS["people"]:
        yield "people"
    if one.minutes not in MINUTES:
        yield "minutes"
    known = {step.id for step in script.steps}
    if not one.held or not known.issuperset(one.held):
        yield "steps"
    if one.minutes in MINUTES and one.started + timedelta(minutes=one.minutes) > now:
        yield "future"


def entries(one: Remembered, script: Script, now: datetime) -> tuple[Entry, ...]:
    """The entries of a session that was held like that. Raises ValueError for what `problems` finds something in."""
    if problems(one, script, now):
        raise ValueError(problems(one, script, now))
    began, over = _wall(one.started), _wall(one.started + timedelta(minutes=one.minutes))
    start = f.PassStarted(script.lesson.id, script.hash, script.length, one.group, one.people, False)
    places = [place for place, step in enumerate(script.steps) if step.id in one.held]
    found = [Entry(1, 0, began, start), Entry(2, 0, _wall(now), f.EnteredAfterwards())]
    for at_ms, fact in _walk(script, places, one.minutes * 60_000, one.reason):
        found.append(Entry(len(found) + 1, at_ms, began, fact))
    complete = places[-1] == len(script.steps) - 1
    end = Entry(len(found) + 1, one.minutes * 60_000, over, f.PassEnded(complete))
    return (*found, end)


def _walk(
    script: Script, places: Sequence[int], whole_ms: int, reason: f.Reason
) -> Iterator[tuple[int, f.Fact]]:  # fmt: skip
    """From step to step: those that were held in the lesson's order, those between them left out."""
    steps = script.steps
    planned = sum(steps[place].minutes for place in places)
    so_far, here = 0, 0
    for place in places:
        at_ms = whole_ms * so_far // planned
        for between in range(here + 1, place):
            yield at_ms, f.StepSkipped(steps[between].id, reason, "")
        if place and here == 0 and 0 not in places:
            yield at_ms, f.StepSkipped(steps[0].id, reason, steps[place].id)
        elif place:
            yield at_ms, f.StepShown(steps[place].id)
        so_far, here = so_far + steps[place].minutes, place


def _wall(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
