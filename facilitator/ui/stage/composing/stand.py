"""Slides of hot chair, line and answers."""

from typing import Any, Final

COMPOSERS: Final[dict[type[Any], Any]] = {}
