"""What a leader can do when the lesson is late: at most three honest offers, each with what it gives and changes.

Nothing is applied by itself. The rule squeezes each step ahead in proportion to what it has above its floor; the
closing gives nothing, and no step goes below its floor. Thresholds from what users of comparable programs asked for:
nothing is suggested within two minutes, nothing that gives less than half a minute, and beyond fifteen minutes the
lesson is said not to fit any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from facilitator.session import orders as o
from facilitator.session.pacing import MINUTE, Pace, planned_ms, remaining_ms
from facilitator.session.state import Session, most_cut_s
from facilitator.session.timing import comes

LATE_MS = 2 * MINUTE
TOO_LATE_MS = 15 * MINUTE
FORGOTTEN_MS = 3 * MINUTE
TOO_LITTLE_MS = MINUTE // 2

OfferKind = Literal["squeeze", "short", "skip", "stop"]


@dataclass(frozen=True, slots=True)
class Change:
    """A step's planned length (ms) before and after an offer; 0 after: it is left out, or kept for next time."""

    step: str
    before_ms: int
    after_ms: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to catch up: the order it is, the milliseconds it gives, and the steps it changes."""

    kind: OfferKind
    order: o.Order
    gives_ms: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """How late the lesson is, what the floors of the steps ahead could give in all, and the offers.

    `fits`: the whole lesson can still be held in time; if not, something has to go, and the leader is told so.
    """

    late_ms: int
    room_ms: int
    fits: bool
    offers: tuple[Offer, ...]


def advise(session: Session, now: Pace) -> Advice | None:
    """The advice at this pace; None while the lesson is at most two minutes late, or over."""
    late = now.behind_ms
    if session.ended or late <= LATE_MS:
        return None
    room = sum(room_s(session, i) for i in _coming(session)) * 1000
    found = (_squeeze(session, late), _shorter(session, late), _stop(session, late))
    offers = tuple(one for one in found if one is not None and one.gives_ms >= TOO_LITTLE_MS)
    return Advice(late, room, late <= min(room, TOO_LATE_MS), offers)


def forgotten(session: Session, now: Pace) -> bool:
    """Whether the leader may have forgotten to tap on: nothing done for long, far beyond the step's plan."""
    running = session.running and not session.held
    return running and -now.left_ms > FORGOTTEN_MS and now.quiet_ms > FORGOTTEN_MS


def room_s(session: Session, index: int) -> int:
    """Whole seconds that a step ahead can still give: down to its floor, and what it has had already counts."""
    run, floor = session.runs[index], session.script.steps[index].floor * MINUTE
    planned = most_cut_s(session, index) - run.cut_s
    left = remaining_ms(session, index) - max(0, floor - run.spent_ms)
    return max(0, min(planned, left // 1000))


def _coming(session: Session) -> list[int]:
    """The steps ahead that may give time, in order."""
    steps = session.script.steps
    return [i for i in range(len(steps)) if comes(session, i) and steps[i].weight != "protected"]


def _squeeze(session: Session, late_ms: int) -> Offer | None:
    rooms = {i: room_s(session, i) for i in _coming(session)}
    total = sum(rooms.values())
    wanted = min(total, -(-late_ms // 1000))
    if not wanted:
        return None
    shares = {i: room * wanted // total for i, room in rooms.items()}
    by_rest = sorted(rooms, key=lambda i: -(rooms[i] * wanted % total))
    for i in by_rest[: wanted - sum(shares.values())]:
        shares[i] += 1
    cuts = tuple(run.cut_s + shares.get(i, 0) for i, run in enumerate(session.runs))
    cut = ((i, share) for i, share in shares.items() if share)
    changes = tuple(_change(session, i, planned_ms(session, i) - share * 1000) for i, share in cut)
    return Offer("squeeze", o.SqueezePlan(cuts), wanted * 1000, changes)


def _shorter(session: Session, late_ms: int) -> Offer | None:
    """The author's short form that suffices with least loss; without any, the step to leave out."""
    return _best(list(_short_forms(session)), late_ms) or _leave_out(session, late_ms)


def _short_forms(session: Session) -> Iterator[Offer]:
    for i in _coming(session):
        step, run = session.script.steps[i], session.runs[i]
        if step.short is not None:
            after = (step.short.minutes + run.extra_min) * MINUTE
            gives = remaining_ms(session, i) - max(0, after - run.spent_ms)
            if gives >= TOO_LITTLE_MS:
                yield Offer("short", o.TakeShortForm(step.id), gives, (_change(session, i, after),))


def _leave_out(session: Session, late_ms: int) -> Offer | None:
    """Optional steps before flexible ones; a core step is never offered away."""
    steps, here = session.script.steps, session.step
    free = [i for i in _coming(session) if session.runs[i].outcome == "ahead" and i != here]
    optional, flexible = (
        [
            Offer("skip", o.Skip(steps[i].id, "time"), remaining_ms(session, i), (_change(session, i, 0),))
            for i in free
            if steps[i].weight == weight
        ]
        for weight in ("optional", "flexible")
    )
    enough = [one for one in optional if one.gives_ms >= late_ms]
    return _best(enough or [*optional, *flexible], late_ms)


def _stop(session: Session, late_ms: int) -> Offer | None:
    """The last safe stop that suffices, so that as little as possible is put off; else the next one."""
    here, coming = session.seen[0], _coming(session)
    found = []
    now = [] if session.runs[here].outcome == "skipped" else [here]  # left out while its picture is held
    for i in (*now, *coming):
        step, after = session.script.steps[i], [j for j in coming if j > i]
        gives = sum(remaining_ms(session, j) for j in after)
        if step.safe_stop and step.weight != "protected" and gives >= TOO_LITTLE_MS:
            changes = tuple(_change(session, j, 0) for j in after)
            found.append(Offer("stop", o.PlanStop(step.id), gives, changes))
    enough = [one for one in found if one.gives_ms >= late_ms]
    return enough[-1] if enough else found[0] if found else None


def _best(offers: list[Offer], late_ms: int) -> Offer | None:
    """The smallest that suffices, else the one that gives most; of equals the first."""
    enough = [one for one in offers if one.gives_ms >= late_ms]
    if enough:
        return min(enough, key=_gives)
    return max(offers, key=_gives, default=None)


def _gives(offer: Offer) -> int:
    return offer.gives_ms


def _change(session: Session, index: int, after_ms: int) -> Change:
    return Change(session.script.steps[index].id, planned_ms(session, index), after_ms)
