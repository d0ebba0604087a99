"""Every page, every dialog and the leader's view with texts 40 % longer, on a school laptop: not a word is cut off.

PASSLEDAREN_PICTURES=FOLDER python -m pytest tests/ui/test_longer.py      writes a picture of each
"""

import os
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from facilitator import ui
from facilitator.content.script import Script
from facilitator.exchange.printing import Order
from facilitator.i18n import set_language
from facilitator.session.pacing import pace
from facilitator.ui.console.console import Console
from facilitator.ui.desk.conflictdialog import ConflictDialog
from facilitator.ui.desk.follow.handon import HandOnDialog
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.desk.ports import ConflictView
from facilitator.ui.desk.retentiondialog import RetentionDialog
from facilitator.ui.desk.shell import Desk
from facilitator.ui.desk.year.page import YearPage
from facilitator.ui.entering import Entering
from facilitator.ui.keys import Action
from facilitator.ui.printpreview import PrintPreview
from facilitator.ui.stage import compose
from facilitator.ui.trouble import BugReport
from facilitator.ui.work import ProgressDialog
from tests.session.builder import other_forms, script, start
from tests.ui import rows, test_accessible, test_yeardialogs
from tests.ui.clipping import clipped
from tests.ui.followbook import Answers
from tests.ui.planbook import TODAY, filled, planner, year_rooms

LAPTOP = (1366, 768)
PICTURES = os.environ.get("PASSLEDAREN_PICTURES", "")
CARDS: tuple[Action, ...] = ("time", "tell", "park", "overview", "terms", "goto", "end", "help")
CONFLICT = ConflictView(
    key="k", title="6B · MVP 3", same="Both begin with the same 4 entries and differ after them.",
    rows=(("Minuter", "48", "51"), ("Antal", "24", "24"), ("Hur det gick", "Bra", "Lugnt")),
)  # fmt: skip


@pytest.fixture(autouse=True)
def longer(dressed: None) -> Iterator[None]:
    set_language("pseudo")
    yield
    set_language("sv")


def looked_at(qtbot: QtBot, name: str, window: QWidget) -> None:
    """Fails when a word is cut off, once everything has found its place."""
    qtbot.waitExposed(window)
    QApplication.sendPostedEvents()

    def whole() -> None:
        assert clipped(window) == []

    try:
        qtbot.waitUntil(whole, timeout=1000)
    finally:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            window.grab().save(str(Path(PICTURES) / f"{name.replace(' ', '-')}.png"))
    assert (window.width(), window.height()) <= LAPTOP
    assert window.height() <= LAPTOP[1]


@pytest.mark.parametrize("scene", test_accessible.SCENES)
def test_that_no_word_of_a_page_is_cut_off(qtbot: QtBot, scene: str) -> None:
    with year_rooms(filled()) as made:
        desk = Desk(rows.Shelf(), rows.CHOICES, planner(made, None), Answers())
        qtbot.addWidget(desk)
        desk.resize(*LAPTOP)
        desk.show()
        qtbot.waitExposed(desk)
        test_accessible.SCENES[scene](desk)
        qtbot.waitUntil(lambda: not desk.today().filling)
        looked_at(qtbot, f"page {scene}", desk)


YEAR: dict[str, Callable[[YearPage], None]] = {
    "plan": test_yeardialogs.plan,
    "add": test_yeardialogs.add,
    "change": test_yeardialogs.change,
    "breaks": test_yeardialogs.breaks,
}


@contextmanager
def the_year(qtbot: QtBot) -> Iterator[YearPage]:
    with year_rooms(filled()) as made:
        keeper = planner(made, None)
        page = YearPage(keeper)
        keeper.setParent(page)
        qtbot.addWidget(page)
        page.resize(*LAPTOP)
        page.fill(rows.view(today=TODAY))
        page.show()
        yield page


@pytest.mark.parametrize("what", YEAR)
def test_that_no_word_of_a_dialog_of_the_year_is_cut_off(qtbot: QtBot, what: str) -> None:
    with the_year(qtbot) as page:
        YEAR[what](page)
        assert page.dialog is not None
        looked_at(qtbot, f"dialog {what}", page.dialog)


@pytest.mark.parametrize("what", ["list", "new", "late"])
def test_that_no_word_of_a_dialog_about_what_was_held_without_the_program_is_cut_off(
    qtbot: QtBot, what: str
) -> None:
    with the_year(qtbot) as page:
        keeper = page.findChild(Entering)
        assert keeper is not None
        keeper.ask(what)
        assert keeper.dialog is not None
        looked_at(qtbot, f"dialog {what}", keeper.dialog)


LINES = ("Passen sedan förra paketet: 12", "Grupper: 6A, 6B, 6C")
OTHERS: dict[str, Callable[[QWidget], QWidget]] = {
    **test_accessible.WINDOWS,
    "conflict": lambda parent: ConflictDialog(CONFLICT, 3, parent),
    "hand on": HandOnDialog,
    "handover": lambda parent: HandoverDialog("Ta in", LINES, ["Anna"], ("Ta in", "Avbryt"), parent),
    "progress": lambda parent: ProgressDialog("Tar in paketet", "Stoppa", parent),
    "removal": lambda parent: RetentionDialog(
        TODAY, ("Ekskolan", "Almskolan"), ("2 pass, beslut 12",), parent
    ),
    "print diploma": lambda parent: PrintPreview("Diplom", Order(kind="diploma", subject="mvp-10"), parent),
    "print pack": lambda parent: PrintPreview("Paket", Order(kind="pack", subject="mvp-03"), parent),
    "bug": lambda parent: BugReport("Traceback", Path("data/rapport.txt"), parent),
}


@pytest.mark.parametrize("what", OTHERS)
def test_that_no_word_of_a_window_beside_the_desk_is_cut_off(qtbot: QtBot, what: str) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(*LAPTOP)
    window = OTHERS[what](ground)
    qtbot.addWidget(window)
    if not isinstance(window, QDialog):
        window.resize(*LAPTOP)
    window.show()
    looked_at(qtbot, f"window {what}", window)


@pytest.mark.parametrize("lesson", [script(), script(other_forms())], ids=["every", "other"])
def test_that_no_word_of_the_leaders_view_is_cut_off(qtbot: QtBot, lesson: Script) -> None:
    console, run = Console(), start(lesson)
    qtbot.addWidget(console)
    console.resize(*LAPTOP)
    console.furnish(rows.CONTACTS, 1.0, one_voice=False)
    console.show_projection("two", notes=True)
    console.show()
    for step in lesson.steps:
        run.go(step.id)
        console.show_session(
            run.session, pace(run.session, run.session.at_ms), compose.compose(run.session), None
        )
        looked_at(qtbot, f"leader {step.form}", console)
        for card in CARDS if step is lesson.steps[0] else ():
            console.do(card)
            looked_at(qtbot, f"leader {card}", console)
            console.leave()


def test_that_every_dialog_of_the_program_is_among_these() -> None:
    for module in pkgutil.walk_packages(ui.__path__, "facilitator.ui."):
        import_module(module.name)
    there = {one.__name__ for one in QDialog.__subclasses__() if one.__module__.startswith("facilitator.")}
    seen = {
        "AddDialog", "BackupsDialog", "BreaksDialog", "BugReport", "ConflictDialog", "EntryDialog", "HandOnDialog",
        "HandoverDialog", "LateDialog", "OccasionDialog", "OccasionList", "PlanDialog", "PrintPreview",
        "ProgressDialog", "RetentionDialog",
        "ReportDialog",
    }  # fmt: skip
    assert there == seen
