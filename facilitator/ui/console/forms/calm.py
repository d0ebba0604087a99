"""Controls of paper, pen, body and story."""

from typing import Any, Final

FORMS: Final[dict[type[Any], Any]] = {}
