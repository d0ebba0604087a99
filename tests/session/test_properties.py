"""What holds whatever a leader does and whatever a log says."""

import json
from contextlib import suppress
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from facilitator.errors import NotNow
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.draft import Draft, DraftRun
from facilitator.session.exercises import (
    GROUP_SIZES,
    IDEAS_IN_A_COLUMN,
    QUESTIONS_IN_ALL,
    TAKEAWAY_LIMIT,
    agreed,
    cards,
    group_sizes,
    room_for,
)
from facilitator.session.fold import evolve, fold, folded
from facilitator.session.offers import LATE_MS, Offer, advise
from facilitator.session.pacing import pace, planned_ms
from facilitator.session.rules import decide, taps
from facilitator.session.state import Entry, Session, StepRun, blank
from facilitator.session.summary import summarise
from tests.session.builder import MINUTE, m, other_forms, resumed, script, start
from tests.session.strategies import FACTS, ORDERS

SCRIPT = script()
THREAD = f.ThreadBrought(
    "P0", "mvp-01", "Åskådare", "2026-11-14T09:20:00Z", 3, 12, ("Vi turas om.", "Vi lyssnar."),
    (("Kort 2", ("latent",), (1, 4)), ("Knuff", (), (2,)), ("Miner", (), ())),
    (("boxar", "boxes", (("tuff",), (), ("snäll",), ())), ("tavlan", "board", (("Hälsa mer",), (), ()))),
    ("Varför just då?",), "mod",
)  # fmt: skip


class Lesson(RuleBasedStateMachine):
    """A leader who does anything at all, with a clock that may jump and a program that may die."""

    script = SCRIPT

    @initialize(
        people=st.integers(0, 30), rehearsal=st.booleans(), opening=st.sampled_from(("", "thread", "part"))
    )
    def begin(self, people: int, rehearsal: bool, opening: str) -> None:
        facts = (THREAD, *self.second_part()) if opening == "part" else (THREAD,) if opening else ()
        self.run = start(self.script, people=people, rehearsal=rehearsal, opening=facts)

    def second_part(self) -> tuple[f.Fact, ...]:
        """The lesson goes on after its third step."""
        steps = [step.id for step in self.script.steps]
        return (f.PassContinued("P0", steps[3], tuple(steps[:3])),)

    @rule(order=ORDERS)
    def give(self, order: o.Order) -> None:
        before = len(self.run.journal.entries)
        refused = self.run.hint(order)
        kept = [entry.fact for entry in self.run.journal.entries[before:]]
        assert len(kept) == 0 if refused else len(kept) in (1, 2)
        assert all(isinstance(fact, f.TextsForgotten) for fact in kept[1:]), (
            "a text that was replaced goes as well"
        )

    @rule(
        order=ORDERS.filter(lambda order: not isinstance(order, o.End | o.FinishLog | o.Answer | o.WriteNote))
    )
    def give_while_it_runs(self, order: o.Order) -> None:
        self.give(order)

    @rule(ms=st.integers(0, 10 * MINUTE))
    def wait(self, ms: int) -> None:
        before, now = self.run.pace, self.run.conductor.now_ms
        self.run.clock.advance(ms=ms)
        after = self.run.pace
        passed = 0 if self.run.session.ended else self.run.conductor.now_ms - now
        assert before.closing_in_ms - after.closing_in_ms == passed
        assert after.behind_ms >= before.behind_ms

    @rule(ms=st.integers(0, 20 * MINUTE), awake=st.integers(0, MINUTE))
    def sleep(self, ms: int, awake: int) -> None:
        before, paused = self.run.session, sum(r.paused_ms for r in self.run.session.runs)
        self.run.clock.advance(ms=ms + awake)
        self.run.conductor.slept(ms)
        if not before.ended:
            slept = sum(r.paused_ms for r in self.run.session.runs) - paused
            assert slept >= min(ms, self.run.session.at_ms - before.at_ms)
            assert self.run.session.cover == "safe"

    @rule(ms=st.integers(1, 20 * MINUTE))
    def set_the_clock_back(self, ms: int) -> None:
        self.run.clock.advance(ms=-ms)
        assert self.run.conductor.now_ms >= self.run.session.at_ms

    @precondition(lambda self: not self.run.session.ended)
    @rule(gap_s=st.integers(-10, 7200))
    def die_and_go_on(self, gap_s: int) -> None:
        place = self.run.session.seen
        self.run = resumed(self.run, gap_s=gap_s)
        assert self.run.session.seen == place
        assert self.run.session.cover == "safe"

    @override
    def teardown(self) -> None:
        """The log tells the same as the lesson, entry by entry."""
        journal, read = self.run.journal, blank("P1", self.script)
        for entry, summary in zip(journal.entries, journal.summaries, strict=True):
            assert entry.at_ms >= read.at_ms
            read = evolve(read, Entry(entry.seq, entry.at_ms, entry.wall, there_and_back(entry.fact)))
            assert summarise(read) == summary
        assert read == self.run.session

    @invariant()
    def time_is_whole(self) -> None:
        session, entries = self.run.session, self.run.journal.entries
        ends = [e.at_ms for e in entries if isinstance(e.fact, f.PassEnded)] or [entries[-1].at_ms]
        assert sum(r.spent_ms + r.paused_ms for r in session.runs) == ends[0]
        assert min(min(r.spent_ms, r.paused_ms) for r in session.runs) >= 0
        assert all(r.order or not r.spent_ms + r.paused_ms for r in session.runs)

    @invariant()
    def the_pace_adds_up(self) -> None:
        session, now = self.run.session, self.run.pace
        runs = zip(session.script.steps, session.runs, strict=True)
        total = sum(step.minutes for step, run in runs if run.outcome != "before") * MINUTE
        used = sum(r.spent_ms + r.paused_ms for r in session.runs)
        used += 0 if session.ended else self.run.conductor.now_ms - session.at_ms
        used += sum(gap * 1000 for gap in session.gaps if gap * 1000 < total)
        end = min(total, session.bell_ms or total)
        assert used + now.ends_in_ms == end + now.behind_ms
        assert now.ends_in_ms >= 0
        assert now.closing_in_ms <= end - used
        assert now.bell_in_ms == (session.bell_ms - used if session.bell_ms else None)
        assert (now.phase_left_ms is None) == (now.phase_total_ms is None)

    @invariant()
    def every_offer_keeps_the_floors_and_gives_what_it_promises(self) -> None:
        session, now_ms = self.run.session, self.run.conductor.now_ms
        now = pace(session, now_ms)
        advice, late = advise(session, now), now.behind_ms
        assert (advice is None) == (session.ended or late <= LATE_MS)
        for offer in advice.offers if advice else ():
            after = evolve(session, Entry(session.seq + 1, now_ms, "", decide(session, offer.order)))
            assert pace(after, now_ms).behind_ms == late - offer.gives_ms
            check_offer(session, after, offer)

    @invariant()
    def the_session_is_sound(self) -> None:
        check_sound(self.run.session)


def check_offer(before: Session, after: Session, offer: Offer) -> None:
    """No step below its floor, the closing as it was, and no step changed that the offer did not name."""
    changed = {one.step: one for one in offer.changes}
    for i, step in enumerate(before.script.steps):
        was, is_now = planned_ms(before, i), planned_ms(after, i)
        if step.id not in changed:
            assert is_now == was
            assert after.runs[i].outcome == before.runs[i].outcome
            continue
        assert step.weight != "protected"
        assert offer.kind != "skip" or step.weight != "core"
        change = changed[step.id]
        assert change.before_ms == was
        if offer.kind in ("squeeze", "short"):
            assert change.after_ms == is_now >= step.floor * MINUTE
        else:
            assert change.after_ms == 0
            assert after.put_off(i) or after.runs[i].outcome == "skipped"


class OtherLesson(Lesson):
    """The same leader, and the exercises that the first lesson lacks."""

    script = script(other_forms())


def check_sound(session: Session) -> None:
    """What a session must be whatever happened, as long as the program itself wrote the log."""
    for place, lines in ((session.step, session.revealed), session.seen):
        assert 0 <= lines <= taps(session, session.script.steps[place])
    assert session.ended or session.runs[session.seen[0]].outcome != "ahead"
    assert sorted(r.order for r in session.runs if r.order) == list(
        range(1, 1 + sum(bool(r.order) for r in session.runs))
    )
    for step, run in zip(session.script.steps, session.runs, strict=True):
        assert (run.outcome == "skipped") == bool(run.reason)
        assert run.outcome not in ("skipped", "before") or step.weight != "protected"
        assert (run.entered_ms >= 0) == (run.order > 0)
        assert (run.outcome == "ahead") <= (run.order == 0)
    assert len({q.casefold() for q in session.parked}) == len(session.parked) <= QUESTIONS_IN_ALL
    assert len(session.word) <= TAKEAWAY_LIMIT
    for step in session.script.steps:
        trail = session.work.get(step.id)
        match step.stage, trail.now if trail else None:
            case m.Pyramid() as stage, w.Pyramid() as now:
                ids = [c.id for c in cards(stage, now)]
                assert len(ids) == len(set(ids)) <= w.CARDS_IN_ALL
                assert set(now.placed) <= set(ids)
                assert all(
                    1 <= len(v) <= 2 and list(v) == sorted({*v} & {1, 2, 3, 4, 5})
                    for v in now.placed.values()
                )
            case m.Agreement() as stage, w.Rules() as now:
                texts = agreed(stage, now, len(stage.rules))
                assert len({t.casefold() for t in texts}) == len(texts) <= w.RULES_IN_ALL
            case m.Board(), w.Board() as now:
                for ideas in (now.before, now.during, now.after):
                    assert len({t.casefold() for t in ideas}) == len(ideas) <= IDEAS_IN_A_COLUMN
            case m.Sorting() as stage, w.Sorted() as now:
                assert set(now.put) <= {item.id for item in stage.items}
                assert set(now.put.values()) <= set(range(1, 1 + len(stage.places)))
                assert {now.told} - {""} <= set(now.explained) <= set(now.put)
            case _, w.Texts(columns=columns):
                assert len(columns) == w.places(step.stage)
                chars, most = room_for(step.stage)
                assert all(len({t.casefold() for t in texts}) == len(texts) <= most for texts in columns)
                assert all(len(text) <= chars for texts in columns for text in texts)
            case m.BystanderPicture() as stage, w.Spots(roles=roles):
                assert set(roles) <= {spot.id for spot in stage.spots}
                assert set(roles.values()) <= set(range(1, 1 + len(stage.roles)))
            case _, w.Sizes(size=size):
                assert size in GROUP_SIZES
                assert sum(group_sizes(session.people, size)) == session.people
            case _, w.Counts(counts=counts):
                assert len(counts) == w.places(step.stage)
                assert sum(c or 0 for c in counts) <= session.people
                assert session.people >= 6 or not any(counts)


TestOtherLesson = pytest.mark.slow(OtherLesson.TestCase)
TestOtherLesson.settings = settings(max_examples=25, stateful_step_count=25)


def there_and_back(fact: f.Fact) -> f.Fact:
    kind, version, data = f.to_plain(fact)
    return f.from_plain(kind, version, json.loads(json.dumps(data)))


TestLesson = Lesson.TestCase
TestLesson.settings = settings(max_examples=25, stateful_step_count=25)


BEGAN = Entry(0, 0, "2026-11-23T08:10:00Z", f.PassStarted("mvp-02", "ab12", 50, "6B", 24, False))
CLOCK = ("seq", "at_ms", "runs")
ENTRIES = st.lists(
    st.builds(lambda fact, at_ms: Entry(0, at_ms, "2026-11-23T09:20:00Z", fact), FACTS, st.integers(-5, 90 * MINUTE)),
    max_size=12,
)  # fmt: skip


@pytest.mark.slow
@given(ENTRIES, st.booleans())
@settings(max_examples=40)
def test_that_any_log_at_all_folds_to_something_that_can_be_summed_up_and_gone_on_with(
    entries: list[Entry], begun: bool
) -> None:
    first = start(SCRIPT).session if begun else blank("P1", SCRIPT)
    session = first
    for n, entry in enumerate(entries, first.seq + 1):
        before, session = session, evolve(session, Entry(n, entry.at_ms, entry.wall, entry.fact))
        assert session.seq == n
        assert session.at_ms == max(before.at_ms, entry.at_ms)
        if before.finished:
            assert all(
                facets(session)[name] == value for name, value in facets(before).items() if name not in CLOCK
            )
    summarise(session)
    pace(session, session.at_ms + 1000)
    for order in (
        o.Next(),
        o.Back(),
        o.Undo(),
        o.PlaceCard(1),
        o.ToggleFreeze(),
        o.AddMinute(),
        o.End(),
        o.FinishLog(),
    ):
        with suppress(NotNow):
            evolve(session, Entry(session.seq + 1, session.at_ms, "", decide(session, order)))


@pytest.mark.slow
@given(ENTRIES, st.booleans())
@settings(max_examples=150)
def test_that_a_whole_log_read_at_once_is_the_same_as_fact_by_fact(entries: list[Entry], begun: bool) -> None:
    opening = (BEGAN,) if begun else ()
    log = [Entry(n, entry.at_ms, entry.wall, entry.fact) for n, entry in enumerate((*opening, *entries), 1)]
    session = blank("P1", SCRIPT)
    kept = [session]
    for entry in log:
        session = evolve(session, entry)
        kept.append(session)
    assert fold("P1", SCRIPT, log) == session
    assert summarise(folded("P1", SCRIPT, log)) == summarise(session)
    for count, before in enumerate(kept):  # nothing that was seen has changed since
        assert fold("P1", SCRIPT, log[:count]) == before


def test_that_a_draft_has_every_field_of_what_it_becomes() -> None:
    for one, other in ((Session, Draft), (StepRun, DraftRun)):
        assert [field.name for field in fields(one)] == [field.name for field in fields(other)]


def facets(session: Session) -> dict[str, object]:
    return {name: getattr(session, name) for name in Session.__dataclass_fields__}
