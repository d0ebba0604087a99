"""The program's own content with packs on top, in the order of their identifiers and this computer's own last.

Each whole, or not at all; of this computer's own, each lesson by itself.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from facilitator import __version__
from facilitator.content.adding import locked
from facilitator.content.adding.locked import text_hash
from facilitator.content.adding.packfile import PACK_FILE, Pack, number_of
from facilitator.content.checking import check, links
from facilitator.content.decode import Wrong, printable
from facilitator.content.kept import Kept
from facilitator.content.loader import document
from facilitator.content.model import Lesson, PackInfo, Programme, Replaced, Scenario
from facilitator.content.reading import LESSON_FILE, SHELF_FILES, Reading, Rules
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import _

OWN: Final = "egna"
"""The pack of this computer's own lessons: it goes before every other."""


@dataclass(frozen=True, slots=True)
class Used:
    """A pack in use: its lessons, those of the program that some of them go before, and what to know of it."""

    pack: Pack
    lessons: tuple[str, ...]
    before: tuple[Lesson, ...]
    notes: tuple[Fault, ...]

    @property
    def replaced(self) -> tuple[str, ...]:
        """The identifiers of the program's lessons that it goes before."""
        return tuple(lesson.id for lesson in self.before)

    @property
    def info(self) -> PackInfo:
        """What it says of itself."""
        return self.pack.info


@dataclass(frozen=True, slots=True)
class Refused:
    """A pack of which nothing is used, or one lesson of this computer's own, and everything that is wrong with it."""

    pack: Pack
    faults: tuple[Fault, ...]
    folder: str = ""
    """Of one lesson of this computer's own: where it lies in the pack, of which the rest is used."""

    @property
    def file(self) -> str:
        """What it is told of by where it lies."""
        return self.pack.shown(self.folder)

    @property
    def lesson(self) -> str:
        """The identifier of the one lesson; empty when it is all of the pack."""
        return self.folder.rpartition("/")[2]

    @property
    def called(self) -> str:
        """The pack by its name, or the lesson by its title."""
        if not self.folder:
            return self.pack.info.name
        with suppress(ContentFault):
            data = document(self.file, self.pack.members[f"{self.folder}/{LESSON_FILE}"]).data
            return printable(f"{data.get('label', '')} {data.get('title', '')}".strip())
        return self.lesson


@dataclass(frozen=True, slots=True)
class Stack:
    """`core`: the program's own content alone; `top`: all of it; `own`: what was read of each pack in use."""

    core: Reading
    top: Reading
    used: tuple[Used, ...]
    refused: tuple[Refused, ...]
    own: tuple[Reading, ...]


def stack(core: Reading, packs: Iterable[Pack], today: date, kept: Kept) -> Stack:
    """Put packs on the program's own content; what is wrong with one does nothing to the others.

    Nor does what is wrong with one lesson of this computer's own: they have nothing to do with each other.
    """
    top, used, own = core, list[Used](), list[Reading]()
    refused = list[Refused]()
    rules = _rules(core)

    def tried(one: Pack) -> tuple[Reading, tuple[Fault, ...]]:
        reading = Reading(one, today, kept, top, rules)
        return reading, (*reading.faults, *_replacing(one, core, reading), *_disturbed(one, top, reading))

    for whole in sorted(packs, key=lambda one: (one.info.id == OWN, one.info.id)):
        pack, (reading, faults) = whole, tried(whole)
        if faults and whole.info.id == OWN:
            pack, left_out = _one_by_one(whole, lambda part: tried(part)[1])
            refused += left_out
            if not _folders(pack):
                continue
            reading, faults = tried(pack)
        if faults:
            refused.append(Refused(whole, faults))
            continue
        lessons = tuple(lesson.id for lesson in reading.own_lessons)
        ours = _by_id(core)
        replaced = tuple(ours[key] for key in lessons if key in ours)
        used.append(Used(pack, lessons, replaced, tuple(_notes(pack, ours, lessons, used))))
        own.append(reading)
        top = reading
    return Stack(core, top, tuple(used), tuple(refused), tuple(own))


def _one_by_one(pack: Pack, wrong_with: Callable[[Pack], tuple[Fault, ...]]) -> tuple[Pack, list[Refused]]:
    """What is left of the pack when the lessons are left out that have something wrong, and those lessons."""
    folders = _folders(pack)
    found = [(folder, wrong_with(_part(pack, [folder]))) for folder in folders]
    left_out = [Refused(pack, wrong, folder) for folder, wrong in found if wrong]
    return _part(pack, [folder for folder, wrong in found if not wrong]), left_out


def _folders(pack: Pack) -> list[str]:
    """Where the lessons of a pack lie."""
    end = f"/{LESSON_FILE}"
    return sorted(name.removesuffix(end) for name in pack.members if name.endswith(end))


def _part(pack: Pack, folders: Collection[str]) -> Pack:
    """A pack with only some of its lessons."""
    others = tuple(f"{folder}/" for folder in _folders(pack) if folder not in folders)
    members = {name: content for name, content in pack.members.items() if not name.startswith(others)}
    there = {folder.rpartition("/")[2] for folder in folders}
    rows = tuple(row for row in pack.info.replaces if row.lesson in there)
    return replace(pack, members=members, info=replace(pack.info, replaces=rows))


def _rules(core: Reading) -> Rules:
    lessons = _by_id(core)

    def item(one: check.Item) -> Sequence[Wrong]:
        return locked.check_item(one, core.scenarios, core.contacts.keys())

    def lesson(one: Lesson) -> Sequence[Wrong]:
        return locked.check_lesson(one, lessons)

    return Rules(item, lesson, SHELF_FILES)


def _by_id(reading: Reading) -> dict[str, Lesson]:
    return {lesson.id: lesson for lesson in reading.lessons}


def _replacing(pack: Pack, core: Reading, reading: Reading) -> Iterator[Fault]:
    """Every lesson of the program that the pack goes before must be named, with the text that it was written for."""
    named = {row.lesson for row in pack.info.replaces}
    ours = _by_id(core)
    for lesson in reading.own_lessons:
        if lesson.id in ours and lesson.id not in named:
            problem = _("The pack goes before the program’s own lesson “{id}” without naming it.")
            row = row_for(ours[lesson.id])
            words = _("Add to the list replaces: {row}").format(row=_as_toml(row))
            wrong = Wrong(
                ("replaces",), problem.format(id=lesson.id), _("the text it was written for"), words
            )
            yield from pack.document.faults([wrong])
    there = {lesson.id for lesson in reading.own_lessons}
    for index, row in enumerate(pack.info.replaces):
        if row.lesson not in there and not reading.faults:
            problem = _("The pack holds no lesson “{id}”.").format(id=row.lesson)
            yield from pack.document.faults(
                [Wrong(("replaces", index, "lesson"), problem, ", ".join(sorted(there)))]
            )


def row_for(lesson: Lesson) -> Replaced:
    """How a pack names this lesson, in the text it has now."""
    return Replaced(lesson=lesson.id, version=lesson.version, sha256=text_hash(lesson))


def _as_toml(row: Replaced) -> str:
    return f'{{ lesson = "{row.lesson}", version = "{row.version}", sha256 = "{row.sha256}" }}'


def _disturbed(pack: Pack, before: Reading, reading: Reading) -> Iterator[Fault]:
    """What was whole before the pack, and would not be with it: it goes before what others refer to."""
    if not (reading.own[Programme] | reading.own[Scenario] or reading.own_lessons):
        return
    shelf = check.Shelf(reading.programmes, reading.terms, reading.scenarios)
    own = {lesson.id for lesson in reading.own_lessons}
    for lesson in before.lessons:
        if lesson.id not in own:
            for wrong in check.check_fit(lesson, shelf):
                problem = _("With the pack, “{id}” would not be whole: {problem}")
                told = problem.format(id=lesson.id, problem=wrong.problem)
                yield Fault(pack.file, None, "", told, wrong.expected)
    lessons = _by_id(reading)
    for link in before.links:
        for wrong in links.check_link(link, lessons, shelf):
            problem = _("With the pack, the map would not be right: {problem}").format(problem=wrong.problem)
            yield Fault(pack.file, None, "", problem, wrong.expected)


def _notes(
    pack: Pack, ours: dict[str, Lesson], lessons: Sequence[str], used: Sequence[Used]
) -> Iterator[Fault]:
    """What a person should know of a pack that is whole."""
    place = pack.shown(PACK_FILE)
    for index, row in enumerate(pack.info.replaces):
        now, field = ours.get(row.lesson), ("replaces", index)
        if now is None:
            problem = _("The program has no lesson “{id}” any more.").format(id=row.lesson)
            yield from pack.document.faults([Wrong(field, problem)])
        elif text_hash(now) != row.sha256:
            problem = _(
                "“{id}” was written for version {old} of the program’s own lesson, which has changed since: "
                "it is version {new} now."
            ).format(id=row.lesson, old=row.version, new=now.version)
            words = _("Look at what has changed there. Then write in the list replaces: {row}").format(
                row=_as_toml(row_for(now))
            )
            yield from pack.document.faults([Wrong((*field, "sha256"), problem, text_hash(now), words)])
    if number_of(pack.info.program) > number_of(__version__):
        problem = _("The pack was written for version {wanted} of the program; this is {version}.")
        told = problem.format(wanted=pack.info.program, version=__version__)
        yield Fault(place, None, "program", told, "", _("Update the program."))
    for earlier in used:
        for key in lessons:
            if key in earlier.lessons:
                problem = _("“{id}” is in the pack “{other}” too; the one in “{name}” is used.")
                told = problem.format(id=key, other=earlier.info.name, name=pack.info.name)
                yield Fault(pack.shown(key), None, "", told)


def lesson_file(lesson: Lesson) -> str:
    """Where a lesson lies in its source."""
    return f"{lesson.programme}/{lesson.id}/{LESSON_FILE}"
