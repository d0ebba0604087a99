"""Random damage to right content: never a crash, and never a lesson that differs silently from its data."""

import copy
import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.content.checking.check import Shelf, check_item, check_lesson
from facilitator.content.decode import Wrong, decode, draft, encode, field_name, hints
from facilitator.content.loader import load
from facilitator.content.model import (
    Glossary,
    Lesson,
    Programme,
    Programmes,
    Scenario,
    ScenarioBank,
    SupportContact,
    SupportList,
    Term,
)
from facilitator.content.script import Script, from_json, to_json
from facilitator.errors import ContentFault
from tests.content import builder

ODD_TEXTS = [
    "", " ", "\x00", "a\u202eb", "\ud800", "a\u030a", "<img src=/x>", "**", "x" * 500, "../../x", "ö" * 200, "a\nb", "NaN",
]  # fmt: skip
odd = st.one_of(
    st.sampled_from(ODD_TEXTS),
    st.sampled_from(
        [None, True, 0, -1, 10**30, 1 << 20_000, 1.5, 50.0, float("nan"), float("inf"), -0.0, [], {}]
    ),
    st.sampled_from(
        [
            date(2026, 1, 1),
            datetime(2026, 1, 1, tzinfo=UTC),
            time(1),
            b"x",
            (),
            "mvp",
            "opening",
            "A",
            "4-6",
            ["x"],
        ]
    ),
    st.text(max_size=6),
    st.integers(0, 70),
    st.dictionaries(st.text(max_size=4), st.integers(0, 9) | st.text(max_size=3), max_size=3),
).map(copy.deepcopy)  # what one example writes into a list or table, the next one must not find there


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from places(value, (*path, key))


def damage(draw: st.DrawFn, data: Any) -> None:
    """Change, remove, add, double or move one value somewhere in plain data, in place."""
    path = draw(st.sampled_from(list(places(data))))
    holder = data
    for part in path[:-1]:
        holder = holder[part]
    key = path[-1]
    match draw(st.sampled_from(["set", "remove", "add", "double", "rename", "reverse"])):
        case "set":
            holder[key] = draw(odd)
        case "remove":
            del holder[key]
        case "add" if isinstance(holder, dict):
            holder[draw(st.text(max_size=4) | st.sampled_from(["at", "short", "safe_stop", "note"]))] = draw(
                odd
            )
        case "double" if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from(["id", "form", "titel", ""]))] = holder.pop(key)
        case _ if isinstance(holder, list):
            holder.reverse()


@st.composite
def damaged(draw: st.DrawFn, data: Any, most: int = 3) -> Any:
    data = copy.deepcopy(data)
    for _time in range(draw(st.integers(1, most))):
        damage(draw, data)
    return data


def same(data: Any, value: Any) -> bool:
    """Whether an encoded value says the same as the data it was read from, but for defaults that were written out."""
    if isinstance(value, dict):
        return isinstance(data, dict) and all(key in data and same(data[key], value[key]) for key in value)
    if isinstance(value, list):
        return isinstance(data, list | tuple) and len(data) == len(value) and all(map(same, data, value))
    plain = data.isoformat() if isinstance(data, date) else data
    return plain == value and (type(plain) is type(value) or isinstance(plain, float))


DEFAULTS = {"both", 1, False, "", None}


def nothing_lost(data: Any, value: Any) -> bool:
    """Whether all that the data says is in the encoded value, or is a default, which is left out."""
    if isinstance(data, dict) and isinstance(value, dict):
        left_out = (data[key] for key in data if key not in value)
        return all(nothing_lost(data[key], value[key]) for key in value) and all(
            item in ((), [], {}) or (not isinstance(item, list | dict) and item in DEFAULTS)
            for item in left_out
        )
    if isinstance(data, list | tuple):
        return len(data) == len(value) and all(map(nothing_lost, data, value))
    return same(data, value)


def whole_shelf() -> Shelf:
    return Shelf(
        {"mvp": builder.make(Programme, builder.programme())},
        {"askadare": builder.make(Term, builder.term())},
        {"bollen": builder.make(Scenario, builder.scenario())},
    )


def told(wrongs: list[Wrong]) -> None:
    for wrong in wrongs:
        assert wrong.problem
        f"{field_name(wrong.path)} {wrong.problem} {wrong.expected} {wrong.suggestion}".encode()


@pytest.mark.slow
@given(damaged(builder.lesson()))
def test_that_a_damaged_lesson_is_refused_or_says_what_its_data_says(data: Any) -> None:
    lesson, wrongs = decode(Lesson, data)
    told(wrongs)
    assert (lesson is None) == bool(wrongs)
    if lesson is not None:
        assert same(data, encode(lesson))
        assert nothing_lost(data, encode(lesson))
        assert decode(Lesson, encode(lesson)) == (lesson, [])
    rough, same_wrongs = draft(Lesson, data)
    assert same_wrongs == wrongs
    if rough is not None:
        told(check_lesson(rough, whole_shelf()))


def test_that_nothing_deep_is_too_deep_anywhere() -> None:
    deep: Any = []
    for _level in range(5000):
        deep = [deep, {"x": deep}]
    for path in places(builder.lesson()):
        data = builder.lesson()
        holder: Any = data
        for part in path[:-1]:
            holder = holder[part]
        holder[path[-1]] = deep
        lesson, wrongs = decode(Lesson, data)
        assert lesson is None
        told(wrongs)


ITEMS = [
    (Scenario, builder.scenario()), (Term, builder.term(legal=True, checked=builder.TODAY)),
    (SupportContact, builder.contact()), (Programme, builder.programme()),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "whole"), ITEMS, ids=[kind.__name__ for kind, _whole in ITEMS])
@given(st.data())
def test_that_a_damaged_item_is_refused_or_says_what_its_data_says(
    kind: type[Any], whole: builder.Data, data: st.DataObject
) -> None:
    plain = data.draw(damaged(whole, most=2))
    item, wrongs = decode(kind, plain)
    told(wrongs)
    assert (item is None) == bool(wrongs)
    if item is not None:
        assert same(plain, encode(item))
        assert nothing_lost(plain, encode(item))
        told(check_item(item))


@pytest.mark.slow
@settings(max_examples=60)
@given(damaged(encode(builder.script())))
def test_that_a_damaged_script_is_refused_or_read_as_it_is(data: Any) -> None:
    script, wrongs = decode(Script, data)
    told(wrongs)
    if script is not None:
        assert same(data, encode(script))
        try:
            assert from_json(to_json(script)) == script
        except ContentFault as fault:
            told([Wrong((), each.problem) for each in fault.faults])


@pytest.mark.slow
@settings(max_examples=40)
@given(st.data())
def test_that_what_is_stored_comes_back_whatever_it_says(data: st.DataObject) -> None:
    words = st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40
    )
    title = data.draw(words.filter(lambda text: decode(Term, builder.term(term=text))[0] is not None))
    minutes = data.draw(st.floats(0, 30) | st.integers(0, 30))
    steps = builder.steps()
    steps[5]["stage"]["phases"][0]["minutes"] = minutes
    script = builder.script(title=title, steps=steps, materials=[title] * data.draw(st.integers(0, 8)))
    again = from_json(to_json(script))
    assert again == script
    assert again.hash == script.hash


FRAMES = [(Lesson, builder.lesson()), (ScenarioBank, {"scenario": [builder.scenario()]}), (Glossary, {"term": [builder.term()]}), (SupportList, {"contact": [builder.contact()]}), (Programmes, {"programme": [builder.programme()]})]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("frame", "whole"), FRAMES, ids=[frame.__name__ for frame, _whole in FRAMES])
@settings(max_examples=40)
@given(st.data())
def test_that_a_file_with_any_bytes_changed_is_refused_or_whole(
    tmp_path_factory: pytest.TempPathFactory, frame: type[Any], whole: builder.Data, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp()
    content = bytearray(builder.toml(whole).encode())
    for _time in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 5))
        piece = data.draw(
            st.binary(max_size=4) | st.sampled_from([b"[", b"}", b'"', b"'''", b"\n", b".", b"=", b"#"])
        )
        content[at : at + length] = piece
    path = folder / "file.toml"
    path.write_bytes(content)
    try:
        value = load(frame, path, folder)
    except ContentFault as fault:
        told([Wrong((), str(each)) for each in fault.faults])
    else:
        assert same(tomllib.loads(path.read_text(encoding="utf-8-sig")), encode(value))


def classes(kind: Any) -> Iterator[type[Any]]:
    """Yield the model classes that a type is made of, itself included."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        yield kind
        for inner in hints(kind).values():
            yield from classes(inner)
    for inner in get_args(kind):
        yield from classes(inner)


def test_that_nothing_in_the_model_is_without_a_limit() -> None:
    checked = 0
    for frame in (Lesson, ScenarioBank, Glossary, SupportList, Programmes, Script):
        for cls in classes(frame):
            for spec in dataclasses.fields(cls):
                kind, rules = hints(cls)[spec.name], spec.metadata  # type: ignore[arg-type]
                leaf = get_args(kind)[0] if get_origin(kind) is tuple else kind
                if leaf is str:
                    assert rules["chars"], (cls, spec.name)
                if leaf in (int, float):
                    assert rules["each"] or rules["high"], (cls, spec.name)
                if get_origin(kind) in (tuple, Mapping):
                    assert rules["high"], (cls, spec.name)
                checked += 1
    assert checked > 100
