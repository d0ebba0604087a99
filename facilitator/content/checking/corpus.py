"""What only shows across all lessons: sentences that return in several, and how hard the texts are to read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.content.checking import words
from facilitator.content.model import Agreement, Lesson, LookBack, Opening, Round, Step, Support

LEAST_WORDS: Final = 6
"""Shorter sentences return in every speech: “Tack för i dag.”"""
MOST_REPEATED: Final = 0.03
"""The share of repeated sentences that a collection may have outside its fixed opening and closing."""
HARDEST: Final[Mapping[str, float]] = {"F-3": 22, "4-6": 25, "7-9": 32, "staff": 42}
"""The readability index (LIX, Björnsson 1968) that a lesson's texts may have at most: below 25 is a children's book,
30 to 40 a novel."""
_FRAME: Final = (Opening, LookBack, Agreement, Round, Support)
_WORD: Final = re.compile(r"\w+(?:[-’']\w+)*")
_END: Final = re.compile(r"(?<=[.!?…])[”\"]?\s+|\n+")
_LONG: Final = 6


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence that stands in several lessons; `places` are their identifiers."""

    sentence: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeats:
    """The sentences that return, most spread first, and their `share` of all sentences (0 to 1)."""

    share: float
    found: tuple[Repeat, ...]


def repeats(lessons: Sequence[Lesson]) -> Repeats:
    """Find whole sentences that stand in more than one lesson, outside what every lesson opens and closes with."""
    places: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for lesson in lessons:
        for text in _inner_texts(lesson.steps):
            for sentence in sentences(text):
                key = " ".join(_WORD.findall(sentence.casefold()))
                if key.count(" ") + 1 >= LEAST_WORDS:
                    places.setdefault(key, []).append(lesson.id)
                    first.setdefault(key, sentence)
    everything = sum(map(len, places.values()))
    again = {key: where for key, where in places.items() if len(set(where)) > 1}
    extra = sum(len(where) - 1 for where in again.values())
    found = (Repeat(first[key], tuple(dict.fromkeys(where))) for key, where in again.items())
    return Repeats(
        extra / everything if everything else 0.0,
        tuple(sorted(found, key=lambda r: (-len(r.places), r.sentence))),
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text; a full stop inside quotation marks ends one."""
    return [part.strip() for part in _END.split(text.replace("**", "")) if part.strip()]


def lix(texts: Iterable[str]) -> float:
    """The readability index: words a sentence, plus the percentage of words longer than six letters."""
    parts = [sentence for text in texts for sentence in sentences(text)]
    found = [word for part in parts for word in _WORD.findall(part)]
    if not found:
        return 0.0
    return len(found) / len(parts) + 100 * sum(len(word) > _LONG for word in found) / len(found)


def hard(lesson: Lesson) -> Iterator[tuple[str, float, float]]:
    """Yield what is harder to read than it may be: what the projector shows by the lesson's age, what leaders read and
    say by that of a mentor; each as its field, its index and the highest."""
    for field, reader in (("stage", lesson.age), ("leader", "staff" if lesson.age == "staff" else "7-9")):
        parts = (words.texts(getattr(step, field)) for step in lesson.steps)
        index, most = lix(text for part in parts for _path, text, _rules in part), HARDEST[reader]
        if index > most:
            yield field, index, most


def _inner_texts(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if not isinstance(step.stage, _FRAME):
            for part in (step.stage, step.leader):
                yield from (text for _path, text, _rules in words.texts(part))
