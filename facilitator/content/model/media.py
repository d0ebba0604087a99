"""Pictures, films and sounds from local files; nothing plays by itself."""

from dataclasses import dataclass
from typing import Literal

from facilitator.content.fields import ident, spec

FILE = r"[a-z0-9]+([-_.][a-z0-9]+)*\.(png|jpg|webp)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture to look at together."""

    file: str = spec("Name of a picture in the lesson's folder.", chars=60, pattern=FILE)
    alt: str = spec("What the picture shows, for those who do not see it.", chars=200)
    question: str = spec("A question under the picture.", chars=90, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A film or a sound that the school has as a file; the leader chooses it before the lesson."""

    kind: Literal["film", "sound"] = spec("Film or sound.")
    title: str = spec("What will be shown or heard.", chars=70)
    about: str = spec("One or two sentences before it begins.", chars=170, default="")
    question: str = spec("A question for afterwards.", chars=110, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A person in a bystander picture, by place: per mille of the picture's width and height, from the upper left."""

    id: str = ident("Identifier of the person.")
    name: str = spec("Who it is, in a few words, for example the one by the fence.", chars=40, point=True)
    x: int = spec("The middle of the person, from the left.", low=0, high=1000)
    y: int = spec("The middle of the person, from the top.", low=0, high=1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class BystanderPicture:
    """A picture of a situation: who sees, who could act; the group marks, the leader taps."""

    file: str = spec("Name of a picture in the lesson's folder.", chars=60, pattern=FILE)
    alt: str = spec("What the picture shows, for those who do not see it.", chars=200)
    question: str = spec("The question.", chars=70)
    spots: tuple[Spot, ...] = spec("The people in the picture.", low=2, high=10)
    roles: tuple[str, ...] = spec(
        "What a person can be marked as, for example Ser or Kan hjälpa.", chars=24, low=1, high=4, point=True
    )
