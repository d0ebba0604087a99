"""What was held, cancelled or moved without the program, in a report."""

from collections.abc import Iterator

from facilitator.exchange.reportdata import Overview
from facilitator.i18n import ngettext, numeral
from facilitator.planning.occasionwords import cause_word, kind_word


def lines(data: Overview) -> Iterator[str]:
    """A line for each kind that was held, one for what was cancelled and one for what was moved."""
    for kind, times, people in data.beside:
        words = ngettext("{kind}: {n} time", "{kind}: {n} times", times).format(kind=kind_word(kind), n=times)
        took = ngettext("{n} person took part", "{n} took part", people).format(n=numeral(people))
        yield f"{words}, {took}" if people else words
    off = sum(data.called_off.values())
    if off:
        reasons = ", ".join(
            f"{cause_word(cause).lower()} {count}"
            for cause, count in sorted(data.called_off.items(), key=_most)
            if cause
        )
        words = ngettext("{n} lesson was cancelled", "{n} lessons were cancelled", off).format(n=off)
        yield f"{words}: {reasons}" if reasons else words
    if data.moved:
        yield ngettext("{n} lesson was moved", "{n} lessons were moved", data.moved).format(n=data.moved)


def _most(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
