"""The running program: desk, lessons and settings joined to the rooms through the bridge."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator import settings as s
from facilitator.errors import ContentFault, WorldTrouble
from facilitator.ui import beside, goodbye, screens, windowplace
from facilitator.ui.bugs import BugCatcher
from facilitator.ui.choices import Chooser
from facilitator.ui.desk import ports
from facilitator.ui.desk.shell import Desk
from facilitator.ui.follower import Follower
from facilitator.ui.loading import Rooms, Ways
from facilitator.ui.opening import Opening
from facilitator.ui.reader import Reader
from facilitator.ui.refresher import Refresher
from facilitator.ui.running import clock
from facilitator.ui.running.room import LessonRoom
from facilitator.ui.screens import ScreenWatch
from facilitator.ui.shelf import Shelf
from facilitator.ui.stillreading import still_reading
from facilitator.ui.tasks.planner import Planner
from facilitator.ui.window import MainWindow

if TYPE_CHECKING:
    from facilitator.journal import Journal
    from facilitator.session.conductor import Conductor
    from facilitator.ui.bridge import Bridge
    from facilitator.ui.tasks.errands import Errands
    from facilitator.ui.tasks.keeping import Keeping

LATER_MS = 500


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for: a projector by name, a lesson to rehearse, packages to ask about."""

    screen: str = ""
    rehearse: str = ""
    files: tuple[Path, ...] = ()


class Program(QObject):
    """Joins the windows to the rooms. It decides nothing that a rule could decide."""

    def __init__(self, data: Path, chosen: s.Settings, ways: Ways, wishes: Wishes) -> None:
        super().__init__()
        self._data, self._settings, self._wishes = data, chosen, wishes
        self.bridge: Bridge | None = None
        self.gone = self.stuck = self._warned = False
        self.window = MainWindow()
        self._opening = Opening(self.window, ways, self)
        self._watch = ScreenWatch(self)
        self.room = LessonRoom(self.window, self._watch, chosen, wishes.screen, self)
        self._bugs = BugCatcher(data, self.window, self.room)
        self.chooser = Chooser(chosen, data, self)
        self.reader = Reader(self._rooms, self)
        self.planner = Planner(self.window, self._rooms, self, reader=self.reader)
        self.follower = Follower(self.reader, self)
        self.desk = Desk(Shelf(self, data), self.chooser.choices(), self.planner, self.follower)
        self._refresher = Refresher(self.desk, self.reader, self.planner, self.room, self)
        self.errands: Errands | None = None
        self._join_desk()
        self.window.show_page(self.desk)
        self.room.ended.connect(self._lesson_ended)
        self.room.quit_wanted.connect(self.quit)
        self._watch.changed.connect(self._show_projector)
        self._watch.gone.connect(self._show_projector)
        self.window.first_frame.connect(self._begin_loading)
        self._opening.ready.connect(self._ready)
        self._opening.leave.connect(self.quit)
        self.window.closing.connect(self._closing)
        self._hints = QGuiApplication.styleHints()
        self._hints.accessibility().contrastPreferenceChanged.connect(self._contrast_asked)
        self._hints.colorSchemeChanged.connect(self._contrast_asked)

    def _join_desk(self) -> None:
        desk = self.desk
        hints = self._bugs.troubled, self._opening.refused, self.chooser.refused, self.planner.told, self.planner.saved  # fmt: skip
        for told in hints:
            told.connect(desk.show_hint)
        desk.start_requested.connect(self._start)
        desk.resume_requested.connect(self._resume)
        desk.close_requested.connect(self._close_session)
        desk.draft_requested.connect(self._open_form)
        desk.log_wanted.connect(self._opening.again)
        desk.group_saved.connect(self._save_group)
        desk.group_removed.connect(self._remove_group)
        desk.data_asked.connect(self._keep)
        self._opening.move_wanted.connect(self._move)
        desk.entry_requested.connect(self.planner.ask)
        self.planner.entering.draft.connect(self._open_form)
        self.planner.changed.connect(self._refresh)
        desk.choice_changed.connect(self.chooser.change)
        desk.identify_requested.connect(self.room.identify)
        desk.test_card_requested.connect(self.room.test_card)
        desk.reading_told.connect(self._keep_reading)
        desk.ticked.connect(self.chooser.tick)
        desk.picked.connect(self.chooser.pick)
        desk.welcomed.connect(self.chooser.welcomed)
        self.chooser.changed.connect(self._show_choices)
        self.chooser.forgotten.connect(self._show_chosen)
        self.chooser.rebuilt.connect(desk.rebuild)
        self.chooser.rebuilt.connect(self._refresh)

    def open(self) -> None:
        """Show the first frame; what is heavy loads after it."""
        self._bugs.install()
        here = screens.present()
        kept = self._settings.get(s.WINDOWS).get(windowplace.setup_of(here), "")
        self.window.open(windowplace.read(kept, here))

    def take(self, files: Sequence[Path]) -> None:
        """Ask about packages that a start has brought; once the log is open."""
        if self.errands is None:
            self._wishes = replace(self._wishes, files=(*self._wishes.files, *files))
            return
        self.errands.packing.drop(files)

    def _journal(self) -> "Journal | None":
        return self.bridge.rooms.journal if self.bridge is not None else None

    def _rooms(self) -> Rooms | None:
        """What there is to work with; nothing while the log is closed."""
        rooms = self.bridge.rooms if self.bridge is not None else None
        return rooms if rooms is not None and rooms.journal.is_open else None

    @cached_property
    def keeping(self) -> "Keeping":
        """Who sees to the data folder; made when somebody asks, for few do."""
        from facilitator.ui.tasks.keeping import Keeping

        keeping = Keeping(self.window, self._journal, self._opening, self._data, self._settings, self.reader)
        keeping.told.connect(self.desk.show_hint)
        keeping.over.connect(self.quit)
        return keeping

    def _keep(self, what: str) -> None:
        self.keeping.ask(what)

    def _move(self) -> None:
        self.keeping.choose_place()

    # --- loading ---------------------------------------------------------------------------------------

    def _begin_loading(self) -> None:
        if self.gone:
            return  # somebody has left before there was anything to see
        self._show_projector()
        self._opening.begin()

    def _ready(self, rooms: Rooms) -> None:
        from facilitator.ui.bridge import Bridge
        from facilitator.ui.tasks.errands import Errands

        if self.bridge is not None and _come_too_late(rooms, self.bridge, self.room, self.desk):
            return
        if self.errands is None:
            self.errands = Errands(self.window, self.desk, self._rooms, self, self.follower, self)
            self.errands.changed.connect(self._refresh)
            self.errands.join(self.planner, self._settings, self.room, self._data)
        self.reader.rest()
        if self.bridge is not None:
            rooms = _leave_apart(self.bridge, rooms, self._data)
        self.bridge = Bridge(rooms, self, self._school())
        self._use_contacts(self.chooser.choices())
        self.room.lived.connect(rooms.journal.keep_pulse)
        for hears in (self.room.show_saved, self.desk.show_saved, self._refresher.hear):
            self.bridge.saved.connect(hears)
        self.bridge.told.connect(self.desk.show_hint)
        self.room.show_saved("spilled" if rooms.apart else rooms.journal.status)
        self.window.show_page(self.desk)
        self._opening.over()
        QTimer.singleShot(0, self, self._first_view)  # one thing at a time: the window must not stand still

    def _first_view(self) -> None:
        """Fill the desk for the first time, and go where the command line or a first run wants to go."""
        if self.bridge is None or self.gone:
            return  # somebody has left at once, and the log is closed
        self._refresh()
        notices = (*self.bridge.notices(clock.today()), *self._settings.notices)
        if notices:
            self.desk.show_hint("\n".join(notices))
        wishes, self._wishes = self._wishes, Wishes()  # once
        self.take(wishes.files)
        if wishes.rehearse:
            self._start(ports.StartRequest(wishes.rehearse, "", 0, 0, rehearsal=True))
        elif (
            not notices  # they would go with the page
            and not self.bridge.rooms.apart
            and not self._settings.get(s.FIRST_RUN_DONE)
            and self.bridge.untouched()
        ):
            QTimer.singleShot(0, self.desk, self.desk.welcome)

    # --- the desk --------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        if self.bridge is not None:
            self._refresher.refresh(self.bridge.rows)

    def _show_chosen(self) -> None:
        """Show the choices and let them hold, without asking the log: it may not answer."""
        self.desk.show_choices(choices := self.chooser.choices())
        if self.bridge is not None:
            self._use_contacts(choices)

    def _show_choices(self) -> None:
        self._show_chosen()
        if self.bridge is None:
            return
        try:
            if self.bridge.set_school(self._school()):
                self._refresh()
            self.planner.forget()
        except (ValueError, WorldTrouble) as why:
            self.desk.show_hint(str(why))

    def _use_contacts(self, choices: ports.Choices) -> None:
        assert self.bridge is not None
        self.bridge.use_contacts(choices.contacts)
        self.bridge.use_picks(choices.picked)
        self.room.contacts = choices.contacts

    def _show_projector(self) -> None:
        self.desk.show_projector(self.chooser.projector(self.room.roles()))

    def _keep_reading(self, read: str) -> None:
        screen = self.room.roles().shown_on.identity
        self.chooser.reading(screen, read, clock.today())
        self._show_projector()

    def _remove_group(self, code: str) -> None:
        self._save_group(ports.GroupView(code=code, people=1), active=False)

    def _save_group(self, group: ports.GroupView, *, active: bool = True) -> None:
        if self.bridge is None:
            self.desk.show_hint(still_reading())
            return
        try:
            self.bridge.save_group(group, self._school(), active=active)
        except (ValueError, WorldTrouble) as why:
            self.desk.show_hint(str(why))
        self._refresh()

    def _school(self) -> str:
        """What marks the school in the log: its code, else its name."""
        return self._settings.get(s.SCHOOL_CODE) or self._settings.get(s.SCHOOL_NAME)

    # --- lessons ---------------------------------------------------------------------------------------

    def _start(self, wish: ports.StartRequest) -> None:
        assert self.bridge is not None
        try:
            conductor = self.bridge.start(wish)
        except (ContentFault, WorldTrouble) as trouble:
            self.desk.show_hint(str(trouble))
        else:
            self.room.enter(conductor, one_voice=wish.one_voice, bell=wish.bell)

    def _resume(self, session: str) -> None:
        conductor = self._taken_up(session)
        if conductor is not None:  # its end may not have come into the log yet
            go_on = self._show_form if conductor.session.ended else self.room.enter
            go_on(conductor)

    def _taken_up(self, session: str) -> "Conductor | None":
        assert self.bridge is not None
        try:
            return self.bridge.resume(session)
        except (ContentFault, WorldTrouble) as trouble:
            self.desk.show_hint(str(trouble))
            return None

    def _close_session(self, session: str) -> None:
        conductor = self._taken_up(session)
        if conductor is not None and self.bridge is not None:
            self.bridge.end(conductor)
            self._show_form(conductor)

    def _open_form(self, session: str) -> None:
        conductor = self._taken_up(session)
        if conductor is not None:
            self._show_form(conductor)

    def _lesson_ended(self, conductor: "Conductor", seen: bool) -> None:
        self.chooser.follow_system()
        session = conductor.session
        if session.complete and not session.rehearsal:
            from facilitator.planning.preparing import place_of

            self.chooser.forget(place_of(session.lesson, session.group))
        self.window.show_page(self.desk)
        self._show_form(conductor, seen=seen, over=True)

    def _show_form(self, conductor: "Conductor", *, seen: bool = False, over: bool = False) -> None:
        assert self.bridge is not None
        self.bridge.rooms.journal.flush(goodbye.FLUSH_S)
        self._refresh()
        from facilitator.ui.running.form import FormKeeper

        form = self.desk.show_ending(self.bridge.ending(conductor.session, over=over)._replace(seen=seen))
        form.start_requested.connect(self._start)
        form.left.connect(self._refresh)
        keeper = FormKeeper(form, conductor, form)
        keeper.done.connect(partial(self.desk.show_page, "today"))
        keeper.refused.connect(self.desk.show_hint)

    def _closing(self) -> None:
        if self.room.running:
            self.room.ask_leave()
        else:
            self.quit()

    def quit(self) -> None:
        """Close the windows and the log, and leave; with something still unsaved, first say so, once."""
        self.room.leave()
        journal = self._journal()
        if journal is not None and not self._warned and (words := goodbye.unsaved(journal, self.window)):
            self._warned = True
            self.window.show_page(self.desk)
            self._refresh()
            self.desk.show_hint(words)
            return
        self.gone = True
        if journal is None or journal.status != "saving":  # else the same disk would hold the window here
            windowplace.keep(self.window, self._data, self._settings)
        self.window.hide()  # first: what is still being written goes into the log
        beside.stop_all()
        self.reader.rest()
        if journal is not None:
            with suppress(WorldTrouble):  # what could be kept is kept; the next start looks the log through
                self.stuck = not journal.close(goodbye.PATIENCE_S)
        self._opening.abandon()
        QApplication.quit()

    def _contrast_asked(self) -> None:
        """The computer's colours changed; a lesson, and what is being asked, keep theirs until they are over."""
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(LATER_MS, self, self._contrast_asked)
        elif not self.room.running:
            self.chooser.follow_system()


def _come_too_late(rooms: Rooms, bridge: "Bridge", room: LessonRoom, desk: Desk) -> bool:
    """Close the log that has opened while a lesson, or its form, writes into the one apart: it keeps that to its end."""
    from facilitator.ui.running.form import FormKeeper

    late = bridge.rooms.journal.is_open and (room.running or desk.findChild(FormKeeper) is not None)
    if late:
        beside.start("closing", rooms.journal.close, stop=lambda: None)
    return late


def _leave_apart(bridge: "Bridge", rooms: Rooms, data: Path) -> Rooms:
    """Close the log apart, for the real one is open again, and see what there is in it to take in."""
    from facilitator.journal.spare import takein

    bridge.rooms.journal.close()
    bridge.deleteLater()
    found = takein.look(rooms.journal, data)
    # the rows that were made ready knew nothing of what is left
    notices = tuple(dict.fromkeys((*rooms.notices, *found.notices)))
    return rooms._replace(left=found.left, notices=notices, rows=None)
