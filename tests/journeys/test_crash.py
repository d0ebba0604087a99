"""The program is killed in the middle of a lesson, again and again; nothing that was shown is ever lost."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from facilitator.errors import NotNow
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.fold import evolve
from facilitator.session.rules import decide
from facilitator.session.state import Entry, Session, blank
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.slide import Slide
from tests import ownlessons
from tests.journeys import logbook
from tests.journeys.display import LAPTOP, PROJECTOR
from tests.journeys.person import CTRL, Key, Person, alike, picture_of, said, small
from tests.journeys.process import Running, running, xdotool

pytestmark = pytest.mark.usefixtures("known", "display")
KILLS = 10
BACK_WITHIN_S = 10
MOMENT_S = 0.04
HALFWAY = 12
PAGE = QRect(240, 60, LAPTOP[2] - 240, LAPTOP[3] - 60)
KEYS = ("Right", "Next", "n", "Down")


def walk() -> list[Session]:
    """MVP 1 with a class, tap by tap, by the rules alone."""
    script = ownlessons.library().script("mvp-01", None)
    start = f.PassStarted(script.lesson.id, script.hash, script.length, "6B", 24, False)
    states = [evolve(blank("walk", script), Entry(1, 0, "", start))]
    while True:
        try:
            fact = decide(states[-1], o.Next())
        except NotNow:
            return states
        states.append(evolve(states[-1], Entry(states[-1].seq + 1, 0, "", fact)))


def far(picture: QImage) -> bytes:
    """A picture from far away, without its clock."""
    painter = QPainter(picture)
    painter.fillRect(paint.clock_rect(picture.size()), Qt.GlobalColor.black)
    painter.end()
    return small(picture)


def drawn(slide: Slide) -> bytes:
    return far(paint.render(slide, QSize(*PROJECTOR[2:])))


@cache
def tap_pictures() -> tuple[bytes, ...]:
    return tuple(drawn(compose.compose(session)) for session in walk())


@cache
def calm_picture() -> bytes:
    return drawn(compose.compose(replace(walk()[0], cover="safe")))


def on_the_wall() -> bytes:
    return far(picture_of(QRect(*PROJECTOR)))


def shows(*taps: int) -> bool:
    """Whether one of these taps is the newest that the wall shows."""
    now = on_the_wall()
    return any(alike(now, tap_pictures()[tap]) for tap in taps)


def resumes(program: Running) -> None:
    """One click on the big button, then one key: first the calm screen, then the lesson."""
    program.presses_the_big_button(PAGE)
    program.waits(lambda: alike(on_the_wall(), calm_picture()))
    xdotool("key", "Escape")
    program.waits(lambda: not alike(on_the_wall(), calm_picture()))


def test_that_a_killed_program_goes_on_at_the_same_tap(qtbot: QtBot, known: Path) -> None:
    dice = random.Random(2026)
    tap, took = 0, list[float]()
    with running(qtbot, known) as program:
        program.presses_the_big_button(PAGE)
        program.waits(lambda: alike(on_the_wall(), drawn(compose.identify())) or shows(0))
        xdotool(
            "key", "Left"
        )  # takes the card away; should it be gone by itself, nothing lies before the first tap
        program.waits(partial(shows, 0))
        tap = taps_then_dies(program, dice, tap)
    for _kill in range(KILLS - 1):
        begun = monotonic()
        with running(qtbot, known) as program:
            resumes(program)
            program.waits(partial(shows, tap, tap + 1))
            took.append(monotonic() - begun)
            tap += not shows(tap)
            tap = taps_then_dies(program, dice, tap)
    assert min(took) < BACK_WITHIN_S
    assert_that_the_log_is_whole(known, tap)


def taps_then_dies(program: Running, dice: random.Random, tap: int) -> int:
    """A few taps, each seen on the wall; one more, and the program is killed at once. Returns the last tap seen."""
    for number in range(dice.randint(1, 2) if tap < HALFWAY else 1):
        xdotool("key", KEYS[number % len(KEYS)])
        tap += 1
        program.waits(partial(shows, tap))
    xdotool("key", "Page_Down")
    until = monotonic() + dice.random() * MOMENT_S
    while monotonic() < until:  # any moment of the next: in the window system, in the program, on the disk
        pass
    program.kill()
    return tap


def assert_that_the_log_is_whole(data: Path, tap: int) -> None:
    kinds = [fact.kind for fact in logbook.facts(data)]
    assert kinds.count("session_resumed") == KILLS - 1
    taps = [kind for kind in kinds if kind in ("step_shown", "lines_shown")]
    assert len(taps) in (tap, tap + 1)


def test_that_a_lesson_left_in_the_middle_is_offered_first_and_goes_on_there(
    come: Callable[..., Person], known: Path
) -> None:
    person = come()
    person.starts("pyramid")
    person.goes_on(7)
    left = person.stage_words()
    person.press(Key.Key_Q, CTRL)
    person.waits(lambda: person.reads(said("A lesson is running.")))
    person.chooses(said("Go on with the lesson"))
    person.goes_on()
    person.goes_back()
    assert person.stage_words() == left
    person.press(Key.Key_Q, CTRL)
    person.waits(lambda: person.reads(said("A lesson is running.")))
    person.chooses(said("Close; the lesson can go on later"))
    person.waits(lambda: not person.program.window.isVisible())
    person.go_home()
    again = come()
    again.waits(lambda: again.reads(said("The lesson stopped at {time}")))
    again.chooses(said("Go on"))
    again.waits(lambda: again.program.room.running)
    assert again.session.cover == "safe"
    again.sees_the_stage()
    again.press(Key.Key_Escape)
    assert again.stage_words() == left
    again.sees_the_stage()
    again.go_home()
    third = come()
    third.waits(lambda: third.reads(said("The lesson stopped at {time}")))
    third.chooses(said("End and write the log"))
    third.waits(lambda: third.reads(said("How it went")))
    third.chooses(said("Done"))
    third.waits(
        lambda: third.reads(said("Today’s lesson")) and not third.reads(said("The lesson stopped at {time}"))
    )
    third.go_home()
    assert [fact.kind for fact in logbook.facts(known)].count("session_resumed") == 2
