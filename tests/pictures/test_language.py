"""The pupils' picture speaks the lesson's language, whatever language the leader reads."""

from dataclasses import replace

from facilitator.i18n import current_language, set_language
from facilitator.ui.stage import compose
from tests.pictures import samples


def test_that_an_english_interface_leaves_the_pupils_picture_alone() -> None:
    lesson = samples.script()
    swedish = [compose.stills(lesson, n) for n in range(len(lesson.steps))]
    safe = compose.compose(replace(samples.SESSION, cover="safe"))
    set_language("en")
    assert [compose.stills(lesson, n) for n in range(len(lesson.steps))] == swedish
    assert compose.compose(replace(samples.SESSION, cover="safe")) == safe
    assert current_language() == "en"


def test_that_an_english_lesson_speaks_english_in_a_swedish_interface() -> None:
    session = samples.SESSION
    english = replace(session.script, lesson=replace(session.script.lesson, language="en"))
    shown = compose.compose(replace(session, script=english, cover="safe")).words()
    assert "We take a break" in shown
    assert current_language() == "sv"
