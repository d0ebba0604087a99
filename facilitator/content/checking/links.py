"""The map of how lessons build on each other: links that lead somewhere, never around, and the earlier before the later."""

from collections.abc import Mapping, Sequence, Set
from typing import Final

from facilitator.content.checking import words
from facilitator.content.checking.check import Shelf, missing
from facilitator.content.decode import Wrong
from facilitator.content.model import Lesson, Link
from facilitator.i18n import _

MOST_WORDS: Final = 20


def check_link(link: Link, lessons: Mapping[str, Lesson], shelf: Shelf) -> list[Wrong]:
    """Return what is wrong with one link by itself; `lessons` are those there are."""
    wrongs = [*words.shown(("how",), link.how), *words.too_many(("how",), link.how, MOST_WORDS)]
    for field, key in (("lesson", link.lesson), ("builds_on", link.builds_on)):
        if key not in lessons:
            wrongs.append(missing((field,), key, lessons, shelf, _("lesson")))
    later, earlier = lessons.get(link.lesson), lessons.get(link.builds_on)
    if later and earlier and later.programme == earlier.programme and later.slot <= earlier.slot:
        problem = _("“{id}” does not come earlier in the programme.").format(id=earlier.id)
        wrongs.append(Wrong(("builds_on",), problem, _("a lesson before number {n}").format(n=later.slot)))
    return wrongs


def circular(links: Sequence[Link]) -> Set[int]:
    """Return the places (from 0) of the links that are part of a circle: from their lesson one comes back to it."""
    onwards: dict[str, set[str]] = {}
    for link in links:
        onwards.setdefault(link.builds_on, set()).add(link.lesson)
    return {place for place, link in enumerate(links) if link.builds_on in _reached(link.lesson, onwards)}


def _reached(start: str, onwards: Mapping[str, Set[str]]) -> Set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = onwards.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting += new
    return found


def _slot_and_age(lesson: Lesson) -> tuple[int, int]:
    return lesson.slot, words.AGES.index(lesson.age)


def stations(programme: str, lessons: Sequence[Lesson], links: Sequence[Link]) -> tuple[Lesson, ...]:
    """Return the lessons on a programme's map in travelling order: those with a link, and before each one what other
    programmes prepare it with; the youngest pupils' version of a lesson first. Nothing when the programme has no map."""
    by_id = {lesson.id: lesson for lesson in lessons}
    own = [link for link in links if link.lesson in by_id and by_id[link.lesson].programme == programme]
    linked = {end for link in own for end in (link.lesson, link.builds_on)} & by_id.keys()
    order: dict[str, Lesson] = {}
    for lesson in sorted(lessons, key=_slot_and_age):
        if lesson.id in linked and lesson.programme == programme:
            before = {link.builds_on for link in own if link.lesson == lesson.id}
            guests = (one for one in lessons if one.id in before and one.programme != programme)
            order |= {one.id: one for one in (*guests, lesson) if one.id not in order}
    return tuple(order.values())
