"""Line numbers: every value of a TOML file is found on the line where its author wrote it."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.content.decode import Path
from facilitator.content.lines import Lines
from tests.content import builder

SAMPLE = '''\
# A comment with [a.header] and "quotes"
id = "mvp-03"
goals = ["one", "two",
  # between
  "three"] # after
"odd key" = 1
dotted.name.here = 2

[[steps]]
id = "a"
at = { 40 = 4, 60 = 8 }

  [steps.stage]
  body = """
A text with # no comment
and [no] = "header"
"""
  points = [
    "one",
    """two
lines""",
    'three',
  ]
  [[steps.leader.say]]
  who = "A"
  [[steps.leader.say]]
  who = "B"

[[steps]]
id = "b"
[steps.leader]
say = [{ who = "A", text = "x" },
       { who = "B", text = "y" }]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 2),
        (("goals",), 3),
        (("goals", 1), 3),
        (("goals", 2), 5),
        (("odd key",), 6),
        (("dotted", "name", "here"), 7),
        (("steps",), 9),
        (("steps", 0), 9),
        (("steps", 0, "id"), 10),
        (("steps", 0, "at", "60"), 11),
        (("steps", 0, "stage"), 13),
        (("steps", 0, "stage", "body"), 14),
        (("steps", 0, "stage", "points", 0), 19),
        (("steps", 0, "stage", "points", 1), 20),
        (("steps", 0, "stage", "points", 2), 22),
        (("steps", 0, "leader", "say", 0, "who"), 25),
        (("steps", 0, "leader", "say", 1), 26),
        (("steps", 1, "id"), 30),
        (("steps", 1, "leader", "say", 1, "text"), 33),
        (("steps", 1, "title"), 29),
        (("steps", 1, "leader", "say", 0, "who", "nothing"), 32),
        (("steps", 9), 9),
        (("nowhere",), None),
        ((), None),
    ],
)
def test_that_a_value_is_found_on_its_line(path: Path, line: int | None) -> None:
    assert tomllib.loads(SAMPLE)
    assert Lines(SAMPLE).of(path) == line


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_that_both_kinds_of_line_ends_count(end: str) -> None:
    assert Lines(SAMPLE.replace("\n", end)).of(("steps", 1, "id")) == 30


@pytest.mark.parametrize(
    "text", ["", "a", "a =", "[", "[[a]", 'a = "', "a = [1", "a = {b", "=", "a = [" * 9000]
)
def test_that_a_broken_file_gives_what_lines_there_are(text: str) -> None:
    lines = Lines(text)
    assert lines.of(("a",)) in (None, 1)


words = st.text(st.sampled_from("aåé \"'\\#[]{}=,.\n\t1\U0001f600"), max_size=12)
values = st.recursive(
    words | st.integers(-9, 9) | st.booleans() | st.dates() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)
MARK = 987_654_321


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from paths(value, (*path, key))


def put(data: Any, path: Path, mark: Any) -> Any:
    if not path:
        return mark
    first, *rest = path
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[first] = put(data[first], tuple(rest), mark)
    return copy


@pytest.mark.slow
@given(st.dictionaries(words, values, max_size=5), st.data())
def test_that_any_value_of_any_document_is_found(document: dict[str, Any], data: st.DataObject) -> None:
    choices = [path for path in paths(document) if len(path) <= 8]
    if not choices:
        return
    path = data.draw(st.sampled_from(choices))
    marked = put(document, path, MARK)
    text = builder.toml(marked)
    assert tomllib.loads(text) == marked
    line = Lines(text).of(path)
    assert line is not None
    assert str(MARK) in text.split("\n")[line - 1]


JUNK = st.text(st.sampled_from("a #[]{}=,.'\n"), max_size=8)
COMMENTS = st.sampled_from(["", " # x", ' # "', " # '''", " # [a]"])
BREAKS = st.sampled_from(["", " ", "\n", "\n\n  # , ]\n"])


@st.composite
def strings(draw: st.DrawFn) -> str:
    """A string of any style whose text begins with `mark`."""
    junk = draw(JUNK)
    flat, bare = junk.replace("\n", " "), junk.replace("'", "")
    styles = [
        f'"mark{flat}\\""', f"'mark{bare}'".replace("\n", " "), f'"""mark{junk}""a\\""" """', f"'''mark{bare}''a'''",
        f'"""mark{junk}"""""', f"'''mark{bare}'''''", f'"""mark\\\n  {junk}"""',
    ]  # fmt: skip
    return draw(st.sampled_from(styles))


@st.composite
def entries(draw: st.DrawFn, number: int) -> str:
    """A key and its value in any of many styles; the items of lists are marked strings."""
    names = [f"key{number}", f'"key{number}"', f"key{number} . x", f"key{number}.'y z'"]
    gap = draw(BREAKS)
    parts = [draw(strings()) for _ in range(draw(st.integers(1, 3)))]
    inline = ", ".join(f"k{n} = {part}" for n, part in enumerate(parts))
    styles = [
        parts[0], "2026-11-23 07:00:00", "-1_0.5e3", "[ ]", "{ }", f"{{ {inline} }}",
        f"[{gap}" + f"{gap},{gap}".join(parts) + f",{gap}]", f"[{gap}[{gap}{parts[0]}{gap}],]",
    ]  # fmt: skip
    value = draw(st.sampled_from(styles))
    after = draw(st.sampled_from(["", "\n", "# key9 = 1\n"]))
    return f"{draw(st.sampled_from(names))} = {value}{draw(COMMENTS)}\n{after}"


@st.composite
def written(draw: st.DrawFn) -> str:
    """A document as a person might write it."""
    text = draw(entries(0))
    for number in range(1, draw(st.integers(2, 7))):
        heads = [f"[t{number}]", "[[list]]", f"  [[many.lists]] # {number}", f"[ 'a.b' . t{number} ]"]
        text += f"{draw(st.sampled_from(heads))}{draw(COMMENTS)}\n{draw(entries(number))}"
    return text


@pytest.mark.slow
@given(written())
def test_that_what_a_person_writes_is_found_on_its_line(text: str) -> None:
    lines, rows = Lines(text), text.split("\n")
    for path in paths(tomllib.loads(text)):
        line = lines.of(path)
        assert line is not None
        row = rows[line - 1]
        if "list" in path[-2:] or "lists" in path[-2:] or path[-1] == "many":
            assert "[[" in row or "key" in row
        elif isinstance(path[-1], int):
            assert "mark" in row or row.lstrip().startswith("[") or "[" in row  # a list in a list
        else:
            assert str(path[-1]) in row
