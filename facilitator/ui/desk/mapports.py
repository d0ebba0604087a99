"""What the map of a programme shows."""

from typing import NamedTuple

from facilitator.ui.desk.ports import Accent


class LinkView(NamedTuple):
    """What a lesson builds on: that lesson and its label, and how, in one sentence."""

    lesson: str
    label: str
    how: str


class StopView(NamedTuple):
    """A station of a map. `grades` only where the programme has lessons for several."""

    lesson: str
    label: str
    title: str
    grades: str
    accent: Accent
    links: tuple[LinkView, ...] = ()


class MapView(NamedTuple):
    """How the lessons of a programme hang together: its full name, and the stations in travelling order."""

    programme: str
    name: str
    stops: tuple[StopView, ...]
