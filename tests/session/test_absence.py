"""How long a lesson lived after its last fact, and how long the program was away: no second is lost or counted twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitator.session.absence import EVERY_MS, Absence, Pulse, absence

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOURS_MS = 3 * 3_600_000


def wall(ms: int) -> str:
    return (NINE + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")


@given(
    st.integers(0, 4_000_000),
    st.integers(0, EVERY_MS - 1),
    st.integers(0, 999),
    st.integers(EVERY_MS, 7_000_000),
)
def test_that_lived_and_gone_are_the_whole_time(
    at_ms: int, last_sign_ms: int, died_ms: int, back_ms: int
) -> None:
    sign = Pulse("P", at_ms + last_sign_ms, HOURS_MS + at_ms + last_sign_ms, wall(-3_600_000))
    now_ms = at_ms + last_sign_ms + back_ms
    found = absence(at_ms, wall(at_ms), sign, HOURS_MS + now_ms, wall(3_600_000))
    assert abs(found.lived_ms - (last_sign_ms + died_ms)) <= EVERY_MS // 2
    assert abs(found.lived_ms + found.gap_s * 1000 - (now_ms - at_ms)) <= EVERY_MS // 2


def test_that_a_fact_after_the_last_sign_of_life_stands() -> None:
    sign = Pulse("P", 60_000, HOURS_MS, wall(0))
    assert absence(60_600, wall(600), sign, HOURS_MS + 100_800, wall(100_800)) == Absence(200, 100)
    assert absence(75_000, wall(15_000), sign, HOURS_MS + 115_000, wall(115_000)) == Absence(0, 100)


def test_that_a_computer_started_anew_leaves_only_the_wall_clock() -> None:
    sign = Pulse("P", 60_000, HOURS_MS, wall(0))
    assert absence(0, wall(-60_000), sign, 40_000, wall(300_000)) == Absence(60_500, 300)
    assert absence(0, wall(-60_000), sign, 2 * HOURS_MS, wall(9 * HOURS_MS)) == Absence(
        60_500, 9 * HOURS_MS // 1000
    )


def test_that_without_a_sign_a_clock_set_back_tells_of_no_time() -> None:
    assert absence(0, wall(0), None, HOURS_MS, wall(90_000)) == Absence(0, 90)
    assert absence(0, wall(0), None, HOURS_MS, wall(-90_000)) == Absence(0, 0)
