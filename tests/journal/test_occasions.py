"""Occasions without the program in the log: revisions with reasons, and a union between laptops."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from facilitator.journal import Journal, occasions
from facilitator.journal.checking.health import examine
from facilitator.journal.occasions import NotAnAccount, Refused
from facilitator.journal.tables.rows import hash_of
from facilitator.planning.occasions import Occasion
from tests.exchange.laptops import laptop
from tests.quick import folder_in_memory

TODAY = date(2026, 11, 26)
STAFF = Occasion(
    kind="staff", status="held", day=date(2026, 10, 6), minutes=50, audience="staff", programme="staff",
    lesson="personal-p3", adults=1, present=18,
)  # fmt: skip
CALLED_OFF = Occasion(
    kind="pupils", status="cancelled", day=date(2026, 12, 1), group="6B", audience="pupils", programme="mvp",
    lesson="mvp-03", cause="illness",
)  # fmt: skip


@pytest.fixture
def folder() -> Iterator[Path]:
    with folder_in_memory() as path:
        yield path


@pytest.fixture
def two(folder: Path) -> Iterator[tuple[Journal, Journal]]:
    """The logs of two laptops."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(laptop(folder / name)) for name in ("one", "other"))
        yield one, other


def bring(giver: Journal, taker: Journal) -> int:
    """Take every account of one laptop into the log of the other, as a package does."""
    arrived = [occasions.from_plain(occasions.row_of(one)) for one in reversed(occasions.revisions(giver))]
    with taker.database.begin() as connection:
        return len(occasions.take_in(connection, arrived))


def test_an_occasion_comes_back_as_it_was_entered(two: tuple[Journal, Journal]) -> None:
    log = two[0]
    own = occasions.enter(log, STAFF, TODAY)
    occasions.enter(log, CALLED_OFF, TODAY)
    assert occasions.values(log) == [CALLED_OFF, STAFF]
    assert occasions.values(log, 2026) == [CALLED_OFF, STAFF]
    assert occasions.values(log, 2025) == []
    row = occasions.occasions(log)[1]
    assert (row.occasion, row.number, row.why, row.disputed, row.here) == (own, 1, "", False, True)
    assert examine(log.database) == []


def test_what_the_rules_refuse_never_reaches_the_log(two: tuple[Journal, Journal]) -> None:
    with pytest.raises(Refused) as refused:
        occasions.enter(two[0], replace(STAFF, group="6B", minutes=None), TODAY)
    assert refused.value.problems == ("group", "minutes")
    with pytest.raises(Refused):
        occasions.enter(two[0], replace(STAFF, status="withdrawn"), TODAY)
    assert occasions.revisions(two[0]) == []


def test_a_correction_keeps_what_it_corrects_and_says_why(two: tuple[Journal, Journal]) -> None:
    log = two[0]
    own = occasions.enter(log, STAFF, TODAY)
    with pytest.raises(Refused) as refused:
        occasions.correct(log, own, STAFF, "", TODAY)
    assert refused.value.problems == ("why", "same")
    with pytest.raises(Refused):
        occasions.correct(log, own, CALLED_OFF, "mistyped", TODAY)
    occasions.correct(log, own, replace(STAFF, present=19), "mistyped", TODAY)
    assert [(one.why, one.values.present) for one in occasions.history(log, own)] == [
        ("", 18),
        ("mistyped", 19),
    ]
    assert [one.present for one in occasions.values(log)] == [19]
    occasions.withdraw(log, own, "mistaken", TODAY)
    assert occasions.values(log) == []
    assert [row.values.status for row in occasions.occasions(log, withdrawn=True)] == ["withdrawn"]
    assert len(occasions.history(log, own)) == 3
    with pytest.raises(KeyError):
        occasions.correct(log, "T0", STAFF, "mistyped", TODAY)


def test_the_same_day_is_not_cancelled_twice(two: tuple[Journal, Journal]) -> None:
    log = two[0]
    own = occasions.enter(log, CALLED_OFF, TODAY)
    with pytest.raises(Refused) as refused:
        occasions.enter(log, replace(CALLED_OFF, cause="room"), TODAY)
    assert refused.value.problems == ("twice",)
    others = (replace(CALLED_OFF, group="6C"), replace(CALLED_OFF, day=date(2026, 12, 2)))
    for other in (*others, replace(CALLED_OFF, school="Ekskolan")):
        occasions.enter(log, other, TODAY)
    occasions.correct(log, own, replace(CALLED_OFF, cause="room"), "mistyped", TODAY)
    with pytest.raises(Refused):
        occasions.correct(log, own, others[1], "mistyped", TODAY)
    occasions.withdraw(log, own, "mistaken", TODAY)
    occasions.enter(log, CALLED_OFF, TODAY)
    assert len(occasions.values(log)) == 4


def test_meetings_of_the_same_day_are_told_apart_by_their_time(two: tuple[Journal, Journal]) -> None:
    off = Occasion(
        kind="supervision", status="cancelled", day=date(2026, 12, 1), at=time(10), audience="mentors", cause="room"
    )  # fmt: skip
    occasions.enter(two[0], off, TODAY)
    occasions.enter(two[0], replace(off, at=time(14)), TODAY)
    with pytest.raises(Refused):
        occasions.enter(two[0], off, TODAY)


def test_an_altered_account_is_found(two: tuple[Journal, Journal]) -> None:
    log = two[0]
    occasions.enter(log, STAFF, TODAY)
    with log.database.raw() as raw:
        raw.execute("DROP TRIGGER occasion_no_update")
        raw.execute("UPDATE occasion SET present = 30")
        raw.execute(
            "CREATE TRIGGER occasion_no_update BEFORE UPDATE ON occasion "
            "BEGIN SELECT RAISE(ABORT, 'occasions are append-only'); END"
        )
    assert [finding.kind for finding in examine(log.database)] == ["row"]


def test_occasions_merge_in_any_order_and_any_number_of_times(two: tuple[Journal, Journal]) -> None:
    one, other = two
    own = occasions.enter(one, STAFF, TODAY)
    occasions.correct(one, own, replace(STAFF, present=19), "mistyped", TODAY)
    occasions.enter(other, CALLED_OFF, TODAY)
    assert (bring(one, other), bring(other, one)) == (2, 1)
    assert (bring(one, other), bring(other, one)) == (0, 0)
    assert occasions.revisions(one) == occasions.revisions(other)
    assert [row.here for row in occasions.occasions(other)] == [True, False]
    assert examine(one.database) == examine(other.database) == []


def test_two_laptops_that_correct_the_same_account_leave_a_choice_that_travels(
    two: tuple[Journal, Journal],
) -> None:
    one, other = two
    own = occasions.enter(one, STAFF, TODAY)
    bring(one, other)
    occasions.correct(one, own, replace(STAFF, present=17), "mistyped", TODAY)
    occasions.correct(other, own, replace(STAFF, present=20), "learned", TODAY)
    bring(one, other)
    bring(other, one)
    (dispute,) = occasions.disputes(one)
    assert occasions.disputes(other) == [dispute]
    assert {account.values.present for account in dispute.accounts} == {17, 20}
    assert occasions.occasions(one)[0].disputed
    assert not occasions.choose(one, own, "nothing")
    chosen = next(account for account in dispute.accounts if account.values.present == 17)
    assert occasions.choose(one, own, chosen.hash)
    assert not occasions.choose(one, own, chosen.hash)
    bring(one, other)
    assert occasions.disputes(one) == occasions.disputes(other) == []
    assert [row.present for row in occasions.values(other)] == [17]
    assert len(occasions.history(other, own)) == 4
    assert examine(other.database) == []


@pytest.mark.parametrize(
    "change",
    [
        {"why": "Kim"},
        {"number": True},
        {"lesson": "Kim Karlsson"},
        {"note": "Kim"},
        {"number": 2},
        {"minutes": None},
        {"day": "20261006"},
        {"previous": {}},
        {"set_aside": None},
        {"group": []},
    ],
)
def test_an_account_that_no_program_writes_is_refused(
    two: tuple[Journal, Journal], change: dict[str, object]
) -> None:
    occasions.enter(two[0], STAFF, TODAY)
    forged = occasions.row_of(occasions.revisions(two[0])[0]) | change
    with pytest.raises(NotAnAccount):
        occasions.from_plain(forged | {"hash": hash_of(forged)})


def test_an_account_with_another_hash_is_refused(two: tuple[Journal, Journal]) -> None:
    occasions.enter(two[0], STAFF, TODAY)
    with pytest.raises(NotAnAccount):
        occasions.from_plain(occasions.row_of(occasions.revisions(two[0])[0]) | {"present": 30})


def test_a_correction_without_what_it_corrects_is_refused(two: tuple[Journal, Journal]) -> None:
    own = occasions.enter(two[0], STAFF, TODAY)
    occasions.correct(two[0], own, replace(STAFF, present=19), "mistyped", TODAY)
    last = occasions.revisions(two[0])[-1]
    with pytest.raises(NotAnAccount), two[1].database.begin() as connection:
        occasions.take_in(connection, [last])
