"""Reads a whole content folder and collects what is wrong in it; what has faults is left out whole."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

from facilitator.content.checking import check, links
from facilitator.content.decode import Path as Place
from facilitator.content.decode import Wrong, decode, draft
from facilitator.content.kept import Kept, sha_of
from facilitator.content.loader import MAX_BYTES, Document, text_words
from facilitator.content.loader import document as read_document
from facilitator.content.model import (
    Glossary,
    Lesson,
    LessonMap,
    Link,
    Programme,
    Programmes,
    Scenario,
    ScenarioBank,
    SupportContact,
    SupportList,
    Term,
)
from facilitator.content.pictures import check_pictures
from facilitator.content.script import contacts_for
from facilitator.content.sources import Source
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import _

LESSON_FILE: Final = "lesson.toml"
PROGRAMMES_FILE: Final = "programmes.toml"
_GLOSSARY_FILE: Final = "glossary.toml"
_SUPPORT_FILE: Final = "support.toml"
_MAP_FILE: Final = "map.toml"
_BANK: Final = "bank"
_MOST_ENTRIES: Final = 500
Item = TypeVar("Item", Programme, Term, SupportContact, Scenario)
Made = TypeVar("Made", Programme, Term, SupportContact, Scenario, Lesson)


_alive: Final[WeakValueDictionary[tuple[type[Any], str, Place], Any]] = WeakValueDictionary()
"""What has been made of a place in a file, by the hash of the file, for as long as it is in use: nobody can change it."""


def _nothing(_what: object) -> Sequence[Wrong]:
    return ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What has to hold beside the check: for an item, for a lesson; and the files that a source need not have."""

    item: Callable[[check.Item], Sequence[Wrong]] = _nothing
    lesson: Callable[[Lesson], Sequence[Wrong]] = _nothing
    may_lack: Set[str] = frozenset({_MAP_FILE})


NO_RULES: Final = Rules()
SHELF_FILES: Final = frozenset({PROGRAMMES_FILE, _GLOSSARY_FILE, _SUPPORT_FILE, _MAP_FILE})
"""The files beside lessons and scenarios; a pack need not have any of them."""


class Reading:
    """Everything found in a source; dates are compared with `today`. What is `kept` and unchanged is not checked again.

    `below`: what has been read before; what is found here is added to it, and goes before what has the same identifier.
    `rules`: what has to hold then. `faults` and `warnings` are of this source alone.
    """

    def __init__(
        self, source: Source, today: date, kept: Kept, below: "Reading | None" = None, rules: Rules = NO_RULES
    ) -> None:
        self._source, self._today, self._kept, self._rules = source, today, kept, rules
        self._below = below
        self._shelf: list[str] = (
            [] if below is None else list(below._shelf)
        )  # the hashes of what lessons may refer to
        self._faulty: set[str] = set()
        self.files: list[str] = []
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []
        self.own: dict[type[Any], set[str]] = {
            kind: set() for kind in (Programme, Term, SupportContact, Scenario)
        }
        self.own_lessons: list[Lesson] = []
        self.programmes: dict[str, Programme] = {} if below is None else dict(below.programmes)
        self.terms: dict[str, Term] = {} if below is None else dict(below.terms)
        self.contacts: dict[str, SupportContact] = {} if below is None else dict(below.contacts)
        self.scenarios: dict[str, Scenario] = {} if below is None else dict(below.scenarios)
        self.banks: dict[str, tuple[str, ...]] = {} if below is None else dict(below.banks)
        self.links: list[Link] = [] if below is None else list(below.links)
        self._read_items()
        self._read_lessons()
        self._read_map()

    @property
    def lessons(self) -> list[Lesson]:
        """The lessons found here, and those found before that none of these goes before."""
        own = {lesson.id for lesson in self.own_lessons}
        before = [] if self._below is None else self._below.lessons
        return [*(lesson for lesson in before if lesson.id not in own), *self.own_lessons]

    def _read_items(self) -> None:
        self._items(PROGRAMMES_FILE, Programmes, Programme, self.programmes)
        self._items(_GLOSSARY_FILE, Glossary, Term, self.terms)
        self._items(_SUPPORT_FILE, SupportList, SupportContact, self.contacts)
        for name in self._entries(_BANK):
            path = PurePosixPath(name)
            if path.suffix == ".toml":
                before = self.own[Scenario].copy()
                self._items(name, ScenarioBank, Scenario, self.scenarios)
                new = (key for key in self.scenarios if key in self.own[Scenario] - before)
                self.banks[path.stem] = tuple(dict.fromkeys((*self.banks.get(path.stem, ()), *new)))

    def _items(self, name: str, frame: type[Any], kind: type[Item], into: dict[str, Item]) -> None:
        """Read the rows of one file one by one, so that a fault in one does not take the others with it."""
        document = self._document(name)
        if document is None:
            return
        self._shelf += [PurePosixPath(name).name, document.sha]
        sound, faults = self._kept.sound(document.sha), len(self.faults)
        for place, row in self._rows(document, frame):
            item, wrongs = _draft(kind, row, document.sha, place, sound=sound)
            if item is not None:
                wrongs += [] if sound else check.check_item(item)
                wrongs += self._rules.item(item)
                if item.id in self.own[kind]:
                    wrongs.append(
                        Wrong(("id",), _("“{id}” appears twice.").format(id=item.id), _("each one once"))
                    )
            if item is None or wrongs:
                self._faulty.add(str(row.get("id")) if isinstance(row, dict) else "")
                self.faults += document.faults(_below(place, wrongs))
            else:
                into[item.id] = item
                self.own[kind].add(item.id)
                self.warnings += document.faults(_below(place, check.check_age(item, self._today)))
        if len(self.faults) == faults:
            self._kept.found_sound(document.sha)

    def _rows(self, document: Document, frame: type[Any]) -> Iterator[tuple[Place, Any]]:
        """Each row of a file with its place; what is wrong around the rows is noted."""
        (spec,) = dataclasses.fields(frame)
        rows = document.data.get(spec.name)
        one_by_one = isinstance(rows, list) and len(rows) <= spec.metadata["high"]
        around = {**document.data, spec.name: []} if one_by_one else document.data
        self.faults += document.faults(decode(frame, around)[1])
        for index, row in enumerate(rows if one_by_one and rows else ()):
            yield (spec.name, index), row

    def _there(self) -> check.Shelf:
        return check.Shelf(self.programmes, self.terms, self.scenarios, frozenset(self._faulty))

    def _read_map(self) -> None:
        """Read the links between lessons; a source need not have any, and a link with a fault is left out."""
        document = self._document(_MAP_FILE)
        if document is None:
            return
        lessons, there = {lesson.id: lesson for lesson in self.lessons}, self._there()
        places, found, seen = [], [], set()
        for place, row in self._rows(document, LessonMap):
            link, wrongs = draft(Link, row)
            if link is not None:
                wrongs += links.check_link(link, lessons, there)
                if (link.lesson, link.builds_on) in seen:
                    wrongs.append(Wrong((), _("The same link appears twice."), _("each one once")))
                seen.add((link.lesson, link.builds_on))
            self.faults += document.faults(_below(place, wrongs))
            if link is not None and not wrongs:
                places.append(place)
                found.append(link)
        before = [link for link in self.links if (link.lesson, link.builds_on) not in seen]
        around = links.circular([*found, *before])
        problem, expected = _("The lessons build on each other in a circle."), _("earlier lessons only")
        for index in sorted(around):
            if index < len(found):
                self.faults += document.faults([Wrong((*places[index], "builds_on"), problem, expected)])
        self.links = [*before, *(link for index, link in enumerate(found) if index not in around)]

    def _read_lessons(self) -> None:
        shelf, shelf_sha = self._there(), sha_of(self._shelf)
        for folder in self._entries(""):
            if folder != _BANK and self._source.is_folder(folder):
                for lesson in self._entries(folder):
                    if self._source.is_folder(lesson):
                        self._lesson(lesson, shelf, shelf_sha)

    def _lesson(self, folder: str, shelf: check.Shelf, shelf_sha: str) -> None:
        document = self._document(f"{folder}/{LESSON_FILE}")
        if document is None:
            self._faulty.add(PurePosixPath(folder).name)
            return
        sha = sha_of([document.sha, shelf_sha])
        sound = self._kept.sound(sha)
        lesson, wrongs = _draft(Lesson, document.data, document.sha, sound=sound)
        if lesson is not None:
            wrongs += [*_misplaced(lesson, folder), *check_pictures(lesson, self._source, folder)]
            wrongs += [] if sound else check.check_lesson(lesson, shelf)
            wrongs += self._rules.lesson(lesson)
        if lesson is None or wrongs:
            self._faulty.add(PurePosixPath(folder).name)
            self.faults += document.faults(wrongs)
            return
        self._kept.found_sound(sha)
        self.own_lessons.append(lesson)
        self.warnings += document.faults(check.check_age(lesson, self._today))
        if not contacts_for(lesson, self.contacts.values()):
            problem = _("No verified row of the support list fits this lesson.")
            self.warnings += document.faults([Wrong(("support",), problem, _("at least one"))])

    def _document(self, name: str) -> Document | None:
        """A file that can be read; what a source need not have is passed over when it is not there."""
        if name in self._rules.may_lack and not self._source.is_there(name):
            return None
        self.files.append(self._source.shown(name))
        try:
            content = self._source.content(name, MAX_BYTES, *text_words())
            return read_document(self._source.shown(name), content, self._kept)
        except ContentFault as fault:
            self.faults += fault.faults
            return None

    def _entries(self, folder: str) -> list[str]:
        """Return what lies in a folder by name, without hidden entries; a folder that is not there is empty."""
        try:
            found = self._source.entries(folder)
        except FileNotFoundError:
            return []
        except OSError:
            problem, expected = _("The folder cannot be read."), _("a readable folder")
            self.faults.append(Fault(self._source.shown(folder), None, "", problem, expected))
            return []
        if len(found) > _MOST_ENTRIES:
            problem, expected = _("Too many: {count}."), _("at most {n}").format(n=_MOST_ENTRIES)
            name = self._source.shown(folder)
            self.faults.append(Fault(name, None, "", problem.format(count=len(found)), expected))
        return found[:_MOST_ENTRIES]


def _draft(
    kind: type[Made], data: object, sha: str, place: Place = (), *, sound: bool
) -> tuple[Made | None, list[Wrong]]:
    """The same as `draft`, made once of the same data."""
    key = kind, sha, place
    known: Made | None = _alive.get(key)
    if known is not None:
        return known, []
    made, wrongs = draft(kind, data, sound=sound)
    if made is not None and not wrongs:
        _alive[key] = made
    return made, wrongs


def _below(place: Place, wrongs: Iterable[Wrong]) -> list[Wrong]:
    return [replace(wrong, path=(*place, *wrong.path)) for wrong in wrongs]


def _misplaced(lesson: Lesson, folder: str) -> list[Wrong]:
    """Report a lesson that does not lie in `<programme>/<lesson>/`: by its folder it is found and named."""
    problem, path = _("The identifier is not the name of its folder."), PurePosixPath(folder)
    pairs = (("id", lesson.id, path.name), ("programme", lesson.programme, path.parent.name))
    return [Wrong((field,), problem, name) for field, value, name in pairs if value != name]
