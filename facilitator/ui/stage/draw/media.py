"""Draws pictures, films and sounds."""

from typing import Any, Final

FORMS: Final[dict[type[Any], Any]] = {}
