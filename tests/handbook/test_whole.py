"""Our own lessons: whole, ready to run, not too hard to read, and fair to everybody in them."""

from collections import Counter
from datetime import timedelta

from facilitator.content import model, picking
from facilitator.content.checking import corpus, spread
from facilitator.content.checking.check import Shelf, check_lesson
from facilitator.content.checking.findings import check_paths
from facilitator.content.library import Library
from facilitator.content.script import from_json, to_json
from facilitator.exchange.reserve import words
from facilitator.paths import scenarios_dir


def test_that_our_own_content_is_right(library: Library) -> None:
    assert [str(fault) for fault in library.faults] == []
    for lesson in library.lessons:
        for length in (lesson.minutes, *lesson.lengths):
            script = library.script(lesson.id, length)
            assert from_json(to_json(script)) == script
            assert script.contacts, lesson.id


def test_that_our_own_lessons_hold_the_limits(library: Library) -> None:
    findings = check_paths([scenarios_dir()])
    assert findings.repeated < corpus.MOST_REPEATED
    assert not [each.id for each in library.lessons if list(corpus.hard(each))]


def test_that_our_own_bank_ties_no_origin_and_no_gender_to_a_part(library: Library) -> None:
    bank = tuple(library.scenarios.values())
    assert not [(one.id, spread.missing(one)) for one in bank if spread.missing(one)]
    assert not list(spread.uneven(bank))
    assert not [(one.id, origin) for one, origin in spread.twice_running(bank)]


def test_that_no_animal_is_always_the_one_exposed(library: Library) -> None:
    """Of the six animals that tell F-3 what happens, each is the one exposed, and the one who does wrong, about as often."""
    animals = {"björnen", "ekorren", "haren", "igelkotten", "musen", "räven"}
    parts = [
        (who.part, name)
        for one in library.scenarios.values()
        if one.age == "F-3"
        for who in one.cast
        if (name := who.name.split(" – ")[0]) in animals
    ]
    for part in ("exposed", "acting"):
        told = Counter(name for each, name in parts if each == part)
        assert set(told) == animals, part
        assert max(told.values()) <= 1.5 * min(told.values()), (part, told)


def test_that_hours_checked_long_ago_are_not_shown() -> None:
    root = scenarios_dir()
    day = next(row for row in Library.open(root).contacts if row.id == "bris").checked
    fresh = Library.open(root, day).script("mvp-03").contacts
    stale = Library.open(root, day + timedelta(days=181)).script("mvp-03").contacts
    hours = [{row.id: row.hours for row in rows}["bris"] for rows in (fresh, stale)]
    assert hours[0]
    assert not hours[1]
    assert [row.reach for row in fresh] == [row.reach for row in stale]


def test_that_a_lesson_for_trying_things_or_a_meeting_is_never_due(library: Library) -> None:
    assert {one.programme for one in library.lessons} - {one.programme for one in library.planned} == {
        "moten",
        "ovriga",
        "visning",
    }


def test_that_every_exercise_the_program_takes_part_in_says_how_it_is_led_by_hand(library: Library) -> None:
    said = {
        type(step.stage) for lesson in library.lessons for step in lesson.steps if words.by_hand(step.stage)
    }
    assert {
        model.Pyramid, model.Sorting, model.Agreement, model.Board, model.Boxes, model.MindMap, model.Places,
        model.OwnScenario, model.BystanderPicture, model.Clip, model.Groups,
    } <= said  # fmt: skip
    assert said.isdisjoint({model.Opening, model.Text, model.Round, model.Support, model.Prompt})


def test_that_whatever_is_picked_fits_as_the_lesson_s_own_does(library: Library) -> None:
    shelf = Shelf(library.programmes, library.terms, library.scenarios)
    picked = 0
    for lesson in library.lessons:
        theme = library.theme_of(lesson)
        assert list(picking.spoken_of(lesson, library.scenarios)) == []
        for step, offered in library.choices_of(lesson).items():
            for one in offered[1:]:
                changed = picking.with_picks(lesson, {step: one.id}, theme, library.scenarios)
                assert check_lesson(changed, shelf) == [], (lesson.id, one.id)
                script = library.script(lesson.id, picks={step: one.id})
                assert from_json(to_json(script)) == script
                assert one.id in script.scenarios
                picked += 1
    assert picked > len(library.lessons)


def test_that_each_scenario_of_the_bank_can_be_found_from_a_lesson(library: Library) -> None:
    found = {one.id for lesson in library.lessons for one in library.theme_of(lesson)}
    assert sorted(library.scenarios.keys() - found) == []
