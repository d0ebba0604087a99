"""Slides that show, ask and talk."""

from dataclasses import dataclass
from typing import Literal

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import Line, Sign, Slide, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening(Slide):
    """First screen: title, lead and principles; then the plan and the content note."""

    kicker: str
    title: str
    lead: str
    principles: tuple[Sign, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker, self.title, self.lead, *(p.text for p in self.principles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Slide):
    """Today's plan, and the content note."""

    heading: str
    lines: tuple[str, ...]
    note: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, *self.lines, self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Slide):
    """A heading, a short text and points revealed one by one: text, look back, agreement, paper and pen, movement.

    `picture`: an icon beside it all, where there is room.
    """

    heading: str
    kicker: Sign | None = None
    body: str = ""
    points: tuple[Line, ...] = ()
    picture: str = ""

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text if self.kicker else "", self.heading, self.body, *shown(self.points))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the glossary with its plain meaning."""

    term: str
    meaning: str
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Slide):
    """Words from the glossary, the newest one large; also the overlay with one word."""

    kicker: Sign
    terms: tuple[Word, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        seen = [w for w in self.terms if w.shown]
        return (self.kicker.text, *(w.term for w in seen[:-1]), seen[-1].term, seen[-1].meaning)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a conversation; `state` tells done, now or next, `label` says it in words."""

    icon: str
    text: str
    label: str
    state: Literal["done", "now", "next"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Slide):
    """A question with its phases."""

    question: str
    hint: str
    phases: tuple[Phase, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.question, self.hint, *(f"{p.text}: {p.label}" for p in self.phases))


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(Slide):
    """A scenario's situation alone."""

    kicker: Sign
    title: str
    situation: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.title, self.situation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thoughts(Slide):
    """A scenario's thoughts, revealed one by one; the situation stays beside them when there is room for both."""

    kicker: Sign
    title: str
    situation: str
    heading: str
    thoughts: tuple[Line, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.title, self.situation, self.heading, *shown(self.thoughts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Slide):
    """What a bystander can do: each option with its kind's icon and its moment."""

    kicker: Sign
    heading: str
    options: tuple[Sign, ...]
    note: str = ""

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.heading, self.note, *(f"{o.text} ({o.small})" for o in self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze(Slide):
    """The role play stands still."""

    heading: str
    text: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Slide):
    """The closing round. `thing`: who may speak, where a thing goes round."""

    kicker: Sign
    prompt: str
    hint: str
    thing: str = ""

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.prompt, self.hint, self.thing)


@dataclass(frozen=True, slots=True)
class Contact:
    """A row of the support list."""

    name: str
    reach: str
    audience: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Slide):
    """The support list, local rows first."""

    heading: str
    note: str
    contacts: tuple[Contact, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        rows = (" · ".join(filter(None, (c.name, c.reach, c.audience, c.hours))) for c in self.contacts)
        return (self.heading, self.note, *rows)
