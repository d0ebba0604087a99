"""What may be entered of an occasion that the program did not lead, and what the rules refuse."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.planning import occasions as o
from facilitator.planning.occasions import Occasion, Problem, Revision, correction_problems, problems

TODAY = date(2026, 11, 26)
STAFF = Occasion(
    kind="staff", status="held", day=date(2026, 10, 6), at=time(14, 30), minutes=50, audience="staff",
    programme="staff", lesson="personal-p3", adults=1, present=18,
)  # fmt: skip
CALLED_OFF = Occasion(
    kind="pupils", status="cancelled", day=date(2026, 12, 1), group="6B", audience="pupils", programme="mvp",
    lesson="mvp-03", cause="illness",
)  # fmt: skip
SUPERVISION = Occasion(
    kind="supervision",
    status="held",
    day=date(2026, 11, 3),
    minutes=30,
    group="6B",
    audience="mentors",
    present=4,
)
PARENTS = Occasion(
    kind="parents", status="held", day=date(2026, 9, 8), minutes=60, audience="guardians", present=40
)


@pytest.mark.parametrize(
    "one",
    [
        STAFF,
        CALLED_OFF,
        SUPERVISION,
        PARENTS,
        replace(STAFF, kind="apt", lesson="apt-a1"),
        replace(STAFF, lesson=""),
        replace(CALLED_OFF, programme="p" * 48, lesson="l" * 48),
        replace(STAFF, status="partial", cause="time"),
        replace(PARENTS, group="6B"),
        replace(SUPERVISION, group="", audience="both", mentors=2),
        replace(SUPERVISION, kind="training", group=""),
        replace(CALLED_OFF, status="moved", moved_to=date(2026, 12, 8)),
        replace(SUPERVISION, status="cancelled", cause="schedule", minutes=None, present=None),
    ],
)
def test_what_the_chapter_has_can_be_entered(one: Occasion) -> None:
    assert problems(one, TODAY) == ()


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (replace(CALLED_OFF, status="held", cause="", minutes=50), "form"),  # it has the form after a lesson
        (replace(CALLED_OFF, group=""), "group"),
        (replace(CALLED_OFF, group="PERS"), "group"),
        (replace(CALLED_OFF, group="Kim"), "group"),
        (replace(CALLED_OFF, lesson=""), "lesson"),
        (replace(CALLED_OFF, lesson="Kim Karlsson"), "lesson"),
        (replace(CALLED_OFF, cause=""), "cause"),
        (replace(CALLED_OFF, present=12), "present"),
        (replace(CALLED_OFF, minutes=10), "minutes"),
        (replace(CALLED_OFF, moved_to=date(2026, 12, 8)), "moved-to"),
        (replace(CALLED_OFF, status="moved"), "moved-to"),
        (replace(CALLED_OFF, status="moved", moved_to=CALLED_OFF.day), "moved-to"),
        (replace(STAFF, group="6B"), "group"),
        (replace(STAFF, audience="mentors"), "audience"),
        (replace(STAFF, mentors=2), "mentors"),
        (replace(STAFF, minutes=None), "minutes"),
        (replace(STAFF, minutes=0), "minutes"),
        (replace(STAFF, cause="time"), "cause"),
        (replace(STAFF, status="partial"), "cause"),
        (replace(STAFF, at=time(14, 32)), "at"),
        (replace(STAFF, day=date(2026, 11, 27)), "future"),
        (replace(STAFF, day=date(2019, 11, 27)), "day"),
        (replace(STAFF, adults=10), "leaders"),
        (replace(STAFF, present=1000), "present"),
        (replace(STAFF, school="En\nskola"), "school"),
        (replace(SUPERVISION, lesson="mvp-03"), "lesson"),
        (replace(PARENTS, audience="pupils"), "audience"),
    ],
)
def test_what_the_chapter_refuses_is_refused(one: Occasion, why: Problem) -> None:
    assert why in problems(one, TODAY)


def test_a_lesson_ahead_can_be_cancelled_but_not_have_been_held() -> None:
    assert problems(replace(CALLED_OFF, day=date(2027, 3, 1)), TODAY) == ()
    assert problems(replace(CALLED_OFF, day=date(2028, 3, 1)), TODAY) == ("day",)


OCCASIONS = st.builds(
    Occasion,
    kind=st.sampled_from(o.KINDS), status=st.sampled_from(o.STATUSES), day=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    at=st.none() | st.times(), minutes=st.none() | st.integers(-5, 600), school=st.sampled_from(("", "Ekskolan", "a\0")),
    group=st.sampled_from(("", "6B", "4A-h1", "PERS", "Kim Karlsson")),
    audience=st.sampled_from(("pupils", "staff", "mentors", "leaders", "both", "guardians")),
    programme=st.sampled_from(("", "mvp", "Kim K")), lesson=st.sampled_from(("", "mvp-03", "Kim K")),
    cause=st.sampled_from(("", *o.CAUSES)), moved_to=st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    adults=st.none() | st.integers(-1, 12), mentors=st.none() | st.integers(-1, 12),
    present=st.none() | st.integers(-1, 1200),
)  # fmt: skip


@given(OCCASIONS)
def test_what_is_kept_is_never_about_somebody(one: Occasion) -> None:
    if problems(one, TODAY):
        return
    assert one.group in ("", "6B", "4A-h1")
    assert "Kim" not in one.lesson + one.programme
    assert not (one.kind == "pupils" and one.took_place)
    assert not (one.took_place and one.day > TODAY)
    if one.status in ("moved", "cancelled"):
        assert one.cause
        assert (one.minutes, one.adults, one.mentors, one.present) == (None,) * 4
    if one.took_place:
        assert one.minutes in o.MINUTES
        assert (one.status == "held") != bool(one.cause)
    if one.kind in ("staff", "apt", "training"):
        assert not one.group
    assert one.at is None or (one.at.minute % 5, one.at.second) == (0, 0)


@pytest.mark.slow
@given(OCCASIONS, OCCASIONS, st.sampled_from(o.WHYS))
def test_a_correction_is_kept_to_the_same_rules_and_needs_a_reason(
    before: Occasion, after: Occasion, why: o.Why
) -> None:
    found = correction_problems(before, after, why, TODAY)
    if found:
        return
    assert why
    assert after.kind == before.kind
    assert after.status == "withdrawn" or problems(after, TODAY) == ()


def account(number: int, previous: str, said: Occasion, set_aside: str = "") -> Revision:
    return Revision(
        occasion="T", number=number, previous=previous, set_aside=set_aside, why="mistyped" if previous else "",
        wall="2026-11-26T08:00:00Z", device="d", program_version="1", values=said, hash=f"{number}{said.present}",
    )  # fmt: skip


FIRST = account(1, "", replace(STAFF, present=8))
ONE, OTHER = (account(2, FIRST.hash, replace(STAFF, present=n)) for n in (18, 19))


@given(st.permutations([FIRST, ONE, OTHER]))
def test_two_corrections_of_the_same_account_wait_for_a_choice(accounts: list[Revision]) -> None:
    assert o.differing(accounts) == (OTHER, ONE)
    chosen = account(3, ONE.hash, ONE.values, set_aside=OTHER.hash)
    assert o.differing([chosen, *accounts]) == ()
    assert o.leaves([chosen, *accounts]) == (chosen,)


def test_the_same_correction_on_two_laptops_is_no_conflict() -> None:
    again = replace(ONE, device="e", hash="another")
    assert o.differing([FIRST, ONE, again]) == ()
    assert o.differing([FIRST]) == ()
