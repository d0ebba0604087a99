"""The interface language: English message ids, Swedish by default, and a lengthened pseudo-language for tests."""

import gettext
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final, Literal, cast

from facilitator.overriding import override
from facilitator.paths import resources_dir

Language = Literal["sv", "en", "pseudo"]

DOMAIN: Final = "passledaren"
LANGUAGES: Final[tuple[Language, ...]] = ("sv", "en", "pseudo")

_ACCENTED: Final = str.maketrans("aeinouAEINOU", "àéïñöüÀÉÏÑÖÜ")
_LAST: Final = str.maketrans("åäö", "{|}")
"""To the signs that come next after z."""
_SWEDISH_NUMBER: Final = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})
_PADDING: Final = " ~ö~å~ä~"


def alphabetical(name: str) -> tuple[str, str]:
    """The key that puts names in the order of the Swedish alphabet, where å, ä and ö come last, in that order."""
    letters = unicodedata.normalize("NFC", name).casefold().translate(_LAST)
    bare = "".join(one for one in unicodedata.normalize("NFD", letters) if not unicodedata.combining(one))
    return bare, name


def lengthened(text: str) -> str:
    """Return `text` about 40 % longer with accented letters; `{fields}`, `%` codes and `&` shortcuts stay whole."""
    shown, depth, previous = [], 0, ""
    for letter in text:
        depth += (letter == "{") - (previous == "}")
        keeps = depth > 0 or previous in ("%", "&")
        shown.append(letter if keeps else letter.translate(_ACCENTED))
        previous = letter
    extra = round(len(text) * 0.4)
    return "".join(shown) + (_PADDING * (extra // len(_PADDING) + 1))[:extra]


class PseudoTranslations(gettext.NullTranslations):
    """Shows every message lengthened, so that a text that does not fit or is not translated is seen."""

    @override
    def gettext(self, message: str) -> str:
        return lengthened(message) if message else ""

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return lengthened(msgid1 if n == 1 else msgid2)

    @override
    def pgettext(self, context: str, message: str) -> str:
        return lengthened(message)

    @override
    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return lengthened(msgid1 if n == 1 else msgid2)


class _Current:
    """The one language of the running program; read from the catalogue at the first message shown."""

    def __init__(self) -> None:
        self.language: Language = "sv"
        self.catalogue: gettext.NullTranslations | None = None

    def use(self, language: Language) -> None:
        self.language = language
        self.catalogue = None

    def messages(self) -> gettext.NullTranslations:
        if self.catalogue is None:
            self.catalogue = _catalogue(self.language)
        return self.catalogue


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "sv":
        return _compiled(language)
    return PseudoTranslations() if language == "pseudo" else gettext.NullTranslations()


def _compiled(language: Language) -> gettext.NullTranslations:
    """The catalogue file itself: `gettext.translation` first asks what else the language may be called, in 2 ms."""
    try:
        with (resources_dir() / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()


_current = _Current()
_spoken: ContextVar[_Current | None] = ContextVar("spoken", default=None)
"""The language of what is being drawn just now, in this thread only."""


def _now() -> _Current:
    return _spoken.get() or _current


def set_language(language: str) -> None:
    """Show everything from now on in `language`: `sv`, `en` or `pseudo`.

    Texts already on screen keep their language until they are asked for again.

    Raises:
        ValueError: the language is not one of these.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such interface language: {language!r}")
    _current.use(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let texts asked for inside be in `language`, as the pupils' picture is in its lesson's whatever the leader reads.

    A language without a catalogue has its lessons' own words alone; the program's words beside them are Swedish, as
    the room is. The pseudo-language stays. What another thread draws meanwhile keeps its own language.
    """
    here = _Current()
    here.use(cast(Language, language) if language in ("sv", "en") else "sv")
    if _now().language == "pseudo":
        here.use("pseudo")
    before = _spoken.set(here)
    try:
        yield
    finally:
        _spoken.reset(before)


def current_language() -> Language:
    """Return the language set last; `sv` from the start."""
    return _now().language


def _(message: str) -> str:
    """Return `message` in the interface language; call it when the text is shown, never at import time."""
    return (_spoken.get() or _current).messages().gettext(message)  # asked for hundreds of times a page


def numeral(value: float, decimals: int | None = None) -> str:
    """Return a number as the interface language writes it: 1 234,5 in Swedish, 1,234.5 in English.

    Without `decimals` it has those it needs.
    """
    exact = int(value) if float(value).is_integer() else value
    text = f"{exact:,}" if decimals is None else f"{value:,.{decimals}f}"
    return text.translate(_SWEDISH_NUMBER) if current_language() == "sv" else text


def percentage(value: float) -> str:
    """Return a percentage as the interface language writes it: 25 % in Swedish, 25% in English."""
    return _("{n}%").format(n=round(value))


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of the message that fits `number`, with the number itself not yet filled in."""
    return _now().messages().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return `message` as it is meant in `context`, where one English word needs two Swedish ones."""
    return _now().messages().pgettext(context, message)
