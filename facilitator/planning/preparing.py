"""How a lesson is prepared: what to tick off, what its risk level asks for, and the way through for a substitute."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from facilitator.content import model
from facilitator.content.script import Script

Check = Literal["adult", "health-told", "adult-leads", "two-adults", "not-friday"]
Ready = Literal["room", "prints", "support", "adult", "projector", "sound"]

MOST_CAUTIONS: Final = 6
_FRIDAY: Final = 4
_CHECKS: Final[dict[int, tuple[Check, ...]]] = {
    1: (),
    2: ("adult",),
    3: ("health-told", "two-adults", "adult-leads", "not-friday"),
}
_FOR_STAFF: Final[tuple[Check, ...]] = ("health-told", "not-friday")


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step that must be held: its fewest minutes, and the author's short form where it fits them."""

    title: str
    floor: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Briefing:
    """Two minutes for a stand-in: the core and protected steps at their floors (`minutes` in all), and what not to
    improvise."""

    path: tuple[PathStep, ...]
    minutes: int
    cautions: tuple[str, ...]


def risk_checks(risk: int, age: model.Age = "4-6") -> tuple[Check, ...]:
    """What a lesson of risk level 1–3 asks for beforehand (`domain.md` 4 and 5.4). They remind, they never block.

    Among staff nobody needs to be told that adults are there.
    """
    found = _CHECKS[min(max(risk, 1), 3)]
    return tuple(check for check in found if check in _FOR_STAFF) if age == "staff" else found


def bad_day(risk: int, day: date) -> bool:
    """Whether a lesson of this risk level should wait: nobody is there to talk to on the days after."""
    return "not-friday" in risk_checks(risk) and day.weekday() >= _FRIDAY


def readiness(script: Script) -> tuple[Ready, ...]:
    """What to look at in the last ten seconds before the start; six things at most."""
    wanted: list[Ready] = ["room", "prints", "support"]
    if script.lesson.age != "staff":
        wanted.append("adult")
    wanted.append("projector")
    if any(isinstance(step.stage, model.Clip) for step in script.steps):
        wanted.append("sound")
    return tuple(wanted)


def tick_of(text: str) -> str:
    """The name of a tick for a task: it holds for exactly these words, so that a rewritten task stands unticked."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def tick_of_day(ready: Ready, day: date) -> str:
    """The name of a tick that holds for one day only: yesterday's room is not today's."""
    return f"{day.isoformat()} {ready}"


def still_good(ticks: Iterable[str], today: date) -> tuple[str, ...]:
    """The ticks that hold today: those of tasks, and those of the day itself."""
    return tuple(tick for tick in ticks if " " not in tick or tick.startswith(today.isoformat()))


def place_of(lesson: str, group: str) -> str:
    """Where the ticks of a lesson with a group are kept."""
    return f"{lesson}|{group}"


def picks_of(kept: Iterable[str]) -> dict[str, str]:
    """The picked scenarios by their step, of what is kept for a lesson with a group: a text `step=scenario` each."""
    return {step: scenario for step, _sign, scenario in (one.partition("=") for one in kept) if scenario}


def kept_picks(picks: Mapping[str, str]) -> tuple[str, ...]:
    """What to keep of the picked scenarios; the reverse of `picks_of`."""
    return tuple(f"{step}={scenario}" for step, scenario in sorted(picks.items()))


def briefing(script: Script) -> Briefing:
    """The shortest honest way through a lesson, for somebody who has not prepared it."""
    kept = [step for step in script.steps if step.weight in ("core", "protected")]
    path = tuple(PathStep(step.title, _least(step), _how(step)) for step in kept)
    strongest = sorted(kept, key=lambda step: -step.strength)
    cautions = tuple(dict.fromkeys(step.leader.watch[0] for step in strongest if step.leader.watch))
    return Briefing(path, sum(step.floor for step in path), cautions[:MOST_CAUTIONS])


def _least(step: model.Step) -> int:
    return min(step.floor, step.minutes)


def _how(step: model.Step) -> str:
    return step.short.how if step.short is not None and step.short.minutes <= step.floor else ""
