"""The measures: each equals what one would count by hand from the facts, and nothing too small is shown."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from facilitator.content.model import Corners
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.figures import counts, definitions, grid, measures, smallcells, spread
from facilitator.journal.figures.selection import Selection
from facilitator.journal.tables import schema
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.summary import Summary
from tests.builders import START, HandClock, begin
from tests.journal.led import Led, by_hand, lead, lesson
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

TODAY = START.date() + timedelta(days=20)
YEAR_DAYS = 365
"""So far on it is another school year."""
SELECTIONS = (
    Selection(), Selection(year=2026), Selection(year=2025), Selection(school="Ekskolan"), Selection(group="6B"),
    Selection(school="Bokskolan", group="6B", programme="mvp"), Selection(programme="taget"),
)  # fmt: skip


@pytest.mark.slow
@given(st.integers(0, 10**6))
@settings(max_examples=6, deadline=None)
def test_that_everything_is_what_one_counts_by_hand_from_the_facts(seed: int) -> None:
    random = Random(seed)
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        try:
            for day in range(random.choice((1, 6))):
                lead(journal, random, day)
                lead(journal, random, day + random.choice((0, YEAR_DAYS)))
            codes = ("6B", "6C", "7A")
            rows = [
                Planned(f"{n}", 2026, codes[n % 3], "mvp", f"mvp-0{n % 4 + 2}", TODAY + timedelta(days=n - 6))
                for n in range(10)
            ]
            plans.keep_plan(journal, 2026, rows)
            led = list(by_hand(journal))
            for check in (_measures, _parts, _spread, _counts, _plan):
                check(journal, led)
        finally:
            journal.close()


def picked(led: Iterable[Led], chosen: Selection) -> list[Led]:
    return [
        one
        for one in led
        if chosen.school in (None, one.school)
        and chosen.group in (None, one.summary.group)
        and chosen.programme in (None, one.summary.programme)
        and chosen.year in (None, year_of(one))
    ]


def year_of(one: Led) -> int:
    """By the day it began, which is never near a turn of the year."""
    return first_year(datetime.fromisoformat(one.session.started).date())


def whose(one: Led) -> tuple[str, str, int]:
    """A group: the same code is another one at another school and in another school year."""
    return one.school, one.summary.group, year_of(one)


def _measures(journal: Journal, led: list[Led]) -> None:
    for chosen in SELECTIONS:
        found = measures.figures(journal, chosen, TODAY)
        mine = picked(led, chosen)
        _same_sums(found, mine)
        _same_shares(found, mine)


def _same_sums(found: measures.Figures, mine: list[Led]) -> None:
    assert found.sessions == len(mine)
    assert found.groups == len(set(map(whose, mine)))
    lessons: dict[tuple[tuple[str, str, int], str], list[Led]] = {}
    for one in mine:
        lessons.setdefault((whose(one), one.summary.lesson), []).append(one)
    ends = [sum(one.summary.status == "done" for one in own) for own in lessons.values()]
    assert found.finished == sum(n > 0 for n in ends)
    minutes = found["minutes"]
    assert minutes.over == pytest.approx(sum(one.summary.spent_s for one in mine) / 60)
    assert minutes.under == sum(50 * max(1, n) for n in ends)


def _same_shares(found: measures.Figures, mine: list[Led]) -> None:
    core = []
    for one in mine:
        whole = sum(s.outcome == "held" for s in one.summary.steps if s.weight in ("core", "protected"))
        if one.summary.core_planned:
            core.append(whole / one.summary.core_planned)
    assert found["core"].share == (pytest.approx(median(core)) if core else None)
    assert found["core"].rests == len(core)
    assert found["order"].over == sum(one.summary.order_kept for one in mine)
    led_by = [(one.summary.adults, one.summary.mentors) for one in mine]
    told = [(a or 0) + (m or 0) for a, m in led_by if (a, m) != (None, None)]
    assert (found["two-leaders"].over, found["two-leaders"].under) == (sum(n >= 2 for n in told), len(told))
    ready = [one.summary.prepared_min for one in mine if one.summary.prepared_min is not None]
    assert (found["prepared"].over, found["prepared"].under) == (sum(n >= 15 for n in ready), len(ready))
    rooms = [one.summary.room for one in mine if one.summary.room is not None]
    assert (found["room"].over, found["room"].under) == (rooms.count(1), len(rooms))
    colours = [_colour(s.weight, s.outcome) for one in mine for s in one.summary.steps]
    changed = [one for one in colours if one]
    for name in ("green", "yellow", "red"):
        assert (found[name].over, found[name].under) == (changed.count(name), len(changed))


def _colour(weight: str, outcome: str) -> str:
    if outcome not in ("skipped", "shortened"):
        return ""
    if weight == "optional" or (weight == "flexible" and outcome == "shortened"):
        return "green"
    return "red" if weight != "flexible" and outcome == "skipped" else "yellow"


def _parts(journal: Journal, _led: list[Led]) -> None:
    whole = measures.figures(journal, Selection(), TODAY)
    for by in (("school",), ("school", "group"), ("lesson",), ("school", "group", "year")):
        parts = measures.table(journal, Selection(), TODAY, by).values()
        assert sum(part.sessions for part in parts) == whole.sessions
        for key in measures.KEYS:
            assert sum(part[key].over for part in parts) == pytest.approx(whole[key].over)
            assert sum(part[key].under for part in parts) == whole[key].under
    own = measures.table(journal, Selection(), TODAY, ("school", "group"))
    for (school, group), part in own.items():
        assert part == measures.figures(journal, Selection(school=school, group=group), TODAY)
    own = measures.table(journal, Selection(), TODAY, ("year", "school", "group"))
    for (year, school, group), part in own.items():
        assert part == measures.figures(journal, Selection(year=int(year), school=school, group=group), TODAY)
        assert part.groups <= 1


def _spread(journal: Journal, led: list[Led]) -> None:
    for chosen in SELECTIONS:
        mine = picked(led, chosen)
        _same_steps(spread.steps(journal, chosen), mine)
        for asked in ("prepared_min", "group_form", "adults", "room", "needs"):
            found = spread.answers(journal, chosen, asked)
            values = [
                getattr(one.summary, asked)
                for one in mine
                if asked != "group_form" or not one.summary.group.startswith("P")
            ]
            assert found == {value: values.count(value) for value in set(values)}
        pupils: dict[tuple[str, str, int], int] = {}
        for one in mine:
            key = whose(one)
            if not one.summary.group.startswith("P"):
                pupils[key] = max(pupils.get(key, 0), one.summary.people or 0)
        few = [n for n in pupils.values() if 0 < n < 6]
        many = [n for n in pupils.values() if n >= 6]
        assert spread.reached(journal, chosen) == spread.Reached(len(pupils), sum(many), len(few))


def _same_steps(found: list[spread.StepFigures], mine: list[Led]) -> None:
    own: dict[tuple[str, str], spread.StepFigures] = {(one.lesson, one.step): one for one in found}
    assert len(own) == len(found)
    seen = set()
    for lesson_id, step in {(one.summary.lesson, s.step) for one in mine for s in one.summary.steps}:
        rows = [
            (whose(one), one.summary.status, s)
            for one in mine
            if one.summary.lesson == lesson_id
            for s in one.summary.steps
            if s.step == step
        ]
        figures = own[lesson_id, step]
        seen.add((lesson_id, step))
        outcomes = [s.outcome for _group, _status, s in rows]
        assert (figures.sessions, figures.held, figures.shortened, figures.skipped) == (
            len(rows), outcomes.count("held"), outcomes.count("shortened"), outcomes.count("skipped"),
        )  # fmt: skip
        assert figures.groups == len({group for group, _status, s in rows if s.outcome != "not-reached"})
        came = [s for _group, _status, s in rows if s.outcome in ("held", "shortened")]
        assert (figures.given_s, figures.spent_s) == (
            sum(s.planned_s for s in came), sum(s.spent_s for s in came),
        )  # fmt: skip
        assert figures.over == sum(s.outcome == "held" and s.spent_s > s.planned_s + 120 for s in came)
        reasons = [s.reason for _group, _status, s in rows if s.reason]
        assert figures.reasons == {reason: reasons.count(reason) for reason in set(reasons)}
    assert seen == set(own)


def _counts(journal: Journal, led: list[Led]) -> None:
    by_place: dict[tuple[str, str, int | None], list[tuple[str, tuple[int | None, ...]]]] = {}
    for one in sorted(led, key=_began):
        for step in one.session.script.steps:
            trail = one.session.work.get(step.id)
            if isinstance(step.stage, Corners) and trail is not None and isinstance(trail.now, w.Counts):
                shown = smallcells.answers(trail.now.counts, one.summary.people)
                if any(count is not None for count in shown):
                    staff = one.summary.group.startswith("P")
                    place = one.school, one.summary.group, None if staff else year_of(one)
                    by_place.setdefault(place, []).append((one.session.id, shown))
    found = counts.statements(journal, Selection())
    told = [((one.school, one.group), [(time.session, time.counts) for time in one.times]) for one in found]
    assert sorted(told) == sorted((place[:2], times) for place, times in by_place.items())
    assert all(one.answers == ("Ja", "Nej", "Ibland", "Eget svar") for one in found)
    assert all((one.after is None) == (len(one.times) == 1) for one in found)


def _began(one: Led) -> tuple[str, str]:
    return one.session.started, one.session.id


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=3, max_size=4),
    st.one_of(st.none(), st.integers(0, 99)),
)
def test_that_no_small_answer_can_be_found_from_those_that_are_shown(
    told: list[int | None], people: int | None
) -> None:
    shown = smallcells.answers(told, people)
    for was, now in zip(told, shown, strict=True):
        assert now is None or (now == was and now >= 3)
    if people is None or people < 6:
        assert set(shown) == {None}
    hidden = [n for n, now in zip(told, shown, strict=True) if n is not None and now is None]
    assert len(hidden) != 1 or set(shown) == {None}
    if people is not None and people >= 6 and all(n is None or n >= 3 for n in told):
        assert list(shown) == told


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9)))
def test_that_what_is_told_together_is_enough_or_nothing_else_is_told(groups: dict[str, int]) -> None:
    together = smallcells.told_together(groups)
    assert all(groups[name] >= 5 for name in groups.keys() - together)
    enough = sum(groups[name] for name in together) >= 5
    assert enough or not together or together == groups.keys()


def _plan(journal: Journal, led: list[Led]) -> None:
    done = {
        (one.summary.group, one.summary.lesson)
        for one in led
        if one.summary.status == "done" and year_of(one) == 2026
    }
    due = [row for row in plans.plan(journal, 2026) if row.day < TODAY]
    found = measures.figures(journal, Selection(), TODAY)["plan"]
    assert (found.over, found.under) == (sum((r.group, r.lesson) in done for r in due), len(due))
    cells = grid.cells(journal, Selection(), TODAY)
    assert len({(c.school, c.group, c.programme, c.lesson, c.year) for c in cells}) == len(cells)
    for year in (2025, 2026, 2027):
        own_year = [cell for cell in cells if cell.year == year]
        assert grid.cells(journal, Selection(year=year), TODAY) == own_year
    assert sum(c.done for c in cells) == sum(one.summary.status == "done" for one in led)
    assert sum(c.part for c in cells) == sum(one.summary.status == "partial" for one in led)
    assert sum(c.planned for c in cells) == len(plans.plan(journal, 2026))
    for cell in cells:
        own = [one.summary for one in led if (*whose(one), one.summary.lesson) == _key(cell)]
        assert cell.whole == sum(one.status == "done" and _is_whole(one) for one in own)
        ended = "held" if cell.whole else "shortened"
        expected = ended if cell.done else "part" if cell.part else "late" if cell.by_now else "coming"
        assert cell.state == expected


def _key(cell: grid.Cell) -> tuple[str, str, int, str]:
    return cell.school, cell.group, cell.year, cell.lesson


def _is_whole(summary: Summary) -> bool:
    return all(s.outcome == "held" for s in summary.steps if s.weight in ("core", "protected"))


def test_that_the_plan_of_another_school_is_not_held_by_a_group_with_the_same_code(journal: Journal) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    clock = HandClock()
    conductor = begin(journal, clock, group="6B", lesson=lesson(2))
    while not conductor.session.complete:
        clock.go(60)
        conductor.order(o.Next() if conductor.session.step < 11 else o.End())
    assert journal.flush(PATIENCE_S)
    day = START.date() + timedelta(days=1)
    plans.keep_plan(journal, 2026, [Planned("a", 2026, "6B", "mvp", "mvp-02", START.date())])
    assert measures.figures(journal, Selection(), day)["plan"].share == 1
    assert measures.figures(journal, Selection(year=2025), day)["plan"].share is None
    with journal.database.writing() as connection:
        connection.execute(insert(schema.device).values(id="ab" * 16))
        connection.execute(update(schema.session).values(device="ab" * 16, school="Bokskolan"))
    assert measures.figures(journal, Selection(), day)["plan"].share == 0
    with journal.database.writing() as connection:
        connection.execute(update(schema.session).values(school="Ekskolan"))
    assert measures.figures(journal, Selection(), day)["plan"].share == 1
    plans.keep_plan(journal, 2025, [Planned("b", 2025, "6B", "mvp", "mvp-02", date(2026, 5, 4))])
    assert measures.figures(journal, Selection(year=2025), day)["plan"].share == 0


def test_that_the_same_code_next_school_year_is_another_group(journal: Journal) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    for days in (0, YEAR_DAYS):
        clock = HandClock(START + timedelta(days=days))
        conductor = begin(journal, clock, group="6B", people=24, lesson=lesson(2))
        for step in lesson(2).steps[1:]:
            while conductor.session.current.id != step.id:
                clock.go(60)
                conductor.order(o.Next())
            if step.id == "horn":
                for corner in range(4):
                    conductor.order(o.CountHands(corner, 6))
        conductor.order(o.End())
        conductor.order(o.Answer("people", 24))
    assert journal.flush(PATIENCE_S)
    day = START.date() + timedelta(days=YEAR_DAYS + 1)
    both, one = (measures.figures(journal, chosen, day) for chosen in (Selection(), Selection(year=2027)))
    assert [(found.sessions, found.groups, found.finished) for found in (both, one)] == [(2, 2, 2), (1, 1, 1)]
    assert (both["minutes"].under, one["minutes"].under) == (100, 50)
    assert spread.reached(journal, Selection()) == spread.Reached(2, 48, 0)
    assert {step.groups for step in spread.steps(journal, Selection()) if step.held} == {2}
    assert [(cell.year, cell.done) for cell in grid.cells(journal, Selection(), day)] == [
        (2026, 1),
        (2027, 1),
    ]
    asked = counts.statements(journal, Selection())
    assert [each.after for each in asked] == [None, None], "two classes stood to it once each"


def test_that_a_lesson_in_two_goes_is_planned_once_and_one_held_twice_twice(journal: Journal) -> None:
    def go(steps: int) -> float:
        clock = HandClock()
        conductor = begin(journal, clock, group="6B", lesson=lesson(2))
        while conductor.session.step < steps:
            clock.go(60)
            conductor.order(o.Next())
        conductor.order(o.End())
        assert journal.flush(PATIENCE_S)
        return measures.figures(journal, Selection(), TODAY)["minutes"].under

    last = len(lesson(2).steps) - 1
    assert [go(4), go(last), go(last)] == [50, 50, 100]


def test_that_what_was_taken_back_is_not_counted(journal: Journal) -> None:
    conductor = begin(journal, HandClock(), group="6B", people=24, lesson=lesson(2))
    conductor.order(o.GoTo("horn"))
    for corner, hands in enumerate((9, 8, 7, 0)):
        conductor.order(o.CountHands(corner, hands))
    conductor.order(o.CountHands(0, 5))
    conductor.order(o.Undo())
    conductor.order(o.GoTo("horn-igen"))
    for corner, hands in enumerate((4, 12, 8, 0)):
        conductor.order(o.CountHands(corner, hands))
    conductor.order(o.End())
    conductor.order(o.Answer("people", 24))
    assert journal.flush(PATIENCE_S)
    (one,) = counts.statements(journal, Selection())
    assert one.before.counts == (9, 8, None, None)
    assert one.after is not None
    assert one.after.counts == (None, 12, 8, None)


def test_that_what_was_entered_afterwards_counts_but_not_by_a_clock_that_never_ran(journal: Journal) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    clock = HandClock()
    conductor = begin(journal, clock, group="6B", lesson=lesson(2))
    for _turn in range(12):
        clock.go(300)
        conductor.order(o.Next())
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)
    before = measures.figures(journal, Selection(), TODAY)
    assert before["order"].under == 1
    with journal.database.writing() as connection:
        connection.execute(update(schema.session).values(late=True))
    after = measures.figures(journal, Selection(), TODAY)
    assert (after.sessions, after["minutes"]) == (1, before["minutes"])
    assert [after[key].under for key in ("order", "core", "green")] == [0, 0, 0]
    assert spread.steps(journal, Selection()) == []


@pytest.mark.parametrize(
    ("over", "under", "words"),
    [(1, 8, "13 %"), (5, 8, "63 %"), (7, 8, "88 %"), (1, 200, "1 %"), (29, 200, "15 %"), (1, 3, "33 %")],
)
def test_that_half_a_per_cent_is_rounded_as_a_spreadsheet_shows_it(over: int, under: int, words: str) -> None:
    assert definitions.told(measures.Figure(over, under, under)) == words
    assert definitions.told(measures.Figure(middle=over / under)) == words


def test_that_an_empty_log_has_no_figures(journal: Journal) -> None:
    found = measures.figures(journal, Selection(), TODAY)
    assert found == measures.Figures()
    assert all(found[key].share is None for key in measures.KEYS)
    assert measures.table(journal, Selection(), TODAY, ("school",)) == {}
    assert grid.cells(journal, Selection(), TODAY) == []
    assert spread.steps(journal, Selection()) == []
    assert spread.reached(journal, Selection()) == spread.Reached()
    assert counts.statements(journal, Selection()) == []
