"""What the fictional school held, cancelled and moved without the program."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from facilitator.journal import occasions
from facilitator.journal.store import Journal
from facilitator.journal.tables.ids import next_id
from facilitator.planning.days import FIRST_YEAR
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import STAFF, SUPERVISION, Planned

_PRESENT = 31
_MEETING, _TRAINING = time(18, 0), time(13, 0)


def fill(
    journal: Journal,
    plan: Iterable[Planned],
    today: date,
    school: str,
    programmes: Mapping[str, str],
    seed: int = 1,
) -> int:
    """Enter them; returns how many. The staff's last pass has not been entered, so that something is late.

    `programmes`: of lessons, by id. Raises WorldTrouble.
    """
    past = [
        row
        for row in plan
        if row.day.year >= FIRST_YEAR
        and row.day < today
        and (row.group == STAFF or row.lesson == SUPERVISION)
    ]
    last = max((row.day for row in past if row.group == STAFF), default=today)
    found = [_held(row, school, programmes) for row in past if row.group != STAFF or row.day != last]
    first = min((row.day for row in past), default=None)
    codes = sorted({row.group for row in plan if row.group})
    group = "6B" if "6B" in codes else next(iter(codes), "")
    if first is not None:
        found += [
            Occasion(
                kind="training", status="held", day=first, at=_TRAINING, minutes=180, school=school, audience="both",
                adults=2, present=19,
            ),
            Occasion(
                kind="parents", status="held", day=first + timedelta(days=1), at=_MEETING, minutes=60, school=school,
                group=group, audience="guardians", adults=2, present=_PRESENT,
            ),
        ]  # fmt: skip
    random, newest = Random(f"{seed}/{school}/{today}"), ""
    for one in sorted(found, key=_when):
        moment = datetime.combine(one.day, one.at or _TRAINING).astimezone(UTC)
        newest = next_id(newest, round(moment.timestamp() * 1000), random.getrandbits(80))
        occasions.enter(journal, one, today, own="T" + newest[1:], now=moment)
    return len(found)


def _when(one: Occasion) -> tuple[date, str, str]:
    return one.day, one.kind, one.group


def _held(row: Planned, school: str, programmes: Mapping[str, str]) -> Occasion:
    if row.lesson == SUPERVISION:
        return Occasion(
            kind="supervision", status="held", day=row.day, at=row.at, minutes=30, school=school, group=row.group,
            audience="mentors", adults=1, present=4,
        )  # fmt: skip
    programme = programmes.get(row.lesson, "")
    return Occasion(
        kind="apt" if programme == "apt" else "staff", status="held", day=row.day, at=row.at, minutes=45, school=school,
        audience="staff", programme=programme, lesson=row.lesson, adults=1, present=_PRESENT,
    )  # fmt: skip
