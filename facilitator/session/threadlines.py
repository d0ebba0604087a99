"""A group's thread as lines of plain data, for a file between leaders, and back with every value looked at."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from facilitator.content import model
from facilitator.content.decode import HIDDEN
from facilitator.session import work as w
from facilitator.session.exercises import (
    CARD_LIMIT,
    QUESTIONS_IN_ALL,
    TAKEAWAY_LIMIT,
    TEXT_LIMIT,
    TEXTS_IN_A_PLACE,
)
from facilitator.session.thread import TEXTS_KEPT, GroupThread, Held

Plain = dict[str, Any]

LESSONS_IN_ALL = 200
QUESTIONS_KEPT = 2 * QUESTIONS_IN_ALL
_PLACES, _STEPS, _NAME, _TITLE, _MINUTES, _CARD_FORMS, _CARD_LEVELS = 16, 60, 60, 120, 480, 3, 2
_MOMENT = re.compile(r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|\+00:00)")
_UNSEEN = re.compile(rf"[\t\n\ud800-\udfff]|{HIDDEN.pattern}")
"""What no lesson holds on a line, though a space that does not break stands in many. Leaders write what is printable."""
_KEYS: Mapping[str, frozenset[str]] = {
    "rule": frozenset({"kind", "text", "own"}), "own": frozenset({"kind", "text"}), "question": frozenset({"kind", "text"}), "word": frozenset({"kind", "text"}),
    "card": frozenset({"kind", "text", "forms", "levels"}),
    "written": frozenset({"kind", "step", "form", "columns"}),
    "held": frozenset({"kind", "session", "lesson", "title", "started", "length", "stopped_after", "steps", "step",
                       "passed"}),
}  # fmt: skip
_OLD_RULE = frozenset({"kind", "text"})
"""A rule before schema 3, when nobody could tell whose it was: it counts as the group's own, so that none is lost."""


def to_lines(thread: GroupThread) -> list[Plain]:
    """The thread, a line a thing."""
    lines: list[Plain] = [_of_held(held) for held in thread.held[-LESSONS_IN_ALL:]]
    lines += [{"kind": "rule", "text": text, "own": text in thread.own} for text in thread.rules]
    lines += [{"kind": "own", "text": text} for text in thread.own if text not in thread.rules]
    lines += [
        {"kind": "card", "text": text, "forms": list(forms), "levels": list(levels)}
        for text, forms, levels in thread.cards
    ]
    lines += [
        {"kind": "written", "step": step, "form": form, "columns": [list(column) for column in columns]}
        for step, form, columns in thread.texts
    ]
    lines += [{"kind": "question", "text": text} for text in thread.parked[-QUESTIONS_KEPT:]]
    return [*lines, {"kind": "word", "text": thread.word}] if thread.word else lines


def _of_held(held: Held) -> Plain:
    return {
        "kind": "held", "session": held.session, "lesson": held.lesson, "title": held.title, "started": held.started,
        "length": held.length, "stopped_after": held.stopped_after, "steps": held.steps, "step": held.step,
        "passed": list(held.passed),
    }  # fmt: skip


def from_lines(lines: Iterable[object]) -> GroupThread:
    """The thread behind lines from outside. Raises ValueError when anything is not as this program writes it."""
    sorts: dict[str, list[Plain]] = {kind: [] for kind in _KEYS}
    for line in lines:
        kind = line.get("kind") if isinstance(line, dict) else None
        if not isinstance(line, dict) or kind not in tuple(_KEYS):
            raise ValueError("line")
        if line.keys() != _KEYS[kind] and (kind != "rule" or line.keys() != _OLD_RULE):
            raise ValueError("line")
        sorts[kind].append(line)
    _few(sorts["word"], 1)
    own = [one["text"] for one in sorts["rule"] if _truth(one.get("own", True))]
    return GroupThread(
        rules=_texts([one["text"] for one in sorts["rule"]], w.RULES_IN_ALL, _TITLE),
        own=_texts([*(one["text"] for one in sorts["own"]), *own], w.RULES_IN_ALL, _TITLE),
        cards=tuple(_card(one) for one in _few(sorts["card"], w.CARDS_IN_ALL)),
        texts=tuple(_written(one) for one in _few(sorts["written"], TEXTS_KEPT)),
        parked=_texts([one["text"] for one in sorts["question"]], QUESTIONS_KEPT),
        word=_text(sorts["word"][0]["text"], TAKEAWAY_LIMIT) if sorts["word"] else "",
        held=tuple(_held(one) for one in _few(sorts["held"], LESSONS_IN_ALL)),
    )


def _few(values: Any, most: int) -> list[Any]:
    if not isinstance(values, list) or len(values) > most:
        raise ValueError("too many")
    return values


def _text(value: object, limit: int) -> str:
    if not isinstance(value, str) or not value or len(value) > limit:
        raise ValueError("text")
    if not value.isprintable() and _UNSEEN.search(value):
        raise ValueError("text")
    return unicodedata.normalize("NFC", value)


def _texts(values: object, most: int, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    found = tuple(_text(one, limit) for one in _few(values, most))
    if len({one.casefold() for one in found}) != len(found):
        raise ValueError("twice")
    return found


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise ValueError("truth")
    return value


def _number(value: object, most: int, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError("number")
    return value


def _card(line: Plain) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    forms = tuple(_few(line["forms"], _CARD_FORMS))
    if any(form not in get_args(model.ViolenceForm) for form in forms):
        raise ValueError("form")
    levels = tuple(_number(one, w.LEVELS, 1) for one in _few(line["levels"], _CARD_LEVELS))
    return _text(line["text"], CARD_LIMIT), forms, levels


def _written(line: Plain) -> tuple[str, str, tuple[tuple[str, ...], ...]]:
    columns: Sequence[object] = _few(line["columns"], _PLACES)
    texts = tuple(_texts(column, TEXTS_IN_A_PLACE) for column in columns)
    return _text(line["step"], _NAME), _text(line["form"], _NAME), texts


def _held(line: Plain) -> Held:
    started = line["started"]
    if not isinstance(started, str) or not _MOMENT.fullmatch(started):
        raise ValueError("started")
    datetime.fromisoformat(started)
    whole = Held(
        session=_text(line["session"], _NAME), lesson=_text(line["lesson"], _NAME),
        title=_text(line["title"], _TITLE), started=started, length=_number(line["length"], _MINUTES, 1),
    )  # fmt: skip
    if line["step"] == "":
        return whole
    return Held(
        whole.session, whole.lesson, whole.title, whole.started, whole.length,
        stopped_after=_number(line["stopped_after"], _STEPS), steps=_number(line["steps"], _STEPS),
        step=_text(line["step"], _NAME), passed=_texts(line["passed"], _STEPS, _NAME),
    )  # fmt: skip
