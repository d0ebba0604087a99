"""A line of a package is read in little time, and never otherwise than value by value."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.exchange.packages import passpaket
from facilitator.journal import Journal, reading
from facilitator.journal.sharing import lines, versions
from facilitator.journal.sharing.versions import Version
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import canonical
from facilitator.session import orders as o
from tests.builders import HandClock, begin
from tests.exchange.laptops import head_of, laptop, led
from tests.journal.test_fold import play, turns
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory


@pytest.fixture(scope="module")
def school() -> Iterator[Journal]:
    with folder_in_memory() as folder, laptop(folder / "data") as journal:
        yield journal


@pytest.fixture(scope="module")
def line(school: Journal) -> str:
    return line_of(school, led(school, school="Björkskolan \N{SNOWMAN} “ö”"))


def line_of(journal: Journal, own: str) -> str:
    with journal.database.begin() as connection:
        row = reading.session_row(connection, own)
        assert row is not None
        return canonical(versions.plain(versions.stored(connection, row)))


def read(text: str) -> Version | None:
    """The line as the program reads it, and as value by value; None when it is refused."""
    found: list[Version | None] = []
    for act in (lines.read, value_by_value):
        try:
            found.append(act(text, passpaket.plain))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            found.append(None)
    assert repr(found[0]) == repr(found[1])  # True is not 1
    return found[0]


def value_by_value(text: str, plain: Any) -> Version:
    return versions.from_plain(plain(text))


@settings(max_examples=15)
@given(turns)
def test_that_what_a_leader_did_is_read_at_once_as_value_by_value(
    school: Journal, done: list[tuple[o.Order, int]]
) -> None:
    clock = HandClock()
    conductor = begin(school, clock)
    play(conductor, clock, done)
    if not conductor.session.ended:
        conductor.order(o.End())
    assert school.flush(PATIENCE_S)
    text = line_of(school, conductor.session.id)
    found = lines.read(text, never)
    assert found == read(text)
    glance = lines.glance(text)
    assert (glance.session, glance.head, glance.added) == (found.session, found.head, found.added)
    assert (glance.school, glance.started, glance.group) == (found.school, found.started, found.group)


def never(_text: str) -> Any:
    raise AssertionError("read value by value")


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.just([]), st.just({}),
    st.just("2026-11-23T08:10:00Z"), st.just("pass_started"), st.just("question_parked"), st.just({"text": "Kim"}),
    st.just({"field": "went", "value": True}), st.just({"field": "went", "value": 1.0}), st.just({"count": 0, "step": "ramar"}),
    st.recursive(st.integers() | st.text(max_size=5), lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3)),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_that_any_value_changed_under_a_chain_that_holds_is_read_or_refused_alike(
    line: str, data: st.DataObject
) -> None:
    run = json.loads(line)
    value = data.draw(VALUES)
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(run["facts"]) - 1))
        run["facts"][place][data.draw(st.integers(0, 4))] = value
    elif data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(run["facts"]) - 1))
        run["facts"][at][4][data.draw(st.sampled_from(["value", "step", "ny", "apart"]))] = value
    else:
        run[data.draw(st.sampled_from(sorted(run)))] = value
    try:
        run["head"] = head_of(run)
        text = canonical(run)
    except (ValueError, TypeError):  # not even JSON
        text = json.dumps(run)
    read(text)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_that_any_text_changed_is_read_or_refused_alike(line: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line)))
    gone = data.draw(st.integers(0, 2))
    put = data.draw(st.text('[]{}",:\\ 019ae\n\0åtrufls', max_size=3))
    text = line[:at] + put + line[at + gone :]
    found = read(text)
    assert found is None or found.facts == lines.read(line, never).facts


@pytest.mark.parametrize(
    "change",
    [
        json.dumps,
        lambda run: json.dumps(run, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        lambda run: json.dumps(dict(reversed(run.items())), separators=(",", ":")),
        lambda run: canonical(run).replace("[", "[ ", 1),
    ],
)
def test_that_a_line_written_in_another_way_is_still_read(line: str, change: Any) -> None:
    assert read(change(json.loads(line))) == lines.read(line, never)


def test_that_a_key_that_stands_twice_is_refused(line: str) -> None:
    at = line.index('{"', line.index("step_shown"))
    assert read(line[: at + 1] + '"count":0,' + line[at + 1 :]) is None


@pytest.mark.slow
def test_that_a_session_of_endless_facts_is_refused(line: str) -> None:
    run = json.loads(line)
    run["facts"] = [run["facts"][0]] + [run["facts"][1]] * versions.MOST_FACTS
    run["head"] = head_of(run)
    assert read(canonical(run)) is None


def test_that_what_is_stored_is_what_the_line_says(school: Journal, line: str) -> None:
    found = lines.read(line, never)
    with school.database.begin() as connection:
        wanted = (
            schema.fact.select().where(schema.fact.c.session == found.session).order_by(schema.fact.c.seq)
        )
        rows = connection.execute(wanted).all()
        scripts = {found.start["lesson_hash"]: reading.script(connection, found.start["lesson_hash"])}
    assert [tuple(row) for row in rows] == versions.prepare(found, scripts).facts
