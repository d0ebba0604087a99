"""One fictional lesson, led through the real conductor on a clock that only simulates."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from facilitator.content import model
from facilitator.content.script import Script
from facilitator.errors import NotNow
from facilitator.journal.store import Journal
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.asking import asks
from facilitator.session.conductor import Conductor, Note
from facilitator.session.facts import Field, Reason
from facilitator.session.rules import taps
from facilitator.session.state import Entry
from facilitator.session.summary import Summary

_LEFT_OUT = {"core": 0.01, "flexible": 0.05, "optional": 0.4, "protected": 0.0}
"""How often a step is left out."""
_FORMS, _HOW_OFTEN = (1, 2, 3), (7, 2, 1)
_ROOM_WHOLE, _ROOM_HALVES, _HAVE_TIME = (8, 2, 1), (4, 3, 3), 0.4
"""How often the room is enough, partly, and not, for a whole class and for less; how often there is time for more answers."""
_REASONS: tuple[Reason, ...] = ("time", "question", "technical")
_RULES = ("Vi turas om att prata.", "Det är okej att tänka tyst.")
_IDEAS = ("Ställ sig bredvid", "Hämta en vuxen", "Fråga hur det är")
_NOTES = (
    "Lugnt tempo. Låt rundan få mer tid nästa gång.",
    "Gruppen ville prata längre om scenariot. Bra stämning.",
    "Projektorn krånglade i början, sedan gick det fint.",
)


@dataclass(slots=True)
class _Clock:
    """Time that passes only when the demo lets it."""

    start: datetime
    ms: int = 0

    def elapsed_ms(self) -> int:
        return self.ms

    def wall(self) -> str:
        return (self.start + timedelta(milliseconds=self.ms)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def go(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)


class _Unhurried:
    """Passes entries on to the journal without waiting for each commit: nobody watches. Its texts have the same salts every
    time, so that a lesson made twice is the same lesson."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> "_Unhurried":
        salt = hashlib.sha256(f"{session}/{entry.seq}".encode()).hexdigest()[:32]
        self._journal.append(session, entry, summary, note, salt)
        return self

    def wait(self, _seconds: float) -> bool:
        return False


def local(day: date, bell: time) -> datetime:
    """A moment by the clock on the wall, in UTC."""
    return datetime.combine(day, bell).astimezone().astimezone(UTC)


def lead(
    journal: Journal, script: Script, group: Group, start: datetime, own: str, random: Random, ending: str, *, finish: bool
) -> None:  # fmt: skip
    """Lead a lesson under the id `own`. `ending`: `done`, `partial` or `interrupted`; `finish`: its form is gone through."""
    journal.keep_script(script)
    clock = _Clock(start)
    people = max(1, group.people - random.randrange(0, 3))
    conductor = Conductor.start(own, script, _Unhurried(journal), clock, group=group.code, people=people)
    _lead(conductor, clock, random, ending)
    if ending != "interrupted":
        _end(conductor, clock, random, finish=finish)


def _lead(conductor: Conductor, clock: _Clock, random: Random, ending: str) -> None:
    steps = conductor.session.script.steps
    until = len(steps) if ending == "done" else max(2, len(steps) * 6 // 10)
    for number, step in enumerate(steps[:until]):
        pace = random.uniform(0.75, 1.2)
        turns = 1 + taps(conductor.session, step)
        while conductor.session.current.id == step.id:
            clock.go(step.minutes * 60 * pace / turns)
            if random.random() < 0.05:
                _pause(conductor, clock, random)
            _exercise(conductor, step, random)
            if number == until - 1 and conductor.session.revealed == turns - 1:
                break
            conductor.order(o.Next())
        following = steps[number + 1] if number + 1 < until else None
        if following is not None and random.random() < _LEFT_OUT[following.weight]:
            with suppress(NotNow):
                conductor.order(o.Skip(following.id, random.choice(_REASONS)))


def _pause(conductor: Conductor, clock: _Clock, random: Random) -> None:
    order = random.choice((o.TogglePause(), o.ShowCover("safe")))
    conductor.order(order)
    clock.go(random.randrange(20, 150))
    conductor.order(order)


def _exercise(conductor: Conductor, step: model.Step, random: Random) -> None:
    """What a class does with a step's exercise at one tap; orders that do not fit just then are left out."""
    orders: list[o.Order] = []
    match step.stage:
        case model.Pyramid(cards=cards, top=top):
            orders = [o.PlaceCard(random.choice((1, 1, 2, 2, 3, 4)), card.id) for card in cards]
            orders += [o.ShowTop()] if top else []
        case model.Agreement():
            orders = [o.AddRule(random.choice(_RULES))]
        case model.Board():
            orders = [o.AddIdea(random.choice(("before", "during", "after")), random.choice(_IDEAS))]
        case model.Corners(countable=True):
            share = conductor.session.people // 5
            orders = [o.CountHands(corner, share + (corner == 1)) for corner in range(4)]
        case model.ScenarioCase(roleplay=True):
            orders = [o.ToggleScene(), o.ToggleScene()]
        case _:
            return
    for order in orders:
        with suppress(NotNow):
            conductor.order(order)


def _conditions(conductor: Conductor, random: Random) -> Iterator[tuple[Field, int]]:
    """The room is asked after in every lesson; the rest some have time for."""
    session = conductor.session
    odds = _ROOM_WHOLE if session.answers["group_form"] == 1 else _ROOM_HALVES
    yield "room", random.choices((1, 2, 3), odds)[0]
    if random.random() < _HAVE_TIME:
        told: dict[Field, int] = {
            "needs": random.choices(range(5), (5, 2, 2, 2, 3))[0], "filled_by": 1 if session.answers["mentors"] else 2,
            "adult_there": 1, "opt_out": int(random.random() < 0.9), "team_told": 1,
            "took_part": random.choice((3, 4, 4, 5)), "understood": random.choice((3, 4, 4)),
            "felt_safe": random.choice((3, 4, 5)),
        }  # fmt: skip
        yield from ((field, told[field]) for field in asks(session))


def _end(conductor: Conductor, clock: _Clock, random: Random, *, finish: bool) -> None:
    conductor.order(o.End())
    clock.go(random.randrange(60, 240))
    answers: tuple[tuple[Field, int], ...] = (
        ("went", random.choice((2, 3, 3, 4))), ("adults", 1), ("mentors", random.choice((0, 2, 2))),
        ("prepared", random.choice((5, 10, 15, 30))), ("group_form", random.choices(_FORMS, _HOW_OFTEN)[0]), ("stayed", 1),
    )  # fmt: skip
    for answered in (answers, _conditions(conductor, random)):
        for name, value in answered:
            conductor.order(o.Answer(name, value))
    if random.random() < 0.3:
        conductor.order(o.WriteNote(random.choice(_NOTES), f"{random.getrandbits(128):032x}"))
    if finish:
        conductor.order(o.FinishLog())
