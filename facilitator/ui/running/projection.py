"""Where the stage is: on the projector, on the only screen, or parked because the projector is gone.

The rules: a new projector gets a five-second identify card; a lost one hides the stage at once and never covers the
leader's view; when it is back the safe screen comes first; one that appears in the middle is offered, not taken. A
screen stays whose it was, whatever becomes primary; on another one the leader's window shows no note until asked, and
on the pupils' none at all.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from facilitator.ui import screens
from facilitator.ui.running.whereabouts import Whereabouts
from facilitator.ui.screens import Kept, Mode, Roles, ScreenWatch
from facilitator.ui.stage import compose
from facilitator.ui.stage.window import StageWindow

IDENTIFY_MS = 5000

State = Literal["off", "two", "one", "parked", "lost", "offered"]
Doubt = Literal["", "swapped", "astray"]


@dataclass(frozen=True, slots=True)
class ScreenChoice:
    """What the settings say about screens. `confirmed`: identities that have had their identify card."""

    mode: Mode = "auto"
    remembered: str = ""
    confirmed: tuple[str, ...] = ()


class Projection(QObject):
    """Places the audience window. It says what happened; what the lesson makes of it is the live view's matter."""

    state_changed = Signal(str)
    returned = Signal()  # the projector is back (or newly in use): cover first
    confirmed = Signal(str)  # a projector has had its identify card
    used = Signal(str)  # nobody doubts that the pupils see this screen, and the leader another
    unsettled = Signal()  # a screen has come or moved; what it means is told when all is still
    roles_changed = Signal()
    redraw = Signal()  # the stage needs its slide again

    def __init__(
        self, stage: StageWindow, watch: ScreenWatch, choice: ScreenChoice, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.stage = stage
        self._watch = watch
        self._choice = choice
        self._doubted = False
        self._state: State = "off"
        self._alone = False
        self._kept: Kept = ("", "")
        self._known = set(choice.confirmed)
        self._identify = QTimer(self)
        self._identify.setSingleShot(True)
        self._identify.setInterval(IDENTIFY_MS)
        self._identify.timeout.connect(self._identified)
        self._leader = Whereabouts(self._pupils_own, self)
        self._leader.changed.connect(self.unsettled)
        watch.gone.connect(self._gone)
        watch.moved.connect(self.unsettled)
        watch.changed.connect(self._changed)

    @property
    def shape(self) -> QSize:
        """The size of the pupils' picture, in pixels; while there is none, that of an ordinary projector."""
        return self.stage.picture_size if self.stage.isVisible() else QSize(1920, 1080)

    @property
    def state(self) -> State:
        """Where the stage is now."""
        return self._state

    @property
    def private(self) -> bool:
        """Whether the pupils cannot see the leader's window, as far as the screens tell."""
        apart = self._state in ("two", "lost", "off") and not self._doubted and not self._leader.astray
        return apart and not self._moved(self.roles())

    def _moved(self, roles: Roles) -> bool:
        """Whether the leader's window has another screen than so far, of which nobody knows who sees it."""
        return roles.mirrored or self._kept[0] not in ("", roles.laptop.identity)

    @property
    def identifying(self) -> bool:
        """Whether the identify card is showing."""
        return self._identify.isActive()

    def roles(self) -> Roles:
        """Who has which screen now."""
        return screens.assign(screens.present(), self._choice.remembered, self._choice.mode, self._kept)

    def open(self, *, alone: bool) -> None:
        """Show the stage. `alone`: a rehearsal, which needs no stage window when there is no projector."""
        self._alone = alone
        roles = self.roles()
        if roles.projector is not None:
            self._to_projector(roles)
        elif alone:
            self._set("off")
        else:
            self._to_laptop(roles.laptop.identity)
            self._set("one")
        self.roles_changed.emit()

    def close(self) -> None:
        """Take the stage away, and hear no more of the screens."""
        self._watch.gone.disconnect(self._gone)
        self._watch.moved.disconnect(self.unsettled)
        self._watch.changed.disconnect(self._changed)
        self._identify.stop()
        self._leader.rest()
        self.stage.hide()
        self._kept = ("", "")
        self._set("off")

    def accept(self) -> None:
        """Use the projector that was offered."""
        roles = self.roles()
        if roles.projector is not None:
            self.returned.emit()
            self._to_projector(roles)

    def park(self) -> None:
        """With the stage on the laptop: hide it so that the leader's view can be seen."""
        if self._state in ("one", "offered"):
            self.stage.hide()
            self._set("parked" if self._state == "one" else "offered", anew=True)

    def unpark(self) -> None:
        """With the stage on the laptop: show it again."""
        if self._state == "parked" or (self._state == "offered" and not self._alone):
            self._to_laptop(self.roles().laptop.identity)
            self._set("one" if self._state == "parked" else "offered", anew=True)
            self.redraw.emit()
        elif self._state == "one":
            self.stage.raise_()  # the leader's view may just have come over it
            self.stage.activateWindow()

    def come_back(self) -> bool:
        """Show the stage again on the only screen, where the leader's view covers it; False: it does not."""
        parked = self._state == "parked"
        if parked:
            self.unpark()
        return parked

    def swap(self) -> None:
        """Swap laptop and projector; does nothing with one screen."""
        if self._state != "two":
            return
        self._doubted = True
        self.unsettled.emit()  # the notes go before the windows move
        led, seen = self._kept
        self._kept = (seen, led)
        self._to_projector(self.roles())
        self.roles_changed.emit()

    @property
    def doubt(self) -> Doubt:
        """Why the notes wait on two screens: the leader's window lies on the pupils', or the screens have changed places
        and nobody has said yet that only leaders see it."""
        if self._state != "two":
            return ""
        return "astray" if self._leader.astray else "swapped" if self._doubted else ""

    def answer(self, wish: str) -> bool:
        """Do what was answered about the leader's window; False: the answer is about something else."""
        match wish:
            case "private":
                if self._leader.astray:
                    self.swap()  # then it is the other one that the pupils see
                self.trust()
            case "home":
                self.roles_changed.emit()  # whoever has the window places it
            case _:
                return False
        return True

    def _pupils_own(self) -> str:
        return self._kept[1] if self._state == "two" else ""

    def trust(self) -> None:
        """Somebody has said that only leaders see the leader's window."""
        self._doubted = False
        self._use()
        self.roles_changed.emit()

    def place_leader(self, window: QWidget) -> None:
        """Keep the leader's window on a screen that exists and is not the projector's."""
        self._leader.watch(window)
        roles = self.roles()
        laptop = screens.find(roles.laptop.identity)
        if laptop is None:
            return
        area = laptop.availableGeometry()
        if self._leader.astray or not area.contains(window.frameGeometry().center()):
            state = window.windowState()
            window.setWindowState(Qt.WindowState.WindowNoState)  # else it stays where it fills a screen
            window.setGeometry(area)
            window.setWindowState(
                state or Qt.WindowState.WindowMaximized
            )  # else its frame is above the screen

    def _to_laptop(self, identity: str) -> None:
        self.stage.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self.stage.show_on(identity)
        self.stage.activateWindow()

    def _to_projector(self, roles: Roles) -> None:
        # the keyboard stays with the leader
        self.stage.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        if roles.projector is None or not self.stage.show_on(roles.projector.identity, stays=True):
            return
        self._identify.stop()  # of the screen before: this one is known or gets a card of its own
        self._keep(roles.laptop.identity, roles.projector.identity)
        known = roles.projector.identity in self._known
        if not known:
            self.stage.show_slide(compose.identify())
            self._identify.start()
        self._set("two", anew=not known)
        if known:
            self._use()
            self.redraw.emit()

    def _use(self) -> None:
        if self._kept[1] and not self._doubted:
            self.used.emit(self._kept[1])

    def _keep(self, led: str, seen: str) -> None:
        """Remember whose screen is whose; after a change of the leader's somebody must say that it is private."""
        self._doubted = self._doubted or self._kept[0] not in ("", led)
        self._kept = (led, seen)

    def end_identify(self) -> None:
        """Take the identify card away before its time: someone has seen it and goes on."""
        if self.identifying:
            self._identify.stop()
            self._identified()

    def _identified(self) -> None:
        seen = self._kept[1]
        self._known.add(seen)
        self.confirmed.emit(seen)
        self._use()
        self.redraw.emit()

    def _gone(self, identity: str) -> None:
        if self._state == "two" and identity == self._kept[1]:
            self._identify.stop()
            self.stage.hide()
            self._set("lost")
        else:
            self.unsettled.emit()

    def _changed(self) -> None:
        roles = self.roles()
        there = roles.projector
        match self._state:
            case "two" | "lost" if there is None and self._moved(roles):
                self._mirrored(roles.laptop.identity)
            case "two" if there is not None:
                self._keep(roles.laptop.identity, there.identity)
                self.stage.show_on(there.identity, stays=True)
                self.redraw.emit()
            case "two":
                self._gone(self._kept[1])
            case "lost" if there is not None:
                self.returned.emit()
                self._to_projector(roles)
            case "one" | "parked" | "off" if there is not None:
                self._set("offered")
            case "offered" if there is None:
                self._set("off" if self._alone else "one" if self.stage.isVisible() else "parked")
        if self._state in ("one", "offered") and self.stage.isVisible():
            self.stage.show_on(roles.laptop.identity)
            self.redraw.emit()
        self.roles_changed.emit()

    def _mirrored(self, laptop: str) -> None:
        """The pupils have come to see the laptop's screen: the stage lies over it, covered, and no note is shown."""
        self._identify.stop()
        self._to_laptop(laptop)
        self._set("one")
        self.returned.emit()
        self.redraw.emit()

    def _set(self, state: State, *, anew: bool = False) -> None:
        """`anew`: it is to be told also when an offer stands, for the stage has come or gone."""
        if anew or state != self._state:
            self._state = state
            self.state_changed.emit(state)
