"""Whatever is ordered, in whatever order: stage and controls show what they would show if they had just been made."""

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator.errors import NotNow
from facilitator.session import orders as o
from facilitator.session.pacing import pace
from facilitator.session.rules import decide
from facilitator.session.state import Session
from facilitator.settings import Settings
from facilitator.ui.console.bars import BottomBar
from facilitator.ui.console.console import Console
from facilitator.ui.console.exercise import Exercise
from facilitator.ui.console.passages import Passages
from facilitator.ui.console.questions import ParkButton
from facilitator.ui.keys import KeyMap
from facilitator.ui.running.clips import NO_CLIP, Clips
from facilitator.ui.running.live import Live
from facilitator.ui.running.projection import Projection, ScreenChoice
from facilitator.ui.screens import ScreenWatch
from facilitator.ui.stage import compose
from facilitator.ui.stage.window import StageWindow
from tests.session import builder
from tests.session.strategies import ORDERS

PARTS = (Passages, ParkButton, BottomBar)
ORDERS_IN_ALL = 200


def seen(part: QWidget) -> list[tuple[str, ...]]:
    """What a part says and offers, from above."""
    found: list[tuple[str, ...]] = []
    for one in part.findChildren(QWidget):
        if not one.isVisibleTo(part):
            continue
        if isinstance(one, QLabel | QPushButton) and one.text():
            found.append((one.text(), one.accessibleName(), str(one.property("on") or "")))
        elif isinstance(one, QComboBox):
            texts = (one.itemText(n) for n in range(one.count()))
            found.append((one.accessibleName(), one.currentText(), *texts))
        elif isinstance(one, QSpinBox):
            found.append((one.accessibleName(), str(one.value()), str(one.maximum())))
        elif isinstance(one, QLineEdit):
            found.append((one.accessibleName(), one.objectName(), one.text()))
    return found


class Leading:
    """A lesson led on one screen."""

    def __init__(self, data: Path, run: builder.Run) -> None:
        self.above, self.console, self.stage = QObject(), Console(), StageWindow()
        self.console.resize(1366, 768)
        projection = Projection(self.stage, ScreenWatch(self.above), ScreenChoice(mode="one"))
        self.live = Live(run.conductor, self.console, projection, KeyMap(), Clips(Settings(data)), self.above)
        self.live.begin()
        self.rest()

    def give(self, order: o.Order) -> None:
        """Carry out an order while the stage covers the only screen, then turn to the leader's view."""
        self.live._projection.unpark()
        self.live.give(order)
        self.rest()

    def rest(self) -> None:
        """Let what follows a fact follow at once, and look at the leader's view."""
        self.live._idle.stop()
        self.live._afterwards()
        self.live._to_console()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def leave(self) -> None:
        """Let go of the windows."""
        self.live.close()
        for one in (self.console, self.stage, self.above):
            one.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown_by(console: Console) -> list[list[tuple[str, ...]]]:
    """What the parts of the leader's view show."""
    parts = [console.findChild(kind) for kind in PARTS]
    return [[*seen(part), (part.accessibleName(),)] for part in parts if isinstance(part, QWidget)]


def fits(session: Session, order: o.Order) -> bool:
    """Whether an order can be carried out now."""
    try:
        decide(session, order)
    except NotNow:
        return False
    return True


@settings(
    max_examples=3, deadline=None, phases=(Phase.generate,),  # windows are too slow for a search for the least example
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(orders=st.lists(ORDERS, min_size=ORDERS_IN_ALL, max_size=ORDERS_IN_ALL), other=st.booleans())
def test_that_nothing_shown_is_left_from_before(
    qtbot: QtBot, tmp_path: Path, orders: list[o.Order], other: bool
) -> None:
    run = builder.start(builder.script(builder.other_forms() if other else None))
    leading = Leading(tmp_path, run)
    fresh = Console()
    try:
        for order in orders:
            if isinstance(order, o.End) or not fits(run.session, order):
                continue
            leading.give(order)
            slide = compose.compose(run.session)
            assert leading.stage.slide == slide
            assert leading.stage.accessibleDescription() == slide.words()
            controls, anew = leading.console.findChild(Exercise), Exercise()
            anew.show_session(run.session)
            assert isinstance(controls, Exercise)
            assert seen(controls) == seen(anew)
            anew.deleteLater()
        fresh.show_projection("one", notes=False)
        now = pace(run.session, run.session.at_ms)
        fresh.show_session(run.session, now, compose.compose(run.session), None, NO_CLIP)
        assert shown_by(leading.console) == shown_by(fresh)
    finally:
        fresh.deleteLater()
        leading.leave()
