"""The room a lesson runs in: console, stage, screens and keys, made when it begins and let go when it ends."""

import gc
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator import settings as s
from facilitator.errors import WorldTrouble
from facilitator.ui import screens, windowplace
from facilitator.ui.running.awake import Awake
from facilitator.ui.screens import Roles, ScreenWatch
from facilitator.ui.window import MainWindow

if TYPE_CHECKING:
    from datetime import time

    from facilitator.session.conductor import Conductor
    from facilitator.ui.console.console import Console
    from facilitator.ui.desk.ports import ContactView
    from facilitator.ui.running.live import Live
    from facilitator.ui.running.projection import Projection
    from facilitator.ui.stage.window import StageWindow
    from facilitator.ui.testcards import TestCards


class LessonRoom(QObject):
    """At most one lesson at a time. The heavy windows are imported when the first lesson begins."""

    begun = Signal()
    ended = Signal(object, bool)  # Conductor; whether the pupils may see the leader's screen
    quit_wanted = Signal()
    lived = Signal(object)  # Pulse, each second of a lesson
    watched = Signal()  # who sees the leader's window may be others now

    def __init__(
        self, window: MainWindow, watch: ScreenWatch, chosen: s.Settings, screen: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._watch, self._settings, self._screen = window, watch, chosen, screen
        self._saved = "saved"
        self._conductor: Conductor | None = None
        self._awake = Awake()
        self._cards: TestCards | None = None
        self.contacts: tuple[ContactView, ...] = ()
        self.live: Live | None = None
        self._projection: Projection | None = None
        self.console: Console | None = None
        self.stage: StageWindow | None = None
        watch.changed.connect(self._come_home)

    @property
    def running(self) -> bool:
        """Whether a lesson runs."""
        return self.live is not None

    @property
    def exposed(self) -> bool:
        """Whether a lesson runs and the pupils may see the leader's screen."""
        return self._projection is not None and not self._projection.private

    def tell(self, words: str) -> None:
        """Tell whoever leads in a line, where it is seen."""
        if self.live is not None:
            self.live.tell(words)

    def _come_home(self) -> None:
        """Leave a screen that has gone; while a lesson runs the windows have rules of their own."""
        place = windowplace.home(self._window.geometry(), screens.present())
        if place is not None and not self.running:
            self._window.setGeometry(place)

    def roles(self) -> Roles:
        """Who would get which screen now."""
        return screens.assign(screens.present(), self._remembered(), self._mode())

    def enter(self, conductor: "Conductor", *, one_voice: bool = False, bell: "time | None" = None) -> None:
        """Begin to lead a session. `one_voice`: one leads alone, and A and B are one lane in the notes.

        `bell`: the local time of day when the lesson must be over, if it was set beforehand.
        """
        from facilitator.ui.console.console import Console
        from facilitator.ui.keys import KeyMap
        from facilitator.ui.running.clips import Clips
        from facilitator.ui.running.live import Live
        from facilitator.ui.running.projection import Projection, ScreenChoice
        from facilitator.ui.stage.window import StageWindow

        if self._cards is not None:
            self._cards.hide()
        self._conductor = conductor
        self.begun.emit()
        large = self._settings.get(s.TOUCH)
        self.console = Console(large=large)
        self.stage = StageWindow(fades=self._settings.get(s.FADES), large=large)
        size, staff = self._settings.get(s.NOTES_SIZE), conductor.session.script.lesson.age == "staff"
        self.console.furnish(self.contacts, size, one_voice=one_voice, staff=staff)
        self.console.notes_resized.connect(self._keep_notes_size)
        self.console.leave_chosen.connect(self.quit_wanted)
        self.console.show_saved(self._saved)
        choice = ScreenChoice(self._mode(), self._remembered(), self._settings.get(s.PROJECTORS_CONFIRMED))
        projection = Projection(self.stage, self._watch, choice)
        for may_differ in (projection.state_changed, projection.roles_changed, projection.unsettled):
            may_differ.connect(self.watched)
        projection.confirmed.connect(self._confirm_projector)
        projection.used.connect(self._keep_projector)
        projection.roles_changed.connect(self._place_window)
        keymap = KeyMap(self._settings.get(s.KEYS), safe_is_black=self._settings.get(s.SAFE_KEY_IS_BLACK))
        self._projection = projection
        self.live = Live(conductor, self.console, projection, keymap, Clips(self._settings), self)
        self.live.ended.connect(self._ended)
        self.live.lived.connect(self.lived)
        self.live.console_wanted.connect(self._window.to_front)
        self.live.fullscreen_wanted.connect(self._window.toggle_full_screen)
        self._window.show_page(self.console)
        self.console.setFocus()
        self.live.begin()
        if bell is not None:
            self.live.ring_at(bell)
        self._awake.begin()
        gc.freeze()  # what is here stays for the lesson: the collector need not look through it at every other tap

    def identify(self) -> None:
        """Show for some seconds which screen is the projector."""
        self._test_cards().identify(self.roles())

    def test_card(self) -> None:
        """Show the card that the back row reads."""
        self._test_cards().reading(self.roles())

    def _test_cards(self) -> "TestCards":
        from facilitator.ui.testcards import TestCards

        if self._cards is None:
            self._cards = TestCards(self)
        return self._cards

    def leave(self) -> None:
        """Let go of the lesson; the session stays in the log as it is."""
        if self.live is None or self.console is None or self.stage is None:
            return
        self.live.close()
        self._awake.end()
        self._window.drop_page(self.console)
        self.stage.deleteLater()
        self.live = self.console = self.stage = self._projection = None
        gc.unfreeze()
        self.watched.emit()

    def ask_leave(self) -> None:
        """The window was to be closed in the middle of a lesson: ask first."""
        if self.live is not None:
            self.live.ask_leave()

    def show_saved(self, status: str) -> None:
        """What the journal says about saving."""
        self._saved = status
        if self.console is not None:
            self.console.show_saved(status)

    def _ended(self) -> None:
        conductor, projection = self._conductor, self._projection
        seen = self.roles().projector is None or (projection is not None and projection.doubt != "")
        self.leave()
        self.ended.emit(conductor, seen)

    def _confirm_projector(self, identity: str) -> None:
        known = self._settings.get(s.PROJECTORS_CONFIRMED)
        with suppress(WorldTrouble):  # it holds until the program closes; a lesson is no time to speak of it
            self._settings.change(
                s.PROJECTORS_CONFIRMED, (*(k for k in known if k != identity), identity)[-50:]
            )

    def _keep_projector(self, identity: str) -> None:
        if identity != self._settings.get(s.PROJECTOR):
            with suppress(WorldTrouble):
                self._settings.change(s.PROJECTOR, identity)

    def _keep_notes_size(self, factor: float) -> None:
        with suppress(WorldTrouble):
            self._settings.change(s.NOTES_SIZE, factor)

    def _place_window(self) -> None:
        if self.live is not None:
            self.live.place_leader(self._window)

    def _remembered(self) -> str:
        return screens.named(screens.present(), self._screen) or self._settings.get(s.PROJECTOR)

    def _mode(self) -> screens.Mode:
        mode = self._settings.get(s.SCREEN_MODE)
        return "one" if mode == "one" else "two" if mode == "two" else "auto"
