"""The words of steps lie once in the log, however many lessons were led, and go when nobody has them any more."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, event, func, select, update

from facilitator.content.script import Script
from facilitator.exchange.packages import merge
from facilitator.exchange.sheets import csvset
from facilitator.journal import Journal, queries, reading
from facilitator.journal.checking.health import examine
from facilitator.journal.removal import retention
from facilitator.journal.tables import schema, steptexts
from facilitator.journal.tables.rows import STEP, step_row
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.summary import summarise
from tests.builders import START, HandClock, begin, script
from tests.exchange.laptops import laptop, packed
from tests.patience import PATIENCE_S

OTHER = "Det som bara en klass fick"
TODAY = date(2028, 2, 7)


def other() -> Script:
    """The lesson with another title of its second step."""
    first, second, *rest = script().steps
    return replace(script(), steps=(first, replace(second, title=OTHER), *rest))


def led(journal: Journal, lesson: Script | None = None, *, days: int = 0) -> str:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    clock = HandClock(START + timedelta(days=days))
    conductor = begin(journal, clock, lesson=lesson)
    for _turn in range(4):
        clock.go(100)
        conductor.order(o.Next())
    conductor.order(o.End())
    conductor.order(o.FinishLog())
    assert journal.flush(PATIENCE_S)
    own = conductor.session.id
    wanted = [step_row(own, step) for step in summarise(conductor.session).steps]
    with journal.database.begin() as connection:
        assert reading.step_rows(connection, own) == wanted
    return own


def texts(journal: Journal) -> set[steptexts.Text]:
    with journal.database.begin() as connection:
        rows = connection.execute(select(schema.step_text)).mappings().all()
        used = connection.execute(select(schema.session_step.c.text).distinct()).scalars().all()
    assert {row["number"] for row in rows} == set(used)
    return {steptexts.text_of(dict(row)) for row in rows}


def titles(journal: Journal) -> set[str]:
    return {title for _step, title, *_rest in texts(journal)}


def test_that_a_number_is_what_it_was_and_every_database_can_hold_it() -> None:
    number = steptexts.number_of("valkomna", "Välkomna", "opening", "core", 180)
    assert number == 76008430351846159
    assert 0 <= number < 2**63
    others = {
        steptexts.number_of(*text)
        for text in (
            ("v", "a", "b", "c", 1),
            ("va", "", "b", "c", 1),
            ("v", "ab", "", "c", 1),
            ("v", "a", "b", "c", 2),
        )
    }
    assert len(others) == 4


def test_that_lessons_of_one_text_have_the_words_once(journal: Journal) -> None:
    for day in range(3):
        led(journal, days=day)
    assert titles(journal) == {step.title for step in script().steps}
    assert len(texts(journal)) == len(script().steps)
    led(journal, script(40), days=3)
    led(journal, other(), days=4)
    assert titles(journal) == {step.title for step in script().steps} | {OTHER}
    assert examine(journal.database) == []


def test_that_an_advance_writes_no_words(folder: Path) -> None:
    with laptop(folder) as journal:
        conductor = begin(journal)
        assert journal.flush(PATIENCE_S)
        done: list[str] = []
        with journal.database.raw() as raw:
            raw.set_trace_callback(done.append)
        for _turn in range(3):
            conductor.order(o.Next())
            assert journal.flush(PATIENCE_S)
        with journal.database.raw() as raw:
            raw.set_trace_callback(None)
        assert any("UPDATE session_step" in one for one in done)
        assert not any("step_text" in one for one in done)


def test_that_words_go_with_the_last_lesson_that_had_them_when_it_is_removed(journal: Journal) -> None:
    led(journal, other())
    led(journal, days=1)
    stays = led(journal, days=400)
    assert OTHER in titles(journal)
    rule = retention.Rule("BUN 2027/1", date(2027, 9, 1), "coordinator", 2026, frozenset({"sessions"}))
    retention.remove(journal.database, rule, retention.look(journal.database, rule), "0" * 64, (), TODAY)
    assert titles(journal) == {step.title for step in script().steps}
    assert [row.session for row in queries.sessions(journal)] == [stays]
    assert examine(journal.database) == []


def test_that_words_go_when_another_account_takes_the_place_of_the_one_that_had_them(
    journal: Journal, tmp_path: Path
) -> None:
    with laptop(tmp_path / "school") as school, laptop(tmp_path / "read") as read:
        own = led(school)
        package = packed(school, tmp_path / "a.passpaket")
        csvset.export(school, tmp_path / "set")
        csvset.load_into(read, tmp_path / "set")
        with read.database.begin() as connection:
            row = reading.session_row(connection, own)
            steps = reading.step_rows(connection, own)
    assert row is not None
    with journal.database.writing() as connection:
        known = schema.device.c.id
        connection.execute(
            schema.session.insert(), {**row, "device": connection.execute(select(known)).scalar()}
        )
        steptexts.insert_steps(connection, [{**step, "title": OTHER} for step in steps])
    assert titles(journal) == {OTHER}
    assert merge.counts([merge.take_in_file(journal, package)])["longer"] == 1
    assert titles(journal) == {step.title for step in script().steps}
    assert examine(journal.database) == []


def test_that_however_many_take_the_place_of_others_the_steps_are_looked_through_once(
    journal: Journal, tmp_path: Path
) -> None:
    with laptop(tmp_path / "school") as school:
        for day in range(4):
            led(school, days=day)
        package = packed(school, tmp_path / "a.passpaket")
        csvset.export(school, tmp_path / "set")
    with journal.database.writing() as connection:
        device = connection.execute(select(schema.device.c.id)).scalar()
        for place, (run, steps) in enumerate(csvset.read(tmp_path / "set")):
            csvset._insert(
                connection, str(device), run, [{**step, "title": f"{OTHER} {place}"} for step in steps]
            )
    assert titles(journal) == {f"{OTHER} {place}" for place in range(4)}
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        assert merge.counts([merge.take_in_file(journal, package)])["longer"] == 4
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert len([one for one in asked if "FROM session_step" in one and "session_step.text IN" in one]) == 1
    assert titles(journal) == {step.title for step in script().steps}
    assert examine(journal.database) == []


def test_that_words_that_stand_altered_are_set_right_when_they_come_again(journal: Journal) -> None:
    led(journal)
    with journal.database.writing() as connection:
        connection.execute(update(schema.step_text).values(title="x"))
    assert {one.kind for one in examine(journal.database)} == {"summary"}
    led(journal, days=1)
    assert titles(journal) == {step.title for step in script().steps}
    assert examine(journal.database) == []


def test_that_a_step_without_its_words_is_not_shown_and_is_told_of(journal: Journal) -> None:
    own = led(journal)
    with journal.database.writing() as connection:
        one = connection.execute(select(func.min(schema.step_text.c.number))).scalar_one()
        connection.execute(delete(schema.step_text).where(schema.step_text.c.number == one))
    assert len(queries.steps(journal, own)) == len(script().steps) - 1
    assert [(found.kind, found.mendable) for found in examine(journal.database)] == [("summary", True)]


def test_that_every_column_of_a_step_is_kept() -> None:
    assert {*steptexts.TEXT, *schema.session_step.columns.keys()} == {"session", "text", *STEP}
