"""A session as one line of a package: written as canonical JSON, read back to the last value without writing it anew.

A line that is not as a program writes it, or holds anything unusual, is read the slow way (`versions.from_plain`), which
also says what is wrong with it.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from facilitator.journal.sharing import versions
from facilitator.journal.sharing.versions import FactLine, Version
from facilitator.journal.tables import chain

_TEXT = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_WHOLE = "0|[1-9][0-9]{0,15}"
_LINE = re.compile(
    r'\{"device":"([^"\\]*)","facts":\[(.*)\],"head":"([^"\\]*)",'
    rf'"program_version":({_TEXT}),"school":({_TEXT}),"session":"([^"\\]*)","utc_offset_min":(-?(?:{_WHOLE}))\}}'
)
_FACT = re.compile(
    rf'(\[({_WHOLE}),"([ !#-\[\]-~]*+)","([ !#-\[\]-~]*+)",({_WHOLE}),(\{{[^"{{}}]*+(?:{_TEXT}[^"{{}}]*+)*+\}})\](?:,|$))'
)
_SHORT = 512


@dataclass(frozen=True, slots=True)
class Glance:
    """What a line says of its session at first sight. `added`: what the laptop added to the facts; `started`: wall time,
    ISO."""

    session: str
    head: str
    added: tuple[str, int, str, str]
    started: str
    group: str

    @property
    def school(self) -> str:
        """The school."""
        return self.added[0]


def glance(text: str) -> Glance:
    """A line that has been read before, to the last value. Raises what Python raises over a line that has not."""
    whole, first = _LINE.fullmatch(text), _FACT.search(text)
    if whole is None or first is None:
        raise versions.NotOurs("line")
    device, _inner, head, program, school, own, offset = whole.groups()
    added = json.loads(school), int(offset), json.loads(program), device
    return Glance(own, head, added, first[3], json.loads(first[6])["group"])


def read(text: str, plain: Any) -> Version:
    """The version in a line; `plain` makes values of JSON. Raises NotOurs, or what Python raises over odd values."""
    return _quick(text) or versions.from_plain(plain(text))


def _quick(text: str) -> Version | None:
    """The version in a line as a program writes it, else None."""
    whole = _LINE.fullmatch(text)
    if whole is None:
        return None
    device, inner, head, program, school, own, offset = whole.groups()
    found = _FACT.findall(inner)
    if not inner.endswith("]") or "".join([one[0] for one in found]) != inner:
        return None
    facts: list[FactLine] = []
    for _all, at_ms, wall, kind, number, data in found:
        known = (_known if len(data) < _SHORT else _known.__wrapped__)(kind, int(number), data)
        if known is None:
            return None
        facts.append((int(at_ms), wall, *known))
    return versions.checked(
        own, device, json.loads(school), int(offset), json.loads(program), tuple(facts), head
    )


@lru_cache(maxsize=4096)
def _known(kind: str, number: int, data: str) -> tuple[str, int, str] | None:
    """What happened, looked at to the last value, if its text is the one of its values: leaders do the same things
    again and again."""
    try:
        values = json.loads(data)
        if chain.canonical(values) != data:
            return None
    except (ValueError, RecursionError):
        return None
    versions.check_happened(kind, number, values, data)
    return kind, number, data
