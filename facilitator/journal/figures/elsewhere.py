"""The grid with the lessons that handovers tell of: a group has had them, and there is no session of them in the log."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from facilitator.journal import queries, threads
from facilitator.journal.figures.grid import Cell
from facilitator.journal.figures.selection import Selection
from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.journal.threads import HeldElsewhere


def counted_in(
    journal: Log, selection: Selection, found: Sequence[Cell], programmes: Mapping[str, str]
) -> list[Cell]:
    """The cells with what handovers tell of the groups here; a lesson that is not planned gets a cell of its own, where its
    programme is known (`programmes`: by lesson). Raises WorldTrouble."""
    came = threads.handed_over(journal)
    if not came:
        return [*found]
    schools = {group.code: group.school for group in queries.groups(journal)}
    cells = {(one.school, one.group, one.lesson, one.year): one for one in found}
    here = _here(journal, [one.session for one in came.values()])
    for (group, lesson, year), one in came.items():
        own = (schools.get(group, ""), group, lesson, year)
        if own in cells:
            cells[own] = replace(cells[own], elsewhere=one.status, told=one.started)
        elif one.session not in here and group in schools and lesson in programmes:
            cell = _cell(own, programmes[lesson], one)
            cells |= {own: cell} if _is_chosen(cell, selection) else {}
    return [*cells.values()]


def _cell(own: tuple[str, str, str, int], programme: str, one: HeldElsewhere) -> Cell:
    school, group, lesson, year = own
    return Cell(
        school, group, programme, lesson, year, "", "", 0, 0, "", 0, 0, 0, "",
        elsewhere=one.status, told=one.started,
    )  # fmt: skip


def _is_chosen(cell: Cell, selection: Selection) -> bool:
    names = ("year", "programme", "school", "group")
    return all(getattr(selection, name) in (None, getattr(cell, name)) for name in names)


def _here(journal: Log, sessions: Collection[str]) -> set[str]:
    """Those of these sessions that the log has."""
    wanted = select(schema.session.c.session).where(schema.session.c.session.in_(sessions))
    with journal.database.begin() as connection:
        return set(connection.execute(wanted).scalars())
