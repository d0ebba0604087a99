"""The scenarios picked for a group on Förbered, as they go along when the group is handed over.

They are told before the file is written and before it is kept. What is not among the lessons here is left out, and what somebody
has picked here stands; both are told. Nothing here is kept: picks lie among the settings, by lesson and group.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from facilitator.content.fields import ID
from facilitator.content.library import Library
from facilitator.i18n import _, ngettext
from facilitator.journal.threads import Parcel, Pick
from facilitator.planning.preparing import kept_picks, picks_of, place_of

MOST: Final = 500
_LENGTH: Final = 48
_FIELDS: Final = ("lesson", "step", "scenario")
Kept = Mapping[str, tuple[str, ...]]
"""As they lie among the settings: texts `step=scenario` by lesson and group."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of the picks of a parcel here. `new`: to be kept, by lesson and group. `unknown`: of lessons, steps or
    scenarios that are not here. `other`: lessons for which somebody has picked something else here."""

    new: Kept
    unknown: tuple[Pick, ...]
    other: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many picks are to be kept."""
        return sum(map(len, self.new.values()))


def of_group(kept: Kept, group: str) -> tuple[Pick, ...]:
    """What is picked for a group, by lesson and step."""
    found = []
    for place, texts in kept.items():
        lesson, _sign, whose = place.partition("|")
        if whose == group:
            found += [Pick(lesson, step, scenario) for step, scenario in picks_of(texts).items()]
    return tuple(sorted(one for one in found if _is_sound(one)))[:MOST]


def sort_out(parcel: Parcel, library: Library, here: Kept) -> Sorted:
    """What becomes of the picks where the group is received; `here`: what is picked already."""
    by_lesson: dict[str, dict[str, str]] = {}
    for one in parcel.picks:
        by_lesson.setdefault(one.lesson, {})[one.step] = one.scenario
    new, unknown, other = dict[str, tuple[str, ...]](), list[Pick](), list[str]()
    for lesson, wanted in by_lesson.items():
        offered = _offered(library, lesson)
        fits = {step: one for step, one in wanted.items() if one in offered.get(step, ())}
        unknown += [Pick(lesson, *pair) for pair in wanted.items() if pair[0] not in fits]
        place = place_of(lesson, parcel.group)
        mine = picks_of(here.get(place, ()))
        if mine and fits and mine != fits:
            other.append(lesson)
        elif fits and not mine:
            new[place] = kept_picks(fits)
    return Sorted(new, tuple(unknown), tuple(other))


def _offered(library: Library, lesson: str) -> Mapping[str, Sequence[str]]:
    """What can be picked for each step of a lesson; nothing for one that is not here."""
    found = next((one for one in library.lessons if one.id == lesson), None)
    if found is None:
        return {}
    return {step: [one.id for one in own[1:]] for step, own in library.choices_of(found).items()}


# --- in words -----------------------------------------------------------------------------------------------------


def told(picks: Sequence[Pick], library: Library) -> Iterator[str]:
    """The picks of a parcel, in words, a line a thing."""
    if picks:
        words = ngettext("{n} chosen scenario:", "{n} chosen scenarios:", len(picks))
        yield words.format(n=len(picks))
    for one in picks:
        words = _("Scenario for {lesson}: {scenario}")
        yield words.format(lesson=_lesson(library, one.lesson), scenario=_scenario(library, one))


def told_of(outcome: Sorted, library: Library) -> Iterator[str]:
    """What does not go along where the group is received, a line a thing."""
    for one in outcome.unknown:
        words = _(
            "Cannot be chosen here, so the lesson’s own scenario is told: {scenario}, for {lesson}. Choose again on the page for preparing."
        )
        yield words.format(lesson=_lesson(library, one.lesson), scenario=_scenario(library, one))
    for lesson in outcome.other:
        words = _("For {lesson} another scenario has been chosen on this computer. It stays.")
        yield words.format(lesson=_lesson(library, lesson))


def kept_words(count: int) -> str:
    """What went along, once it is kept; empty when nothing did."""
    words = ngettext("{n} chosen scenario came along.", "{n} chosen scenarios came along.", count)
    return words.format(n=count) if count else ""


def _lesson(library: Library, own: str) -> str:
    return next((f"{one.label} {one.title}" for one in library.lessons if one.id == own), own)


def _scenario(library: Library, pick: Pick) -> str:
    found = library.scenarios.get(pick.scenario)
    return found.title if found is not None else pick.scenario


# --- in a file ----------------------------------------------------------------------------------------------------


def to_lines(picks: Iterable[Pick]) -> list[dict[str, str]]:
    """Picks as they travel."""
    return [dict(zip(_FIELDS, one, strict=True)) for one in picks]


def from_lines(lines: Iterable[Any]) -> tuple[Pick, ...]:
    """Picks that have come. Raises ValueError, or what Python raises over values that are not as they should be."""
    found = tuple(_read(line) for line in lines)
    if len(found) > MOST or len({one[:2] for one in found}) != len(found):
        raise ValueError("picks")
    return tuple(sorted(found))


def _read(line: Any) -> Pick:
    if not isinstance(line, dict) or line.keys() != set(_FIELDS):
        raise ValueError("pick")
    pick = Pick(*(line[name] for name in _FIELDS))
    if not _is_sound(pick):
        raise ValueError("pick")
    return pick


def _is_sound(pick: Pick) -> bool:
    return all(len(text) <= _LENGTH and re.fullmatch(ID, text) for text in pick)
