"""What the pages work out of their rows: pure, without Qt."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from facilitator.ui.desk.ports import LessonView
from facilitator.ui.desk.sofar import ProgressView


class Met(NamedTuple):
    """A group has had a lesson, and when last; `whole`: to its end, for one that stopped is not held yet."""

    group: str
    programme: str
    lesson: str
    last: date
    whole: bool = True


def progress(met: Iterable[Met], lessons: Sequence[LessonView]) -> tuple[ProgressView, ...]:
    """How far each group has come in the programmes that are led in turn, the group met last first."""
    totals = {lesson.programme: lesson for lesson in lessons if lesson.in_programme}
    found: dict[tuple[str, str], list[Met]] = {}
    for one in met:
        if one.programme in totals:
            found.setdefault((one.group, one.programme), []).append(one)
    places = {lesson.id: lesson.slot for lesson in lessons if lesson.slot}
    lines = [_progress(group, totals[programme], own, places) for (group, programme), own in found.items()]
    return tuple(sorted(lines, key=_newest_first))


def _newest_first(line: ProgressView) -> tuple[int, str]:
    return -line.last.toordinal(), line.group


def _progress(group: str, lesson: LessonView, met: list[Met], places: Mapping[str, int]) -> ProgressView:
    slots = frozenset(places[one.lesson] for one in met if one.whole and one.lesson in places)
    return ProgressView(
        group=group,
        programme=lesson.programme_name,
        accent=lesson.accent,
        held=len(slots),
        total=lesson.in_programme,
        last=max(one.last for one in met),
        slots=slots,
    )


def matches(lesson: LessonView, words: str) -> bool:
    """Whether every word is somewhere in the lesson's texts, scenarios or terms; case does not matter."""
    short = lesson.label.replace(" ", "")  # MVP7 is found too
    names = f"{lesson.label} {short} {lesson.title} {lesson.programme_name} {lesson.grades}"
    folded = _folded(f"{names} {lesson.summary} {lesson.search}")
    return all(word in folded for word in _folded(words).split())


def distance(lesson: LessonView, words: str) -> int:
    """How far a hit is from being called what was searched for: 0 its name, 1 the beginning of its title, 2 elsewhere."""
    wanted, title, label = (_folded(text).strip(" ?!.") for text in (words, lesson.title, lesson.label))
    if wanted in (title, label, label.replace(" ", "")):
        return 0
    return 1 if title.startswith(wanted) else 2


def _folded(words: str) -> str:
    """Without capitals, and every dash as the keyboard has it."""
    return words.casefold().replace("–", "-")
