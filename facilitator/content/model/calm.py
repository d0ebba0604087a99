"""Steps with paper, pen, body or story: the projector gives an instruction and the time, and takes nothing in."""

from dataclasses import dataclass

from facilitator.content.fields import ID, spec


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNotes:
    """Anonymous notes on paper: the leader reads them alone first and destroys them afterwards."""

    heading: str = spec("What to write about.", chars=90)
    how: tuple[str, ...] = spec("How it goes, one tap each.", chars=80, low=2, high=5, point=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logbook:
    """Each one writes for oneself; nobody reads it."""

    prompt: str = spec("What to write about.", chars=110)
    hint: str = spec("One line, for example that nobody reads it.", chars=110, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A break in which the body moves."""

    heading: str = spec("What we do.", chars=60)
    how: tuple[str, ...] = spec("How it goes, one tap each.", chars=60, low=1, high=5, point=True)
    icon: str = spec("Name of an icon of the program.", chars=32, pattern=ID, default="person-simple-walk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A leader's own story: the projector rests, so that everyone looks at the one who tells."""

    heading: str = spec("A few quiet words, or none.", chars=60, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The group answers on paper."""

    heading: str = spec("Heading.", chars=70)
    questions: tuple[str, ...] = spec(
        "The questions on the paper, one tap each.", chars=90, low=1, high=6, point=True
    )
    hint: str = spec("One line, for example not to write a name.", chars=110, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Diploma:
    """Thanks at the end of a series; names stand on paper only."""

    heading: str = spec("Heading.", chars=48)
    text: str = spec("What the group has done.", chars=170)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Groups made by counting: no names, and uneven numbers are fine."""

    heading: str = spec("What the groups are for.", chars=70)
    size: int = spec("How many in a group, about.", low=2, high=8)
