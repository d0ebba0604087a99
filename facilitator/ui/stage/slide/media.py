"""Slides of pictures, films and sounds."""

from dataclasses import dataclass

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import Line, Sign, Slide


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture by its name, and what it shows in words. No width: it is not here, and the words stand in for it."""

    name: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Slide):
    """A picture, and a question under it, which comes with the tap."""

    photo: Photo
    question: Line | None = None

    @override
    def _texts(self) -> tuple[str, ...]:
        asked = self.question.text if self.question is not None and self.question.shown else ""
        return (self.photo.alt, asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Slide):
    """A picture that stays while a story is told beside it, one short text at a time; first the picture alone."""

    photo: Photo
    kicker: Sign
    text: str = ""

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.text, self.photo.alt)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a bystander picture, by place (per mille); `role` counts from 1, 0 is none."""

    id: str
    name: str
    x: int
    y: int
    role: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bystanders(Slide):
    """A picture with people, each of whom can be marked with a role."""

    photo: Photo
    question: str
    people: tuple[Person, ...]
    roles: tuple[str, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        legend = (f"{n} {role}" for n, role in enumerate(self.roles, start=1))
        marked = (f"{p.name}: {self.roles[p.role - 1]}" for p in self.people if p.role)
        return (self.question, *legend, self.photo.alt, *marked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip(Slide):
    """A film or a sound: what it is, a few words before it, and a question afterwards. `note` says where it is shown."""

    kicker: Sign
    title: str
    about: str
    note: str
    question: Line | None = None

    @override
    def _texts(self) -> tuple[str, ...]:
        asked = self.question.text if self.question is not None and self.question.shown else ""
        return (self.kicker.text, self.title, self.about, self.note, asked)
