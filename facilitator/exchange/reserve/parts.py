"""What a reserve package is made of: pictures for the projector, and apart from them what only leaders read.

Two kinds of parts on purpose, as on the stage: `Shown` and `Picture` have no field for a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A slide as WebP, and everything it shows as plain text, one line each."""

    content: bytes
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A step as the pupils see it: a picture a tap, and those that only a key brings out (`scene`, `top`).

    `minutes` and `floor` are whole minutes; `closing`: the step is protected.
    """

    title: str
    pictures: tuple[Picture, ...]
    extra: Mapping[str, Picture]
    minutes: int
    floor: int
    closing: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Leader text: a heading, a text, a point, a line somebody says (`title` says who) or a card in a tone."""

    kind: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """A lesson in one length (minutes). `told` is the leader text, a row of passages a step."""

    lesson: str
    label: str
    title: str
    language: str
    accent: str
    length: int
    steps: tuple[Shown, ...]
    told: tuple[tuple[Passage, ...], ...]
    safe: Picture
    support: Picture
    terms: Mapping[str, Picture]
    contacts: tuple[str, ...]
