"""The stored form of facts: kind, version and plain data."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin

from facilitator.session.facts import ending, exercise, group, lesson, plan, stage
from facilitator.session.facts.base import Fact, Unknown

FACTS: dict[str, type[Fact]] = {
    found.kind: found
    for room in (lesson, plan, stage, exercise, ending, group)
    for found in vars(room).values()
    if isinstance(found, type) and issubclass(found, Fact) and found is not Fact
}


def to_plain(fact: Fact) -> tuple[str, int, dict[str, Any]]:
    """The stored form of a fact: kind, version, data."""
    if isinstance(fact, Unknown):
        return fact.name, fact.number, dict(fact.data)
    data = {f.name: getattr(fact, f.name) for f in fields(fact)}
    return fact.kind, fact.version, {k: _thawed(v) for k, v in data.items()}


def from_plain(kind: str, version: int, data: Mapping[str, Any]) -> Fact:
    """The fact behind its stored form; `Unknown` when kind, version, fields or values are not this program's."""
    cls = FACTS.get(kind)
    if cls is None or version != cls.version or not _fits(cls, data):
        return Unknown(kind, version, dict(data))
    return cls(**{k: _frozen(v) for k, v in data.items()})


def _thawed(value: object) -> object:
    return [_thawed(one) for one in value] if isinstance(value, tuple) else value


def _frozen(value: object) -> object:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _fits(cls: type[Fact], data: Mapping[str, Any]) -> bool:
    wanted = {f.name: f.type for f in fields(cls)}
    return wanted.keys() == data.keys() and all(_is(data[name], of) for name, of in wanted.items())


def _is(value: object, wanted: object) -> bool:
    if get_origin(wanted) is Literal:
        return isinstance(value, str) and value in get_args(wanted)
    if get_origin(wanted) is tuple:
        return isinstance(value, list) and _are(value, get_args(wanted))
    return type(value) is wanted


def _are(values: list[object], wanted: tuple[object, ...]) -> bool:
    if wanted[-1] is Ellipsis:
        return all(_is(one, wanted[0]) for one in values)
    return len(values) == len(wanted) and all(map(_is, values, wanted))
