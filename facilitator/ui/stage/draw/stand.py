"""Draws hot chair, line and answers."""

from typing import Any, Final

FORMS: Final[dict[type[Any], Any]] = {}
