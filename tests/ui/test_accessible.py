"""Everyone can use the desk: names, sizes, plain text, and nothing cut off when the text is large."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from facilitator import diagnostics
from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _, set_language
from facilitator.ui import style
from facilitator.ui.desk import ports
from facilitator.ui.desk.decided import Decided
from facilitator.ui.desk.prepare.page import Prepare
from facilitator.ui.desk.shell import Desk
from facilitator.ui.desk.welcome import Welcome
from facilitator.ui.report import ReportDialog
from facilitator.ui.tasks.keeping import MovedPage
from facilitator.ui.tasks.restoring import BackupsDialog
from facilitator.ui.trouble import TroublePage
from tests.ui import editorbook, rows
from tests.ui.clipping import cells, too_wide
from tests.ui.followbook import Answers
from tests.ui.planbook import TODAY, filled, planner, year_rooms

SMALLEST_TARGET = 24
SCHOOL_LAPTOP = (1366, 728)
SMALL_LAPTOPS = ((910, 490), (1093, 580))
"""The same laptop at 150 and at 125 %."""

Scene = Callable[[Desk], None]
BACKUP = Path("backups/passledaren-20261012T084200.000000Z.db")
DECIDED = Decided(
    locked=frozenset({"text_size", "language"}), reason="Det här är bestämt för alla datorer, av Skolans IT.",
    schools=(("EK", "Ekskolan"), ("ALM", "Almskolan")), lines=("Passens fingeravtryck: " + "0123456789abcdef" * 4,),
    doubts=("Policyn, /etc/xdg/Passledaren/policy.toml: langauge finns inte. Menas language?",),
)  # fmt: skip


def today(desk: Desk) -> None:
    planned = rows.DUE[0]._replace(planned=rows.TODAY, at=time(10, 20))
    desk.fill(rows.view(stopped=(rows.STOPPED, rows.STOPPED), drafts=rows.HELD, due=(planned, *rows.DUE[1:])))


def first_day(desk: Desk) -> None:
    desk.fill(rows.view(groups=(), due=(), held=(), never_exported=0))


def nothing_due(desk: Desk) -> None:
    desk.fill(rows.view(due=()))


def lessons(desk: Desk) -> None:
    desk.show_page("lessons")
    rows.arrive(desk)
    desk.fill(rows.view())


def one_programme(desk: Desk) -> None:
    desk.show_page("lessons")
    rows.arrive(desk)
    desk.fill(rows.view(lessons=rows.WITH_STAFF, maps=(rows.MAP,)))
    pills = [one for one in rows.shown(desk, QPushButton) if one.property("programme") == "mvp"]
    pills[0].click()


def lesson_map(desk: Desk) -> None:
    one_programme(desk)
    rows.press(desk, _("How does it all hang together?"))


def followup(desk: Desk) -> None:
    desk.fill(rows.view())
    desk.show_page("followup")
    rows.arrive(desk)
    desk.followup().measures.findChildren(QPushButton)[0].click()
    desk.followup().show_receipt(
        ports.ReceiptView(folder=rows.CHOICES.data_dir, files=(("sessions.csv", 2),))
    )


def followup_in_words(desk: Desk) -> None:
    followup(desk)
    for switch in [one for one in rows.shown(desk, QPushButton) if one.text() == _("Show as table")]:
        switch.click()


def year(desk: Desk) -> None:
    desk.fill(rows.view(today=TODAY))
    desk.show_page("year")
    rows.arrive(desk)


def next_year(desk: Desk) -> None:
    year(desk)
    rows.press(desk, _("Next school year"))


def settings(desk: Desk) -> None:
    desk.fill(rows.view())
    desk.show_page("settings")
    rows.arrive(desk)


def decided(desk: Desk) -> None:
    desk.show_choices(rows.CHOICES._replace(text_size=1.6, decided=DECIDED))
    desk.fill(rows.view())
    desk.show_page("settings")
    rows.arrive(desk)


def editor(place: int | None) -> Scene:
    def show(desk: Desk) -> None:
        desk.fill(rows.view())
        desk.show_page("lessons")
        rows.arrive(desk)
        page = editorbook.crowded()
        desk.visit(page)
        rows.arrive(desk)
        page.go(len(page.editing.steps) - 1 if place == -1 else place)
        QApplication.sendPostedEvents()  # what scrolls grows with its fields

    return show


def prepare(leaf: int) -> Scene:
    def show(desk: Desk) -> None:
        desk.show_choices(rows.CHOICES._replace(text_size=1.6, contacts=rows.CONTACTS))
        desk.fill(rows.view())
        desk.show_projector(ports.ProjectorView(tested=rows.TODAY, read="question"))
        desk.prepare(rows.WISH)
        rows.arrive(desk)
        page = desk.current
        assert isinstance(page, Prepare)
        page.tabs[leaf].click()
        rows.press(page, _("Reading test"))

    return show


def contacts(desk: Desk) -> None:
    desk.show_choices(rows.CHOICES._replace(contacts=rows.CONTACTS))
    desk.fill(rows.view())
    desk.show_page("settings")
    rows.arrive(desk)


def ending(desk: Desk) -> None:
    desk.fill(rows.view())
    form = desk.show_ending(rows.ending(saved="unsaved"))
    rows.arrive(desk)
    form.note.field.setPlainText("Ring Anna på 070-123 45 67, anna@example.com.")
    desk.show_hint("Det gick inte just nu.")


def welcome(step: int) -> Scene:
    def show(desk: Desk) -> None:
        desk.fill(rows.view())
        desk.welcome()
        for _turn in range(step):
            page = desk.current
            assert isinstance(page, Welcome)
            page.next.click()

    return show


SCENES: dict[str, Scene] = {
    "waiting": lambda desk: None,
    "today": today,
    "first day": first_day,
    "nothing due": nothing_due,
    "lessons": lessons,
    "programme": one_programme,
    "map": lesson_map,
    "followup": followup,
    "followup in words": followup_in_words,
    "year": year,
    "next year": next_year,
    "settings": settings,
    "contacts": contacts,
    "decided": decided,
    "prepare": prepare(0),
    "voices": prepare(1),
    "scenarios": prepare(2),
    "papers": prepare(3),
    "stand-in": prepare(4),
    "editor, lesson": editor(None),
    "editor, scenario": editor(6),
    "editor, locked": editor(-1),
    "ending": ending,
    "welcome 1": welcome(0),
    "welcome 2": welcome(1),
    "welcome 3": welcome(2),
}


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest) -> Scene:
    return SCENES[request.param]


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[[Scene], Desk]]:
    """Show a scene on a school laptop, with everything laid out."""

    def show(scene: Scene) -> Desk:
        desk = Desk(rows.Shelf(), rows.CHOICES, planner(made, None), Answers())
        qtbot.addWidget(desk)
        desk.resize(*SCHOOL_LAPTOP)
        desk.show()
        qtbot.waitExposed(desk)
        scene(desk)
        qtbot.waitUntil(lambda: not desk.today().filling)
        QApplication.sendPostedEvents()
        return desk

    with year_rooms(filled()) as made:
        yield show


def shown(desk: Desk) -> list[QWidget]:
    return [one for one in desk.findChildren(QWidget) if one.isVisible()]


def focusable(desk: Desk) -> list[QWidget]:
    return [one for one in shown(desk) if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isEnabled()]


def name(widget: QWidget) -> str:
    described = QAccessible.queryAccessibleInterface(widget)
    return described.text(QAccessible.Text.Name).strip()


def cut_off(widget: QWidget) -> str:
    """The words of a button or label that do not all show."""
    if isinstance(widget, QPushButton) and widget.text():
        return widget.text() if widget.width() < widget.sizeHint().width() else ""
    if not isinstance(widget, QLabel) or not widget.text():
        return ""
    if widget.wordWrap():
        return widget.text() if widget.height() < widget.heightForWidth(widget.width()) else ""
    return widget.text() if widget.width() < widget.minimumSizeHint().width() else ""


def out_of_tab(desk: Desk) -> list[QWidget]:
    """The controls that the tab key should reach and does not."""
    reached: set[QWidget] = set()
    here = desk.nextInFocusChain()
    while here is not None and here not in reached:
        reached.add(here)
        here = here.nextInFocusChain()
    wanted = [one for one in focusable(desk) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [one for one in wanted if one not in reached]


def told(controls: list[QWidget]) -> list[str]:
    return [
        f"{type(one).__name__} {one.objectName()} {name(one)!r}: {one.width()}×{one.height()}"
        for one in controls
    ]


def twice(controls: list[QWidget]) -> list[str]:
    """The names that more than one button of the page bears: whoever hears them cannot tell which is which."""
    count = Counter(name(one) for one in controls if isinstance(one, QPushButton))
    return [words for words, times in count.items() if times > 1]


def test_that_every_control_has_a_name_a_size_and_its_turn_and_labels_are_plain(
    open_desk: Callable[[Scene], Desk], scene: Scene
) -> None:
    """Labels keep their text for screen readers; the tab key comes back to where it began."""
    desk = open_desk(scene)
    controls, labels = focusable(desk), desk.findChildren(QLabel)
    assert controls
    faults = {
        "no name": told([one for one in controls if not name(one)]),
        "one name twice": twice(controls),
        "too small": told([one for one in controls if min(one.width(), one.height()) < SMALLEST_TARGET]),
        "out of tab": told(out_of_tab(desk)),
        "not plain": [x.text() for x in labels if x.text() and x.textFormat() != Qt.TextFormat.PlainText],
        "named": [one.text() for one in labels if one.accessibleName()],
    }
    assert {fault: where for fault, where in faults.items() if where} == {}


@pytest.mark.parametrize("size", SMALL_LAPTOPS)
def test_that_no_page_is_larger_than_a_small_laptop(
    open_desk: Callable[[Scene], Desk], qtbot: QtBot, scene: Scene, size: tuple[int, int]
) -> None:
    desk = open_desk(scene)
    desk.resize(*size)
    QApplication.sendPostedEvents()
    assert too_wide(desk) == []
    assert desk.size().toTuple() == size

    def whole() -> None:
        assert [words for table in rows.shown(desk, QTableView) for words in cells(table)] == []

    qtbot.waitUntil(whole)


@pytest.mark.parametrize(
    ("size", "language"),
    [(1.0, "sv"), (1.6, "sv"), (2.0, "sv"), (2.0, "en"), (1.0, "pseudo"), (1.6, "pseudo")],
)
def test_that_nothing_is_cut_off_sideways(
    open_desk: Callable[[Scene], Desk],
    qapp: QApplication,
    qtbot: QtBot,
    scene: Scene,
    size: float,
    language: str,
) -> None:
    set_language(language)
    style.dress(qapp, size)
    desk = open_desk(scene)
    assert too_wide(desk) == []

    def whole() -> None:
        assert [words for one in shown(desk) if (words := cut_off(one))] == []

    qtbot.waitUntil(whole)
    assert desk.minimumSizeHint().width() <= SCHOOL_LAPTOP[0]
    assert desk.minimumSizeHint().height() <= SCHOOL_LAPTOP[1]


def trouble(kind: Trouble) -> QWidget:
    told = WorldTrouble("Loggen går inte att öppna.", "Säg till den som sköter datorn.", Path("data"), kind)
    told.backup = BACKUP if kind is Trouble.DAMAGED else None
    return TroublePage(told)


WINDOWS: dict[str, Callable[[QWidget], QWidget]] = {
    "backups": lambda parent: BackupsDialog([BACKUP] * 30, parent),
    "no backups": lambda parent: BackupsDialog([], parent),
    "report": lambda parent: ReportDialog(
        [diagnostics.versions(), diagnostics.folders(Path("data"))], parent
    ),
    "damaged": lambda parent: trouble(Trouble.DAMAGED),
    "unsafe": lambda parent: trouble(Trouble.UNSAFE_PLACE),
    "moved": lambda parent: MovedPage(Path("data")),
}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(("size", "language"), [(1.0, "sv"), (1.6, "sv"), (1.6, "pseudo"), (2.0, "sv")])
def test_that_what_lies_beside_the_desk_suits_everyone_too(
    qtbot: QtBot, qapp: QApplication, window: str, size: float, language: str
) -> None:
    set_language(language)
    style.dress(qapp, size)
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(*SCHOOL_LAPTOP)
    one = WINDOWS[window](ground)
    qtbot.addWidget(one)
    if not isinstance(one, QDialog):
        one.resize(*SCHOOL_LAPTOP)
    one.show()
    for offer in rows.shown(one, QPushButton):
        if offer.text() == _("Bring the backup back …"):
            offer.click()

    def whole() -> None:
        assert [words for part in rows.shown(one, QWidget) if (words := cut_off(part))] == []

    qtbot.waitUntil(whole)
    assert one.width() <= SCHOOL_LAPTOP[0]
    assert one.height() <= SCHOOL_LAPTOP[1]
    waiting = [
        w for w in rows.shown(one, QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isEnabled()
    ]
    assert [type(w).__name__ for w in waiting if not name(w)] == []
