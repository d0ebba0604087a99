"""Slides of paper, pen, body and story."""

from typing import Any, Final

COMPOSERS: Final[dict[type[Any], Any]] = {}
