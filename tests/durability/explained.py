"""Whether a person can do something about a trouble."""

import re
from collections.abc import Sequence
from pathlib import Path

from facilitator.errors import Trouble, WorldTrouble

_ENGLISH = re.compile(r"\b(the|is|and|or|not|of|log|disk full)\b", re.IGNORECASE)
_SWEDISH = re.compile(r"[åäöÅÄÖ]")


def assert_explained(trouble: WorldTrouble, kind: Trouble, path: Path) -> None:
    """It is of this kind, names this path, and says in Swedish what has happened and what to do."""
    assert (trouble.kind, trouble.path) == (kind, path), str(trouble)
    for text in (trouble.message, trouble.remedy):
        assert len(text) > 10
        assert text[0].isupper()
        assert text.rstrip().endswith(".")
        assert not _ENGLISH.search(text), text
    assert _SWEDISH.search(trouble.message + trouble.remedy), str(trouble)


def told(what: Sequence[str]) -> WorldTrouble:
    """A trouble that a program has told about."""
    kind, message, remedy, path = what
    return WorldTrouble(message, remedy, path, kind)
