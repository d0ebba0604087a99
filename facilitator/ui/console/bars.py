"""The top and bottom bars of the leader's window."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.session.pacing import MINUTE, Pace
from facilitator.session.state import Session
from facilitator.ui import style
from facilitator.ui.actions import DEEDS
from facilitator.ui.console.bell import rings
from facilitator.ui.console.twopart import TwoPart
from facilitator.ui.keys import Action
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import Kind, button
from facilitator.ui.parts.dates import clock, minutes
from facilitator.ui.parts.label import Ticking, Tone, label, restyle, tag

_KEY_HINTS: dict[Action, str] = {
    "safe": "B",
    "black": "⇧B",
    "support": "S",
    "terms": "G",
    "tell": "O",
    "time": "K",
}


def deed_button(action: Action, kind: Kind = "plain", *, icon_only: bool = False) -> QPushButton:
    """A button for an action, with its icon, key hint and what it does as tool tip."""
    deed = DEEDS[action]
    text = "" if icon_only else deed.label()
    hint = _KEY_HINTS.get(action)
    sign = "" if text and style.is_large() else deed.icon  # the words need the room
    made = button(f"{text}  {hint}" if hint and text else text, kind, sign=sign, name=deed.label())
    made.setToolTip(f"{deed.help()} ({hint})" if hint else deed.help())
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setProperty("tight", True)
    return made


def pace_words(now: Pace) -> tuple[str, Tone]:
    """The pace in words: on time within a minute, else how many minutes before or after the plan."""
    whole = round(abs(now.behind_ms) / MINUTE)
    if now.on_time or whole == 0:
        return _("On time"), "ok"
    if now.behind_ms > 0:
        return ngettext("{n} min behind", "{n} min behind", whole).format(n=whole), "warn"
    return ngettext("{n} min ahead", "{n} min ahead", whole).format(n=whole), "ok"


def closing_words(now: Pace, *, begun: bool) -> tuple[str, Tone]:
    """The landing strip: when the closing must begin or, once it has `begun`, what is left of it."""
    left = now.closing_in_ms // MINUTE
    if begun:
        return (_("Closing: {n} min left").format(n=left) if left > 0 else _("Time to finish")), ""
    if left <= 0:
        return _("Begin the closing now"), "stop"
    return _("Begin the closing in {n} min").format(n=left), ("warn" if left <= 3 else "")


def bell_words(now: Pace, moment: datetime) -> str:
    """When the bell rings, by the wall clock; without one, that this is about time."""
    if now.bell_in_ms is None:
        words = _("Time")
    else:
        words = _("Bell {time}").format(time=clock(rings(moment, now.bell_in_ms)))
    return f"{words}  {_KEY_HINTS['time']}"


def _growth_of(part: QLabel | QPushButton, words: str) -> int:
    """How much wider a part becomes with these words, whatever digits stand for the noughts."""
    advance = part.fontMetrics().horizontalAdvance
    widest = max("0123456789", key=advance)
    return max(0, advance(words.replace("0", widest)) - advance(part.text()))


class TopBar(TwoPart):
    """Which lesson and group, what time it is, how the pace is, and the end."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(20, 8, 14)
        self._tag: QWidget | None = None
        self._title = label("", "heading")
        self._group = label("", "muted")
        self._time = label("", "strong")
        self._ends = label("", "strong")
        self._closing = tag("", "")
        self._closing.setToolTip(_("Then there is time for the whole closing and the support list."))
        self._in_closing = False
        self._pace = tag("", "ok")
        self._bell = deed_button("time")
        self._bell.clicked.connect(self._open_time)
        end = deed_button("end")
        end.clicked.connect(self._end)
        self.left.addWidget(self._title)
        self.left.addWidget(self._group, 1)
        self.right.addStretch(1)  # on a row of its own too, under a long title, it keeps its place and widths
        for part in (self._time, self._ends, self._closing, self._pace, self._bell, end):
            self.right.addWidget(part)

    @override
    def _growth(self) -> int:
        moment = "00.00"
        longest = (
            (self._time, _("Now {time}").format(time=moment)),
            (self._ends, _("Ends {time}").format(time=moment)),
            (self._pace, ngettext("{n} min behind", "{n} min behind", 10).format(n="00")),
            (self._closing, _("Begin the closing in {n} min").format(n="00")),
            (self._bell, f"{_('Bell {time}').format(time=moment)}  {_KEY_HINTS['time']}"),
        )
        return sum(_growth_of(part, words) for part, words in longest)

    def _end(self) -> None:
        self.asked.emit("end")

    def _open_time(self) -> None:
        self.asked.emit("time")

    def show_session(self, session: Session) -> None:
        """Show which lesson runs with which group."""
        if self._tag is None:
            accent = session.script.programme.accent
            self._tag = tag(session.script.lesson.label, accent, solid=True)
            self.left.insertWidget(0, self._tag)
        self._in_closing = session.script.steps[session.seen[0]].weight == "protected"
        self._title.setText(session.script.lesson.title)
        if session.rehearsal:
            self._group.setText(_("Rehearsal"))
        else:
            if session.script.lesson.age == "staff":
                words = ngettext("{n} participant", "{n} participants", session.people)
            else:
                words = ngettext("{n} pupil", "{n} pupils", session.people)
            self._group.setText(f"{session.group} · {words.format(n=session.people)}")

    def tick(self, now: Pace) -> None:
        """Show time, end and pace."""
        moment = datetime.now().astimezone()
        self._time.setText(_("Now {time}").format(time=clock(moment)))
        ends = moment + timedelta(milliseconds=now.ends_in_ms)
        self._ends.setText(_("Ends {time}").format(time=clock(ends)))
        bell = bell_words(now, moment)
        if self._bell.text() != bell:
            self._bell.setText(bell)
        for badge, (words, tone) in (
            (self._pace, pace_words(now)),
            (self._closing, closing_words(now, begun=self._in_closing)),
        ):
            if badge.text() != words:
                badge.setText(words)
                restyle(badge, tone=tone)


class BottomBar(TwoPart):
    """Back, next, the step's clock, and what can always be laid over the stage."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(16, 10, 8)
        self._buttons: dict[Action, QPushButton] = {}
        self._add(self.left, "back")
        self._add(self.left, "next", "hero")
        self._clock = Ticking("figure", least=112)
        self._clock.tell("0:00")
        self.left.addWidget(self._clock)
        self._add(self.left, "pause", icon_only=True)
        self._add(self.left, "minute")
        for action in ("tell", "safe", "black", "support", "terms"):
            self._add(self.right, action)

    def _add(
        self, row: QHBoxLayout, action: Action, kind: Kind = "plain", *, icon_only: bool = False
    ) -> None:
        made = deed_button(action, kind, icon_only=icon_only)
        made.setProperty("action", action)
        made.clicked.connect(self._clicked)
        self._buttons[action] = made
        row.addWidget(made)

    def _clicked(self) -> None:
        self.asked.emit(str(self.sender().property("action")))

    def show_session(self, session: Session) -> None:
        """Mark what is on: covers, pause, support list."""
        overlay = session.overlay.kind if session.overlay else ""
        states: dict[Action, bool] = {
            "safe": session.cover == "safe", "black": session.cover == "black", "pause": session.paused,
            "support": overlay == "support", "terms": overlay == "term",
        }  # fmt: skip
        for action, on in states.items():
            if bool(self._buttons[action].property("on")) != on:
                restyle(self._buttons[action], on=on)

    def tick(self, session: Session, now: Pace) -> None:
        """Show what is left of the step; beyond the plan with a minus."""
        left = now.left_ms // 1000
        words = minutes(left) if left >= 0 else "−" + minutes(-left)
        if not session.running:
            words = "‖ " + words
        if self._clock.text() != words:
            self._clock.tell(words)
            self._clock.setAccessibleDescription(_("Left of the step"))
            tone: Tone = "warn" if left < 0 else ""
            if (self._clock.property("tone") or "") != tone:
                restyle(self._clock, tone=tone)
                if tone:
                    announce(self._clock, _("The time of the step is over"))
