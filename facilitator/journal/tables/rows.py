"""The rows of the log as values: what a session and its steps look like to everyone above."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, Final

from sqlalchemy import Table

from facilitator.journal.tables import chain, schema
from facilitator.session.summary import SessionSummary, StepSummary, Summary

FEW = 6
RECEIVED, PACKAGE, CONFLICT, ASIDE, SENT, EXPORTED, BREAKS = (
    "received/", "package/", "conflict/", "aside/", "sent/", "exported/", "breaks/",
)  # fmt: skip
"""What keys in `meta` begin with; the rest of the key is the hash of the value, which seals it.

In that order: threads that another leader handed over; packages taken in; versions of sessions that differ from the one
that stands here, first those that wait for a choice, then those that have been set aside; what the last package held; which accounts of occasions have left as CSV; what laptops say of their schools' breaks.
"""
KEPT_BY_HASH = (RECEIVED, PACKAGE, CONFLICT, ASIDE, SENT, EXPORTED, BREAKS)
SUMMARY = tuple(f.name for f in fields(SessionSummary))
STEP = tuple(f.name for f in fields(StepSummary))
_SUMMARY_VALUES, _STEP_VALUES, _STEP_OF = attrgetter(*SUMMARY), attrgetter(*STEP), itemgetter(*STEP)
SEALED = tuple(
    c.name
    for c in schema.session.columns
    if c.name not in ("seal", "exported", "late", *schema.CONDITIONS, *schema.CHANGES)
)
CORE: Final = ("core", "protected")
"""Weights of steps that belong to the core."""
_NO_CHANGES: Final = dict.fromkeys(schema.CHANGES, 0)
_CHANGE: Final = {
    (weight, outcome): f"{'core' if weight in CORE else weight}_{what}"
    for weight in (*CORE, "flexible", "optional")
    for outcome, what in (("shortened", "cut"), ("skipped", "left"))
}
_MOST: Final = 1 << 40
"""Beyond every number of a session."""
OCCASION = tuple(c.name for c in schema.occasion.columns if c.name != "hash")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow(SessionSummary):
    """A session as the log keeps it, and what the laptop added.

    `ended`: wall time (UTC) of the end, or empty. `utc_offset_min`: minutes the laptop's clock stood east of UTC.
    `people_band`: empty, `0`, `1–5` or `6 eller fler`. `imported`: read from a CSV set, without facts. `exported`: date of the
    last export as it stands now, or empty. `led_here`: on this laptop, not on another whose package was taken in.
    """

    ended: str
    school: str
    utc_offset_min: int
    program_version: str
    people_band: str
    imported: bool
    exported: str
    led_here: bool


@dataclass(frozen=True, slots=True)
class StepRow(StepSummary):
    """A step of a session as the log keeps it."""

    session: str


def band(people: int | None) -> str:
    """The band that may leave the laptop instead of a small number of people."""
    if people is None:
        return ""
    if people == 0:
        return "0"
    return f"1–{FEW - 1}" if people < FEW else f"{FEW} eller fler"


def storable(value: Any) -> Any:
    """The value as every database can hold it: text without lone surrogates and NUL."""
    return _storable_text(value) if isinstance(value, str) else value


@lru_cache(maxsize=4096)
def _storable_text(text: str) -> str:
    """Many rows hold the same titles and codes."""
    if text.isascii() and text.isprintable():
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def session_row(
    summary: Summary, kept: Mapping[str, Any], steps: Collection[Mapping[str, Any]]
) -> dict[str, Any]:
    """The session row of a summary and its step rows, with the columns that facts do not give (`kept`), sealed.

    A row that is written is by that not exported in its present form.
    """
    row = dict(zip(SUMMARY, _storable(_SUMMARY_VALUES(summary)), strict=True)) | dict(kept)
    row["people_band"] = band(summary.people)
    return row | changes_in(steps) | {"seal": seal_of(row, steps), "exported": ""}


def changes_in(steps: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many steps of a session were cut or left out, by their weight: `schema.CHANGES`."""
    found = dict(_NO_CHANGES)
    for step in steps:
        name = _CHANGE.get((step["weight"], step["outcome"]))
        if name is not None:
            found[name] += 1
    return found


def step_row(session: str, step: StepSummary) -> dict[str, Any]:
    """The stored form of a step."""
    return {"session": session} | dict(zip(STEP, _storable(_STEP_VALUES(step)), strict=True))


def countable(row: Mapping[str, Any]) -> bool:
    """Whether a database can count with the numbers of a row, and with their sums over all sessions."""
    return all(type(value) is not int or -_MOST < value < _MOST for value in row.values())


def _storable(values: Iterable[Any]) -> list[Any]:
    return [_storable_text(one) if type(one) is str else one for one in values]


def seal_of(row: Mapping[str, Any], steps: Iterable[Mapping[str, Any]]) -> str:
    """The seal of a session row and its steps. A row that was not entered afterwards, and tells nothing
    of what older versions did not ask, has the seal it always had."""
    in_order = sorted(steps, key=lambda step: step["planned_order"])
    entered = ["late"] if row["late"] else []
    told = [[name, row[name]] for name in schema.CONDITIONS if row[name] is not None]
    return chain.seal([row[n] for n in SEALED] + entered + told, [_STEP_OF(step) for step in in_order])


def group_row(code: str, people: int, school: str, active: bool) -> dict[str, Any]:
    """The stored form of a group."""
    row: dict[str, Any] = {"code": code, "people": people, "school": school, "active": active}
    return row | {"seal": group_seal(row)}


def group_seal(row: Mapping[str, Any]) -> str:
    """The seal of a group row."""
    return chain.seal(row["code"], row["people"], row["school"], row["active"])


def own_seal(table: Table, row: Mapping[str, Any]) -> str:
    """The seal of a row that stands for itself, over all of its columns."""
    return chain.seal(*(row[column.name] for column in table.columns if column.name != "seal"))


def export_seal(row: Mapping[str, Any]) -> str:
    """The seal of an export record."""
    return chain.seal(row["number"], row["at"], row["sessions"], row["steps"])


def meta_key(prefix: str, text: str) -> str:
    """The key of a value in `meta` that its own hash seals."""
    return prefix + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_of(row: Mapping[str, Any]) -> str:
    """The hash that a stored account of an occasion must have: over all of its other columns."""
    return chain.seal(*(row[name] for name in OCCASION))
