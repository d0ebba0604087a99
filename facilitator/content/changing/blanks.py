"""Steps that somebody adds to a lesson of their own, with nothing written in them yet.

Only forms that any lesson can hold, and whose texts are all there is to them: nothing that needs files or cards.
"""

from collections.abc import Sequence
from typing import Any, Final

KINDS: Final = ("prompt", "text", "corners")
"""The forms of a step that can be added."""
_MINUTES, _FLOOR = 5, 3


def blank(step: str, form: str, voices: Sequence[str]) -> dict[str, Any]:
    """A step of one of `KINDS` as plain data, with the identifier `step`; `voices`: who speaks, a line for each.

    Raises KeyError: the form is none of them.
    """
    stages: dict[str, dict[str, Any]] = {
        "prompt": {
            "question": "", "hint": "", "phases": [{"kind": "pair", "minutes": 2}, {"kind": "all", "minutes": 3}],
        },
        "text": {"heading": "", "body": "", "points": ["", "", ""]},
        "corners": {"statement": "", "corners": ["", "", ""], "open": ""},
    }  # fmt: skip
    return {
        "id": step, "form": form, "title": "", "minutes": _MINUTES, "floor": _FLOOR, "weight": "optional",
        "leader": {"say": [{"who": who, "text": ""} for who in voices], "do": ["", ""], "if_silent": ""},
        "stage": stages[form],
    }  # fmt: skip
