"""All content in one folder: programmes, glossary, support list, scenario bank and every whole lesson."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from facilitator import paths
from facilitator.content import picking
from facilitator.content.adding import packs
from facilitator.content.adding.packfile import Pack
from facilitator.content.adding.stacking import Refused, Stack, Used, stack
from facilitator.content.checking.check import FRESH_FOR
from facilitator.content.decode import nearest, shown
from facilitator.content.kept import Kept
from facilitator.content.model import Age, Lesson, Link, Programme, Scenario, SupportContact, Term
from facilitator.content.reading import LESSON_FILE, Reading
from facilitator.content.script import (
    Script,
    contacts_for,
    fitting_contacts,
    lengths_of,
    scenarios_of,
    script_of,
    terms_of,
)
from facilitator.content.sources import Folder
from facilitator.errors import ContentFault, Fault, NoSuch
from facilitator.i18n import _

_WORD: Final = re.compile(r"\w+")
LISTED: Final = "lessons"
"""The command that lists programmes and lessons."""


@dataclass(frozen=True, kw_only=True)
class Library:
    """The content of one folder. What has faults is left out whole; `faults` and `warnings` say why."""

    programmes: Mapping[str, Programme]
    terms: Mapping[str, Term]
    scenarios: Mapping[str, Scenario]
    contacts: tuple[SupportContact, ...]
    lessons: tuple[Lesson, ...]
    links: tuple[Link, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    files: tuple[str, ...]  # the names of all files it was read from, those with faults included
    banks: Mapping[str, tuple[str, ...]]  # scenarios by the bank file they stand in
    added: tuple[
        SupportContact, ...
    ] = ()  # rows of the support list from packs; they take no place from `contacts`
    on_top: tuple[Used, ...] = ()  # the packs in use
    refused: tuple[Refused, ...] = ()  # packs of which nothing is used
    broken: tuple[packs.Broken, ...] = ()  # files among the packs that are none

    @classmethod
    def open(
        cls, root: Path, today: date | None = None, keep_in: Path | None = None, on_top: Iterable[Pack] = ()
    ) -> "Library":
        """Read the content folder `root`, with packs `on_top` of it; nothing in either can make this fail.

        Dates are compared with `today`, by default the computer's own date. `keep_in`: a file for what need not be read
        again next time; the folder it lies in must be there.
        """
        now = today or datetime.now().astimezone().date()
        kept = Kept(keep_in)
        stacked = stack(Reading(Folder(root), now, kept), on_top, now, kept)
        kept.save()
        return cls.of(stacked, now)

    @classmethod
    def in_use(cls, today: date | None = None, keep_in: Path | None = None) -> "Library":
        """The content that is used on this computer: the program's own or another folder, and the packs.

        Pictures are found in it from now on.
        """
        library = cls.open(paths.scenarios_dir(), today, keep_in, packs.found().packs)
        packs.serve(used.pack for used in library.on_top)
        return replace(library, broken=packs.found().broken)

    @classmethod
    def of(cls, stacked: Stack, today: date) -> "Library":
        """All content, as it was read."""
        core, top = stacked.core, stacked.top
        order = list(top.programmes)
        read = (core, *stacked.own)
        rows = [_current(row, today) for row in top.contacts.values()]
        return cls(
            programmes=top.programmes,
            terms=top.terms,
            scenarios=top.scenarios,
            contacts=tuple(row for row in rows if row.id in core.contacts),
            lessons=tuple(sorted(top.lessons, key=lambda x: (order.index(x.programme), x.slot, x.id))),
            links=tuple(top.links),
            faults=tuple(core.faults),
            warnings=tuple(warning for one in read for warning in one.warnings),
            files=tuple(name for one in read for name in one.files),
            banks=top.banks,
            added=tuple(row for row in rows if row.id not in core.contacts),
            on_top=stacked.used,
            refused=stacked.refused,
        )

    def lesson(self, lesson_id: str) -> Lesson:
        """Return the lesson with this identifier.

        Raises:
            NoSuch: there is none.
            ContentFault: it was left out; its faults are listed.
        """
        lesson = self._by_id.get(lesson_id)
        if lesson is not None:
            return lesson
        faults = (*self.faults, *(fault for one in self.refused for fault in one.faults))
        own = [fault for fault in faults if fault.file.endswith(f"/{lesson_id}/{LESSON_FILE}")]
        if own:
            raise ContentFault(own)
        problem = _("There is no lesson “{id}”.").format(id=shown(lesson_id))
        raise NoSuch(problem, nearest(lesson_id, self._by_id), LISTED)

    @property
    def planned(self) -> tuple[Lesson, ...]:
        """The lessons that groups are led through in turn; those for trying things, meetings and courses are not."""
        return tuple(one for one in self.lessons if self.programmes[one.programme].planned)

    def bank_of(self, lesson: Lesson) -> tuple[Scenario, ...]:
        """The scenarios of a lesson: those its steps show, then the others in the bank file that bears its name."""
        keys = (*scenarios_of(lesson.steps), *self.banks.get(lesson.id, ()))
        return tuple(self.scenarios[key] for key in dict.fromkeys(keys))

    def choices_of(self, lesson: Lesson) -> Mapping[str, tuple[Scenario, ...]]:
        """For each step of a lesson that shows a scenario: the author's own first, then the others that fit there."""
        return picking.choices(lesson, self.theme_of(lesson), self.scenarios)

    def theme_of(self, lesson: Lesson) -> tuple[Scenario, ...]:
        """The scenarios with the theme of a lesson: those of its bank, then those that name it."""
        named = (one for one in self.scenarios.values() if lesson.id in one.lessons)
        return tuple({one.id: one for one in (*self.bank_of(lesson), *named)}.values())

    def search(self, text: str) -> tuple[Lesson, ...]:
        """Return the lessons where every word of `text` begins some word; accents and case make no difference.

        Looks in titles, summaries, goals, terms and titles of scenarios. An empty text finds every lesson.
        """
        wanted = _words(text)
        return tuple(
            lesson
            for lesson, words in zip(self.lessons, self._searched_words, strict=True)
            if all(any(word.startswith(start) for word in words) for start in wanted)
        )

    def script(
        self,
        lesson_id: str,
        length: int | None = None,
        local_contacts: Iterable[SupportContact] = (),
        picks: picking.Picks = MappingProxyType({}),
    ) -> Script:
        """Return the lesson ready to run in `length` minutes, by default its ordinary length.

        `local_contacts` are the school's own rows of the support list; they come first. `picks`: scenarios in place of
        the author's, by step; one that does not fit is left out.

        Raises:
            NoSuch: there is no such lesson, or it is not written for that length.
            ContentFault: the lesson was left out.
        """
        lesson = self.lesson(lesson_id)
        length = lesson.minutes if length is None else length
        lengths = lengths_of(lesson)
        if length not in lengths:
            problem = _("{lesson} is not written for {n} minutes.").format(lesson=lesson.id, n=length)
            there = _("It is written for {lengths} minutes.").format(lengths=", ".join(map(str, lengths)))
            raise NoSuch(problem, there)
        own = (*local_contacts, *fitting_contacts(lesson, self.added))
        contacts = contacts_for(lesson, self.contacts, own)
        if picks:
            lesson = picking.with_picks(lesson, picks, self.theme_of(lesson), self.scenarios)
        programme = self.programmes[lesson.programme]
        return script_of(lesson, length, programme, self.scenarios, self.terms, contacts)

    def added_for(self, age: Age) -> tuple[SupportContact, ...]:
        """The verified rows of the support list that packs have added, for an age."""
        fitting = (row for row in self.added if row.status == "checked" and age in row.ages)
        return tuple(sorted(fitting, key=lambda row: (row.order, row.id)))

    def pack_of(self, lesson_id: str) -> Used | None:
        """The pack that a lesson comes from; None for one of the program's own."""
        return next((used for used in reversed(self.on_top) if lesson_id in used.lessons), None)

    @cached_property
    def _by_id(self) -> dict[str, Lesson]:
        return {lesson.id: lesson for lesson in self.lessons}

    @cached_property
    def _searched_words(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(_words(" ".join(self.searchable(lesson)))) for lesson in self.lessons)

    def searchable(self, lesson: Lesson) -> Iterator[str]:
        """Yield the texts of a lesson that a search looks in."""
        programme = self.programmes[lesson.programme]
        yield from (
            programme.name,
            programme.full_name,
            lesson.label,
            lesson.title,
            lesson.summary,
            lesson.grades,
        )
        yield from lesson.goals
        yield from (self.terms[key].term for key in terms_of(lesson))
        yield from (
            step.title for step in lesson.steps
        )  # exercises are remembered by what their step is called
        for scenario in (self.scenarios[key] for key in scenarios_of(lesson.steps)):
            yield from (scenario.title, scenario.situation)


def _current(row: SupportContact, today: date) -> SupportContact:
    """The row as it may be shown today: hours that were checked too long ago are left out, the number stays."""
    return replace(row, hours="") if today - row.checked > FRESH_FOR else row


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in apart if not unicodedata.combining(c)))
