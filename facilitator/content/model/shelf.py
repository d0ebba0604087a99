"""What lessons refer to: scenarios, terms, support list and programmes."""
# ruff: noqa: RUF009  (`spec` returns a dataclass field)

from dataclasses import dataclass
from datetime import date
from typing import Literal

from facilitator.content.fields import ID, ident, spec
from facilitator.content.model.kinds import (
    Age,
    Gender,
    Moment,
    OptionKind,
    Origin,
    Part,
    Place,
    Principle,
    Role,
    Verified,
    ViolenceForm,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something a bystander can do."""

    text: str = spec("The option in I-form or as a short phrase.", chars=60)
    kind: OptionKind = spec("Kind of act.")
    when: Moment = spec("Before, during or after.")
    risk: int = spec("Risk for the one who acts, 1–3.", low=1, high=3, default=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody made up in a scenario: told apart only so that the whole bank ties no origin or gender to a part."""

    name: str = spec("The first name in the situation, or what the person is called there.", chars=40)
    part: Part = spec("What the person does: the one who acts wrongly, is exposed, helps, or is near.")
    gender: Gender = spec("As the text has it.", default="untold")
    origin: Origin = spec("Where the name is mostly heard.", default="untold")


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Scenario:
    """A situation told from a bystander's seat."""

    id: str = ident("Stable identifier.")
    title: str = spec("Title.", chars=44)
    age: Age = spec("Age band.")
    place: Place = spec("Where it happens.")
    forms: tuple[ViolenceForm, ...] = spec("Forms of violence.", low=1, high=4)
    principles: tuple[Principle, ...] = spec("Principles it trains.", low=1, high=4)
    role: Role = spec("Who the bystander is.")
    strength: int = spec("1 calm – 3 strong.", low=1, high=3)
    situation: str = spec("The situation, second person, made-up first names.", chars=400)
    thoughts: tuple[str, ...] = spec("What goes through the bystander's head.", chars=64, low=3, high=5)
    options: tuple[Option, ...] = spec(
        "What can be done, doing nothing included where honest.", low=5, high=7
    )
    questions: tuple[str, ...] = spec("Questions to talk about.", chars=140, low=3, high=5)
    to_leader: str = spec("Note to the leader.", chars=400)
    support: tuple[str, ...] = spec("Support tags.", chars=24, low=1, high=6, pattern=ID)
    lessons: tuple[str, ...] = spec(
        "Lessons with its theme, where it may be picked; the lesson that its file is named after is one without being named.",
        chars=48,
        high=6,
        pattern=ID,
        default=(),
    )
    cast: tuple[Person, ...] = spec("Who is in it; looked at across the whole bank.", high=8, default=())


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Term:
    """A word in the glossary."""

    id: str = ident("Stable identifier.")
    term: str = spec("The word.", chars=40)
    meaning: str = spec("Plain meaning in one line.", chars=170)
    easy: str = spec("An easier line for younger pupils.", chars=120)
    legal: bool = spec("Whether wording must be checked against law.", default=False)
    checked: date | None = spec("Date the wording was last checked.", default=None)


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class SupportContact:
    """A row of the support list; only checked rows are projected."""

    id: str = ident("Stable identifier.")
    name: str = spec("Name.", chars=44)
    reach: str = spec("Number or address as shown.", chars=32)
    audience: str = spec("For whom, in a few words.", chars=72)
    hours: str = spec("Opening hours, or empty when not known.", chars=26, default="")
    ages: tuple[Age, ...] = spec("Age bands it may be shown for.", low=1, high=4)
    tags: tuple[str, ...] = spec("Tags; `alla` is always shown.", chars=24, low=1, high=6, pattern=ID)
    order: int = spec("Order on the screen.", low=1, high=99)
    status: Verified = spec("Whether the row has been verified.")
    checked: date = spec("Date of the source or check.")
    source: str = spec("Where the fact comes from, with year.", chars=160)


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Programme:
    """A programme: the frame around its lessons."""

    id: str = ident("Stable identifier.")
    name: str = spec("Name.", chars=30)
    full_name: str = spec("Full name.", chars=80)
    accent: Literal["mvp", "taget", "staff"] = spec("Colour tokens.")
    lessons: int = spec("Number of lessons in the programme.", low=1, high=99)
    planned: bool = spec(
        "Whether groups are led through it in turn; else it is for trying things, or held by itself.",
        default=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a lesson builds on an earlier one."""

    lesson: str = ident("The later lesson.")
    builds_on: str = ident("The lesson that comes before it.")
    how: str = spec("How they hang together, in one sentence.", chars=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonMap:
    """The map of how lessons build on each other."""

    link: tuple[Link, ...] = spec("Links.", high=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioBank:
    """A file of scenarios."""

    scenario: tuple[Scenario, ...] = spec("Scenarios.", high=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The glossary file."""

    term: tuple[Term, ...] = spec("Terms.", high=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportList:
    """The support list file."""

    contact: tuple[SupportContact, ...] = spec("Contacts.", high=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """The programmes file."""

    programme: tuple[Programme, ...] = spec("Programmes.", high=20)
