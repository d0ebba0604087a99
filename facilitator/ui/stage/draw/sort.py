"""Draws sorting."""

from typing import Any, Final

FORMS: Final[dict[type[Any], Any]] = {}
