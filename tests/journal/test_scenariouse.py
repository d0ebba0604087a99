"""Which scenarios groups have met: as one counts by hand from the facts, with what was picked, and nothing of few."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import delete

from facilitator.content import picking
from facilitator.content.model import Lesson, Programme, Scenario, Term
from facilitator.content.script import Script, script_of
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.figures import scenariouse, smallcells
from facilitator.journal.figures.selection import Selection
from facilitator.journal.tables import schema
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from tests.builders import START, HandClock, begin
from tests.content import builder
from tests.journal.led import by_hand, lead
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

LESSONS = 60
OTHER = builder.make(Scenario, builder.scenario(id="koen", title="Kön", lessons=["mvp-02"]))


@pytest.fixture(scope="module")
def whole() -> Iterator[Journal]:
    """A log of lessons led in every way."""
    with folder_in_memory() as folder, closing(open_journal(folder / "data", second_place=folder)) as journal:
        random = Random(5)
        for day in range(LESSONS):
            lead(journal, random, day)
        yield journal


def counts(journal: Journal, **chosen: object) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    found = scenariouse.used(journal, Selection(**chosen))  # type: ignore[arg-type]
    return {(one.key.scenario, one.key.lesson): (one.sessions, one.groups) for one in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    "chosen", [{}, {"school": "Ekskolan"}, {"group": "6B"}, {"year": 2026}, {"year": 2025}]
)
def test_that_every_row_is_what_one_counts_by_hand(whole: Journal, chosen: dict[str, object]) -> None:
    sessions: Counter[tuple[str, str]] = Counter()
    groups: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one in by_hand(whole):
        group = one.session.group
        if chosen.get("school", one.school) != one.school or chosen.get("group", group) != group:
            continue
        if chosen.get("year", 2026) != 2026 or one.session.rehearsal:
            continue
        if any(
            step.form == "scenario" and step.outcome in ("held", "shortened") for step in one.summary.steps
        ):
            key = "bollen", one.session.script.lesson.id
            sessions[key] += 1
            groups.setdefault(key, set()).add((one.school, group))
    keys = sorted(sessions)
    shown = smallcells.told([sessions[key] for key in keys])
    wanted = {key: (n, None if n is None else len(groups[key])) for key, n in zip(keys, shown, strict=True)}
    assert counts(whole, **chosen) == wanted
    assert (not wanted) == (chosen.get("year") == 2025)


def picked(length: int = 50) -> Script:
    """The lesson with another scenario in place of the author's."""
    own = builder.make(Scenario, builder.scenario())
    both = {own.id: own, OTHER.id: OTHER}
    lesson = picking.with_picks(
        builder.make(Lesson, builder.lesson()), {"fallet": OTHER.id}, both.values(), both
    )
    terms = {"askadare": builder.make(Term, builder.term())}
    return script_of(lesson, length, builder.make(Programme, builder.programme()), both, terms, ())


def led(
    journal: Journal, lesson: Script, group: str, school: str, until: str = "fallet", day: datetime = START
) -> None:
    """Lead a lesson as far as to the step after `until`; 6B is told the scenario then."""
    queries.save_group(journal, Group(group, 24, school=school))
    clock = HandClock(day)
    conductor = begin(journal, clock, lesson=lesson, group=group)
    conductor.order(o.GoTo(until))
    clock.go(600)
    conductor.order(o.Next())
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)


def test_that_what_was_picked_counts_and_not_what_it_took_the_place_of(journal: Journal) -> None:
    for number in range(4):
        led(journal, picked(50 if number % 2 else 40), "6B", "Ekskolan")
        led(journal, picked(), "6B", "Bokskolan")
        led(journal, builder.script(), "6C", "Ekskolan")
    assert counts(journal) == {("koen", "mvp-02"): (8, 2), ("bollen", "mvp-02"): (4, 1)}
    titles = {one.key.scenario: (one.title, one.label) for one in scenariouse.used(journal, Selection())}
    assert titles == {"koen": ("Kön", "MVP 2"), "bollen": ("Bollen", "MVP 2")}
    assert counts(journal, school="Bokskolan") == {("koen", "mvp-02"): (4, 1)}
    assert counts(journal, programme="taget") == {}


def test_that_the_same_code_next_school_year_is_another_group(journal: Journal) -> None:
    for days in (0, 1, 365):
        led(journal, builder.script(), "6B", "Ekskolan", day=START + timedelta(days=days))
    assert counts(journal) == {("bollen", "mvp-02"): (3, 2)}


def test_that_what_few_have_met_is_hidden_and_cannot_be_reckoned(journal: Journal) -> None:
    for _turn in range(2):
        led(journal, picked(), "6B", "Ekskolan")
    for _turn in range(5):
        led(journal, builder.script(), "6B", "Ekskolan")
    assert counts(journal) == {("bollen", "mvp-02"): (None, None), ("koen", "mvp-02"): (None, None)}


def test_that_a_step_that_was_not_reached_tells_no_scenario(journal: Journal) -> None:
    for _turn in range(3):
        led(journal, builder.script(), "6B", "Ekskolan", "sist")
    assert counts(journal) == {}


def test_that_a_text_that_is_gone_or_cannot_be_read_counts_for_nothing(journal: Journal) -> None:
    for _turn in range(3):
        led(journal, builder.script(), "6B", "Ekskolan")
        led(journal, picked(), "6B", "Ekskolan")
    with journal.database.writing() as connection:
        texts = schema.lesson_snapshot
        one = connection.execute(texts.select().where(texts.c.script.contains('"koen"'))).one()
        connection.execute(delete(texts).where(texts.c.hash == one.hash))
        connection.execute(texts.insert().values(hash="f" * 64, script='{"steps": [{"form": "scenario"}]}'))
    assert counts(journal) == {("bollen", "mvp-02"): (3, 1)}


@pytest.mark.slow
def test_that_more_texts_than_are_remembered_or_asked_for_at_once_give_the_same(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _turn in range(3):
        led(journal, builder.script(), "6B", "Ekskolan")
        led(journal, picked(), "6B", "Ekskolan")
        led(journal, picked(40), "6C", "Ekskolan")
    wanted = counts(journal)
    monkeypatch.setattr(scenariouse, "_MOST_ASKED", 1)
    monkeypatch.setattr(scenariouse, "_AT_ONCE", 1)
    monkeypatch.setattr(scenariouse, "_MOST_KNOWN", 1)
    assert counts(journal) == wanted == {("koen", "mvp-02"): (6, 2), ("bollen", "mvp-02"): (3, 1)}
