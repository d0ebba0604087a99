"""Writes what was changed back into a TOML text: comments, order and everything that was not changed stay as they were."""

import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, Table

Data = Mapping[str, Any]


def written(text: str, data: Data) -> str:
    """The text with these values in it. Nothing changed: the very text."""
    before = tomllib.loads(text)
    if before == data:
        return text
    document = tomlkit.parse(text)
    _sync(document, before, data)
    made = tomlkit.dumps(document)
    assert tomllib.loads(made) == data, "what was written is not what was meant"
    return made


def _sync(table: Any, before: Data, after: Data) -> None:
    for name in before:
        if name not in after:
            del table[name]
    for name, value in after.items():
        was = before.get(name)
        if was == value and type(was) is type(value):
            continue
        if isinstance(was, dict) and isinstance(value, dict):
            _sync(table[name], was, value)
        elif name == "steps":
            _sync_steps(table[name], was or [], value)
        elif isinstance(was, list) and isinstance(value, list) and len(was) == len(value):
            _sync_list(table[name], was, value)
        else:
            table[name] = _item(value, inline=_is_inline(table))


def _sync_list(array: Any, before: list[Any], after: list[Any]) -> None:
    for place, (was, value) in enumerate(zip(before, after, strict=True)):
        if isinstance(was, dict) and isinstance(value, dict):
            _sync(array[place], was, value)
        elif was != value:
            array[place] = value


def _sync_steps(tables: Any, before: list[Any], after: list[Any]) -> None:
    """The steps in their new order, each with its own words and comments; added ones among them."""
    order = [step["id"] for step in before]
    wanted = [step["id"] for step in after]
    for place in reversed(range(len(order))):
        if order[place] not in wanted:
            del tables[place]
            del order[place]
    for place, name in enumerate(wanted):
        if name not in order:
            tables.insert(place, _item(after[place], inline=not isinstance(tables, AoT)))
            order.insert(place, name)
            continue
        at = order.index(name)
        if at != place:
            moved = tables[at]
            del tables[at]
            tables.insert(place, moved)
            order.insert(place, order.pop(at))
    was = {step["id"]: step for step in before}
    for place, step in enumerate(after):
        _sync(tables[place], was.get(step["id"], step), step)


def _is_inline(table: Any) -> bool:
    return not isinstance(table, Table | tomlkit.TOMLDocument)


def _item(value: Any, *, inline: bool) -> Item:
    """A new value, laid out as in the other files: texts on lines of their own, tables below what is plain."""
    if isinstance(value, dict):
        made: Any = tomlkit.inline_table() if inline or not _has_tables(value) else tomlkit.table()
        for name, one in sorted(value.items(), key=lambda pair: _is_table(pair[1])):
            made.append(name, _item(one, inline=inline or _is_inline(made)))
        found: Item = made
        return found
    if isinstance(value, list):
        if value and all(isinstance(one, dict) for one in value) and not inline:
            return AoT([_plain_table(one) for one in value])
        array = tomlkit.array()
        array.extend(value)
        array.multiline(len(value) > 1 and any(isinstance(one, str) for one in value))
        return array
    plain: Item = tomlkit.item(value)
    return plain


def _plain_table(value: Data) -> Table:
    made = tomlkit.table()
    for name, one in value.items():
        made.append(name, _item(one, inline=True))
    return made


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _has_tables(value: Data) -> bool:
    return any(map(_is_table, value.values()))
