"""The stored form of facts: there and back for every kind, and what a newer or broken log says is kept unread."""

import json
from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given, settings

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.fold import evolve
from facilitator.session.state import Entry
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
    f.ExerciseUndone("pyramiden"), f.PassEnded(True), f.AnswerGiven("went", 3), f.NoteWritten("ab12"), f.EnteredAfterwards(), f.LogFinished(),
    f.ItemTaken("sortera", "lapp-1"), f.ItemPut("sortera", "lapp-1", 2), f.ItemExplained("sortera", "lapp-1"),
    f.TextWritten("karta", 1, "Modig"), f.TextErased("karta", 1, "Modig"), f.SpotMarked("bilden", "barn-1", 2),
    f.GroupsSized("grupper", 4), f.ComputerSlept(600_000), f.AdultTookOver("fallet"),
    f.FormChosen("pyramiden", "latent"),
    f.PlanSqueezed((0, 0, 162, 0)), f.ShortFormChosen("fallet"), f.StopPlanned("fallet"),
    f.PlanRestored(), f.BellSet(2_400_000), f.StepBegan("sist", 240), f.MinutesCorrected("fallet", 9, "forgot"),
    f.QuestionParked("Varför just då?"), f.QuestionUnparked("Varför just då?"),
    f.TakeawayChosen("mod"),
    f.ThreadBrought("P0", "mvp-01", "Åskådare", "2026-11-14T09:20:00Z", 5, 8, ("Vi turas om.",),
                    (("Blickar", ("latent",), (1, 2)), ("Knuff", (), ())), (("boxar", "boxes", (("tuff",), ())),),
                    ("Varför just då?",), "mod"),
    f.PassContinued("P0", "horn", ("start", "regler")), f.WorkReopened("pyramiden"),
    f.TextsForgotten(((5, 6), (9,))),
)  # fmt: skip

# How every kind stands in logs already written, on many laptops: a line here never changes, a new version gets a new one.
STORED = """
pass_started 1 {"lesson": "mvp-02", "lesson_hash": "ab12", "length": 50, "group": "6B", "people": 24, "rehearsal": false}
session_resumed 1 {"gap_s": 30}
step_shown 1 {"step": "start", "count": 1}
lines_shown 1 {"step": "start", "count": 1}
step_skipped 1 {"step": "horn", "reason": "time", "to": "tavlan"}
minute_added 1 {"step": "start"}
clock_paused 1 {}
clock_resumed 1 {}
stage_covered 1 {"cover": "safe"}
stage_uncovered 1 {}
stage_frozen 1 {}
stage_released 1 {}
support_shown 1 {}
term_shown 1 {"term": "norm"}
overlay_closed 1 {}
card_taken 1 {"step": "pyramiden", "card": "kort-1"}
card_placed 1 {"step": "pyramiden", "card": "kort-1", "levels": [2, 4]}
card_added 1 {"step": "pyramiden", "card": "own-1", "text": "Tisslande"}
top_shown 1 {"step": "pyramiden"}
rule_added 1 {"step": "regler", "text": "Vi turas om."}
rule_removed 1 {"step": "regler", "text": "Vi lyssnar."}
idea_added 1 {"step": "tavlan", "column": "before", "text": "Hälsa"}
idea_removed 1 {"step": "tavlan", "column": "before", "text": "Hälsa"}
scene_frozen 1 {"step": "fallet"}
scene_released 1 {"step": "fallet"}
hands_counted 1 {"step": "horn", "corner": 0, "count": 5}
counts_shown 1 {"step": "horn", "shown": true}
exercise_undone 1 {"step": "pyramiden"}
pass_ended 1 {"complete": true}
answer_given 1 {"field": "went", "value": 3}
note_written 1 {"digest": "ab12"}
entered_afterwards 1 {}
log_finished 1 {}
item_taken 1 {"step": "sortera", "item": "lapp-1"}
item_put 1 {"step": "sortera", "item": "lapp-1", "place": 2}
item_explained 1 {"step": "sortera", "item": "lapp-1"}
text_written 1 {"step": "karta", "place": 1, "text": "Modig"}
text_erased 1 {"step": "karta", "place": 1, "text": "Modig"}
spot_marked 1 {"step": "bilden", "spot": "barn-1", "role": 2}
groups_sized 1 {"step": "grupper", "size": 4}
computer_slept 1 {"gap_ms": 600000}
adult_took_over 1 {"step": "fallet"}
form_chosen 1 {"step": "pyramiden", "form": "latent"}
plan_squeezed 1 {"cut_s": [0, 0, 162, 0]}
short_form_chosen 1 {"step": "fallet"}
stop_planned 1 {"step": "fallet"}
plan_restored 1 {}
bell_set 1 {"at_ms": 2400000}
step_began 1 {"step": "sist", "ago_s": 240}
minutes_corrected 1 {"step": "fallet", "minutes": 9, "reason": "forgot"}
question_parked 1 {"text": "Varför just då?"}
question_unparked 1 {"text": "Varför just då?"}
takeaway_chosen 1 {"text": "mod"}
thread_brought 1 {"session": "P0", "lesson": "mvp-01", "title": "Åskådare", "started": "2026-11-14T09:20:00Z", "stopped_after": 5, "steps": 8, "rules": ["Vi turas om."], "cards": [["Blickar", ["latent"], [1, 2]], ["Knuff", [], []]], "texts": [["boxar", "boxes", [["tuff"], []]]], "parked": ["Varför just då?"], "word": "mod"}
pass_continued 1 {"session": "P0", "step": "horn", "passed": ["start", "regler"]}
work_reopened 1 {"step": "pyramiden"}
texts_forgotten 1 {"entries": [[5, 6], [9]]}
"""
CODES = {
    f.Cover: ("safe", "black", "white"),
    f.Correction: ("forgot", "interrupted", "other"),
    f.Column: ("before", "during", "after"),
    f.Form: ("", "physical", "psychological", "sexual", "digital", "latent", "racist", "material"),
    f.Reason: ("time", "age", "language", "question", "technical", "sensitive", "other"),
    f.Field: (
        "went", "people", "adults", "mentors", "prepared", "group_form", "stayed", "room", "adult_there", "took_part",
        "understood", "felt_safe", "opt_out", "team_told", "needs", "filled_by",
    ),
}  # fmt: skip


def there_and_back(fact: f.Fact) -> f.Fact:
    """The fact read again from JSON text, as from disk or from another laptop."""
    kind, version, data = f.to_plain(fact)
    return f.from_plain(kind, version, json.loads(json.dumps(data)))


def test_that_there_is_a_sample_of_every_kind() -> None:
    declared = [cls for cls in kinds(f, f.Fact) if cls is not f.Unknown]
    assert set(f.FACTS.values()) == set(declared)
    assert len(SAMPLES) == len(declared)
    assert {type(s) for s in SAMPLES} == set(declared)


@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: fact.kind)
def test_that_every_kind_is_read_as_it_was_written(fact: f.Fact) -> None:
    assert there_and_back(fact) == fact
    assert f.to_plain(fact)[:2] == (fact.kind, 1)


@pytest.mark.parametrize("fact", SAMPLES, ids=lambda fact: fact.kind)
def test_that_no_fact_can_hold_more_than_codes_numbers_and_scanned_text(fact: f.Fact) -> None:
    texts = {
        "session",
        "title",
        "started",
        "word",
        "lesson",
        "lesson_hash",
        "group",
        "step",
        "to",
        "term",
        "card",
        "item",
        "spot",
        "text",
        "digest",
    }
    for one in fields(fact):
        closed = one.type in (int, bool, tuple[int, ...]) or get_args(one.type)
        assert closed or one.name in texts


def test_that_logs_written_before_are_read_the_same_today() -> None:
    lines = STORED.strip().splitlines()
    assert len(lines) == len(SAMPLES)
    for line, fact in zip(lines, SAMPLES, strict=True):
        kind, version, data = line.split(" ", 2)
        assert f.to_plain(fact) == (kind, int(version), json.loads(data))
        assert f.from_plain(kind, int(version), json.loads(data)) == fact


def test_that_codes_in_logs_keep_their_words() -> None:
    assert {kind: get_args(kind) for kind in CODES} == CODES


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
        ("pass_continued", {"session": "P0", "step": "horn", "passed": ["start", 1]}),
        ("pass_continued", {"session": "P0", "step": "horn", "passed": "start"}),
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


@pytest.mark.parametrize(
    "card",
    [
        ["Blickar", ["latent"]],
        ["Blickar", ["latent"], ["1"]],
        ["Blickar", "latent", [1]],
        "Blickar",
        [],
        None,
    ],
)
def test_that_a_card_of_another_shape_is_never_brought(card: object) -> None:
    whole = next(s for s in SAMPLES if isinstance(s, f.ThreadBrought))
    kind, version, data = f.to_plain(whole)
    broken = {**data, "cards": [card]}
    assert f.from_plain(kind, version, broken) == f.Unknown(kind, version, broken)
