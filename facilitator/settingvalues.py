"""How a chosen value is read from the settings file: one reader for each kind, which refuses what does not fit."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, cast

from facilitator.i18n import _

MOST_CONTACTS: Final = 5
CONTACT_LENGTHS: Final = MappingProxyType({"name": 44, "reach": 32, "audience": 72, "checked": 10})
"""The longest texts, in characters, of a row of the support list; `checked` is an ISO date."""


def one_of(*allowed: str) -> Callable[[object], str]:
    """Reads one of a few words."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        raise ValueError(_("one of: {values}").format(values=", ".join(allowed)))

    return read


def number(lowest: float, highest: float) -> Callable[[object], float]:
    """Reads a number between two, both allowed."""

    def read(value: object) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and lowest <= cast(float, value) <= highest:
            return float(cast(float, value))
        raise ValueError(_("a number from {lowest} to {highest}").format(lowest=lowest, highest=highest))

    return read


def line(longest: int) -> Callable[[object], str]:
    """Reads one line of text, of at most `longest` characters."""

    def read(value: object) -> str:
        if isinstance(value, str) and len(value) <= longest and value.isprintable():
            return value
        raise ValueError(_("one line of at most {longest} characters").format(longest=longest))

    return read


def yes_or_no(value: object) -> bool:
    """Yes or no. Raises ValueError."""
    if isinstance(value, bool):
        return value
    raise ValueError(_("yes or no"))


def lines(value: object) -> tuple[str, ...]:
    """At most a hundred lines of text. Raises ValueError."""
    if isinstance(value, list | tuple) and len(value) <= 100:
        return tuple(line(300)(item) for item in value)
    raise ValueError(_("a list of texts"))


def lines_by_name(value: object) -> Mapping[str, str]:
    """Lines of text by name. Raises ValueError."""
    if isinstance(value, Mapping) and len(value) <= 100:
        return MappingProxyType({line(100)(name): line(10_000)(text) for name, text in value.items()})
    raise ValueError(_("texts by name"))


def keys_by_action(value: object) -> Mapping[str, tuple[str, ...]]:
    """Keys by the action they do. Raises ValueError."""
    if isinstance(value, Mapping) and len(value) <= 200:
        return MappingProxyType({line(100)(action): lines(keys) for action, keys in value.items()})
    raise ValueError(_("lists of keys by action"))


def ticks_by_place(value: object) -> Mapping[str, tuple[str, ...]]:
    """What has been ticked off, by lesson and group. Raises ValueError."""
    if isinstance(value, Mapping) and len(value) <= 500:
        return MappingProxyType({line(100)(place): lines(ticks) for place, ticks in value.items()})
    raise ValueError(_("lists of ticks by lesson and group"))


def results_by_screen(value: object) -> Mapping[str, str]:
    """A short word for each screen. Raises ValueError."""
    if isinstance(value, Mapping) and len(value) <= 100:
        return MappingProxyType({line(300)(screen): line(40)(result) for screen, result in value.items()})
    raise ValueError(_("texts by name"))


def contacts(value: object) -> tuple[Mapping[str, str], ...]:
    """The school's own rows of the support list. Raises ValueError."""
    if isinstance(value, list | tuple) and len(value) <= MOST_CONTACTS:
        return tuple(_contact(row) for row in value)
    raise ValueError(_("at most {n} rows with name, reach, audience and checked").format(n=MOST_CONTACTS))


def _contact(row: object) -> Mapping[str, str]:
    if isinstance(row, Mapping) and row.keys() == CONTACT_LENGTHS.keys():
        read = {name: line(longest)(row[name]) for name, longest in CONTACT_LENGTHS.items()}
        if all(text.strip() for text in read.values()) and _is_day(read["checked"]):
            return MappingProxyType(read)
    raise ValueError(_("at most {n} rows with name, reach, audience and checked").format(n=MOST_CONTACTS))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
