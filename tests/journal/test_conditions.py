"""Conditions: each row is what one counts by hand from the facts, what few have told is hidden, and the seal covers them."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest
from sqlalchemy import Select, select, update

from facilitator.journal import Journal, afterwards, open_journal, queries, reading
from facilitator.journal.checking.health import examine
from facilitator.journal.figures import conditions, measures
from facilitator.journal.figures.selection import Selection, held, held_by_index
from facilitator.journal.tables import chain, rows, schema
from facilitator.session import orders as o
from facilitator.session.afterwards import Remembered
from tests.builders import CONDITIONS, START, HandClock, begin, script
from tests.exchange.laptops import laptop
from tests.journal.led import by_hand, lead
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

LESSONS = 60


@pytest.mark.slow
def test_that_every_row_is_what_one_counts_by_hand() -> None:
    with folder_in_memory() as folder, closing(open_journal(folder / "data", second_place=folder)) as journal:
        random = Random(3)
        for day in range(LESSONS):
            lead(journal, random, day)
        led = [one.summary for one in by_hand(journal)]
        found = conditions.conditions(journal, Selection())
        for condition, answers in found.items():
            for value, told in answers.items():
                mine = [one for one in led if value == _answer(one, condition)]
                assert told.lessons == len(mine) >= 3
                whole = [
                    sum(s.outcome == "held" for s in one.steps if s.weight in ("core", "protected"))
                    / one.core_planned
                    for one in mine
                ]
                assert told.core.share == pytest.approx(median(whole))
                assert told.core.rests == len(mine)


def _answer(one: object, condition: str) -> int | None:
    if condition != "prepared":
        answer: int | None = getattr(one, condition)
        return answer
    minutes: int | None = getattr(one, "prepared_min")  # noqa: B009
    return None if minutes is None else int(minutes >= 15)


def led_in(journal: Journal, room: int | None, form: int = 1) -> str:
    clock = HandClock()
    conductor = begin(journal, clock)
    clock.go(600)
    conductor.order(o.End())
    conductor.order(o.Answer("group_form", form))
    if room is not None:
        conductor.order(o.Answer("room", room))
    conductor.order(o.FinishLog())
    assert journal.flush(PATIENCE_S)
    return conductor.session.id


def test_that_what_few_have_told_is_hidden_and_cannot_be_reckoned(journal: Journal) -> None:
    for room, times in ((1, 7), (2, 4), (3, 2)):
        for _time in range(times):
            led_in(journal, room)
    led_in(journal, None)
    found = conditions.conditions(journal, Selection())["room"]
    assert [found[value].lessons for value in (1, 2, 3)] == [7, None, None]
    assert [found[value].core.share for value in (2, 3)] == [None, None]
    assert conditions.conditions(journal, Selection(year=2019))["room"][1].lessons is None


def test_that_a_lesson_entered_afterwards_counts_as_held_and_its_steps_do_not(journal: Journal) -> None:
    whole = script()
    journal.keep_script(whole)
    one = Remembered("6B", 24, START - timedelta(days=1), 50, tuple(step.id for step in whole.steps))
    for _time in range(3):
        own = afterwards.enter(journal, one, whole, START)
        with journal.database.writing() as connection:
            connection.execute(update(schema.session).where(schema.session.c.session == own).values(room=2))
    found = conditions.conditions(journal, Selection())["room"][2]
    assert (found.lessons, found.core.share) == (3, None)


def test_that_the_seal_has_an_answer_only_where_one_is_given(journal: Journal) -> None:
    own = led_in(journal, None)
    with journal.database.begin() as connection:
        row = reading.session_row(connection, own) or {}
        steps = reading.step_rows(connection, own)
    older = chain.seal(
        [row[name] for name in rows.SEALED], [[step[name] for name in rows.STEP] for step in steps]
    )
    assert rows.seal_of(row, steps) == row["seal"] == older
    seals = {rows.seal_of({**row, name: 1}, steps) for name in schema.CONDITIONS}
    assert len(seals | {older}) == len(schema.CONDITIONS) + 1


def test_that_the_seal_covers_the_room_and_a_row_without_it_has_the_seal_it_always_had(
    journal: Journal,
) -> None:
    own, other = led_in(journal, 1), led_in(journal, None)
    assert examine(journal.database) == []
    row = schema.session.c
    for session, value in ((own, 3), (other, 1)):
        with journal.database.writing() as connection:
            before = {r.session: r.room for r in connection.execute(schema.session.select())}[session]
            connection.execute(update(schema.session).where(row.session == session).values(room=value))
        assert examine(journal.database) != []
        with journal.database.writing() as connection:
            connection.execute(update(schema.session).where(row.session == session).values(room=before))
        assert examine(journal.database) == []


def test_that_every_answer_comes_back_from_the_log(journal: Journal) -> None:
    conductor = begin(journal)
    conductor.order(o.End())
    for field, value in CONDITIONS.items():
        conductor.order(o.Answer(field, value))
    assert journal.flush(PATIENCE_S)
    (row,) = queries.sessions(journal)
    assert {name: getattr(row, name) for name in CONDITIONS} == CONDITIONS
    assert examine(journal.database) == []


def looks(journal: Journal, asked: Select[Any]) -> list[str]:
    """How SQLite goes about a question, asked as the program asks it: with its values apart."""
    with journal.database.begin() as connection:
        compiled = asked.compile(dialect=connection.dialect)
        values = tuple(compiled.params[name] for name in compiled.positiontup or ())
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
        return [row.detail for row in rows if "session" in row.detail]


@pytest.mark.parametrize("by", [(), ("school",)])
@pytest.mark.parametrize("selection", [Selection(), Selection(year=2026)])
def test_that_no_step_is_read_for_the_measures_and_sessions_only_where_an_index_does_not_know(
    tmp_path: Path, selection: Selection, by: tuple[measures.By, ...]
) -> None:
    with laptop(tmp_path / "data") as journal:  # SQLite's own ways, whatever the other tests run on
        assert looks(journal, measures._sums(selection, by)) == ["SCAN session"]
        assert looks(journal, measures._cores(selection, by)) == ["SCAN session"]
        assert looks(journal, measures._minutes(selection, by)) == ["SCAN session USING INDEX session_lesson"]


def test_that_the_two_ways_to_say_what_counts_say_the_same(journal: Journal) -> None:
    random = Random(3)
    for day in range(20):
        lead(journal, random, day)
    begin(journal, rehearsal=True).order(o.End())
    begin(journal)
    assert journal.flush(PATIENCE_S)
    own = schema.session.c.session
    for selection in (Selection(), Selection(year=2026), Selection(group="6B", programme="mvp")):
        with journal.database.begin() as connection:
            one, other = (
                set(connection.execute(select(own).where(*where)).scalars())
                for where in (held(selection), held_by_index(selection))
            )
        assert one == other != set()
