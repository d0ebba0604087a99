"""The card about time: what can be done when the lesson is late, when the bell rings, and a tap that was forgotten.

Every suggestion says what it gives and what it changes before it is chosen. Nothing here happens by itself.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.session import orders as o
from facilitator.session import timing
from facilitator.session.offers import FORGOTTEN_MS, Advice, Change, Offer, advise
from facilitator.session.pacing import MINUTE, Pace
from facilitator.session.state import Session
from facilitator.ui.console.bars import pace_words
from facilitator.ui.console.bell import Bell
from facilitator.ui.console.cards import MARGIN, Card
from facilitator.ui.console.timeline import closing_waits, late_words
from facilitator.ui.parts.button import button
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.dates import minutes
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label

AGO = (2, 5, 10)


@dataclass(frozen=True, slots=True)
class Words:
    """A suggestion in words: what it is, what it gives, what it changes, line by line."""

    kind: str
    title: str
    gives: str
    lines: tuple[str, ...]


def offer_words(session: Session, offer: Offer, advice: Advice, *, notes: bool) -> Words:
    """A suggestion in words. `notes`: whether the author's leader text may be on this screen."""
    first = session.script.steps[session.index(offer.changes[0].step)]
    gives, late = max(1, round(offer.gives_ms / MINUTE)), round(advice.late_ms / MINUTE)
    enough = ngettext("Gives {n} min. That is enough.", "Gives {n} min. That is enough.", gives)
    part = ngettext("Gives {n} of {late} min.", "Gives {n} of {late} min.", gives)
    words = (enough if offer.gives_ms >= advice.late_ms else part).format(n=gives, late=late)
    match offer.kind:
        case "squeeze":
            title = _("Shorten a little of what is left")
            lines = tuple(_length(session, one) for one in offer.changes)
            lines = (*lines, _("No step gets shorter than it can bear, and the closing stays whole."))
        case "short":
            title = _("Take “{step}” in the short form").format(step=first.title)
            how = (first.short.how,) if notes and first.short else ()
            lines = (_length(session, offer.changes[0]), *how)
        case "skip":
            title = _("Leave out “{step}”").format(step=first.title)
            lines = (_("The log says: short of time."),)
        case _:
            stop = offer.order.step if isinstance(offer.order, o.PlanStop) else ""
            title = _("Stop after “{step}” and go on next time").format(
                step=session.script.steps[session.index(stop)].title
            )
            later = ", ".join(_title(session, one) for one in offer.changes)
            lines = (_("For next time: {steps}").format(steps=later), _("The closing is held today."))
    return Words(offer.kind, title, words, lines)


def _title(session: Session, change: Change) -> str:
    return session.script.steps[session.index(change.step)].title


def _length(session: Session, change: Change) -> str:
    both = (change.before_ms, change.after_ms)
    before, after = (str(round(ms / MINUTE)) for ms in both)
    if before == after:
        before, after = (minutes(ms // 1000) for ms in both)
    return _("{before} → {after} min  {step}").format(
        step=_title(session, change), before=before, after=after
    )


class TimeCard(Card):
    """Shows the suggestions as they stand; built anew only when their words change."""

    ordered = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Time"))
        self.lines.setContentsMargins(
            MARGIN, 4, MARGIN, 4
        )  # within the ring, for the card itself takes the keyboard
        self._shown: object = None
        self._takes: dict[str, QPushButton] = {}
        self._offers: dict[str, Offer] = {}
        self._state = label("", "strong", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._restore = button(_("Take back the changes"), "small", sign="arrow-counter-clockwise")
        self._restore.clicked.connect(self._order_restore)
        self.lines.setSpacing(8)
        self._bell = Bell()
        self._bell.ordered.connect(self.ordered)
        self.lines.addWidget(self._state)
        self.lines.addWidget(self._forgotten_part())
        self.lines.addLayout(self._list)
        self.lines.addWidget(self._restore)
        self.lines.addWidget(self._bell)
        self.lines.addStretch(1)

    def _forgotten_part(self) -> QWidget:
        self._forgot = QWidget()
        column = QVBoxLayout(self._forgot)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(label(_("Has the next step already begun?"), "heading", wrap=True))
        column.addWidget(
            label(_("Say when. The minutes are moved, and the next step is shown."), "muted", wrap=True)
        )
        self._ago = Flow()
        column.addLayout(self._ago)
        return self._forgot

    def take_focus(self) -> None:
        """Let Tab lead to the first suggestion; none has the focus from the start, so that Enter chooses nothing."""
        page = self.findChild(QScrollArea)
        if page is not None:
            page.setFocus()

    def show_time(self, session: Session, now: Pace, *, notes: bool) -> None:
        """Show the time as it stands. `notes`: whether leader text may be on this screen."""
        self._bell.show_bell(session, now)
        advice = advise(session, now)
        self._offers = {one.kind: one for one in advice.offers} if advice else {}
        said = (
            tuple(offer_words(session, one, advice, notes=notes) for one in advice.offers) if advice else ()
        )
        due = closing_waits(session, now)
        state = late_words(advice, due=due) if advice else pace_words(now)[0] + "."
        if session.stop:
            title = session.script.steps[session.index(session.stop)].title
            state += " " + _("You stop after “{step}”; the rest is for next time.").format(step=title)
        restore, ago = timing.changed(session), self._choices(session, now)
        if (said, state, restore, ago) != self._shown:
            self._shown = (said, state, restore, ago)
            self._build(state, said, ago)
            self._restore.setVisible(restore)
            self._forgot.setVisible(bool(ago))

    @staticmethod
    def _choices(session: Session, now: Pace) -> tuple[int, ...]:
        """Minutes ago that the next step can have begun; offered once this step is far beyond its plan."""
        if session.held or -now.left_ms < FORGOTTEN_MS or timing.next_step(session, session.step) is None:
            return ()
        over = -now.left_ms // MINUTE
        return tuple(sorted({n for n in (*AGO, over) if 0 < n * MINUTE <= now.spent_ms}))

    def _build(self, state: str, said: tuple[Words, ...], ago: tuple[int, ...]) -> None:
        focused = self.focusWidget()
        here = focused if isinstance(focused, QPushButton) and focused.hasFocus() else None
        was = here.property("chosen") or here.property("ago") if here is not None else None
        if was:
            self.take_focus()  # until the same one is there again; never whatever comes next
        self._state.setText(state)
        clear(self._list)
        clear(self._ago)
        for words in said:
            self._list.addWidget(self._offer(words))
            if words.kind == was:
                self._again(words.kind)
        for since in ago:
            text = ngettext("{n} min ago", "{n} min ago", since).format(n=since)
            made = button(text, "small")
            made.setProperty("ago", since)
            made.clicked.connect(self._order_began)
            self._ago.addWidget(made)
            if since == was:
                made.show()
                made.setFocus()

    def _offer(self, words: Words) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(label(words.title, "strong", wrap=True))
        column.addWidget(label("\n".join(words.lines), "small", wrap=True))
        made = button(_("Do this"), "small", sign="check", name=_("Do this: {what}").format(what=words.title))
        made.setProperty("chosen", words.kind)
        made.clicked.connect(self._order_offer)
        row = QHBoxLayout()
        row.addWidget(label(words.gives, "body", wrap=True), 1)
        row.addWidget(made)
        column.addLayout(row)
        self._takes[words.kind] = made
        return frame

    def _again(self, kind: str) -> None:
        """Keep the focus on the same suggestion in other words."""
        made = self._takes[kind]
        frame = made.parentWidget()
        if frame is not None:
            frame.show()
        made.setFocus()

    def _order_offer(self) -> None:
        offer = self._offers.get(str(self.sender().property("chosen")))
        if offer is not None:
            self.ordered.emit(offer.order)

    def _order_restore(self) -> None:
        self.ordered.emit(o.RestorePlan())

    def _order_began(self) -> None:
        self.ordered.emit(o.BeginEarlier(int(self.sender().property("ago")) * 60))
