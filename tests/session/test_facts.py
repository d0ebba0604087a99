"""The stored form of facts: there and back for every kind, and what a newer or broken log says is kept unread."""

import json
from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given, settings

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.state import Entry, evolve
from tests.session.builder import start
from tests.session.strategies import FACTS, kinds, plain_values

SAMPLES: tuple[f.Fact, ...] = (
    f.PassStarted("mvp-02", "ab12", 50, "6B", 24, False), f.SessionResumed(30), f.StepShown("start", 1),
    f.LinesShown("start", 1), f.StepSkipped("horn", "time", "tavlan"), f.MinuteAdded("start"), f.ClockPaused(),
    f.ClockResumed(), f.StageCovered("safe"), f.StageUncovered(), f.StageFrozen(), f.StageReleased(), f.SupportShown(),
    f.TermShown("norm"), f.OverlayClosed(), f.CardTaken("pyramiden", "kort-1"),
    f.CardPlaced("pyramiden", "kort-1", (2, 4)), f.CardAdded("pyramiden", "own-1", "Tisslande"),
    f.TopShown("pyramiden"), f.RuleAdded("regler", "Vi turas om."), f.RuleRemoved("regler", "Vi lyssnar."),
    f.IdeaAdded("tavlan", "before", "Hälsa"), f.IdeaRemoved("tavlan", "before", "Hälsa"), f.SceneFrozen("fallet"),
    f.SceneReleased("fallet"), f.HandsCounted("horn", 0, 5), f.CountsShown("horn", True),
    f.ExerciseUndone("pyramiden"), f.PassEnded(True), f.AnswerGiven("went", 3), f.NoteWritten("ab12"), f.LogFinished(),
)  # fmt: skip


def there_and_back(fact: f.Fact) -> f.Fact:
    """The fact read again from JSON text, as from disk or from another laptop."""
    kind, version, data = f.to_plain(fact)
    return f.from_plain(kind, version, json.loads(json.dumps(data)))


def test_that_there_is_a_sample_of_every_kind() -> None:
    declared = [cls for cls in kinds(f, f.Fact) if cls is not f.Unknown]
    assert [type(s) for s in SAMPLES] == list(f.FACTS.values()) == declared


@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: fact.kind)
def test_that_every_kind_is_read_as_it_was_written(fact: f.Fact) -> None:
    assert there_and_back(fact) == fact
    assert f.to_plain(fact)[:2] == (fact.kind, 1)


@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: fact.kind)
def test_that_no_fact_can_hold_more_than_codes_numbers_and_scanned_text(fact: f.Fact) -> None:
    texts = {"lesson", "lesson_hash", "group", "step", "to", "term", "card", "text", "digest"}
    for one in fields(fact):
        closed = one.type in (int, bool, tuple[int, ...]) or get_args(one.type)
        assert closed or one.name in texts


@given(FACTS)
def test_that_any_fact_is_read_as_it_was_written(fact: f.Fact) -> None:
    assert there_and_back(fact) == fact


@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: fact.kind)
def test_that_a_newer_version_is_kept_unread_and_written_back_unchanged(fact: f.Fact) -> None:
    kind, version, data = f.to_plain(fact)
    newer = f.from_plain(kind, version + 1, data)
    assert newer == f.Unknown(kind, version + 1, data)
    assert f.to_plain(newer) == (kind, version + 1, data)


def test_that_a_newer_kind_is_kept_unread_and_written_back_unchanged() -> None:
    data = {"step": "start", "seats": [[1, 2], {"x": None}]}
    assert f.from_plain("seats_moved", 1, data) == f.Unknown("seats_moved", 1, data)
    assert f.to_plain(f.Unknown("seats_moved", 1, data)) == ("seats_moved", 1, data)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("lines_shown", {"step": "start"}),
        ("lines_shown", {"step": "start", "count": 1, "more": 1}),
        ("lines_shown", {"step": "start", "count": "1"}),
        ("lines_shown", {"step": "start", "count": 1.0}),
        ("lines_shown", {"step": "start", "count": True}),
        ("lines_shown", {"step": ["start"], "count": 1}),
        ("lines_shown", {"step": None, "count": 1}),
        ("stage_covered", {"cover": "green"}),
        ("stage_covered", {"cover": ["safe"]}),
        ("step_skipped", {"step": "horn", "reason": "lazy", "to": ""}),
        ("answer_given", {"field": "name", "value": 1}),
        ("idea_added", {"step": "tavlan", "column": "__class__", "text": "x"}),
        ("card_placed", {"step": "pyramiden", "card": "kort-1", "levels": [1, "2"]}),
        ("card_placed", {"step": "pyramiden", "card": "kort-1", "levels": "12"}),
        ("counts_shown", {"step": "horn", "shown": 1}),
        ("unknown", {"name": "x", "number": 1, "data": {}}),
        ("fact", {}),
    ],
)
def test_that_broken_data_is_never_taken_for_a_fact(kind: str, data: dict[str, object]) -> None:
    assert f.from_plain(kind, 1, data) == f.Unknown(kind, 1, data)


@given(plain_values())
@settings(max_examples=40)
def test_that_whatever_data_says_reading_and_folding_never_raise(data: dict[str, object]) -> None:
    session = start().session
    for kind in f.FACTS:
        fact = f.from_plain(kind, 1, data)
        evolve(session, Entry(2, 10, "", fact))


def test_that_unknown_facts_change_nothing_but_the_clock() -> None:
    run = start()
    run.do(o.GoTo("prat"))
    before = run.session
    after = evolve(before, Entry(before.seq + 1, 5_000, "", f.Unknown("seats_moved", 3, {"step": "start"})))
    assert after.step == before.step
    assert after.run("prat").spent_ms == 5_000
    assert after.seq == before.seq + 1
