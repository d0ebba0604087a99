"""Preparing: checks by risk, ticks that hold as long as they should, and the honest way for a stand-in."""

from datetime import date, timedelta

import pytest

from facilitator.planning import preparing
from tests.content import builder

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("risk", "checks"),
    [
        (1, ()),
        (2, ("adult",)),
        (3, ("health-told", "two-adults", "adult-leads", "not-friday")),
    ],
)
def test_that_each_risk_level_has_its_checks(risk: int, checks: tuple[str, ...]) -> None:
    assert preparing.risk_checks(risk) == checks


def test_that_nobody_among_staff_is_told_that_an_adult_is_there() -> None:
    assert [preparing.risk_checks(risk, "staff") for risk in (1, 2, 3)] == [
        (),
        (),
        ("health-told", "not-friday"),
    ]


def test_that_only_a_strong_lesson_waits_for_another_day_than_friday() -> None:
    days = [MONDAY + timedelta(days=n) for n in range(7)]
    assert [preparing.bad_day(3, day) for day in days] == [False] * 4 + [True] * 3
    assert not any(preparing.bad_day(2, day) for day in days)


def test_that_the_last_look_is_at_most_six_things_and_sound_only_where_there_is_some() -> None:
    assert preparing.readiness(builder.script()) == ("room", "prints", "support", "adult", "projector")
    with_film = preparing.readiness(builder.script(steps=builder.other_steps()))
    assert with_film[-1] == "sound"
    assert len(with_film) == 6


def test_that_a_tick_belongs_to_the_very_words_of_its_task() -> None:
    assert preparing.tick_of("Läs passet.") == preparing.tick_of("Läs passet.")
    assert preparing.tick_of("Läs passet.") != preparing.tick_of("Läs passet två gånger.")


def test_that_yesterdays_room_is_not_todays() -> None:
    task = preparing.tick_of("Läs passet.")
    ticks = (task, preparing.tick_of_day("room", MONDAY))
    assert preparing.still_good(ticks, MONDAY) == ticks
    assert preparing.still_good(ticks, MONDAY + timedelta(days=1)) == (task,)


def test_that_the_stand_in_gets_core_and_protected_steps_at_their_floors_in_order() -> None:
    brief = preparing.briefing(builder.script())
    assert [(step.title, step.floor) for step in brief.path] == [("Fallet", 8), ("Runda", 2), ("Stod", 1)]
    assert brief.path[0].how == "Hoppa över sista frågan."
    assert brief.minutes == 11


def test_that_the_floor_is_never_more_than_the_step_has_in_that_length() -> None:
    brief = preparing.briefing(builder.script(40))
    assert [step.floor for step in brief.path] == [8, 2, 1]


def test_that_the_cautions_come_from_the_strongest_steps_first() -> None:
    steps = builder.steps()
    for step in steps:
        step["leader"] = {"watch": [f"Akta {step['id']}"]}
    brief = preparing.briefing(builder.script(steps=steps))
    assert brief.cautions == ("Akta fallet", "Akta runda", "Akta stod")
