"""What every fact is, and the closed sets of words that facts use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

Cover = Literal["safe", "black", "white"]
Column = Literal["before", "during", "after"]
Form = Literal["", "physical", "psychological", "sexual", "digital", "latent", "racist", "material"]
Reason = Literal["time", "age", "language", "question", "technical", "sensitive", "other"]
Correction = Literal["forgot", "interrupted", "other"]
Field = Literal[
    "went", "people", "adults", "mentors", "prepared", "group_form", "stayed", "room", "adult_there", "took_part",
    "understood", "felt_safe", "opt_out", "team_told", "needs", "filled_by",
]  # fmt: skip
"""What the form after a lesson asks; every answer is a number or a code (`session.rules.ANSWERS`)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of every fact. `typed` names the fields that hold free text: they lie beside the hash chain, so that they
    can be erased (docs/adr/0011)."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    typed: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Unknown(Fact):
    """A kind or version this program does not know; kept as it is and ignored."""

    kind = "unknown"
    name: str
    number: int
    data: Mapping[str, Any]
