"""Every window that comes up beside the pages, by name, filled as it is when somebody meets it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from facilitator.exchange.printing import Kind, Order
from facilitator.session import orders as o
from facilitator.session.pacing import step_pace
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.desk.conflictdialog import ConflictDialog
from facilitator.ui.desk.follow.handon import HandOnDialog
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.desk.occasions.listdialog import OccasionList
from facilitator.ui.desk.ports import ConflictView
from facilitator.ui.desk.retentiondialog import RetentionDialog
from facilitator.ui.desk.year.page import YearPage
from facilitator.ui.paper.printpreview import PrintPreview
from facilitator.ui.stage import compose
from facilitator.ui.stage.window import StageWindow
from facilitator.ui.tasks.entering import Entering
from facilitator.ui.tasks.work import ProgressDialog
from facilitator.ui.trouble import BugReport
from tests.session.builder import start
from tests.ui import rows, test_accessible, test_yeardialogs
from tests.ui.planbook import TODAY, filled, planner, year_rooms

SCHOOLS = ("Björkdungens skola", "Ekskolan", "Kvarnbackens skola")
RECORD = "Nr 1, 2026-11-26: beslut BUN 2026/5 (2026-03-02), bekräftat av arkivarie eller registrator. Gallrat: 1 pass."
REFUSED = "Skriv beslutets diarienummer, till exempel BUN 2026/123. Utan det gallras inget."
LINES = ("Passen sedan förra paketet: 12", "Grupper: 6A, 6B, 6C")
FALLS = ("12 pass, läsåren till och med 2020/21", "38 anteckningar", "Säkerhetskopiorna före 2021-07-01")
CONFLICT = ConflictView(
    key="k", title="6B · MVP 3", same="Both begin with the same 4 entries and differ after them.",
    rows=(("Minuter", "48", "51"), ("Antal", "24", "24"), ("Hur det gick", "Bra", "Lugnt")),
)  # fmt: skip

Made = Callable[[QWidget], QWidget]


@cache
def paper() -> bytes:
    """Two pages as a printer gets them."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    painter = QPainter(writer)
    painter.drawText(QPointF(400, 400), "Sida ett")
    writer.newPage()
    painter.drawText(QPointF(400, 400), "Sida två")
    painter.end()
    return bytes(content.data().data())


def drawn(kind: Kind, title: str, parent: QWidget) -> PrintPreview:
    window = PrintPreview(title, Order(kind=kind, subject="mvp-03"), parent)
    window.show_whole(paper())
    window.show_next()
    return window


def removal(parent: QWidget) -> RetentionDialog:
    window = RetentionDialog(TODAY, SCHOOLS, (RECORD,), parent)
    window.show_problems((REFUSED,) * 2)
    return window


def falls(parent: QWidget) -> HandoverDialog:
    words = ("Välj var protokollet ska sparas …", "Ta inte bort något")
    doubt, head = (
        "Undanlagt efter ett fel, tas också bort: {text}",
        "Det här skulle tas bort och går inte att få tillbaka:",
    )
    return HandoverDialog("Gallra", FALLS, ("skadad.db",), words, parent, doubt, head, careful=True)


BESIDE: dict[str, Made] = {
    **test_accessible.WINDOWS,
    "bug": lambda parent: BugReport("Traceback", Path("data/rapport.txt"), parent),
    "conflict": lambda parent: ConflictDialog(CONFLICT, 3, parent),
    "hand on": HandOnDialog,
    "handover": lambda parent: HandoverDialog("Ta in", LINES, ["Anna"], ("Ta in", "Avbryt"), parent),
    "print busy": lambda parent: PrintPreview("Handbok", Order(kind="handbook", subject="mvp-03"), parent),
    "print diploma": partial(drawn, "diploma", "Diplom"),
    "print pack": partial(drawn, "pack", "Allt till gruppen, uträknat"),
    "progress": lambda parent: ProgressDialog("Tar in paketet", "Stoppa", parent),
    "removal": removal,
    "removal told": falls,
}
YEAR: dict[str, Callable[[YearPage], None]] = {
    "plan": test_yeardialogs.plan,
    "add": test_yeardialogs.add,
    "change": test_yeardialogs.change,
    "breaks": test_yeardialogs.breaks,
}
ENTERED = ("list", "new", "late", "entry")
BARS: dict[str, o.Order | None] = {
    "bar": None,
    "bar safe": o.ShowCover("safe"),
    "bar support": o.ToggleSupport(),
    "bar offered": None,
}
NAMES = (*BESIDE, *YEAR, *ENTERED, *BARS)


@contextmanager
def opened(qtbot: QtBot, name: str, screen: tuple[int, int]) -> Iterator[QWidget]:
    """A window as it comes up on a screen of that size."""
    if name in BARS:
        yield stage(qtbot, name, screen)
    elif name in BESIDE:
        ground = QWidget()
        qtbot.addWidget(ground)
        ground.resize(*screen)
        window = BESIDE[name](ground)
        qtbot.addWidget(window)
        if not isinstance(window, QDialog):
            window.resize(*screen)
        window.show()
        yield window
    else:
        with the_year(qtbot, screen) as page:
            yield of_the_year(page, name)


@contextmanager
def the_year(qtbot: QtBot, screen: tuple[int, int]) -> Iterator[YearPage]:
    with year_rooms(filled()) as made:
        keeper = planner(made, None)
        page = YearPage(keeper)
        keeper.setParent(page)
        qtbot.addWidget(page)
        page.resize(*screen)
        page.fill(rows.view(today=TODAY))
        page.show()
        yield page


def of_the_year(page: YearPage, name: str) -> QDialog:
    if name in YEAR:
        YEAR[name](page)
        assert page.dialog is not None
        return page.dialog
    keeper = page.findChild(Entering)
    assert keeper is not None
    keeper.ask("list" if name == "entry" else name)
    dialog = keeper.dialog
    assert dialog is not None
    if name == "entry":
        assert isinstance(dialog, OccasionList)
        dialog.add.click()
        assert dialog.dialog is not None
        return dialog.dialog
    return dialog


def stage(qtbot: QtBot, name: str, screen: tuple[int, int]) -> StageWindow:
    """The only screen: the slide, and the leader's bar under it."""
    window, bar, run = StageWindow(), LeaderBar(), start()
    qtbot.addWidget(window)
    window.resize(*screen)
    order = BARS[name]
    if order is not None:
        run.do(order)
    window.show_slide(compose.compose(run.session))
    window.set_bar(bar)
    bar.show_session(run.session)
    bar.tick(step_pace(run.session, run.session.at_ms).left_ms)
    bar.offer(name == "bar offered")
    window.show()
    return window
