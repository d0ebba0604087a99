"""The projector goes, comes back, comes late, changes: the lesson goes on and no note is ever seen by the class."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from typing_extensions import override

from facilitator.session.state import Session
from facilitator.ui.console.preview import Preview
from facilitator.ui.stage import compose, paint
from tests.journeys import logbook
from tests.journeys.display import LAPTOP, PROJECTOR, Display
from tests.journeys.person import CTRL, SHIFT, Key, Person, picture_of, said, spoken, texts

pytestmark = pytest.mark.usefixtures("known")
BACK_WITHIN_S = 2.35  # 2 s and the time in which the screens may settle
TIMES = 5


class Guard(QObject):
    """Sees to it that two windows of the program never lie over each other while both are shown."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self.met: list[str] = []
        for window in (person.program.window, person.stage):
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Paint):
            stage, console = self._person.stage, self._person.program.window
            if stage.isVisible() and stage.geometry().intersects(console.geometry()):
                self.met.append(f"{event.type()}: {stage.geometry()} over {console.geometry()}")
        return False


@pytest.fixture
def leading(come: Callable[..., Person]) -> Person:
    """Someone who leads MVP 3 with a laptop and a projector."""
    person = come()
    person.starts("pyramid")
    person.goes_on(3)
    return person


def place_of(name: str) -> QRect | None:
    """Where a screen is, by its name."""
    return next((s.geometry() for s in QGuiApplication.screens() if s.name() == name), None)


def leader_strings(session: Session) -> set[str]:
    """Everything that only leaders may read."""
    found = set()
    for step in session.script.steps:
        leader = step.leader
        found |= {line.text for line in leader.say} | {*leader.do, *leader.watch, leader.if_silent}
        found |= {reply.said for reply in leader.if_said} | {reply.answer for reply in leader.if_said}
    return found - {""}


def everything_in(window: QWidget) -> str:
    """All that any widget of a window holds in words, seen or not."""
    words = [
        window.accessibleName(),
        window.accessibleDescription(),
        *map(spoken, window.findChildren(QWidget)),
    ]
    for widget in window.findChildren(QWidget):
        words += [widget.accessibleDescription(), widget.toolTip(), str(widget.property("text") or "")]
    return "\n".join(words)


def test_that_the_lesson_goes_on_when_the_projector_goes_and_comes_back(
    leading: Person, display: Display, data: Path
) -> None:
    guard, took = Guard(leading), list[float]()
    for _time in range(TIMES):
        before = leading.stage_words()
        display.unplug()
        leading.waits(lambda: place_of("PROJ") is None)
        assert not leading.stage.isVisible()
        leading.waits(
            lambda: leading.reads(said("The projector is gone. The lesson and the log go on here."))
        )
        seq = leading.session.seq
        leading.goes_on(2)
        assert leading.session.seq == seq + 2
        assert not leading.stage.isVisible()
        leading.waits(lambda: leading.reads(said("Everything is saved on this computer")))
        display.plug()
        leading.waits(lambda: place_of("PROJ") is not None)
        came = monotonic()
        leading.waits(leading.stage.isVisible)
        took.append(monotonic() - came)
        leading.waits(lambda: leading.stage.geometry() == QRect(*PROJECTOR))
        leading.looks()
        assert cover(leading) == "safe"
        leading.waits(lambda: shows_its_slide(leading))
        assert not leading.reads(said("The projector is gone. The lesson and the log go on here."))
        leading.press(Key.Key_Escape)
        assert cover(leading) is None
        assert leading.stage_words() != before
        leading.sees_the_stage()
    assert guard.met == []
    assert min(took) < BACK_WITHIN_S
    assert_that_the_leader_can_see_and_write(leading)
    leading.go_home()
    assert leading.seen == logbook.words_by_the_log(data)


def cover(person: Person) -> str | None:
    return person.session.cover


def shows_its_slide(person: Person) -> bool:
    try:
        person.sees_the_stage()
    except AssertionError:
        return False
    return True


def assert_that_the_leader_can_see_and_write(person: Person) -> None:
    window = person.program.window
    assert QRect(*LAPTOP).contains(window.frameGeometry().center())
    assert person.window_with_keys() is window.windowHandle()
    place = window.geometry()
    assert picture_of(place).pixelColor(0, place.height() // 2) != picture_of(
        QRect(0, 1000, 9, 9)
    ).pixelColor(0, 0)


def test_that_the_pupils_see_nothing_of_a_step_before_the_log_has_it(leading: Person) -> None:
    stage, place = leading.stage, QRect(*PROJECTOR)
    leading.waits(lambda: not stage.deck.working)
    before = picture_of(place)
    script = leading.session.script
    coming = compose.still(script, len(script.steps) - 1, 0)
    stage.draw_ahead(coming)
    assert picture_of(place) == before
    stage.show_slide(coming)
    assert picture_of(place).convertToFormat(QImage.Format.Format_RGB32) == paint.render(coming, place.size())


def test_that_a_projector_that_comes_late_is_offered_and_not_taken(
    come: Callable[..., Person], display: Display
) -> None:
    display.unplug()
    person = come()
    person.waits(lambda: place_of("PROJ") is None)
    person.starts("pyramid")
    person.goes_on(2)
    assert person.stage.geometry() == QRect(*LAPTOP)
    display.plug()
    person.waits(lambda: said("Show the lesson on the projector") in texts(person.stage))
    assert person.stage.geometry() == QRect(*LAPTOP)
    person.goes_on()
    assert person.stage.geometry() == QRect(*LAPTOP)
    person.chooses(said("Show the lesson on the projector"))
    person.waits(lambda: person.stage.geometry() == QRect(*PROJECTOR))
    person.waits(lambda: person.session.cover == "safe")
    person.waits(lambda: person.reads(said("SAY")))
    assert texts(person.stage) == []
    person.goes_on()  # yes, that is the projector
    person.press(Key.Key_Escape)
    assert person.session.cover is None
    person.waits(lambda: shows_its_slide(person))


def test_that_an_offered_projector_that_goes_again_changes_nothing(
    come: Callable[..., Person], display: Display
) -> None:
    display.unplug()
    person = come()
    person.waits(lambda: place_of("PROJ") is None)
    person.starts("pyramid")
    display.plug()
    person.waits(lambda: said("Show the lesson on the projector") in texts(person.stage))
    person.press(Key.Key_F6)
    person.waits(lambda: person.reads(said("A projector is connected.")))
    assert leader_strings(person.session).isdisjoint(texts(person.program.window))
    person.chooses(said("Show the lesson here"))
    person.waits(person.stage.isVisible)
    display.unplug()
    person.waits(lambda: said("Show the lesson on the projector") not in texts(person.stage))
    person.goes_on()
    assert person.stage.geometry() == QRect(*LAPTOP)
    person.waits(lambda: person.window_with_keys() is person.stage.windowHandle())


def test_that_the_screens_can_be_swapped_and_back(leading: Person) -> None:
    window = leading.program.window
    for laptop, projector in ((QRect(*PROJECTOR), QRect(*LAPTOP)), (QRect(*LAPTOP), QRect(*PROJECTOR))):
        leading.press(Key.Key_S, CTRL | SHIFT)
        leading.waits(partial(places_are, leading.stage, projector, window, laptop))
        leading.waits(
            lambda: said("The lesson shows here") in leading.stage_words() or shows_its_slide(leading)
        )
        leading.goes_on()
        held = everything_in(window)  # until somebody has said that the pupils do not see it
        assert [note for note in leader_strings(leading.session) if note in held] == []
        leading.chooses(said("Only I see this screen"))
        leading.waits(lambda: leading.reads(said("SAY")))


def test_that_a_projector_that_comes_back_as_the_primary_screen_is_still_the_projector(
    leading: Person, display: Display
) -> None:
    display.unplug()
    leading.waits(lambda: place_of("PROJ") is None)
    display.plug(name="*PROJ")
    display.plugged.symmetric_difference_update({"*PROJ", "PROJ"})
    leading.waits(lambda: QGuiApplication.primaryScreen().name() == "PROJ")
    leading.waits(leading.stage.isVisible)
    assert places_are(leading.stage, QRect(*PROJECTOR), leading.program.window, QRect(*LAPTOP))
    assert leading.reads(said("SAY"))


def test_that_screens_that_were_swapped_are_right_the_next_time(
    come: Callable[..., Person], display: Display
) -> None:
    display.unplug()
    display.plug(name="*PROJ")  # the projector is the main screen
    display.plugged.symmetric_difference_update({"*PROJ", "PROJ"})
    person = come()
    person.waits(lambda: QGuiApplication.primaryScreen().name() == "PROJ")
    person.starts("pyramid")
    assert person.stage.geometry() == QRect(*LAPTOP)
    person.press(Key.Key_S, CTRL | SHIFT)
    person.waits(partial(places_are, person.stage, QRect(*PROJECTOR), person.program.window, QRect(*LAPTOP)))
    person.goes_on()  # yes, that is the projector
    person.chooses(said("Only I see this screen"))
    person.press(Key.Key_E, CTRL | SHIFT)
    person.chooses(said("End anyway"))
    person.waits(lambda: person.reads(said("The lesson is saved")))
    person.starts("pyramid")
    person.waits(partial(places_are, person.stage, QRect(*PROJECTOR), person.program.window, QRect(*LAPTOP)))
    assert person.reads(said("SAY"))


def test_that_the_pupils_picture_comes_back_when_the_system_shows_the_desktop(leading: Person) -> None:
    for _time in range(TIMES):
        for window in (leading.stage, leading.program.window):
            window.showMinimized()
        leading.waits(leading.program.window.isMinimized)
        leading.waits(lambda: shows_its_slide(leading))
        leading.program.window.showNormal()
        leading.program.window.activateWindow()
        leading.waits(lambda: leading.window_with_keys() is not None)
        leading.press(Key.Key_B)
        assert cover(leading) == "safe"
        leading.waits(lambda: shows_its_slide(leading))  # the system may put windows away late
        leading.press(Key.Key_Escape)


def places_are(stage: QWidget, on: QRect, window: QWidget, inside: QRect) -> bool:
    return stage.geometry() == on and inside.contains(window.frameGeometry().center())


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1000)])
def test_that_a_changed_resolution_is_followed(
    leading: Person, display: Display, size: tuple[int, int]
) -> None:
    place = (PROJECTOR[0], PROJECTOR[1], *size)
    display.unplug()
    leading.waits(lambda: place_of("PROJ") is None)
    display.plug(place)
    leading.waits(lambda: leading.stage.isVisible() and leading.stage.geometry() == QRect(*place))
    leading.press(Key.Key_Escape)
    leading.waits(lambda: leading.session.cover is None and shows_its_slide(leading))
    leading.goes_on()
    leading.sees_the_stage()
    seen = leading.program.window.findChildren(Preview)
    wide = 4 / 3 if size == (1024, 768) else 16 / 9
    leading.waits(lambda: {one._place().width() / one._place().height() for one in seen} == {wide})


def test_one_screen_shows_no_note_anywhere_and_the_way_to_the_leaders_view_and_back(
    come: Callable[..., Person], display: Display
) -> None:
    display.unplug()
    person = come()
    person.waits(lambda: place_of("PROJ") is None)
    person.starts("pyramid")
    notes = leader_strings(person.session)
    person.waits(lambda: person.window_with_keys() is person.stage.windowHandle())
    for _tap in range(6):
        person.goes_on()
        for window in QApplication.topLevelWidgets():
            held = everything_in(window)
            assert [note for note in notes if note in held] == []
    person.chooses(said("Leader’s view"))
    person.waits(lambda: not person.stage.isVisible())
    person.waits(lambda: person.reads(said("The pupils see this screen. The leader text is hidden.")))
    person.waits(lambda: person.window_with_keys() is person.program.window.windowHandle())
    held = everything_in(person.program.window)
    assert [note for note in notes if note in held] == []
    person.chooses(said("Show the lesson again"))
    person.waits(person.stage.isVisible)
    person.waits(lambda: person.window_with_keys() is person.stage.windowHandle())
    seq = person.session.seq
    person.goes_on()
    assert person.session.seq == seq + 1
    person.press(Key.Key_E, CTRL | SHIFT)
    person.waits(
        lambda: person.reads(said("The closing round and the support list have not been shown yet."))
    )
    person.chooses(said("Go on with the lesson"))
    person.waits(person.stage.isVisible)


def test_that_a_step_is_chosen_by_its_number_on_one_screen_too(
    come: Callable[..., Person], display: Display
) -> None:
    display.unplug()
    person = come()
    person.waits(lambda: place_of("PROJ") is None)
    person.starts("pyramid")
    person.waits(lambda: person.window_with_keys() is person.stage.windowHandle())
    person.press(Key.Key_7)
    person.waits(lambda: person.reads(said("The arrows choose a step, Enter goes there, Esc stays.")))
    person.waits(lambda: person.window_with_keys() is person.program.window.windowHandle())
    person.press(Key.Key_Return)
    assert person.session.step == 6


def test_that_screens_that_begin_to_show_the_same_hide_the_notes(leading: Person, display: Display) -> None:
    leading.waits(lambda: leading.reads(said("SAY")))
    display.unplug()
    leading.waits(lambda: place_of("PROJ") is None)
    display.plug((0, 0, 1024, 768))
    leading.waits(lambda: place_of("PROJ") is not None)
    held = everything_in(leading.program.window)  # at once, before anything has settled
    assert [note for note in leader_strings(leading.session) if note in held] == []
    leading.waits(leading.stage.isVisible)
    assert QRect(*LAPTOP).contains(leading.stage.geometry())
    assert leading.session.cover == "safe"
    held = everything_in(leading.program.window)
    assert [note for note in leader_strings(leading.session) if note in held] == []


def test_that_the_leaders_view_leaves_the_projector_when_the_lesson_begins(
    come: Callable[..., Person],
) -> None:
    person = come()
    person.program.window.showNormal()
    person.program.window.move(PROJECTOR[0] + 200, 100)
    person.waits(lambda: QRect(*PROJECTOR).contains(person.program.window.geometry().center()))
    person.starts("pyramid")
    person.waits(lambda: QRect(*LAPTOP).contains(person.program.window.frameGeometry().center()))
    assert person.stage.geometry() == QRect(*PROJECTOR)


@pytest.mark.parametrize("astray", [True, False])
def test_that_the_form_says_when_it_comes_on_the_pupils_screen(leading: Person, astray: bool) -> None:
    window, there = leading.program.window, QRect(*PROJECTOR)
    window.showNormal()
    leading.waits(lambda: not window.isMaximized())
    if astray:
        window.move(there.x() + 134, 100)
        leading.waits(lambda: there.contains(window.geometry().center()))
    leading.press(Key.Key_E, CTRL | SHIFT)
    leading.chooses(said("End anyway"))
    leading.waits(lambda: leading.reads(said("The lesson is saved")))
    wait = said("Does the projector show this screen? Fill in the log when the group has gone.")
    assert leading.reads(wait) is astray


def test_that_screens_may_come_and_go_when_the_lesson_is_over(leading: Person, display: Display) -> None:
    leading.press(Key.Key_E, CTRL | SHIFT)
    leading.chooses(said("End anyway"))
    leading.waits(lambda: leading.reads(said("The lesson is saved")))
    display.unplug()
    leading.waits(lambda: leading.reads(said("No projector")))
    display.plug()
    leading.waits(lambda: leading.reads(said("Projector connected")))
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [leading.program.window]


def test_that_the_desk_leaves_a_screen_that_has_gone(come: Callable[..., Person], display: Display) -> None:
    person = come()
    window, here = person.program.window, QRect(*LAPTOP)
    window.showNormal()
    person.waits(lambda: not window.isMaximized())
    window.move(PROJECTOR[0] + 134, 100)
    person.waits(lambda: window.geometry().x() > PROJECTOR[0])
    display.unplug()
    person.waits(lambda: here.contains(window.frameGeometry().center()))


SHAPES = (PROJECTOR, (PROJECTOR[0], 0, 1024, 768), (PROJECTOR[0], 0, 1920, 1000), (0, 0, 1366, 768), None)
CHANGES = 50


def test_that_fifty_changes_of_the_screens_never_lose_the_stage_or_show_a_note(
    leading: Person, display: Display
) -> None:
    dice, notes = random.Random(2026), leader_strings(leading.session)
    window, here, took = leading.program.window, QRect(*LAPTOP), list[float]()
    for _change in range(CHANGES):
        shape = dice.choice(SHAPES)
        if display.plugged:
            display.unplug()
        leading.waits(lambda: place_of("PROJ") is None)
        if shape is not None:
            display.plug(shape)
            leading.waits(lambda: place_of("PROJ") is not None)
        there = QRect(*(shape or LAPTOP))
        if there.intersects(here):
            leading.waits(lambda: settled(leading))
            if leading.stage.isVisible():
                assert here.contains(leading.stage.geometry())
                assert [note for note in notes if note in everything_in(window)] == []
        else:
            leading.waits(partial(is_taken_or_offered, leading, there))
            came = monotonic()
            accepts(leading)
            leading.waits(partial(fills, leading.stage, there))
            took.append(monotonic() - came)
            assert not leading.stage.geometry().intersects(window.geometry())
        assert here.contains(window.frameGeometry().center())
        leading.waits(lambda: leading.window_with_keys() is not None)
        if leading.session.cover:
            leading.press(Key.Key_Escape)
    assert min(took) < BACK_WITHIN_S
    seq = leading.session.seq
    leading.goes_on()
    assert leading.session.seq == seq + 1


def fills(stage: QWidget, place: QRect) -> bool:
    return stage.isVisible() and stage.geometry() == place


def settled(person: Person) -> bool:
    """Whether the stage is away, or on the laptop: both are right without a projector of its own."""
    return not person.stage.isVisible() or fills(person.stage, QRect(*LAPTOP))


def is_taken_or_offered(person: Person, place: QRect) -> bool:
    bar = person.stage.findChildren(QAbstractButton)
    shown = any(b.isVisible() and b.text() == said("Show the lesson on the projector") for b in bar)
    return fills(person.stage, place) or shown or person.is_offered(said("Show the lesson there"))


def accepts(person: Person) -> None:
    """Say yes to a projector that came late, in whichever window asks."""
    for words in ("Show the lesson there", "Show the lesson on the projector"):
        for window in (person.program.window, person.stage):
            for found in window.findChildren(QAbstractButton):
                if found.isVisible() and found.text() == said(words):
                    found.click()
                    return


def test_that_the_leaders_view_says_that_a_new_projector_shows_its_card_first(
    come: Callable[..., Person],
) -> None:
    person = come()
    person.press(Key.Key_F, CTRL)
    person.writes("pyramid")
    person.press(Key.Key_Return)
    person.chooses(said("Start"))
    person.waits(lambda: person.program.room.running)
    person.waits(lambda: person.stage_words() == compose.identify().words())
    assert said("The projector first shows “The lesson shows here”") in texts(person.program.window)
    assert said("On the projector") not in texts(person.program.window)
    person.press(Key.Key_Right)
    person.waits(lambda: said("On the projector") in texts(person.program.window))
    assert person.stage_words() != compose.identify().words()
