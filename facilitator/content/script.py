"""A lesson ready to run: every reference resolved, fixed for one length, with a hash that names exactly this text."""
# ruff: noqa: RUF009  (`spec` returns a dataclass field)

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from facilitator.content.decode import Wrong, decode, encode, field_name
from facilitator.content.fields import spec
from facilitator.content.model import (
    Lesson,
    Programme,
    Scenario,
    ScenarioCase,
    Step,
    SupportContact,
    Term,
    Terms,
)
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import _
from facilitator.overriding import override

CONTACTS_SHOWN = 5
NATIONAL_ALWAYS = 3
EVERYONE = "alla"
MAX_CHARACTERS = 5_000_000


@dataclass(frozen=True, kw_only=True)
class Script:
    """One lesson in one length (minutes), with all it refers to; `steps` have that length's minutes."""

    lesson: Lesson = spec("The lesson as written.")
    length: int = spec("Length in minutes.", low=10, high=480)
    steps: tuple[Step, ...] = spec("The steps of this length.", low=1, high=40)
    scenarios: Mapping[str, Scenario] = spec("Scenarios by identifier.", high=16)
    terms: Mapping[str, Term] = spec("Terms by identifier.", high=76)
    contacts: tuple[SupportContact, ...] = spec("The support list of this lesson.", high=CONTACTS_SHOWN)
    programme: Programme = spec("The programme the lesson belongs to.")

    @cached_property
    def text(self) -> str:
        """The script as canonical JSON: sorted keys, no spaces, fields at their default left out."""
        return json.dumps(
            encode(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of the script's JSON, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @override
    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of every step, by identifier."""
        return {step.id: place for place, step in enumerate(self.steps)}


def lengths_of(lesson: Lesson) -> tuple[int, ...]:
    """Return every length (minutes) the lesson is written for, shortest first."""
    return tuple(sorted({lesson.minutes, *lesson.lengths}))


def steps_for(lesson: Lesson, length: int) -> tuple[Step, ...]:
    """Return the lesson's steps with the minutes they have in `length`; steps with 0 minutes are left out."""
    if length == lesson.minutes:
        return tuple(replace(step, at={}) for step in lesson.steps)
    timed = ((step, step.at.get(str(length), step.minutes)) for step in lesson.steps)
    return tuple(replace(step, minutes=minutes, at={}) for step, minutes in timed if minutes > 0)


def contacts_for(
    lesson: Lesson, national: Iterable[SupportContact], local: Iterable[SupportContact] = ()
) -> tuple[SupportContact, ...]:
    """Return at most five rows for the lesson's support list: the local ones first, then verified national ones.

    Three places are kept for national rows, so that a long local list never hides the emergency number.
    """
    own = list(local)
    taken = {contact.id for contact in own}
    fitting = [row for row in fitting_contacts(lesson, national) if row.id not in taken]
    own = own[: CONTACTS_SHOWN - min(NATIONAL_ALWAYS, len(fitting))]
    return tuple([*own, *fitting][:CONTACTS_SHOWN])


def fitting_contacts(lesson: Lesson, rows: Iterable[SupportContact]) -> list[SupportContact]:
    """Return the verified rows that fit a lesson's age and tags, in their order."""
    wanted = {EVERYONE, *lesson.support}
    fitting = (
        row for row in rows if row.status == "checked" and lesson.age in row.ages and wanted & set(row.tags)
    )
    return sorted(fitting, key=lambda row: (row.order, row.id))


def terms_of(lesson: Lesson) -> tuple[str, ...]:
    """Return the identifiers of every term the lesson uses, each once: its concepts, then those of its steps."""
    shown = [term for step in lesson.steps if isinstance(step.stage, Terms) for term in step.stage.terms]
    return tuple(dict.fromkeys([*lesson.concepts, *shown]))


def scenarios_of(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the identifiers of the scenarios that these steps show, each once."""
    return tuple(dict.fromkeys(s.stage.scenario for s in steps if isinstance(s.stage, ScenarioCase)))


def script_of(
    lesson: Lesson,
    length: int,
    programme: Programme,
    scenarios: Mapping[str, Scenario],
    terms: Mapping[str, Term],
    contacts: tuple[SupportContact, ...],
) -> Script:
    """Return the lesson as it runs in `length` minutes, with only what it uses of `scenarios` and `terms`.

    The length is one of `lengths_of(lesson)`; every identifier the lesson names is in the mappings.
    """
    steps = steps_for(lesson, length)
    return Script(
        lesson=lesson,
        length=length,
        steps=steps,
        scenarios={key: scenarios[key] for key in scenarios_of(steps)},
        terms={key: terms[key] for key in terms_of(lesson)},
        contacts=contacts,
        programme=programme,
    )


def to_json(script: Script) -> str:
    """Return the script as canonical JSON, as `from_json` reads it."""
    return script.text


def from_json(text: str) -> Script:
    """Return the script that `to_json` wrote, also in a version with longer texts than today's.

    Raises:
        ContentFault: the text is not such a script; every fault is listed.
    """
    script, wrongs = decode(Script, _plain_json(text), stored=True)
    if script is not None:
        wrongs = _broken_references(script)
    if script is None or wrongs:
        raise _refused(wrongs)
    return script


def _plain_json(text: str) -> object:
    if len(text) > MAX_CHARACTERS:
        raise _refused([Wrong((), _("The text is too large."))])
    try:
        return json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _refused([Wrong((), _("The text is not a whole JSON document."))]) from None


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("duplicate key")
    return table


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _broken_references(script: Script) -> list[Wrong]:
    misplaced = _("The identifier does not match its place.")
    wrongs = [
        Wrong(("scenarios", key), misplaced) for key, item in script.scenarios.items() if item.id != key
    ]
    wrongs += [Wrong(("terms", key), misplaced) for key, item in script.terms.items() if item.id != key]
    wrongs += [
        Wrong(("scenarios", key), _("The scenario is missing."))
        for key in scenarios_of(script.steps)
        if key not in script.scenarios
    ]
    wrongs += [
        Wrong(("terms", key), _("The term is missing."))
        for key in terms_of(script.lesson)
        if key not in script.terms
    ]
    return wrongs


def _refused(wrongs: Iterable[Wrong]) -> ContentFault:
    name = _("the stored lesson")
    return ContentFault(
        Fault(name, None, field_name(w.path), w.problem, w.expected, w.suggestion) for w in wrongs
    )
