"""Reports of the log: the figures of the measures, nothing that rests on few, a page where possible, advice when empty."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from facilitator.content.library import Library
from facilitator.errors import WorldTrouble
from facilitator.exchange import reportdata, reporting
from facilitator.exchange.paper import logsheets, reports
from facilitator.exchange.paper.charts import Tiles
from facilitator.exchange.paper.leaves import Info
from facilitator.exchange.paper.leaves import told as heard
from facilitator.exchange.reportdata import GroupSheet, Part
from facilitator.exchange.reporting import KINDS, Kind, Wanted
from facilitator.journal import Journal, afterwards, occasions, open_journal, queries
from facilitator.journal.fiction.demo import fill
from facilitator.journal.figures import measures, spread
from facilitator.journal.figures.definitions import told
from facilitator.journal.figures.selection import Selection
from facilitator.journal.tables import schema
from facilitator.journal.yearplan import plans
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Cause, Occasion
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from facilitator.session.afterwards import Remembered
from tests.builders import START, HandClock, begin
from tests.builders import script as lesson_script
from tests.content import builder as content
from tests.journal.led import lesson as countable
from tests.paper import reading, structure
from tests.paper.conftest import TODAY
from tests.paper.reading import bare
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory


@pytest.fixture(scope="module")
def town(library: Library) -> Iterator[Journal]:
    """A school with half a term of lessons."""
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        fill(journal, library, TODAY)
        yield journal
        journal.close()


@pytest.fixture
def empty() -> Iterator[Journal]:
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        yield journal
        journal.close()


def of(
    journal: Journal, library: Library, kind: Kind, *, school: str | None = None, group: str | None = None
) -> list[str]:
    """The pages of a report as text without white space."""
    wanted = Wanted(kind=kind, year=2026, today=TODAY, school=school, group=group)
    return reading.pages(reporting.drawn(journal, library, wanted))


def led(journal: Journal, group: str, school: str, day: int) -> None:
    """A lesson led to its end, with a note and a judgement."""
    queries.save_group(journal, Group(group, 24, school=school))
    clock = HandClock(START - timedelta(days=day))
    conductor = begin(journal, clock, group=group)
    for _turn in range(9):
        clock.go(240)
        conductor.order(o.Next())
    conductor.order(o.End())
    conductor.order(o.Answer("went", 1))
    conductor.order(o.WriteNote("Prata med Kim.", "5a"))
    assert journal.flush(PATIENCE_S)


@pytest.mark.parametrize("kind", ["board", "school"])
def test_that_a_report_has_the_figures_of_the_measures_on_one_page(
    town: Journal, library: Library, kind: Kind
) -> None:
    (page,) = of(town, library, kind)
    figures = measures.figures(town, Selection(year=2026), TODAY)
    for key in ("plan", "core", "green", "yellow", "red"):
        assert bare(told(figures[key])) in page
    plan = figures["plan"]
    assert bare(f"{round(plan.over)} av {round(plan.under)}") in page
    assert bare(f"Pass som har letts{figures.sessions}i 5 grupper") in page
    led_min = figures["minutes"]
    assert (bare(f"{round(led_min.over)} av {round(led_min.under)} min") in page) is (kind == "board")
    found = spread.reached(town, Selection(year=2026))
    assert (found.groups, found.few) == (5, 1)
    assert bare(f"Elever{found.people}i 4 av 5 grupper; den lilla är inte med") in page


def test_that_a_board_takes_less_air_where_that_saves_a_page(town: Journal) -> None:
    data = reportdata.board(town, 2026, TODAY)
    some = Part("En skola", schools=1, groups=5, sessions=20, held=15, planned=20)
    made = [reports.board(replace(data, parts=(some,) * schools)) for schools in range(1, 25)]
    tops = [next(one.top for one in first.placed if isinstance(one.piece, Tiles)) for first, *_more in made]
    counts = [len(pages) for pages in made]
    assert counts == sorted(counts)
    assert {*counts} == {1, 2}
    airy, close, over = tops[0], tops[counts.count(1) - 1], tops[-1]
    assert close < airy == over


def test_that_the_school_sees_group_by_group_and_what_is_late(town: Journal, library: Library) -> None:
    (page,) = of(town, library, "school")
    assert bare("6D · MVP") in page
    assert bare("1 är försenat") in page
    assert bare("inte än") in page
    assert "kommer" not in page, "a programme's add-on lessons are drawn too, and nobody has planned them"
    assert bare("Att ta tag i") in page
    assert bare("Till skolans plan mot kränkande behandling") in page


def test_that_the_school_sees_lessons_that_are_not_in_the_program_any_more(
    library: Library, empty: Journal
) -> None:
    led(empty, "6A", "Ekskolan", 0)
    day = TODAY - timedelta(days=10)
    rows = (("a", "mvp", "ekby-x"), ("b", "ekby", "ekby-1"))
    plans.keep_plan(
        empty, 2026, [Planned(own, 2026, "6A", programme, lesson, day) for own, programme, lesson in rows]
    )
    (page,) = of(empty, library, "school")
    assert bare("6A · MVP0 av 12 hållna · 1 är försenat") in page
    assert bare("6A · ekby0 av 1 hållna · 1 är försenat") in page
    assert bare("2 pass är försenade: 6A Pass som saknas, 6A Pass som saknas.") in page
    queries.save_group(empty, Group("6B", 24, school="Ekskolan"))
    gone = content.script(id="ekby-x", label="Ekby X", title="Vid kajen")
    begin(empty, HandClock(), lesson=gone, group="6B").order(o.End())
    assert empty.flush(PATIENCE_S)
    (page,) = of(empty, library, "school")
    assert bare("2 pass är försenade: 6A Pass som saknas, 6A Ekby X.") in page, "another group has had it"


def test_that_nobodys_judgement_and_no_note_leaves_the_leaders_own_log(
    library: Library, empty: Journal
) -> None:
    for day, code in enumerate(("6A", "6B", "6C", "6D", "6E")):
        led(empty, code, "Ekskolan", day)
    for kind in KINDS:
        pages = "".join(of(empty, library, kind))
        assert "Kim" not in pages
        assert (bare("Mindre bra") in pages) is (kind == "leader")


def test_that_a_board_is_told_nothing_of_few_groups(library: Library, empty: Journal) -> None:
    for day, code in enumerate(("6A", "6B", "6C", "6D")):
        led(empty, code, "Ekskolan", day)
    (page,) = of(empty, library, "board")
    assert bare("För få grupper att redovisa än") in page
    assert "%" not in page
    led(empty, "6E", "Bokskolan", 4)
    (page,) = of(empty, library, "board")
    assert bare("2 skolor med få grupper") in page
    assert "Bokskolan" not in page
    assert "Ekskolan" not in page


def test_that_a_board_is_told_of_no_step_that_rests_on_few_groups(library: Library, empty: Journal) -> None:
    """A step is told of by how often it was cut, and one group that has had its lesson thrice is known again by that."""
    for day, code in enumerate(("6A", "6A", "6A", "6B", "6C", "6D")):
        led(empty, code, "Ekskolan", day)
    queries.save_group(empty, Group("6E", 24, school="Ekskolan"))
    begin(empty, HandClock(), group="6E").order(o.End())  # the first step is all that it came to
    assert empty.flush(PATIENCE_S)
    strained = [one for one in spread.steps(empty, Selection(year=2026)) if one.strain]
    assert len(strained) > 3
    told_of = reportdata.board(empty, 2026, TODAY).strained
    assert {one.step for one in told_of} == {min(strained, key=place).step}
    (page,) = of(empty, library, "board")
    assert bare("i 5 grupper") in page
    assert page.count(bare("drog över")) == 1
    led(empty, "6E", "Ekskolan", 7)
    assert len(reportdata.board(empty, 2026, TODAY).strained) == 3


def put_off(school: str, group: str, cause: Cause, day: date, moved_to: date | None = None) -> Occasion:
    """A lesson that was cancelled, or moved."""
    return Occasion(
        kind="pupils", status="moved" if moved_to else "cancelled", day=day, school=school, group=group, audience="pupils",
        programme="mvp", lesson="mvp-05", cause=cause, moved_to=moved_to,
    )  # fmt: skip


def test_that_a_board_is_told_of_no_reason_that_rests_on_few_groups(library: Library, empty: Journal) -> None:
    """A lesson cancelled for something in a group says which group, to whoever knows of one."""
    codes = ("6A", "6B", "6C", "6D", "6E")
    for ago, code in enumerate(codes):
        led(empty, code, "Ekskolan", ago)
    day = TODAY - timedelta(days=10)
    occasions.enter(empty, put_off("Ekskolan", "6A", "group", day), TODAY)
    for week in range(3):
        one = put_off("Ekskolan", "6B", "illness", day - timedelta(weeks=week), TODAY)
        occasions.enter(empty, one, TODAY)
    (page,) = of(empty, library, "board")
    assert bare("ställdes in") not in page
    assert bare("flyttades") not in page
    (page,) = of(empty, library, "school")
    assert bare("1 pass ställdes in: något i gruppen 1") in page
    for code in codes:
        occasions.enter(empty, put_off("Ekskolan", code, "illness", day - timedelta(days=2)), TODAY)
    (page,) = of(empty, library, "board")
    assert bare("6 pass ställdes in") in page
    assert bare("sjukdom") not in page, "the one that is left would tell of the other reason"
    for code in codes[1:]:
        occasions.enter(empty, put_off("Ekskolan", code, "group", day - timedelta(days=1)), TODAY)
    (page,) = of(empty, library, "board")
    assert bare("10 pass ställdes in: något i gruppen 5, sjukdom 5") in page


def test_that_a_report_on_a_year_that_is_over_ends_with_it_and_tells_of_its_own_groups(
    library: Library, empty: Journal
) -> None:
    led(empty, "6A", "Ekskolan", 200)
    queries.save_group(empty, Group("6A", 30, school="Ekskolan"))
    queries.save_group(empty, Group("6B", 31, school="Ekskolan"))
    (page,) = reading.pages(
        reporting.drawn(empty, library, Wanted(kind="school", year=2025, today=TODAY, school="Ekskolan"))
    )
    assert bare("Till och med 2026-06-30.") in page
    assert bare("Under läsåret 2025/26, till och med 2026-06-30, har 1 elevgrupp haft 1") in page
    assert bare("Fler än tjugo elever: 6A.") in page
    assert reportdata.school(empty, library, 2025, "Ekskolan", TODAY).large == ("6A",)
    assert reportdata.school(empty, library, 2026, "Ekskolan", TODAY).large == ("6A", "6B")


def test_that_a_large_group_of_another_computer_is_told_of_by_how_many_were_there(
    library: Library, empty: Journal
) -> None:
    led(empty, "6A", "Ekskolan", 0)
    with empty.database.begin() as connection:
        connection.execute(delete(schema.school_group))
    assert reportdata.school(empty, library, 2026, "Ekskolan", TODAY).large == ("6A",)


def place(step: spread.StepFigures) -> int:
    return step.place


def test_that_pupils_and_the_plans_paragraph_are_told_of_without_small_groups_and_staff(
    library: Library, empty: Journal
) -> None:
    for day, (code, people) in enumerate((("6A", 24), ("6B", 4), ("4A", 20), ("PERS", 30))):
        queries.save_group(empty, Group(code, people, school="Ekskolan"))
        clock = HandClock(START - timedelta(days=day))
        conductor = begin(empty, clock, group=code, people=people)
        clock.go(1200)
        conductor.order(o.End())
    assert empty.flush(PATIENCE_S)
    (page,) = of(empty, library, "school")
    assert bare("Pass som har letts4i 4 grupper") in page
    assert bare("Elever44i 2 av 3 grupper; den lilla är inte med") in page
    assert bare("har 3 elevgrupper haft 3 våldsförebyggande pass, sammanlagt 60 minuter.") in page


def test_that_a_cancelled_lesson_is_told_of_with_its_reason_and_is_not_late(
    library: Library, empty: Journal
) -> None:
    led(empty, "6A", "Ekskolan", 0)
    day = TODAY - timedelta(days=10)
    plans.keep_plan(empty, 2026, [Planned("a", 2026, "6A", "mvp", "mvp-05", day)])
    (page,) = of(empty, library, "school")
    assert bare("1 är försenat") in page
    off = Occasion(
        kind="pupils", status="cancelled", day=day, school="Ekskolan", group="6A", audience="pupils", programme="mvp",
        lesson="mvp-05", cause="illness",
    )  # fmt: skip
    occasions.enter(empty, off, TODAY)
    staff = Occasion(
        kind="apt", status="held", day=day, minutes=30, school="Ekskolan", audience="staff", present=31
    )
    occasions.enter(empty, staff, TODAY)
    (page,) = of(empty, library, "school")
    assert bare("1 är försenat") not in page
    assert bare("1 pass ställdes in: sjukdom 1") in page
    assert bare("APT: 1 gång, 31 deltog") in page
    plans.keep_plan(empty, 2026, [Planned("a", 2026, "6A", "mvp", "mvp-05", day + timedelta(days=7))])
    (page,) = of(empty, library, "school")
    assert bare("1 är försenat") in page, "it was given a new day, and that has passed as well"
    for other in (day + timedelta(days=7), day - timedelta(days=7)):
        twice = [Planned(f"{one}", 2026, "6A", "mvp", "mvp-05", one) for one in (day, other)]
        plans.keep_plan(empty, 2026, twice)
        (page,) = of(empty, library, "school")
        assert bare("1 är försenat") in page, "it was planned for another day too, and not held then either"


def test_that_a_statement_counted_twice_stands_before_and_after_with_the_small_ones_hidden(
    library: Library, empty: Journal
) -> None:
    for hands in ((9, 8, 7, 0), (4, 12, 8, 0)):
        conductor = begin(empty, HandClock(), group="6B", people=24, lesson=countable(2))
        conductor.order(o.GoTo("horn"))
        for corner, count in enumerate(hands):
            conductor.order(o.CountHands(corner, count))
        conductor.order(o.End())
        conductor.order(o.Answer("people", 24))
    assert empty.flush(PATIENCE_S)
    (page,) = of(empty, library, "group")
    assert bare("Det är lätt att säga till. Ja 9, sedan –, Nej 8, sedan 12, Ibland –, sedan 8.") in page


def test_that_a_lesson_led_under_another_programme_than_it_was_planned_by_is_not_late(
    library: Library, empty: Journal
) -> None:
    queries.save_group(empty, Group("6A", 24, school="Ekskolan"))
    plans.keep_plan(empty, 2026, [Planned("a", 2026, "6A", "mvp", "mvp-05", TODAY - timedelta(days=10))])
    moved = content.script(id="mvp-05", label="MVP 5", slot=5, programme="taget")
    begin(empty, HandClock(), group="6A", lesson=moved).order(o.End())
    assert empty.flush(PATIENCE_S)
    (page,) = of(empty, library, "school")
    assert bare("är försenat") not in page


@pytest.mark.parametrize("kind", ["board", "school", "leader"])
def test_that_the_thousands_of_a_number_stand_apart_as_on_the_screen(
    library: Library, empty: Journal, kind: Kind
) -> None:
    for code in ("6A", "6B", "6C", "4A", "4B"):
        queries.save_group(empty, Group(code, 24, school="Ekskolan"))
        clock = HandClock()
        conductor = begin(empty, clock, group=code)
        clock.go(30_000)
        conductor.order(o.End())
    assert empty.flush(PATIENCE_S)
    wanted = Wanted(kind=kind, year=2026, today=TODAY, html=True)
    page = reporting.drawn(empty, library, wanted).decode()
    assert "2\N{NO-BREAK SPACE}500" in page
    assert "2500" not in page


def test_that_it_must_be_said_which_school_is_meant(library: Library, empty: Journal) -> None:
    led(empty, "6A", "Ekskolan", 0)
    led(empty, "6B", "Bokskolan", 1)
    with pytest.raises(WorldTrouble, match="Bokskolan, Ekskolan"):
        of(empty, library, "school")
    (page,) = of(empty, library, "school", school="Bokskolan")
    assert bare("6B · MVP") in page
    assert bare("6A · MVP") not in page


@pytest.mark.parametrize("kind", KINDS)
def test_that_an_empty_log_says_what_to_do_instead_of_zeros(
    library: Library, empty: Journal, kind: Kind
) -> None:
    (page,) = of(empty, library, kind)
    assert bare("Det finns inget att redovisa än") in page
    assert bare("Led ett pass från sidan Idag.") in page
    assert "%" not in page


def test_that_a_school_that_has_held_nothing_of_its_plan_is_told_what_is_late(
    library: Library, empty: Journal
) -> None:
    queries.save_group(empty, Group("6A", 24, school="Ekskolan"))
    rows = [Planned(f"{n}", 2026, "6A", "mvp", f"mvp-0{n}", TODAY + timedelta(days=n - 3)) for n in (1, 2, 4)]
    plans.keep_plan(empty, 2026, rows)
    (page,) = of(empty, library, "school", school="Ekskolan")
    assert bare("0 av 2 planerade hittills") in page
    assert bare("6A · MVP0 av 11 hållna · 2 är försenade") in page
    assert bare("2 pass är försenade: 6A MVP 1, 6A MVP 2.") in page
    assert bare("Led ett pass") not in page
    led(empty, "6A", "Ekskolan", 0)
    queries.save_group(empty, Group("6A", 24, school="EK"))
    (page,) = of(empty, library, "school", school="EK")
    assert bare("0 av 2 planerade hittills") in page


def test_that_supervision_has_a_page_a_group_with_the_last_lesson_step_by_step(
    town: Journal, library: Library
) -> None:
    pages = of(town, library, "group")
    assert len(pages) == len(reporting.groups(town, 2026))
    (page,) = of(town, library, "group", group="6A")
    assert page in pages
    last = next(row for row in queries.sessions(town) if row.group == "6A" and row.status != "running")
    for step in queries.steps(town, last.session):
        assert bare(step.title) in page
    assert bare("Tre frågor att prata om") in page
    assert bare("Sedan handledningen") in page


def test_that_a_sheet_begins_at_the_last_supervision_that_was_not_cancelled(
    empty: Journal, library: Library
) -> None:
    for day in (30, 20, 5):
        led(empty, "6B", "Ekskolan", day)
    days = [(START - timedelta(days=ago)).date() for ago in (25, 10)]
    rows = [Planned(f"{day}", 2026, "6B", "mvp", "", day) for day in days]
    plans.keep_plan(empty, 2026, rows)

    def since() -> date | None:
        return reportdata.group(empty, library, 2026, ("Ekskolan", "6B"), TODAY).since

    assert since() == days[1]
    meeting = Occasion(
        kind="supervision",
        status="cancelled",
        day=days[1],
        school="Ekskolan",
        group="6B",
        audience="both",
        cause="illness",
    )
    own = occasions.enter(empty, meeting, TODAY)
    assert since() == days[0], "nobody met on the last of them"
    occasions.withdraw(empty, own, "mistaken", TODAY)
    met = replace(meeting, status="held", day=days[1] + timedelta(days=2), minutes=30, cause="")
    occasions.enter(empty, met, TODAY)
    assert since() == met.day
    occasions.enter(empty, replace(met, group="", day=met.day + timedelta(days=1)), TODAY)
    assert since() == met.day + timedelta(days=1), "it was for every group"


def test_that_a_sheet_tells_of_what_is_next_and_not_of_what_was_held_or_cancelled(
    empty: Journal, library: Library
) -> None:
    queries.save_group(empty, Group("6B", 24, school="Ekskolan"))
    conductor = begin(empty, HandClock(START - timedelta(days=1)))
    while conductor.session.current.id != conductor.session.script.steps[-1].id:
        conductor.order(o.Next())
    conductor.order(o.End())
    assert empty.flush(PATIENCE_S)
    (run,) = queries.sessions(empty)
    assert run.status == "done"
    days = [TODAY + timedelta(days=ahead) for ahead in range(1, 5)]
    lessons = (run.lesson, "mvp-05", "mvp-06", "mvp-07")
    plans.keep_plan(
        empty,
        2026,
        [Planned(one, 2026, "6B", "mvp", one, day) for one, day in zip(lessons, days, strict=True)],
    )
    occasions.enter(empty, put_off("Ekskolan", "6B", "illness", days[1]), TODAY)
    found = reportdata.group(empty, library, 2026, ("Ekskolan", "6B"), TODAY).coming
    assert [(day, label) for day, label, _title in found] == [(days[2], "MVP 6"), (days[3], "MVP 7")]


def test_that_a_lesson_entered_afterwards_stands_at_its_day_without_minutes_of_steps(
    empty: Journal, library: Library
) -> None:
    led(empty, "6B", "Ekskolan", 1)
    (before,) = of(empty, library, "group")
    script = lesson_script()
    for ago in (9, 0):
        remembered = Remembered(
            "6B", 22, START - timedelta(days=ago), 170, tuple(step.id for step in script.steps)
        )
        afterwards.enter(empty, remembered, script, START + timedelta(days=30))
    days = [f"{(START - timedelta(days=day)).astimezone().date()}" for day in (9, 1, 0)]
    (own,) = of(empty, library, "leader")
    (sheet,) = of(empty, library, "group")
    for page in (own, sheet):
        assert [page.index(day) for day in days] == sorted(page.index(day) for day in days)
    assert sheet.count(bare("170 av 50 min")) == 2
    timed = slice(before.index(bare("steg för steg")), before.index(bare("Det här ändrades")))
    assert before[timed] in sheet, "nobody has timed a step of what was entered afterwards"


def test_that_a_sheet_says_what_was_left_out_of_a_lesson_entered_afterwards_and_not_what_was_cut(
    empty: Journal, library: Library
) -> None:
    """Its minutes are spread by the plan: nobody knows which step was cut."""
    queries.save_group(empty, Group("6B", 22, school="Ekskolan"))
    script = lesson_script()
    away = next(step for step in script.steps[1:] if step.weight == "flexible")
    held = tuple(step.id for step in script.steps if step is not away)
    remembered = Remembered("6B", 22, START, 20, held)
    afterwards.enter(empty, remembered, script, START + timedelta(days=30))
    (sheet,) = of(empty, library, "group")
    assert bare("20 av 50 min") in sheet
    assert bare(f"{script.lesson.label}, {away.title}: hoppades över") in sheet
    assert "kortat" not in sheet


def test_that_a_step_that_was_changed_twice_is_told_of_once_with_how_often(town: Journal) -> None:
    runs = reportdata.own_runs(town, 2026)
    run, title = next((run, step.title) for run in runs for step in run.steps if step.outcome == "shortened")
    sheet = GroupSheet(
        year=2026, today=TODAY, school="Ekskolan", group="6A", since=None, runs=(run, run), coming=()
    )
    text = " ".join(one.text for one in heard(logsheets.supervision([sheet], 2026), Info("")).runs())
    assert text.count(f"{run.row.label}, {title}: kortat") == 1
    assert f"{run.row.label}, {title}: kortat, 2 gånger" in text


def test_that_a_group_of_the_same_name_in_another_school_has_a_sheet_of_its_own(
    empty: Journal, library: Library
) -> None:
    for school, day in (("Ekskolan", 1), ("Ekskolan", 2), ("Björkskolan", 3)):
        led(empty, "6B", school, day)
    theirs, ours = of(empty, library, "group")
    assert bare("Grupp 6B · Björkskolan") in theirs
    assert bare("Grupp 6B · Ekskolan") in ours
    days = [f"{(START - timedelta(days=day)).astimezone().date()}" for day in (1, 2, 3)]
    assert [day in ours for day in days] == [True, True, False]
    assert [day in theirs for day in days] == [False, False, True]
    assert of(empty, library, "group", school="Ekskolan", group="6B") == [ours]


def test_that_a_leaders_log_has_every_lesson_led_here(town: Journal, library: Library) -> None:
    whole = "".join(of(town, library, "leader"))
    rows = [row for row in queries.sessions(town) if row.status != "running"]
    assert all(bare(f"{row.group} · {row.label}") in whole for row in rows)
    assert bare(f"Pass som har letts{len(rows)}") in whole


def test_that_a_leaders_log_takes_less_air_where_that_saves_a_page(town: Journal) -> None:
    long = next(run for run in reportdata.own_runs(town, 2026) if run.row.title.endswith("konsekvenser"))
    made = [logsheets.own_log([long] * lessons, 2026) for lessons in range(20, 50)]
    counts = [len(pages) for pages in made]
    assert counts == sorted(counts)
    assert 19 + counts.count(1) >= 35, "what somebody leads in a term"


@pytest.mark.parametrize("kind", KINDS)
def test_that_the_same_log_gives_the_same_bytes_with_its_own_fonts(
    town: Journal, library: Library, tmp_path: Path, kind: Kind
) -> None:
    wanted = Wanted(kind=kind, year=2026, today=TODAY)
    reporting.save(town, library, wanted, tmp_path / "a.pdf")
    reporting.save(town, library, wanted, tmp_path / reporting.file_name(wanted))
    content = (tmp_path / "a.pdf").read_bytes()
    assert content == (tmp_path / reporting.file_name(wanted)).read_bytes()
    for page in reading.opened(content).pages:
        own: Any = page["/Resources"]
        assert all("Atkinson" in str(font.get_object()["/BaseFont"]) for font in own["/Font"].values())


@pytest.mark.parametrize("kind", KINDS)
def test_that_whoever_listens_gets_all_of_a_report_in_the_file_and_as_a_web_page(
    town: Journal, library: Library, tmp_path: Path, kind: Kind
) -> None:
    wanted = Wanted(kind=kind, year=2026, today=TODAY)
    paper = structure.opened(reporting.drawn(town, library, wanted))
    assert paper.bare == []
    assert Counter(paper.seen) == Counter(paper.marked)
    reporting.save(town, library, wanted, tmp_path / "rapport.html")
    page = (tmp_path / "rapport.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    heard = bare(paper.story.text())
    for text in ("Pass", "Skriv inga namn" if kind in ("group", "leader") else "Grupper är koder"):
        assert bare(text) in heard
        assert text in page


def test_that_the_columns_say_what_they_count(town: Journal, library: Library) -> None:
    heard = bare(
        structure.opened(
            reporting.drawn(town, library, Wanted(kind="school", year=2026, today=TODAY))
        ).story.text()
    )
    for minutes, count in spread.answers(town, Selection(year=2026), "prepared_min").items():
        assert bare(f"{count} pass{minutes} min") in heard


def test_that_how_few_leaders_prepared_is_not_told(empty: Journal, library: Library) -> None:
    for day, minutes in enumerate((0, 5, 5, 5, 5, 15, 15, 15, 45)):
        conductor = begin(empty, HandClock(START - timedelta(days=day)))
        conductor.order(o.End())
        conductor.order(o.Answer("prepared", minutes))
    assert empty.flush(PATIENCE_S)
    heard = bare(
        structure.opened(
            reporting.drawn(empty, library, Wanted(kind="school", year=2026, today=TODAY))
        ).story.text()
    )
    assert bare("–0 min4 pass5 min–10 min3 pass15 min–30 min–45+ min") in heard
    assert bare("Alla pass har ett svar. Färre än 3 visas inte.") in heard


def test_that_the_room_is_told_of_and_what_few_have_answered_is_not(empty: Journal, library: Library) -> None:
    for day, room in enumerate((1, 1, 1, 1, 1, 2, 2, 2, 2, 3)):
        clock = HandClock(START - timedelta(days=day))
        queries.save_group(empty, Group("6B", 24, school="Ekskolan"))
        conductor = begin(empty, clock)
        clock.go(600)
        conductor.order(o.End())
        conductor.order(o.Answer("room", room))
        conductor.order(o.Answer("needs", 3))
    assert empty.flush(PATIENCE_S)
    (page,) = of(empty, library, "school", school="Ekskolan")
    assert bare("Räckte5Delvis–Räckte inte–") in page
    assert bare("I minst vart femte pass räckte inte rummet") in page
    assert bare("Färre än 3 visas inte.") in page
    sheet = "".join(of(empty, library, "group", school="Ekskolan", group="6B"))
    assert bare("rum (efter") in sheet
    assert bare("Rummet räckte inte riktigt.") in sheet


def test_that_nothing_is_said_of_a_school_by_one_or_two_answers(empty: Journal, library: Library) -> None:
    """The columns hide them; what needs attention would tell of them all the same."""
    queries.save_group(empty, Group("6B", 20, school="Ekskolan"))
    told = ("räckte inte rummet", "förbereddes i 15 minuter eller mer", "leddes av bara en person")
    for day in range(3):
        conductor = begin(empty, HandClock(START - timedelta(days=day)), people=20)
        conductor.order(o.End())
        for field, value in (("room", 3), ("prepared", 0), ("adults", 1)):
            conductor.order(o.Answer(field, value))  # type: ignore[arg-type]
        assert empty.flush(PATIENCE_S)
        (page,) = of(empty, library, "school", school="Ekskolan")
        assert [bare(words) in page for words in told] == [day == 2] * 3


def test_that_a_board_is_told_no_answers_of_few_groups(empty: Journal, library: Library) -> None:
    """One group that answers after every lesson is known again by its answers."""
    codes = ("6A", "6B", "6C", "6D", "6E")
    for day, code in enumerate(codes):
        led(empty, code, "Ekskolan", day)

    def answered(code: str, ago: int) -> None:
        conductor = begin(empty, HandClock(START - timedelta(days=ago)), group=code)
        conductor.order(o.End())
        for field, value in (("adults", 2), ("prepared", 15), ("group_form", 2), ("room", 3)):
            conductor.order(o.Answer(field, value))  # type: ignore[arg-type]
        assert empty.flush(PATIENCE_S)

    for ago in range(6, 10):
        answered("6A", ago)
    few = bare("Färre än 5 grupper har svarat. Deras svar visas inte.")
    (page,) = of(empty, library, "board")
    assert page.count(few) == 3
    assert bare("Två ledare i rummetför få svar") in page
    assert bare("Halvgrupp–") in page
    for ago, code in enumerate(codes[1:], 10):
        answered(code, ago)
    (page,) = of(empty, library, "board")
    assert few not in page
    assert bare("Två ledare i rummet100 % · 8 av 8") in page
    assert bare("Halvgrupp8") in page
    assert bare("5 pass saknar svar.") in page


def test_that_a_board_report_without_a_plan_says_so_and_is_one_page(library: Library, empty: Journal) -> None:
    for place in range(6):
        for day in range(3):
            led(empty, f"6{'ABCDEF'[place]}", "Ekskolan", day)
    (page,) = of(empty, library, "board")
    assert bare("Ingen plan finns för läsåret.") in page
    assert bare("Pass som letts, skola för skola") in page
    assert bare("Planerade pass") not in page
