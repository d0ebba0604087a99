"""Slides of pictures, films and sounds."""

from typing import Any, Final

COMPOSERS: Final[dict[type[Any], Any]] = {}
