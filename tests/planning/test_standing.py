"""How a plan stands against the log, and what somebody should look at."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from facilitator.i18n import set_language
from facilitator.planning.breaks import KINDS
from facilitator.planning.due import Due, next_up
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Occasion
from facilitator.planning.occasionwords import plan_notes
from facilitator.planning.standing import (
    Doubt,
    Log,
    done_of,
    doubts,
    held_in,
    is_missing,
    log_of,
    next_by_plan,
    of_class,
    state_of,
    tallies,
)
from facilitator.planning.year import STAFF, SUPERVISION, Planned, When, base_passes, moved, staff_passes
from facilitator.planning.yearwords import break_name, doubt_words, group_of, whole_title
from tests.planning.test_due import Past
from tests.planning.yearbuilder import BREAKS, LABELS, MONDAY, MVP, STAFF_LESSONS, TAGET, YEAR, series

TODAY = date(2026, 10, 12)
LESSONS = [*MVP, *TAGET, *STAFF_LESSONS]
GROUPS = [Group("6A", 24), Group("6B", 22)]
WEEK = timedelta(weeks=1)


def held(*lessons: str, group: str = "6B") -> list[Past]:
    return [Past(group, lesson) for lesson in lessons]


def due(rows: tuple[Planned, ...], *past: Past) -> list[Due]:
    return next_by_plan([*MVP, *TAGET], past, GROUPS, rows, TODAY)


def test_that_an_occasion_is_held_late_today_or_coming() -> None:
    rows, log = series(), log_of(held("mvp-01"))
    by_lesson = {row.lesson: state_of(row, log, TODAY) for row in rows if row.lesson}
    assert by_lesson["mvp-01"] == "held"
    assert by_lesson["mvp-02"] == "late"
    assert by_lesson["mvp-04"] == "today"
    assert by_lesson["mvp-05"] == "coming"


def supervision(day: date, group: str = "6B") -> Occasion:
    return Occasion(kind="supervision", status="held", day=day, minutes=30, group=group, audience="mentors")


def called_off(row: Planned, **more: Any) -> Occasion:
    changes: dict[str, Any] = {"status": "cancelled", "cause": "illness"} | more
    return Occasion(
        kind="pupils", day=row.day, group=row.group, audience="pupils", programme="mvp", lesson=row.lesson, **changes
    )  # fmt: skip


def test_that_the_staffs_passes_and_supervision_are_late_until_somebody_enters_them() -> None:
    rows = series()
    meets = [row for row in rows if not row.lesson][:2]
    staff = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, (), {})[0]
    plan = (*rows, staff)
    assert [state_of(row, Log(), TODAY) for row in (*meets, staff)] == ["late"] * 3
    entered = Occasion(
        kind="staff", status="held", day=staff.day + WEEK, minutes=45, audience="staff", lesson=staff.lesson
    )
    log = log_of([], [supervision(meets[1].day + timedelta(days=2)), entered], plan)
    assert [state_of(row, log, TODAY) for row in (*meets, staff)] == ["late", "held", "held"]


def test_that_a_staff_pass_led_with_the_program_is_held_in_the_plan() -> None:
    staff = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, (), {})[0]
    assert state_of(staff, log_of([Past("PERS", staff.lesson)]), TODAY) == "held"


def test_that_one_meeting_counts_once_for_each_group_and_only_near_its_day() -> None:
    rows = (*series(), *series(group="6A"))
    meets = [row for row in rows if not row.lesson]
    own = log_of([], [supervision(meets[0].day)], rows).supervised
    assert own == {next(row.id for row in meets if row.group == "6B")}
    both = log_of([], [supervision(meets[0].day, group="")], rows).supervised
    assert len(both) == 2
    assert log_of([], [supervision(meets[0].day - 2 * WEEK)], rows).supervised == frozenset()
    twice = log_of([], [supervision(meets[0].day), supervision(meets[0].day)], rows).supervised
    assert len(twice) == 1, "the next one lies two weeks on"


def test_that_what_was_cancelled_is_neither_late_nor_due_until_it_has_a_new_day() -> None:
    rows = series()
    first, second = (row for row in rows if row.lesson in ("mvp-01", "mvp-02"))
    off = called_off(second)
    log = log_of(held("mvp-01"), [off], rows)
    assert state_of(second, log, TODAY) == "cancelled"
    assert state_of(first, log, TODAY) == "held"
    found = next_by_plan([*MVP, *TAGET], held("mvp-01"), GROUPS, rows, TODAY, [off])
    mvp = next(d for d in found if (d.group.code, d.programme) == ("6B", "mvp"))
    assert (mvp.lesson_id, mvp.planned, mvp.called_off) == ("mvp-02", None, second.day)
    later = moved(rows, second.id, When(second.day + 4 * WEEK))
    again = next_by_plan([*MVP, *TAGET], held("mvp-01"), GROUPS, later, TODAY, [off])
    mvp = next(d for d in again if (d.group.code, d.programme) == ("6B", "mvp"))
    assert (mvp.lesson_id, mvp.called_off) == ("mvp-03", None)


def test_that_a_plan_says_what_was_cancelled_or_moved_and_why() -> None:
    rows = series()
    first, second = (row for row in rows if row.lesson in ("mvp-01", "mvp-02"))
    later = moved(rows, second.id, When(second.day + WEEK))
    shift = called_off(second, status="moved", moved_to=second.day + WEEK, cause="room")
    assert plan_notes(later, [called_off(first), shift]) == {
        first.id: "Inställt: sjukdom",
        second.id: f"Flyttat från {second.day}: lokal saknades",
    }


def test_that_supervision_and_the_staff_are_counted_too() -> None:
    staff = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, (), {})
    rows = (*series(), *staff)
    first = next(row for row in rows if row.lesson == "mvp-01")
    log = log_of([], [supervision(first.day + WEEK), called_off(first)], rows)
    found = {(t.group, t.series): (t.planned, t.held, t.late, t.cancelled) for t in tallies(rows, log, TODAY)}
    assert found["6B", "mvp"] == (11, 0, 2, 1)
    assert found["6B", "supervision"] == (10, 1, 2, 0)
    assert found[STAFF, "personal"][2] > 0


def test_that_a_lesson_led_in_part_or_rehearsed_is_not_done() -> None:
    assert (
        done_of([Past("6B", "mvp-01", status="partial"), Past("6B", "mvp-02", rehearsal=True)]) == frozenset()
    )


def test_that_a_plan_is_counted_by_group_and_programme() -> None:
    rows = (*series(), *base_passes(TAGET, "6B", When(MONDAY), BREAKS), *series(group="6A"))
    log = log_of([*held("mvp-01", "mvp-02", "mvp-03"), *held("mvp-01", group="6A")])
    found = [
        (t.group, t.series, t.planned, t.by_now, t.held, t.late)
        for t in tallies(rows, log, TODAY)
        if t.series != "supervision"
    ]
    assert found == [("6A", "mvp", 11, 4, 1, 2), ("6B", "mvp", 11, 4, 3, 0), ("6B", "taget", 3, 1, 0, 1)]


def test_that_without_a_plan_all_is_due_as_before() -> None:
    past = held("mvp-01")
    assert due((), *past) == next_up([*MVP, *TAGET], past, GROUPS)


def test_that_what_is_planned_comes_first_by_its_day() -> None:
    rows = (*series(MONDAY + 2 * WEEK, at=time(10, 20)), *series(group="6A"))
    found = due(rows, *held("mvp-01", "mvp-02", group="6A"))
    assert [(d.group.code, d.lesson_id, d.planned) for d in found[:2]] == [
        ("6B", "mvp-01", date(2026, 9, 14)), ("6A", "mvp-03", date(2026, 9, 28)),
    ]  # fmt: skip
    assert found[0].at == time(10, 20)
    assert [d.planned for d in found[2:]] == [None, None]


def test_that_last_years_class_with_the_same_code_does_not_count_and_the_staff_does() -> None:
    old = [replace(one, started="2026-05-16T08:10:00Z") for one in held("mvp-01", "mvp-02", "taget-b1")]
    for rows in (series(), ()):
        found = {(d.group.code, d.programme): (d.lesson_id, d.last_held) for d in due(rows, *old)}
        assert (found["6B", "mvp"], found["6B", "taget"]) == (("mvp-01", None), ("taget-b1", None))
    assert held_in([*old, *held("mvp-03")], YEAR) == held("mvp-03")
    staff = [replace(old[0], group="PERS"), replace(old[0], group="PERS-k1")]
    assert of_class([*old, *staff, *held("mvp-03")], YEAR) == [*staff, *held("mvp-03")]
    ended = [replace(one, lesson=lesson.id) for one in old[:1] for lesson in MVP]
    assert next(d.lesson_id for d in due(series(), *ended) if d.planned) == "mvp-01"
    assert "mvp-01" in {d.lesson_id for d in due((), *ended)}


def test_that_what_is_planned_for_today_comes_before_what_is_late() -> None:
    rows = (*series(), *series(TODAY, group="6A"))
    assert [(d.group.code, d.planned) for d in due(rows)[:2]] == [("6A", TODAY), ("6B", MONDAY)]


def test_that_the_plan_decides_the_order() -> None:
    rows = series()
    second = next(row for row in rows if row.lesson == "mvp-02")
    swapped = moved(rows, second.id, When(MONDAY - WEEK))
    assert next(d.lesson_id for d in due(swapped) if d.planned) == "mvp-02"


def test_that_a_lesson_that_was_stopped_goes_on_before_the_plan_does() -> None:
    past = [*held("mvp-01"), Past("6B", "mvp-03", started="2026-11-20T08:10:00Z", status="partial")]
    found = next(d for d in due(series(), *past) if d.group.code == "6B" and d.programme == "mvp")
    assert (found.lesson_id, found.continues, found.planned) == ("mvp-03", True, date(2026, 9, 28))


def test_that_a_series_as_laid_out_is_in_order() -> None:
    pupils = (*series(date(2026, 9, 1)), *base_passes(TAGET, "6B", When(date(2026, 9, 1)), BREAKS))
    staff = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, pupils, LABELS)
    assert {doubt.kind for doubt in doubts((*pupils, *staff), LESSONS, BREAKS)} == set()


def test_that_order_is_warned_of() -> None:
    rows = series()
    fifth, third = (next(r for r in rows if r.lesson == own) for own in ("mvp-05", "mvp-03"))
    swapped = moved(moved(rows, fifth.id, When(third.day)), third.id, When(fifth.day))
    found = doubts(swapped, LESSONS, BREAKS)
    assert Doubt(fifth.id, "order", "MVP 3") in found
    assert Doubt(fifth.id, "language", "MVP 3") in found
    assert Doubt(fifth.id, "language", "MVP 3") not in doubts(swapped, LESSONS, BREAKS, held("mvp-03"))


def test_that_a_strong_lesson_on_a_friday_and_a_day_without_school_are_warned_of() -> None:
    fridays = series(date(2026, 9, 4))
    strong = {r.id for r in fridays if r.lesson in ("mvp-07", "mvp-08", "mvp-10")}
    assert {d.row for d in doubts(fridays, LESSONS, BREAKS) if d.kind == "not-calm"} == strong
    closed = moved(series(), series()[0].id, When(date(2026, 10, 27)))
    assert Doubt(series()[0].id, "closed") in doubts(closed, LESSONS, BREAKS)


def test_that_a_staff_pass_after_its_pupil_pass_is_warned_of() -> None:
    first = base_passes(TAGET, "4A", When(date(2026, 9, 1)), BREAKS)[0]
    late = Planned("p2", YEAR, STAFF, "personal", "personal-p2", first.day)
    found = doubts([late, first], LESSONS, BREAKS)
    assert found == (Doubt(first.id, "staff-after", "Personal 2"),)
    assert doubts([late, first], LESSONS, BREAKS, held("taget-b1", group="4A")) == ()


def test_that_a_lesson_that_is_not_here_any_more_is_told_of_with_what_to_do() -> None:
    gone = replace(series()[0], lesson="mvp-99")
    (doubt,) = doubts([gone], LESSONS, BREAKS)
    assert doubt == Doubt(gone.id, "missing", "mvp-99")
    assert doubts([gone], LESSONS, BREAKS, held("mvp-99")) == (), (
        "it has been held, and there is nothing to do"
    )
    assert whole_title(gone, {one.id: one for one in LESSONS}) == "Pass som saknas"
    words = doubt_words(doubt)
    assert all(
        part in words for part in ("”mvp-99”", "innehållspaketet", "Inställningar", "ta bort tillfället")
    )
    meeting = next(row for row in series() if row.lesson == SUPERVISION)
    assert not is_missing(meeting, {one.id for one in LESSONS})


def test_that_rows_breaks_and_doubts_have_words_in_both_languages() -> None:
    known = {one.id: one for one in LESSONS}
    rows = series()
    staff = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, (), {})[0]
    assert [whole_title(row, known) for row in rows[:2]] == [
        "MVP 1 Om MVP 1",
        "Handledning Mentorer och vuxna möts",
    ]
    assert group_of(staff) == "Personalen"
    assert len({break_name(kind) for kind in KINDS}) == len(KINDS)
    assert "MVP 3" in doubt_words(Doubt("x", "language", "MVP 3"))
    set_language("en")
    assert group_of(staff) == "The staff"
