"""A lesson held without the program: the facts it becomes, and what they lead to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.session.afterwards import MINUTES, Remembered, entries, problems
from facilitator.session.facts import Reason
from facilitator.session.fold import fold
from facilitator.session.summary import summarise
from facilitator.session.thread import thread_of
from tests.builders import script

REASONS: tuple[Reason, ...] = ("time", "sensitive")
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SCRIPT = script()
STEPS = tuple(step.id for step in SCRIPT.steps)
ALL = Remembered("6B", 24, datetime(2026, 11, 24, 9, 15, tzinfo=UTC), 45, STEPS)


def test_a_whole_lesson_is_done_and_says_that_it_was_entered_afterwards() -> None:
    session = fold("P1", SCRIPT, entries(ALL, SCRIPT, NOW))
    summary = summarise(session)
    assert (summary.status, summary.late, summary.finished) == ("done", True, False)
    assert (summary.started, summary.spent_s, summary.people) == ("2026-11-24T09:15:00Z", 45 * 60, 24)
    assert (summary.core_held, summary.order_kept) == (summary.core_planned, True)
    assert entries(ALL, SCRIPT, NOW)[1].wall == "2026-11-26T12:00:00Z"
    assert entries(ALL, SCRIPT, NOW)[-1].wall == "2026-11-24T10:00:00Z"


def test_a_lesson_that_stopped_was_held_in_part() -> None:
    summary = summarise(fold("P1", SCRIPT, entries(replace(ALL, held=STEPS[:4]), SCRIPT, NOW)))
    assert summary.status == "partial"
    assert [step.outcome for step in summary.steps[4:]] == ["not-reached"] * (len(STEPS) - 4)
    assert summary.last_step == STEPS[3]


@given(
    st.sets(st.sampled_from(STEPS), min_size=1), st.sampled_from(MINUTES), st.sampled_from(REASONS)
)  # fmt: skip
def test_exactly_the_steps_that_are_remembered_count_as_held(
    held: set[str], minutes: int, reason: Reason
) -> None:
    one = replace(ALL, held=tuple(held), minutes=minutes, reason=reason)
    summary = summarise(fold("P1", SCRIPT, entries(one, SCRIPT, NOW)))
    assert {step.step for step in summary.steps if step.outcome in ("held", "shortened")} == held
    assert {step.reason for step in summary.steps if step.outcome == "skipped"} <= {reason}
    assert summary.spent_s == minutes * 60
    assert all(step.spent_s == 0 for step in summary.steps if step.step not in held)
    assert (summary.status == "done") == (STEPS[-1] in held)
    assert summary.order_kept


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (replace(ALL, people=100), "people"),
        (replace(ALL, minutes=0), "minutes"),
        (replace(ALL, held=()), "steps"),
        (replace(ALL, held=("no-such-step",)), "steps"),
        (replace(ALL, started=NOW - timedelta(minutes=44)), "future"),
    ],
)
def test_what_cannot_have_been_is_refused(one: Remembered, why: str) -> None:
    assert problems(one, SCRIPT, NOW) == (why,)
    with pytest.raises(ValueError, match=why):
        entries(one, SCRIPT, NOW)


def test_it_takes_its_place_among_the_groups_lessons_and_leaves_what_they_wrote() -> None:
    earlier = fold("P2", SCRIPT, entries(ALL, SCRIPT, NOW))
    later = fold("P1", SCRIPT, entries(replace(ALL, started=NOW - timedelta(days=1)), SCRIPT, NOW))
    thread = thread_of([later, earlier])
    assert [held.session for held in thread.held] == ["P2", "P1"]
    assert (thread.rules, thread.cards, thread.texts) == ((), (), ())
