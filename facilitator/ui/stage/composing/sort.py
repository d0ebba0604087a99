"""Slides of sorting."""

from typing import Any, Final

COMPOSERS: Final[dict[type[Any], Any]] = {}
