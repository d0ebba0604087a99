"""Lessons and plans for the tests of the school year."""

from datetime import date, time

from facilitator.content.model import Lesson
from facilitator.planning.breaks import suggested
from facilitator.planning.year import Planned, When, every_other_week
from tests.content import builder

YEAR = 2026
BREAKS = suggested(YEAR)
MONDAY = date(2026, 8, 31)


def lesson(own: str, programme: str, label: str, slot: int, risk: int = 1) -> Lesson:
    """A lesson as far as a plan looks at it."""
    grades = {"mvp": "åk 6", "taget": "åk 4–6"}.get(programme, "Personal")
    age = "staff" if programme in ("personal", "apt") else "4-6"
    data = builder.lesson(
        id=own,
        programme=programme,
        label=label,
        slot=slot,
        risk=risk,
        age=age,
        grades=grades,
        title=f"Om {label}",
    )
    return builder.make(Lesson, data)


MVP = [lesson(f"mvp-{n:02}", "mvp", f"MVP {n}", n, 3 if n in (7, 8, 10) else 1) for n in range(1, 12)]
TAGET = [lesson(f"taget-b{n}", "taget", f"TÅGET B{n}", n, 3 if n == 3 else 1) for n in range(1, 4)]
STAFF_LESSONS = [
    *(lesson(f"personal-p{n}", "personal", f"Personal {n}", n) for n in range(1, 9)),
    *(lesson(f"apt-a{n}", "apt", f"APT {n}", n) for n in range(1, 5)),
]
LABELS = {one.id: one.label for one in (*MVP, *TAGET)}


def series(start: date = MONDAY, group: str = "6B", at: time | None = None) -> tuple[Planned, ...]:
    """The lessons of MVP for a group."""
    return every_other_week(MVP, group, When(start, at), BREAKS)
