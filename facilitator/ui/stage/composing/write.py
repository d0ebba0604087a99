"""Slides of boxes, mind map, places and own scenarios."""

from typing import Any, Final

COMPOSERS: Final[dict[type[Any], Any]] = {}
