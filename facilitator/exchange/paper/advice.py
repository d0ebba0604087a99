"""What a headteacher is told to see to first, from the figures of the own school."""

from collections.abc import Iterator
from typing import Final

from facilitator.exchange.paper.charts import Stop
from facilitator.exchange.reportdata import Overview
from facilitator.i18n import _, ngettext
from facilitator.journal.figures import smallcells
from facilitator.journal.figures.grid import Cell
from facilitator.journal.figures.measures import PREPARED_MIN, Figure
from facilitator.planning.yearwords import missing_lesson

MOST_ADVICE: Final = 4
"""More would be nothing to begin with."""
_ENOUGH: Final = 0.5
_MOST_TWO: Final = 0.8
_MOST_ROOM: Final = 0.8
_NAMED: Final = 6
"""So many late lessons are named; the rest are counted."""


def stop_of(cell: Cell | None) -> Stop:
    """How a lesson stands on the line."""
    if cell is None:
        return "coming"
    if cell.done:
        return "held"
    if cell.part:
        return "part"
    return "late" if cell.by_now else "coming"


def advice(data: Overview) -> Iterator[str]:
    """The most pressing first."""
    late = [
        f"{track.group} {label or missing_lesson()}"
        for track in data.tracks
        for label, cell in track.cells
        if stop_of(cell) == "late"
    ]
    if late:
        named, more = ", ".join(late[:_NAMED]), len(late) - _NAMED
        if more > 0:
            named = _("{names} and {n} more").format(names=named, n=more)
        yield ngettext("{n} lesson is late: {names}.", "{n} lessons are late: {names}.", len(late)).format(
            n=len(late), names=named
        )
    red = round(data.total["red"].over)
    if red:
        yield ngettext(
            "A core step was left out {n} time. Ask the leaders what they would need to have time for it.",
            "Core steps were left out {n} times. Ask the leaders what they would need to have time for them.",
            red,
        ).format(n=red)
    if _less(data.total["prepared"], _ENOUGH):
        yield _(
            "Fewer than half of the lessons were prepared for {n} minutes or more. Time needs to be set aside."
        ).format(n=PREPARED_MIN)
    if _less(data.total["room"], _MOST_ROOM):
        yield _(
            "In every fifth lesson or more the room was not enough, or only partly. Half classes need two rooms."
        )
    if _less(data.total["two-leaders"], _MOST_TWO):
        yield _("Every fifth lesson or more had only one leader in the room.")
    if data.large:
        yield _(
            "More than twenty pupils: {groups}. In large groups fewer feel safe enough to talk. Half classes are one way."
        ).format(groups=", ".join(data.large))


def _less(figure: Figure, least: float) -> bool:
    """Whether a share is less than it should be, and rests on enough answers to be told of."""
    return smallcells.enough_answers(figure.rests) and figure.share is not None and figure.share < least
