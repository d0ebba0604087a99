"""Other laptops as the desk shows them, and what two versions of one thing differ of."""

from datetime import date
from typing import NamedTuple


class LaptopView(NamedTuple):
    """Another laptop. `name`: the first letters of its random id; `heard`: the day its newest package was made, by its own
    clock (None: no package of its own has come)."""

    name: str
    schools: tuple[str, ...]
    groups: tuple[str, ...]
    sessions: int
    heard: date | None


class ConflictView(NamedTuple):
    """Two versions of one thing. `rows`: what is told, here, as it came. `same`: where they part, in words."""

    key: str
    title: str
    rows: tuple[tuple[str, str, str], ...]
    same: str
