"""A school year that is planned in a real log, behind the page's port."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from functools import cache

from PySide6.QtWidgets import QWidget

from facilitator.content.library import Library
from facilitator.journal import open_journal, queries
from facilitator.journal.yearplan import plans
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned, When, base_passes, in_order, staff_passes
from facilitator.ui.loading import Rooms
from facilitator.ui.tasks.planner import Planner
from tests import ownlessons
from tests.planning.yearbuilder import BREAKS, LABELS, MVP, STAFF_LESSONS, TAGET, YEAR, series
from tests.quick import folder_in_memory

TODAY = date(2026, 10, 12)
GROUPS = (Group("4A", 22), Group("6A", 24), Group("6B", 26), Group("6C", 20))


def filled() -> tuple[Planned, ...]:
    """A year for two groups with MVP, one with TÅGET, and the staff; 6C has no plan."""
    pupils = (
        *series(at=time(10, 20)),
        *series(date(2026, 9, 1), group="6A"),
        *base_passes(TAGET, "4A", When(date(2026, 9, 2)), BREAKS),
    )
    return in_order((*pupils, *staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, pupils, LABELS)))


@cache
def library() -> Library:
    """The programmes that come with the program, with every lesson of the year."""
    whole = ownlessons.library(TODAY)
    return replace(whole, lessons=(*MVP, *TAGET, *STAFF_LESSONS))


@contextmanager
def year_rooms(plan: Sequence[Planned] = (), groups: Sequence[Group] = GROUPS) -> Iterator[Rooms]:
    """A log with groups and a plan."""
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        for group in groups:
            queries.save_group(journal, group)
        plans.keep_plan(journal, YEAR, plan)
        try:
            yield Rooms(journal, library())
        finally:
            journal.close()


def planner(rooms: Rooms | None, window: QWidget | None) -> Planner:
    """The planner of the program, on a day in October."""
    return Planner(window, lambda: rooms, window, today=lambda: TODAY)
