"""The map of each programme as rows: its lessons in travelling order, and what each one builds on. Knows no Qt."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.content.checking.links import stations
from facilitator.ui.desk.mapports import LinkView, MapView, StopView

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.content.model import Lesson


def maps(library: "Library") -> tuple[MapView, ...]:
    """The map of every programme that has one."""
    found = (_map(library, programme.id, programme.full_name) for programme in library.programmes.values())
    return tuple(one for one in found if one.stops)


def _map(library: "Library", programme: str, name: str) -> MapView:
    stops = stations(programme, library.lessons, library.links)
    several = len({lesson.grades for lesson in stops if lesson.programme == programme}) > 1
    return MapView(programme, name, tuple(_stop(library, lesson, stops, several) for lesson in stops))


def _stop(library: "Library", lesson: "Lesson", stops: "tuple[Lesson, ...]", several: bool) -> StopView:
    return StopView(
        lesson=lesson.id, label=lesson.label, title=lesson.title, grades=lesson.grades if several else "",
        accent=library.programmes[lesson.programme].accent, links=tuple(_links(library, lesson, stops)),
    )  # fmt: skip


def _links(library: "Library", lesson: "Lesson", stops: "tuple[Lesson, ...]") -> Iterator[LinkView]:
    by_id = {one.id: one for one in stops}
    for link in library.links:
        if link.lesson == lesson.id and link.builds_on in by_id:
            yield LinkView(link.builds_on, by_id[link.builds_on].label, link.how)
