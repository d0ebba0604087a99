"""The one way for a text onto paper: what a person wrote stands there as written and never becomes markup."""

import re
import unicodedata
from functools import lru_cache
from html import escape
from itertools import accumulate
from typing import Final

from facilitator.content.checking.direction import from_right
from facilitator.content.decode import HIDDEN
from facilitator.exchange.paper.face import letters
from facilitator.i18n import _

MISSING: Final = "¤"
"""Stands for a letter that the typeface does not have."""
_BOLD: Final = re.compile(r"\*\*(?!\s)([^*\n]+)(?<!\s)\*\*")
_OTHER: Final = {
    "\t": " ", "\u2010": "-", "\u2011": "-", "\u2192": "->", "\u2003": " ", "\u2002": " ", "\u2009": " ",
    "\u202f": "\u00a0",
}  # fmt: skip


def plain(text: str) -> str:
    """The text with every letter drawable: hidden characters are gone, a letter the typeface lacks is `MISSING`.

    ReportLab joins no letters, so a text that is read from the right only tells that the twin has it.
    """
    if from_right(text):
        return _("(see the web page)")
    return "".join(map(_drawn, _seen(text)))


def drawable(text: str) -> bool:
    """Whether all of the text can stand on paper as it was written."""
    return not from_right(text) and plain(text).count(MISSING) == text.count(MISSING)


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def for_web(text: str, *, bold: bool = False) -> str:
    """The text as the HTML twin takes it in: as `escaped`, but a browser finds every letter in some typeface."""
    return _marked(_seen(text).replace("\t", " "), bold)


def escaped(text: str, *, bold: bool = False) -> str:
    """The text as a paragraph takes it in; with `bold`, our own mark `**…**` is bold, nothing else is."""
    return _marked(plain(text), bold)


def _marked(text: str, bold: bool) -> str:
    safe = escape(text).replace("\n", "<br/>")
    return _BOLD.sub(r"<b>\1</b>", safe) if bold else safe


def word_ends(text: str, *, bold: bool) -> frozenset[int]:
    """After how many letters, white space not counted, a word of the text ends."""
    shown = plain(text)
    words = (_BOLD.sub(r"\1", shown) if bold else shown).split()
    return frozenset(accumulate(map(len, words)))


@lru_cache(maxsize=1024)
def _drawn(letter: str) -> str:
    if letter == "\n":
        return letter
    other = _OTHER.get(letter, letter)
    return other if all(ord(each) in letters() for each in other) else MISSING
