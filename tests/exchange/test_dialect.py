"""The dialect loses nothing and is harmless in a spreadsheet."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.exchange.sheets import dialect

TRIGGERS = "=+-@\t\r"
hostile = st.builds(
    str.__add__,
    st.sampled_from(["", "'", "''", " ", "\u00a0", "\n", "\t", "=", "+", "-", "@", "\r", "＝"]),
    st.text(),
)
cells = st.one_of(st.text(), hostile)


@given(cells)
def test_a_guarded_text_comes_back(text: str) -> None:
    assert dialect.unguard(dialect.guard(text)) == text


@given(cells)
def test_no_cell_is_a_formula(text: str) -> None:
    cell = dialect.guard(text)
    assert cell[:1] not in set(TRIGGERS) - {""}
    assert cell.lstrip()[:1] not in set("=+-@＝＋－＠")


@pytest.mark.parametrize("text", ["", "6B", "Vad är våld?", "a=b", "åk 2-3", "mejl@skola", "🖐", "“citat”"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert dialect.guard(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "sant",
        "Falskt",
        "TRUE",
        "false",
        "6EM",
        "6fm",
        "7AM",
        "7 PM",
        "0127",
        "007",
        "1e5",
        "1E+5",
        "3/4",
        "12:30",
        "2-3",
        " sant",
    ],
)
def test_a_text_that_a_spreadsheet_takes_for_something_else_stays_a_text(text: str) -> None:
    """A step is called “sant”, a class 6EM, a school by a code that begins with 0: in a spreadsheet TRUE, 18:00 and 127."""
    assert dialect.guard(text) == "'" + text
    assert dialect.unguard(dialect.guard(text)) == text


@pytest.mark.parametrize("text", ["sanningen", "6E", "6EMA", "10", "12345678", "1.1.0", "2026/27 A", "6B-h1"])
def test_a_text_that_only_looks_a_little_like_it_is_left_alone(text: str) -> None:
    assert dialect.guard(text) == text


@settings(max_examples=50)
@given(st.lists(st.lists(cells, min_size=2, max_size=4), max_size=5))
def test_any_table_comes_back(table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    dialect.Writer(stream).writerows([[dialect.guard(cell) for cell in row] for row in table])
    stream.seek(0)
    assert [[dialect.unguard(cell) for cell in row] for _line, row in dialect.rows(stream)] == table


@settings(max_examples=50)
@given(st.lists(st.lists(cells, min_size=2, max_size=4), max_size=5))
def test_whoever_divides_at_commas_and_tabs_too_finds_the_same_cells(table: list[list[str]]) -> None:
    """As LibreOffice 7.4 does with a file that it opens, unless it is told not to."""
    stream = io.StringIO(newline="")
    dialect.Writer(stream).writerows(table)
    assert divided(stream.getvalue()) == table


def divided(text: str) -> list[list[str]]:
    """The cells of a text, divided at semicolons, commas and tabs; what is in quotes is whole."""
    rows = [list[str]()]
    for found in re.finditer(r'("(?:[^"]|"")*"|[^;,\t\r\n"]*)(;|,|\t|\r\n)', text):
        cell, end = found.groups()
        rows[-1].append(cell[1:-1].replace('""', '"') if cell.startswith('"') else cell)
        if end == "\r\n":
            rows.append([])
    return rows[:-1]


def test_that_only_what_must_be_is_quoted() -> None:
    stream = io.StringIO(newline="")
    dialect.Writer(stream).writerows([["6B", 12, None, "1,5", "a;b"], ["ja", "a b", 'a"b', "a\tb", ""]])
    assert stream.getvalue() == '6B;12;;"1,5";"a;b"\r\nja;a b;"a""b";"a\tb";\r\n'


@given(st.integers(0, 10**6))
def test_minutes_are_right_to_a_tenth(seconds: int) -> None:
    cell = dialect.minutes(seconds)
    assert cell[-2] == ","
    assert abs(float(cell.replace(",", ".")) - seconds / 60) <= 0.05 + 1e-9


@pytest.mark.parametrize(
    ("seconds", "cell"), [(3, "0,1"), (15, "0,3"), (21, "0,4"), (2355, "39,3"), (90, "1,5")]
)
def test_half_a_tenth_is_rounded_as_a_spreadsheet_does(seconds: int, cell: str) -> None:
    assert dialect.minutes(seconds) == cell


def test_the_memories_are_only_memories() -> None:
    guarded, minutes = dialect.Guarded(), dialect.Minutes()
    assert [guarded["=1"], guarded["=1"], minutes[90], minutes[90]] == ["'=1", "'=1", "1,5", "1,5"]
