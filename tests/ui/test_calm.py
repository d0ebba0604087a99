"""A fade moves finished pictures only, a cover comes at once, and a lesson never waits to be kept awake."""

import threading

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from facilitator.ui.awake import Awake
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.window import StageWindow
from tests import ownlessons

SIZE = QSize(640, 360)
SCRIPT = ownlessons.library().script("mvp-01")
FIRST, SECOND = (compose.still(SCRIPT, index, 0) for index in (0, 1))


def stage(qtbot: QtBot, *, fades: bool) -> StageWindow:
    made = StageWindow(fades=fades)
    qtbot.addWidget(made)
    made.resize(SIZE)
    made.show()
    made.show_slide(FIRST)
    return made


def looks(made: StageWindow) -> QImage:
    return made.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_that_without_fades_the_next_picture_is_there_at_once(qtbot: QtBot) -> None:
    made = stage(qtbot, fades=False)
    made.show_slide(SECOND)
    assert looks(made) == paint.render(SECOND, SIZE)


def test_that_a_new_step_fades_in_and_ends_as_its_own_picture(qtbot: QtBot) -> None:
    made = stage(qtbot, fades=True)
    made.show_slide(SECOND)
    assert looks(made) == paint.render(FIRST, SIZE)
    qtbot.waitUntil(lambda: looks(made) == paint.render(SECOND, SIZE))


def test_that_the_safe_screen_never_waits_for_a_fade(qtbot: QtBot) -> None:
    made = stage(qtbot, fades=True)
    made.show_slide(SECOND)
    made.show_slide(compose.cover("safe"))
    assert looks(made) == paint.render(compose.cover("safe"), SIZE)


def test_that_keeping_awake_begins_and_ends_without_holding_anyone_up(qtbot: QtBot) -> None:
    def holding() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name == "keep-awake"]

    awake = Awake()
    for _turn in range(3):
        awake.begin()
        awake.begin()
        assert len(holding()) >= 1
        awake.end()
        awake.end()
    qtbot.waitUntil(lambda: not holding())
