"""What a check finds in content folders, lessons or single files: their faults, and what to look at beside them."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from facilitator.content import picking
from facilitator.content.adding.stacking import lesson_file
from facilitator.content.checking import corpus, spread
from facilitator.content.checking.letters import check_letters
from facilitator.content.decode import field_name, near, printable, shown
from facilitator.content.library import Library
from facilitator.content.loader import shown_name
from facilitator.content.model import Lesson
from facilitator.content.reading import PROGRAMMES_FILE
from facilitator.errors import Fault
from facilitator.i18n import _


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: faults that keep content out, and warnings that do not."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    lessons: tuple[Lesson, ...]
    repeated: float = 0.0
    """The share of sentences that return in another lesson (0 to 1), in the folder that has most."""


def check_paths(paths: Sequence[Path], today: date | None = None) -> Findings:
    """Check content folders, lessons or single files; what they refer to is looked up in their content folder."""
    opened: dict[Path, Library] = {}
    parts: list[Findings] = []
    for path in dict.fromkeys(path.absolute() for path in paths):
        root = _root_above(path)
        if root is None:
            parts.append(_nothing_at(path))
            continue
        if root not in opened:
            opened[root] = Library.open(root, today)
        parts.append(_part(opened[root], path, "" if path == root else shown_name(path, root)))
    lessons = tuple({lesson.id: lesson for part in parts for lesson in part.lessons}.values())
    repeats = [corpus.repeats(library.lessons) for library in opened.values()]
    own = {lesson.id for lesson in lessons}
    spread_out = (warning for library in opened.values() for warning in _uneven(library))
    across = (warning for each in repeats for warning in _returning(each, own))
    otherwise = (warning for library in opened.values() for warning in _drawn_otherwise(library))
    return Findings(
        tuple(dict.fromkeys(fault for part in parts for fault in part.faults)),
        tuple(
            dict.fromkeys(
                (
                    *(warning for part in parts for warning in part.warnings),
                    *across,
                    *_hard(lessons),
                    *(warning for library in opened.values() for warning in _tied(library, own)),
                    *spread_out,
                    *otherwise,
                )
            )
        ),
        lessons,
        max((each.share for each in repeats), default=0.0),
    )


def notes_on(library: Library, lessons: Sequence[str]) -> Iterator[Fault]:
    """What a check says of some lessons beside their faults: sentences that return, texts that are hard to read or to draw."""
    own = [lesson for lesson in library.lessons if lesson.id in lessons]
    names = {lesson_file(lesson) for lesson in own}
    yield from _returning(corpus.repeats(library.lessons), set(lessons))
    yield from _hard(own)
    yield from (note for note in _tied(library, set(lessons)) if note.file in names)
    yield from (note for note in _drawn_otherwise(library) if note.file in names)


def _returning(repeats: corpus.Repeats, lessons: Set[str]) -> Iterator[Fault]:
    """The sentences that one of `lessons` shares with another lesson."""
    for each in repeats.found:
        if not lessons.isdisjoint(each.places):
            problem = _("The sentence “{text}” appears in {n} lessons.").format(
                text=shown(each.sentence), n=len(each.places)
            )
            yield Fault(", ".join(each.places), None, "", problem, _("own words in every lesson"))


def _hard(lessons: Iterable[Lesson]) -> Iterator[Fault]:
    for lesson in lessons:
        for field, index, most in corpus.hard(lesson):
            problem = _("The texts are hard to read: LIX {index}.").format(index=round(index))
            expected = _("at most {n}").format(n=most)
            suggestion = _("Shorter sentences, shorter words.")
            yield Fault(lesson_file(lesson), None, field, problem, expected, suggestion)


def _tied(library: Library, lessons: Set[str]) -> Iterator[Fault]:
    """What hinders that another scenario of the bank is picked, in these lessons and in the whole bank."""
    for lesson in library.lessons:
        if lesson.id in lessons:
            for step, name in picking.spoken_of(lesson, library.scenarios):
                problem = _("“{name}” belongs to a scenario that a leader may change.")
                told = problem.format(name=shown(name))
                yield Fault(lesson_file(lesson), None, step.id, told, _("words that fit every scenario"))
    there = [lesson.id for lesson in library.lessons]
    for scenario in library.scenarios.values():
        for key in scenario.lessons:
            if key not in there:
                problem = _("There is no lesson “{id}”.").format(id=shown(key))
                hint = near(key, there)
                yield Fault(scenario.id, None, "lessons", problem, _("an identifier that exists"), hint)


def _drawn_otherwise(library: Library) -> Iterator[Fault]:
    """What the program's typefaces or its PDFs cannot draw, of everything in the library."""
    named: list[tuple[str, object]] = [(lesson_file(lesson), lesson) for lesson in library.lessons]
    named += library.scenarios.items()
    named += library.terms.items()
    for name, item in named:
        for wrong in check_letters(item):
            yield Fault(name, None, field_name(wrong.path), wrong.problem, wrong.expected, wrong.suggestion)


def _uneven(library: Library) -> Iterator[Fault]:
    """What the scenario bank as a whole says about who does what, and who in it is not told of."""
    bank = tuple(library.scenarios.values())
    for scenario in bank:
        for name in spread.missing(scenario):
            problem = _("{name} is not in the cast of the scenario.").format(name=shown(name.title()))
            yield Fault(scenario.id, None, "cast", problem, _("everybody in the situation"))
    for each in spread.uneven(bank):
        problem = _("{part}: {what} are {share}% of all in the bank.").format(
            part=each.part, what=each.what, share=round(each.share * 100)
        )
        yield Fault("bank", None, "cast", problem, _("at most {n}%").format(n=round(each.most * 100)))
    for scenario, origin in spread.twice_running(bank):
        problem = _("The one who acts wrongly has the same origin as in the scenario before: {origin}.")
        yield Fault(scenario.id, None, "cast", problem.format(origin=origin), _("another, or another order"))


def _part(library: Library, path: Path, below: str) -> Findings:
    if not any(is_below(name, below) for name in library.files):
        return _nothing_at(path)
    return Findings(
        tuple(fault for fault in library.faults if is_below(fault.file, below)),
        tuple(warning for warning in library.warnings if is_below(warning.file, below)),
        tuple(each for each in library.lessons if is_below(lesson_file(each), below)),
    )


def _nothing_at(path: Path) -> Findings:
    expected = _("a folder with {file}, or something in it").format(file=PROGRAMMES_FILE)
    fault = Fault(printable(path.name or str(path)), None, "", _("There is no content here."), expected)
    return Findings((fault,), (), ())


def _root_above(path: Path) -> Path | None:
    return next((each for each in (path, *path.parents) if (each / PROGRAMMES_FILE).is_file()), None)


def is_below(name: str, folder: str) -> bool:
    """Whether a file is what is named, or lies in it; everything lies in the empty name."""
    return not folder or name == folder or name.startswith(folder + "/")
