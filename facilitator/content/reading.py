"""Reads a whole content folder and collects what is wrong in it; what has faults is left out whole."""

import dataclasses
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from facilitator.content import check, links
from facilitator.content.decode import Path as Place
from facilitator.content.decode import Wrong, decode, draft
from facilitator.content.kept import Kept, sha_of
from facilitator.content.loader import Document, read, shown_name
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


class Reading:
    """Everything found below `root`; dates are compared with `today`. What is `kept` and unchanged is not checked again."""

    def __init__(self, root: Path, today: date, kept: Kept | None = None) -> None:
        self._root = root
        self._today = today
        self._kept = kept or Kept()
        self._shelf: list[str] = []  # the hashes of all that lessons may refer to
        self._faulty: set[str] = set()
        self.files: list[str] = []
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []
        self.programmes: dict[str, Programme] = {}
        self.terms: dict[str, Term] = {}
        self.contacts: dict[str, SupportContact] = {}
        self.scenarios: dict[str, Scenario] = {}
        self.banks: dict[str, tuple[str, ...]] = {}
        self.lessons: list[Lesson] = []
        self.links: list[Link] = []
        self._read_items()
        self._read_lessons()
        self._read_map(root / _MAP_FILE)
        self._kept.save()

    def _read_items(self) -> None:
        root = self._root
        self._items(root / PROGRAMMES_FILE, Programmes, Programme, self.programmes)
        self._items(root / _GLOSSARY_FILE, Glossary, Term, self.terms)
        self._items(root / _SUPPORT_FILE, SupportList, SupportContact, self.contacts)
        for path in self._entries(root / _BANK):
            if path.suffix == ".toml":
                before = len(self.scenarios)
                self._items(path, ScenarioBank, Scenario, self.scenarios)
                self.banks[path.stem] = tuple(self.scenarios)[before:]

    def _items(self, path: Path, frame: type[Any], kind: type[Item], into: dict[str, Item]) -> None:
        """Read the rows of one file one by one, so that a fault in one does not take the others with it."""
        document = self._document(path)
        if document is None:
            return
        self._shelf += [path.name, document.sha]
        sound, faults = self._kept.sound(document.sha), len(self.faults)
        for place, row in self._rows(document, frame):
            item, wrongs = draft(kind, row)
            if item is not None:
                wrongs += [] if sound else check.check_item(item)
                if item.id in into:
                    wrongs.append(
                        Wrong(("id",), _("“{id}” appears twice.").format(id=item.id), _("each one once"))
                    )
            if item is None or wrongs:
                self._faulty.add(str(row.get("id")) if isinstance(row, dict) else "")
                self.faults += document.faults(_below(place, wrongs))
            else:
                into[item.id] = item
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

    def _read_map(self, path: Path) -> None:
        """Read the links between lessons; a folder need not have any, and a link with a fault is left out."""
        document = self._document(path) if os.path.lexists(path) else None
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
        around = links.circular(found)
        problem, expected = _("The lessons build on each other in a circle."), _("earlier lessons only")
        for index in sorted(around):
            self.faults += document.faults([Wrong((*places[index], "builds_on"), problem, expected)])
        self.links = [link for index, link in enumerate(found) if index not in around]

    def _read_lessons(self) -> None:
        shelf = self._there()
        for folder in self._entries(self._root):
            if folder.name != _BANK and folder.is_dir():
                for lesson in self._entries(folder):
                    if lesson.is_dir():
                        self._lesson(lesson / LESSON_FILE, shelf)

    def _lesson(self, path: Path, shelf: check.Shelf) -> None:
        document = self._document(path)
        if document is None:
            return
        lesson, wrongs = draft(Lesson, document.data)
        sha = sha_of([document.sha, *self._shelf])
        if lesson is not None:
            wrongs += [*_misplaced(lesson, path), *check_pictures(lesson, path.parent)]
            wrongs += [] if self._kept.sound(sha) else check.check_lesson(lesson, shelf)
        if lesson is None or wrongs:
            self._faulty.add(path.parent.name)
            self.faults += document.faults(wrongs)
            return
        self._kept.found_sound(sha)
        self.lessons.append(lesson)
        self.warnings += document.faults(check.check_age(lesson, self._today))
        if not contacts_for(lesson, self.contacts.values()):
            problem = _("No verified row of the support list fits this lesson.")
            self.warnings += document.faults([Wrong(("support",), problem, _("at least one"))])

    def _document(self, path: Path) -> Document | None:
        self.files.append(shown_name(path, self._root))
        try:
            return read(path, self._root, self._kept)
        except ContentFault as fault:
            self.faults += fault.faults
            return None

    def _entries(self, folder: Path) -> list[Path]:
        """Return what lies in a folder by name, without hidden entries; a folder that is not there is empty."""
        try:
            found = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
        except FileNotFoundError:
            return []
        except OSError:
            problem, expected = _("The folder cannot be read."), _("a readable folder")
            self.faults.append(Fault(shown_name(folder, self._root), None, "", problem, expected))
            return []
        if len(found) > _MOST_ENTRIES:
            problem, expected = _("Too many: {count}."), _("at most {n}").format(n=_MOST_ENTRIES)
            name = shown_name(folder, self._root)
            self.faults.append(Fault(name, None, "", problem.format(count=len(found)), expected))
        return found[:_MOST_ENTRIES]


def _below(place: Place, wrongs: Iterable[Wrong]) -> list[Wrong]:
    return [replace(wrong, path=(*place, *wrong.path)) for wrong in wrongs]


def _misplaced(lesson: Lesson, path: Path) -> list[Wrong]:
    """Report a lesson that does not lie in `<programme>/<lesson>/`: by its folder it is found and named."""
    problem = _("The identifier is not the name of its folder.")
    pairs = (("id", lesson.id, path.parent.name), ("programme", lesson.programme, path.parent.parent.name))
    return [Wrong((field,), problem, folder) for field, value, folder in pairs if value != folder]
