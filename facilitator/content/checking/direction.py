"""Which way a text is read: Arabic and Hebrew script from right to left, all else from left to right."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

RTL_LANGUAGES: Final = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose lessons are laid out from the right; Kurdish is written both ways, so there the letters decide."""
_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def lean(text: str) -> int:
    """How much more of a text is read from the right than from the left, in letters; digits and marks lean no way."""
    if not _RTL.search(text):
        return -sum(map(str.isalpha, text))
    return sum(_LEANS.get(unicodedata.bidirectional(letter), 0) for letter in text)


@lru_cache(maxsize=1024)
def from_right(text: str) -> bool:
    """Whether a text is read from right to left: by most of its letters, so that a name in Latin changes nothing."""
    return bool(_RTL.search(text)) and lean(text) >= 0


def needs_arabic(text: str) -> bool:
    """Whether any letter of a text is one of those that are read from the right."""
    return bool(_RTL.search(text))


def read_from_right(language: str) -> bool:
    """Whether a language is read from right to left."""
    return language in RTL_LANGUAGES


_LEANS: Final = {"R": 1, "AL": 1, "L": -1}
