"""What words may do: how many fit each age, which marks are allowed, and which phrases say more than we know."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from facilitator.content.decode import Path, Wrong, hints
from facilitator.content.decode import shown as _short
from facilitator.content.model import Age
from facilitator.i18n import _

THOUGHT_WORDS: Final = 12
SPOKEN_WORDS: Final = 40
LONGEST_WORD: Final = 28
SCREEN_CHARACTERS: Final = 400
AGES: Final[tuple[Age, ...]] = get_args(Age)  # youngest first


@dataclass(frozen=True, slots=True)
class Limits:
    """Words that one age band reads at a time: a text on the projector, a line among others, a situation."""

    text: int
    point: int
    situation: int


LIMITS: Final[Mapping[Age, Limits]] = {
    "F-3": Limits(12, 6, 30),
    "4-6": Limits(25, 12, 45),
    "7-9": Limits(40, 20, 60),
    "staff": Limits(40, 20, 60),
}

_WORD: Final = re.compile(r"\S*\w\S*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_TAG: Final = re.compile(r"</?[A-Za-z!?][^<>]*>|&(?:#\w+|[A-Za-z]+);")
_LINK: Final = re.compile(
    r"\]\(|!\[|\b(?:https?|file|ftp|mailto|javascript|smb):|\bwww\.|\\\\\w", re.IGNORECASE
)
_BOLD: Final = re.compile(r"\*\*(?!\s)[^*\n]+(?<!\s)\*\*")
_OTHER_MARKS: Final = re.compile(r"\*|`|^#{1,6} |^[-+>] |(?<!\w)_[^_\s][^_]*_(?!\w)|~~", re.MULTILINE)
# We can show that things hang together, not that one makes the other happen.
# Nor do we promise an effect, or put the blame on whoever was exposed.
_CLAIMS: Final = (
    (re.compile(r"\ble(?:der|da|dde|tt)\s+till\b", re.IGNORECASE), "hänger ihop"),
    (re.compile(r"\borsakar?\b(?!\s*:)|\borsakade\b|\borsakat\b", re.IGNORECASE), "hänger ihop med"),
    (re.compile(r"\bgarantera[rdt]?\w*\b|\bbevisa[dt]\b", re.IGNORECASE), "kan"),
    (
        re.compile(r"\bskyll(?:a|er)?\s+(?:dig|sig|er)\s+själva?\b", re.IGNORECASE),
        "det är aldrig den utsattas fel",
    ),
)


def count(text: str) -> int:
    """Return how many words the text has; a dash alone is no word."""
    return len(_WORD.findall(text.replace("**", "")))


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str, Mapping[str, Any]]]:
    """Yield every text a person wrote in a model value, with its path and the rules of its field."""
    found: list[tuple[Path, str, Mapping[str, Any]]] = []
    _gather(value, path, found)
    return iter(found)


def too_many(path: Path, text: str, limit: int) -> Iterator[Wrong]:
    """Report a text of more than `limit` words."""
    number = count(text)
    if number > limit:
        problem = _("Too many words: {count}.").format(count=number)
        yield Wrong(path, problem, _("at most {n} words").format(n=limit), _("Shorten, or split into two."))


def plain(path: Path, text: str, links: bool = False, bold: bool = False) -> Iterator[Wrong]:
    """Report what stands for something else than itself: tags and, unless they may stand there, links and bold."""
    if _TAG.search(text):
        yield Wrong(
            path, _("The text holds a tag or a code."), _("plain text"), _("Remove the < > or & mark.")
        )
    if not links and _LINK.search(text):
        yield Wrong(
            path, _("The text holds a link or an address."), _("plain text"), _("Name the place in words.")
        )
    if not bold and "**" in text:
        yield Wrong(path, _("Bold is not drawn here."), _("text without **"), _("Remove the stars."))


def shown(path: Path, text: str, bold: bool = False) -> Iterator[Wrong]:
    """Report what may not stand on the projector; `bold` says whether `**bold**` is drawn there."""
    yield from plain(path, text, bold=bold)
    rest = _BOLD.sub("", text)
    if _OTHER_MARKS.search(rest):
        expected = _("only **bold**, opened and closed") if bold else _("text without marks")
        yield Wrong(path, _("The text holds a mark that is not drawn."), expected, _("Remove the mark."))
    if '"' in text or "'" in text:
        yield Wrong(path, _("The text has straight quotation marks."), "”…”", _("Write ” and ’."))
    long = next((word for word in _LETTERS.findall(text) if len(word) > LONGEST_WORD), None)
    if long:
        problem = _("The word “{word}” is too long for the projector.").format(word=_short(long))
        yield Wrong(path, problem, _("at most {n} letters").format(n=LONGEST_WORD), _("Use two words."))
    yield from claims(path, text)


def claims(path: Path, text: str) -> Iterator[Wrong]:
    """Report a phrase that claims a cause we cannot show, promises an effect or blames the exposed."""
    for phrase, better in _CLAIMS:
        found = phrase.search(text)
        if found:
            problem = _("“{phrase}” says more than we know.").format(phrase=_short(found.group()))
            yield Wrong(path, problem, _("what we know"), better)


@cache
def written_fields(cls: Any) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Return the fields that may hold words, with their rules: not those of a fixed pattern or a choice."""
    kinds = hints(cls)
    fields = dataclasses.fields(cls)
    return tuple(
        (f.name, f.metadata) for f in fields if not f.metadata["pattern"] and not _is_choice(kinds[f.name])
    )


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal or any(get_origin(inner) is Literal for inner in get_args(kind))


def _gather(value: Any, path: Path, found: list[tuple[Path, str, Mapping[str, Any]]]) -> None:
    for name, rules in written_fields(value.__class__):
        _gather_in(getattr(value, name), (*path, name), rules, found)


def _gather_in(
    value: Any, path: Path, rules: Mapping[str, Any], found: list[tuple[Path, str, Mapping[str, Any]]]
) -> None:
    if isinstance(value, str):
        if value:
            found.append((path, value, rules))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather_in(item, (*path, index), rules, found)
    elif dataclasses.is_dataclass(value):
        _gather(value, path, found)
