"""A lesson held without the program in the log: a draft like any other, told apart by one column."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from facilitator.journal import Journal, afterwards, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.checking.rebuild import rebuild
from facilitator.journal.takingup import take_up
from facilitator.session import orders as o
from facilitator.session.afterwards import Remembered
from tests.builders import HandClock, begin, script

SCRIPT = script()
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
LATE = Remembered(
    "6B", 22, datetime(2026, 11, 3, 9, 15, tzinfo=UTC), 45, tuple(step.id for step in SCRIPT.steps)
)


def test_it_waits_for_its_form_and_is_finished_like_any_other(journal: Journal) -> None:
    own = afterwards.enter(journal, LATE, SCRIPT, NOW)
    (draft,) = queries.drafts(journal)
    assert (draft.session, draft.late, draft.status, draft.started) == (
        own,
        True,
        "done",
        "2026-11-03T09:15:00Z",
    )
    assert (draft.ended, draft.people) == ("2026-11-03T10:00:00Z", 22)
    conductor = take_up(journal, own, HandClock())
    conductor.order(o.Answer("went", 3))
    conductor.order(o.CorrectMinutes(SCRIPT.steps[0].id, 4, "other"))
    conductor.order(o.FinishLog())
    assert journal.flush(30)
    assert queries.drafts(journal) == []
    row = queries.session(journal, own)
    assert row is not None
    assert (row.finished, row.went, row.late) == (True, 3, True)
    assert examine(journal.database) == []


def test_the_seal_holds_the_mark_and_rows_without_it_have_the_seal_they_had(journal: Journal) -> None:
    led = begin(journal)
    led.order(o.End())
    assert journal.flush(30)
    afterwards.enter(journal, LATE, SCRIPT, NOW)
    assert [row.late for row in queries.sessions(journal)] == [True, False]
    with journal.database.raw() as raw:
        raw.execute("UPDATE session SET late = NOT late")
    assert [finding.kind for finding in examine(journal.database, folds=False)] == ["summary", "summary"]
    rebuild(journal.database)
    assert examine(journal.database) == []
    assert [row.late for row in queries.sessions(journal)] == [True, False]


def test_what_is_no_group_or_no_day_of_ours_is_refused_and_leaves_nothing(journal: Journal) -> None:
    odd = replace(LATE, group="Kim", started=datetime(2020, 1, 7, tzinfo=UTC), people=100)
    assert afterwards.problems(odd, SCRIPT, NOW) == ("group", "day", "people")
    with pytest.raises(ValueError, match="group"):
        afterwards.enter(journal, odd, SCRIPT, NOW)
    assert queries.sessions(journal, rehearsals=True) == []
