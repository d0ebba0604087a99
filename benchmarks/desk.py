"""The desk walked through beside a log of 60,000 sessions, in the real program: how long the window stands still, act by act.

    python -m benchmarks.desk [--sessions 60000] [--folder DIR]

On the laptop lies a school of its own with a term of sessions (`facilitator demo`), and what the laptops of 25 schools have
sent. Prints for each act the longest that the window's timer was late, without what the system kept our threads waiting
for a processor (Linux), by the clock, and the processor time of the window's own thread in its longest turn; the floor is the
same window at rest in the same run. Without a screen: QT_QPA_PLATFORM=offscreen. To reach: 50 ms.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QFileDialog, QPushButton, QWidget

from benchmarks import follow
from benchmarks.merge import make
from benchmarks.watch import LOOK_MS, Watch
from facilitator import app, paths, settings
from facilitator.content.library import Library
from facilitator.i18n import _
from facilitator.journal import open_journal
from facilitator.journal.fiction import demo
from facilitator.journal.figures.selection import Selection
from facilitator.session import orders as o
from facilitator.ui import garbage
from facilitator.ui.desk.ports import StartRequest
from facilitator.ui.program import Program, Wishes

QUIET, SCROLL_MS, REST_MS, LONGEST_MS = 4, 16, 3000, 120_000
"""So many looks in a row nothing may go on before an act is over; a step of scrolling; the rest that is the floor; the longest an act may take."""


def _at_once() -> bool:
    return True


class Act(NamedTuple):
    """Something done with the desk. `over`: whether what it set going has come to its end, beside what is waited for anyway."""

    told: str
    do: Callable[[], None]
    over: Callable[[], bool] = _at_once


def main() -> None:
    """Make the log, open the program, walk."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=60_000)
    parser.add_argument("--folder", type=Path, help="where everything is made; by default a temporary folder")
    given = parser.parse_args()
    application = QApplication([])
    garbage.collect_here()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        (package,) = make(folder, 1, 60)
        data = folder / "data"
        fill(data, given.sessions)
        settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
        program = app.build(application, data, Wishes())
        walk = Walk(program, package)
        program.window.resize(1366, 768)
        program.open()
        walk.watch.until(walk.watch.is_ready)
        walk.settle()
        print("ms: own longest, by the clock, processor of the window's thread; seconds the act took")
        walk.go(Act("at rest", partial(walk.watch.rest, "at rest", REST_MS)))
        for act in walk.acts():
            walk.go(act)
        program.quit()


def fill(data: Path, sessions: int) -> None:
    """A school of this laptop's own, and what other laptops have sent."""
    library = Library.open(paths.scenarios_dir())
    journal = open_journal(data)
    demo.fill(journal, library, datetime.now().astimezone().date())
    lessons = [one for one in library.planned if one.age != "staff"]
    follow.fill_sessions(journal, lessons, sessions, [f"{n:032x}" for n in range(follow.SCHOOLS)])
    journal.close()


class Walk:
    """What somebody does with the desk, one thing after the other."""

    def __init__(self, program: Program, package: Path) -> None:
        self.program, self.watch = program, Watch(program)
        self._package = package
        self._quiet = 0
        self._taken = False

    def go(self, act: Act) -> None:
        """Do something, and tell how long the window stood still."""
        self.watch.phase, begun = act.told, time.perf_counter()
        act.do()
        self.settle(act.over)
        took = time.perf_counter() - begun - (QUIET + 1) * LOOK_MS / 1000
        self.watch.phase = "between"
        beats = self.watch.beats[act.told]
        own, gap, work = (
            max(values) * 1000 for values in zip(*((b.own, b.gap, b.work) for b in beats), strict=True)
        )
        print(f"{act.told:32} {own:7.1f} {gap:7.1f} {work:7.1f} {took:8.2f}", flush=True)

    def settle(self, over: Callable[[], bool] = _at_once) -> None:
        """Let the program come to rest."""
        self._quiet = 0
        self.watch.until(partial(self._is_quiet, over), LONGEST_MS)

    def _is_quiet(self, over: Callable[[], bool]) -> bool:
        desk, reader = self.program.desk, self.program.reader
        goes_on = desk.today().filling or desk.arriving or reader.busy or garbage.held() or not over()
        self._quiet = 0 if goes_on else self._quiet + 1
        return self._quiet > QUIET

    # --- the acts ------------------------------------------------------------------------------------------

    def acts(self) -> Iterator[Act]:
        """All of it, in order."""
        desk, pages = self.program.desk, ("lessons", "year", "followup", "settings", "today")
        for page in pages:
            yield Act(f"page {page}", partial(desk.show_page, page))
        for page in pages:
            yield Act(f"page {page}, again", partial(desk.show_page, page))
        yield Act("another group on Idag", partial(desk.today().hero.group_chosen.emit, "6C"))
        yield Act("words searched for", self._search)
        yield Act("a lesson prepared", partial(desk.prepare, StartRequest("mvp-03", "6D", 24, 50)))
        yield Act("back", desk.go_back)
        yield from self._of_the_year()
        yield from self._of_follow_up()
        yield from self._of_settings()
        yield from self._of_groups()
        yield from self._of_a_lesson()

    def _search(self) -> None:
        self.program.desk.go_search()
        self.program.desk.lessons().search.setText("våld")

    def _of_the_year(self) -> Iterator[Act]:
        page = self.program.desk.year()
        yield Act("Läsår", partial(self.program.desk.show_page, "year"))
        yield Act("Läsår, the year before", partial(_press, page, _("Previous school year")))
        yield Act("Läsår, this year", partial(_press, page, _("Next school year")))
        yield Act("Läsår scrolled", partial(self._scroll, page.table))
        for told, ask in (("plan", page.ask_plan), ("breaks", page.ask_breaks), ("one more", page.ask_add)):
            yield from self._dialog(f"Läsår, {told}", ask)
        yield from self._dialog("what was held without", partial(self.program.planner.ask, "list"))
        yield from self._dialog("a lesson held without", partial(self.program.planner.ask, "late"))

    def _of_follow_up(self) -> Iterator[Act]:
        desk, page = self.program.desk, self.program.desk.followup()
        now = self.program.follower.selection
        assert now is not None
        yield Act("Uppföljning", partial(desk.show_page, "followup"))
        for told, chosen in (
            ("all years", Selection()), ("a programme", Selection(programme="mvp")), ("a school", replace(now, school="Skola 07")),
            ("a group", replace(now, school="Skola 07", group="6B")), ("this year", now),
        ):  # fmt: skip
            yield Act(f"Uppföljning, {told}", partial(page.filters.changed.emit, chosen))
        yield Act("all years again", partial(page.filters.changed.emit, Selection()))
        yield Act("the grid scrolled", partial(self._scroll, page.coverage.grid))
        yield Act("the page scrolled", partial(self._scroll, page))
        yield Act("a cell opened", partial(page.coverage.grid.chosen.emit, 3, 3))
        yield Act("grid as table", partial(_press, page, _("Groups and lessons: show as table")))
        yield Act("least first", page.coverage.order.click)
        yield from self._dialog("Lämna vidare", page.ask_report)
        yield from self._dialog("a report's place", partial(page.report_requested.emit, "board"))
        yield from self._dialog("the export's place", page.ask_export)
        reporting = self.program.errands.reporting if self.program.errands else None
        assert reporting is not None
        folder = self._package.parent
        for kind, file in (("board", "board.pdf"), ("leader", "own.pdf")):
            yield from self._dialog(f"report {kind} asked for", partial(reporting.ask, kind))
            make_it = partial(reporting.make, str(folder / file))
            yield Act(f"report {kind} made", make_it, (folder / file).exists)
        yield Act(
            "CSV exported", partial(page.export_requested.emit, folder / "csv"), self._is_exported(folder)
        )

    @staticmethod
    def _is_exported(folder: Path) -> Callable[[], bool]:
        (folder / "csv").mkdir(exist_ok=True)
        return (folder / "csv" / "datapackage.json").exists

    def _of_settings(self) -> Iterator[Act]:
        desk = self.program.desk
        yield Act("Inställningar", partial(desk.show_page, "settings"))
        for told in ("retention", "backups"):
            yield from self._dialog(f"dialog {told}", partial(desk.data_asked.emit, told))
        yield from self._dialog("a package told of", partial(desk.laptops_asked.emit, "make"))
        assert self.program.errands is not None
        packing = self.program.errands.packing
        packing.told.connect(self._tell)
        packing.saved.connect(self._tell)
        for page in ("today", "followup"):
            yield Act(f"{page} before merging", partial(desk.show_page, page))
            yield Act(f"a package read, {page}", partial(packing.drop, [self._package]), self._asked)
            yield Act(f"a package taken in, {page}", self._accept, self._told)

    def _of_groups(self) -> Iterator[Act]:
        from facilitator.ui.desk.ports import GroupView

        desk = self.program.desk
        yield Act("Idag before a group", partial(desk.show_page, "today"))
        yield Act("a group added", partial(desk.group_saved.emit, GroupView("5A", 24)))
        yield Act("a group removed", partial(desk.group_removed.emit, "5A"))

    def _of_a_lesson(self) -> Iterator[Act]:
        desk = self.program.desk
        wish = StartRequest("mvp-03", "6B", 24, 50)
        yield Act("a lesson started", partial(desk.start_requested.emit, wish), self._leads)
        yield Act("two steps led", self._lead)
        yield Act("the lesson ended", self._end, self._has_form)
        yield Act("Idag after the lesson", partial(desk.show_page, "today"))
        yield Act("its form once more", self._open_draft, self._has_form)
        yield Act("the form finished", self._finish)

    # --- how ---------------------------------------------------------------------------------------------------

    def _dialog(self, told: str, ask: Callable[[], None]) -> Iterator[Act]:
        yield Act(told, ask)
        self.watch.phase = "between"
        self._close_dialogs()
        self.settle()

    def _close_dialogs(self) -> None:
        for dialog in self.program.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QDialog | QFileDialog) and top.isVisible():
                top.reject()

    def _scroll(self, area: QAbstractScrollArea) -> None:
        """From end to end, a step at a time, as a wheel does."""
        loop, timer = QEventLoop(), QTimer()
        bars = [area.verticalScrollBar(), area.horizontalScrollBar()]
        steps = iter([(bar, value) for bar in bars for value in range(0, bar.maximum(), 60)])

        def go() -> None:
            step = next(steps, None)
            if step is None:
                loop.quit()
            else:
                step[0].setValue(step[1])

        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(go)
        timer.start(SCROLL_MS)
        loop.exec()
        bars[0].setValue(0)

    def _asked(self) -> bool:
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        return any(one.isVisible() for one in self.program.window.findChildren(HandoverDialog))

    def _accept(self) -> None:
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        self._taken = False
        for one in self.program.window.findChildren(HandoverDialog):
            if one.isVisible():
                one.accept()

    def _tell(self, _text: str) -> None:
        self._taken = True

    def _told(self) -> bool:
        return self._taken

    def _leads(self) -> bool:
        return self.program.room.live is not None

    def _lead(self) -> None:
        live = self.program.room.live
        assert live is not None
        for order in (o.Next(), o.Next()):
            live.give(order)

    def _end(self) -> None:
        live = self.program.room.live
        assert live is not None
        live.give(o.End())

    def _has_form(self) -> bool:
        from facilitator.ui.desk.ending import Ending

        return isinstance(self.program.desk.current, Ending)

    def _open_draft(self) -> None:
        from facilitator.journal import queries

        bridge = self.program.bridge
        assert bridge is not None
        self.program.desk.draft_requested.emit(queries.drafts(bridge.rooms.journal)[0].session)

    def _finish(self) -> None:
        from facilitator.ui.desk.ending import Ending

        form = self.program.desk.current
        assert isinstance(form, Ending)
        form.finish.click()


def _press(page: QWidget, name: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.accessibleName() == name).click()


if __name__ == "__main__":
    main()
