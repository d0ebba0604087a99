"""Under which conditions lessons are held, and how much of their core is held under each: the room, how the group was
gathered, how long was prepared (the three bottlenecks of the Swedish evaluations, `domain.md` 6.1).

One query. Raises WorldTrouble when the log cannot be read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from sqlalchemy import func, select

from facilitator.journal.figures import smallcells
from facilitator.journal.figures.measures import CORE_WHOLE, PREPARED_MIN, Figure, core_figure
from facilitator.journal.figures.selection import Selection, held
from facilitator.journal.log import Log
from facilitator.journal.tables import schema

Condition = Literal["room", "group_form", "prepared"]
CONDITIONS: Final[tuple[Condition, ...]] = get_args(Condition)
VALUES: Final[Mapping[Condition, tuple[int, ...]]] = {
    "room": (1, 2, 3), "group_form": (1, 2, 3), "prepared": (1, 0),
}  # fmt: skip
"""The answers of each, in order: the codes of the form; for the preparation whether it was long enough."""
_RUN = schema.session.c


@dataclass(frozen=True, slots=True)
class Held:
    """The lessons that gave an answer: how many, None when too few to tell of; and how much of their core was held."""

    lessons: int | None
    core: Figure


def conditions(journal: Log, selection: Selection) -> dict[Condition, dict[int, Held]]:
    """Every answer of every condition; one that nobody gave is there, with nothing in it."""
    columns = (_RUN.room, _RUN.group_form, _RUN.prepared_min, _RUN.late, CORE_WHOLE, _RUN.core_planned)
    wanted = select(*columns, func.count()).where(*held(selection)).group_by(*columns)
    with journal.database.begin() as connection:
        rows = [_Row(*row) for row in connection.execute(wanted)]
    return {one: _told(one, rows) for one in CONDITIONS}


@dataclass(frozen=True, slots=True)
class _Row:
    """So many lessons (`times`) of one kind."""

    room: int | None
    group_form: int | None
    prepared_min: int | None
    late: bool
    whole: int
    planned: int
    times: int

    @property
    def prepared(self) -> int | None:
        """Whether it was prepared long enough."""
        return None if self.prepared_min is None else int(self.prepared_min >= PREPARED_MIN)


def _told(condition: Condition, rows: Iterable[_Row]) -> dict[int, Held]:
    found: dict[int, list[_Row]] = {value: [] for value in VALUES[condition]}
    for row in rows:
        value: Any = getattr(row, condition)
        if value in found:
            found[value].append(row)
    counts = [sum(row.times for row in own) for own in found.values()]
    shown = smallcells.told(counts)
    return {
        value: Held(count, _core(own) if count is not None else Figure())
        for (value, own), count in zip(found.items(), shown, strict=True)
    }


def _core(rows: Iterable[_Row]) -> Figure:
    return core_figure((row.whole, row.planned, row.times) for row in rows if not row.late)
