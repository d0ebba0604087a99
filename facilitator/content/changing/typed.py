"""A lesson as plain data while it is changed: where its texts stand, which lines have been emptied, and what of it is drawn."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, get_args

from facilitator.content.checking import words
from facilitator.content.decode import HIDDEN, Path, hints

_SHOWN: Final = 600
_NO_WORDS: Final = ("icon",)


def all_texts(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from all_texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from all_texts(one)


def texts(cls: Any, data: dict[str, Any], path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every text that stands in plain data for a model class, in the model's order, with its rules."""
    for name, _rules in words.written_fields(cls):
        yield from below(cls, data, name, path)


def below(cls: Any, data: dict[str, Any], name: str, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The texts of one field of a model class, with its rules; nothing when it does not stand there."""
    if name not in data or name in _NO_WORDS:
        return
    rules = next(one.metadata for one in fields(cls) if one.name == name)
    value, here = data[name], (*path, name)
    if isinstance(value, str):
        yield here, rules
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield (*here, index), rules
            elif isinstance(item, dict):
                yield from texts(get_args(hints(cls)[name])[0], item, (*here, index))


_LINES: Final = (frozenset({"who", "text"}), frozenset({"said", "answer"}))


def _is_empty(item: Any) -> bool:
    """Whether nothing is left of a line."""
    if isinstance(item, str):
        return not item.strip()
    return (
        isinstance(item, dict)
        and frozenset(item) in _LINES
        and not any(str(text).strip() for name, text in item.items() if name != "who")
    )


def squeezed(value: Any, path: Path, moved: dict[Path, int]) -> Any:
    """A copy without the lines that have been emptied, nor space around a text; `moved`: from the place of a line in the copy to its own."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, dict):
        return {name: squeezed(one, (*path, name), moved) for name, one in value.items()}
    if not isinstance(value, list):
        return value
    kept = [(index, one) for index, one in enumerate(value) if not _is_empty(one)]
    for place, (index, _one) in enumerate(kept):
        if place != index:
            moved[(*path, place)] = index
    return [squeezed(one, (*path, place), moved) for place, (_index, one) in enumerate(kept)]


def back(path: Path, moved: Mapping[Path, int]) -> Path:
    """The own place of what stands in a place of the copy."""
    found: Path = ()
    for place, part in enumerate(path):
        found = (*found, moved.get(path[: place + 1], part))
    return found


def drawable(value: Any) -> Any:
    """The same with what no projector draws replaced, and cut where nobody would read on."""
    if isinstance(value, str):
        return HIDDEN.sub("\ufffd", value[:_SHOWN]).encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {name: drawable(one) for name, one in value.items()}
    return [drawable(one) for one in value] if isinstance(value, list) else value
