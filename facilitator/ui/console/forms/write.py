"""Controls of boxes, mind map, places and own scenarios."""

from typing import Any, Final

FORMS: Final[dict[type[Any], Any]] = {}
