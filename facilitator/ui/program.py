"""The running program: desk, lessons and settings joined to the rooms through the bridge."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from facilitator import settings as s
from facilitator.content.script import Script
from facilitator.errors import ContentFault, NotNow, WorldTrouble
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor
from facilitator.ui.bridge import Bridge, Loader, Rooms, new_salt
from facilitator.ui.desk import ports
from facilitator.ui.desk.shell import Desk
from facilitator.ui.room import LessonRoom
from facilitator.ui.screens import ScreenWatch
from facilitator.ui.trouble import BugCatcher, TroublePage
from facilitator.ui.window import MainWindow

CALL = "come-to-front"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for: a projector by name, a lesson to rehearse."""

    screen: str = ""
    rehearse: str = ""


class Program(QObject):
    """Joins the windows to the rooms. It decides nothing that a rule could decide."""

    def __init__(self, data: Path, chosen: s.Settings, load: Callable[[], Rooms], wishes: Wishes) -> None:
        super().__init__()
        self._data, self._settings, self._load, self._wishes = data, chosen, load, wishes
        self._bridge: Bridge | None = None
        self._ending: Conductor | None = None
        self._trouble: TroublePage | None = None
        self.window = MainWindow()
        self._bugs = BugCatcher(data, self.window)
        self.desk = self._new_desk()
        self.window.show_page(self.desk)
        self._watch = ScreenWatch(self)
        self.room = LessonRoom(self.window, self._watch, chosen, wishes.screen, self)
        self.room.ended.connect(self._lesson_ended)
        self.room.quit_wanted.connect(self._quit)
        self._watch.changed.connect(self._show_projector)
        self._watch.gone.connect(self._show_projector)
        self._loader: Loader | None = None
        self.window.first_frame.connect(self._begin_loading)
        self.window.closing.connect(self._closing)

    def open(self) -> None:
        """Show the first frame; what is heavy loads after it."""
        self._bugs.install()
        self.window.open()

    def called(self) -> None:
        """The data folder changed: a second start asks for this window."""
        call = self._data / CALL
        if call.exists():
            call.unlink(missing_ok=True)
            self.window.to_front()

    def script(self, lesson: str, length: int) -> Script | None:
        """The desk's port to the content."""
        return self._bridge.script(lesson, length) if self._bridge is not None else None

    # --- loading ---------------------------------------------------------------------------------------

    def _begin_loading(self) -> None:
        self._loader = Loader(self._load, self)
        self._loader.ready.connect(self._ready)
        self._loader.failed.connect(self._failed)
        self._loader.start()
        self._show_projector()

    def _ready(self, rooms: Rooms) -> None:
        self._bridge = Bridge(rooms, self._settings.get(s.SCHOOL_CODE), self)
        self._bridge.saved.connect(self.room.show_saved)
        if self._trouble is not None:
            self.window.show_page(self.desk)
            self.window.drop_page(self._trouble)
            self._trouble = None
        self._refresh()
        if self._wishes.rehearse:
            self._rehearse(self._wishes.rehearse)
        elif not self._settings.get(s.FIRST_RUN_DONE):
            self.desk.welcome()

    def _failed(self, trouble: WorldTrouble | ContentFault) -> None:
        self._trouble = TroublePage(trouble)
        self._trouble.again.connect(self._begin_loading)
        self._trouble.leave.connect(self._quit)
        self.window.show_page(self._trouble)

    # --- the desk --------------------------------------------------------------------------------------

    def _new_desk(self) -> Desk:
        desk = Desk(self)
        desk.start_requested.connect(self._start)
        desk.resume_requested.connect(self._resume)
        desk.close_requested.connect(self._close_session)
        desk.draft_requested.connect(self._open_form)
        desk.group_saved.connect(self._save_group)
        return desk

    def _refresh(self) -> None:
        if self._bridge is not None:
            self.desk.fill(self._bridge.view(datetime.now().astimezone().date()))

    def _show_projector(self) -> None:
        roles = self.room.roles()
        there = roles.projector
        self.desk.show_projector(
            ports.ProjectorView(
                connected=there is not None, size=there.size_text if there else "", mirrored=roles.mirrored
            )
        )

    def _save_group(self, group: ports.GroupView) -> None:
        assert self._bridge is not None
        self._bridge.save_group(group)
        self._refresh()

    # --- lessons ---------------------------------------------------------------------------------------

    def _start(self, wish: ports.StartRequest) -> None:
        assert self._bridge is not None
        self.room.enter(self._bridge.start(wish))

    def _rehearse(self, lesson: str) -> None:
        self._start(ports.StartRequest(lesson=lesson, group="", people=0, length=0, rehearsal=True))

    def _resume(self, session: str) -> None:
        assert self._bridge is not None
        self.room.enter(self._bridge.resume(session))

    def _close_session(self, session: str) -> None:
        assert self._bridge is not None
        conductor = self._bridge.resume(session)
        conductor.order(o.End())
        self._show_form(conductor)

    def _open_form(self, session: str) -> None:
        assert self._bridge is not None
        self._show_form(self._bridge.resume(session))

    def _lesson_ended(self, conductor: Conductor) -> None:
        self.window.show_page(self.desk)
        self._show_form(conductor)

    def _show_form(self, conductor: Conductor) -> None:
        assert self._bridge is not None
        self._ending = conductor
        self._bridge.rooms.journal.flush(0.5)
        form = self.desk.show_ending(
            self._bridge.ending(conductor.session, self._bridge.rooms.journal.status)
        )
        form.answered.connect(self._answered)
        form.noted.connect(self._noted)
        form.done.connect(self._form_done)

    def _answered(self, answer: ports.Answer) -> None:
        self._give(o.Answer(answer.field, answer.value))

    def _noted(self, note: ports.Note) -> None:
        self._give(o.WriteNote(note.text, new_salt()))

    def _form_done(self) -> None:
        self._give(o.FinishLog())
        self._ending = None
        self._refresh()
        self.desk.show_page("today")

    def _give(self, order: o.Order) -> None:
        if self._ending is not None:
            try:
                self._ending.order(order)
            except NotNow as why:
                self.desk.show_hint(why.hint)

    # --- the end ---------------------------------------------------------------------------------------

    def _closing(self) -> None:
        if self.room.running:
            self.room.ask_leave()
        else:
            self._quit()

    def _quit(self) -> None:
        self.room.leave()
        if self._bridge is not None:
            self._bridge.rooms.journal.close()
        QApplication.quit()
