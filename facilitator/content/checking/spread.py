"""Who does what to whom across the whole scenario bank, so that no origin and no gender is tied to a part."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from facilitator.content.model import Person, Scenario
from facilitator.privacy import Kind, scan

ENOUGH: Final = 20
"""People in a part before shares say anything."""
MOST_ONE_GENDER: Final = 0.65
MOST_ABOVE: Final = 0.12
"""How much larger an origin's share of a part may be than its share of everybody."""


@dataclass(frozen=True, slots=True)
class Uneven:
    """A part where a gender or an origin stands out: its share there, and the highest it may have (0 to 1)."""

    part: str
    what: str
    share: float
    most: float


def uneven(scenarios: Iterable[Scenario]) -> Iterator[Uneven]:
    """Yield what stands out among those who act wrongly, are exposed or help."""
    people = [person for scenario in scenarios for person in scenario.cast]
    everybody = _shares(people, "origin")
    for part in ("acting", "exposed", "helping"):
        own = [person for person in people if person.part == part]
        for gender, share in _shares(own, "gender").items():
            if share > MOST_ONE_GENDER:
                yield Uneven(part, gender, share, MOST_ONE_GENDER)
        for origin, share in _shares(own, "origin").items():
            most = everybody[origin] + MOST_ABOVE
            if share > most:
                yield Uneven(part, origin, share, most)


def _shares(people: Sequence[Person], field: str) -> Mapping[str, float]:
    told = [getattr(person, field) for person in people if getattr(person, field) != "untold"]
    if len(told) < ENOUGH:
        return {}
    return {kind: count / len(told) for kind, count in Counter(told).items()}


def twice_running(scenarios: Sequence[Scenario]) -> Iterator[tuple[Scenario, str]]:
    """Yield each scenario whose one who acts wrongly has the origin of the one in the scenario before it.

    Nordic names, which most people here have, point at nobody.
    """
    for before, after in pairwise(scenarios):
        same = _acting(before) & _acting(after)
        if same:
            yield after, min(same)


def _acting(scenario: Scenario) -> set[str]:
    return {str(person.origin) for person in scenario.cast if person.part == "acting"} - {"untold", "nordic"}


def missing(scenario: Scenario) -> list[str]:
    """The names in the situation that the cast does not hold."""
    cast = {word for person in scenario.cast for word in person.name.casefold().split()}
    text = scenario.situation
    names = (text[found.start : found.end] for found in scan(text) if found.kind is Kind.NAME)
    bare = dict.fromkeys(name.casefold() for name in names)
    return [name for name in bare if name not in cast and name.removesuffix("s") not in cast]
