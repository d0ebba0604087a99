"""What a pack says of itself: `pack.toml`."""

from dataclasses import dataclass

from facilitator.content.fields import ident, spec
from facilitator.content.model.kinds import FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A lesson of the program that the pack's own goes before, in the very text that it was written for."""

    lesson: str = ident("The lesson.")
    version: str = spec("The version of its text.", chars=12, pattern=r"\d+\.\d+\.\d+")
    sha256: str = spec("The hash of its text, as the check tells it.", chars=64, pattern=r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """What a pack is called, who answers for it, and which of the program's lessons it goes before."""

    format: int = spec("Version of the file format.", low=1, high=FORMAT)
    id: str = ident("Stable identifier.")
    name: str = spec("Name.", chars=60)
    version: str = spec("Version of the pack.", chars=12, pattern=r"\d+\.\d+\.\d+")
    publisher: str = spec("Who answers for it.", chars=80)
    about: str = spec("What it holds, in one sentence.", chars=200, default="")
    program: str = spec(
        "The version of the program that it was written for.", chars=12, pattern=r"\d+\.\d+\.\d+"
    )
    replaces: tuple[Replaced, ...] = spec(
        "The lessons of the program that it goes before, each with the text that it was written for.",
        high=200,
        default=(),
    )
