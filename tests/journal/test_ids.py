"""Ids sort in the order sessions began, whatever the clock does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.journal.tables.ids import ID, next_id

moments = st.integers(0, 2**48 - 2)
chances = st.integers(0, 2**80 - 1)


@pytest.mark.slow
@given(st.lists(st.tuples(moments, chances), min_size=2, max_size=30))
def test_ids_only_grow(times: list[tuple[int, int]]) -> None:
    ids = [""]
    for moment, chance in times:
        ids.append(next_id(ids[-1], moment, chance))
    assert ids == sorted(set(ids))
    assert all(ID.fullmatch(made) for made in ids[1:])


def test_two_copies_of_a_log_whose_clock_was_ahead_make_ids_of_their_own() -> None:
    ahead = next_id("", 2**42)
    assert len({next_id(ahead, 2**41) for _copy in range(50)}) == 50


def test_an_id_is_a_letter_and_a_ulid() -> None:
    assert next_id("", 0, 0) == "P" + "0" * 26
    assert next_id("", 1_469_918_176_385, 0)[1:11] == "01ARYZ6S41"  # the example of the ULID specification


def test_no_spreadsheet_takes_an_id_for_a_number() -> None:
    assert not any(re.fullmatch(r"[\d.,+-]*(e[\d+-]+)?", next_id(""), re.IGNORECASE) for _turn in range(200))


def test_an_odd_last_id_is_no_hindrance() -> None:
    assert ID.fullmatch(next_id("nonsense", 5, 5))
