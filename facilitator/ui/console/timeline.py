"""A quiet line when the lesson is late or a tap may have been forgotten; it waits until it is asked or waved away."""

from PySide6.QtCore import Signal

from facilitator.i18n import _, ngettext
from facilitator.session.offers import Advice, advise, forgotten
from facilitator.session.pacing import MINUTE, Pace
from facilitator.session.state import Session
from facilitator.session.timing import next_step
from facilitator.ui.console.banner import Banner

AGAIN_MS = 3 * MINUTE


def late_words(advice: Advice, *, due: bool) -> str:
    """How late the lesson is, and whether all of it still fits. `due`: the closing must begin now."""
    late = round(advice.late_ms / MINUTE)
    words = ngettext("{n} min behind.", "{n} min behind.", late).format(n=late)
    if advice.fits:
        more = _("There is still time for everything, in a shorter way.")
    elif advice.offers:
        more = _("Not everything fits any more. Choose what can wait.")
    elif due:
        more = _("There is nothing left to shorten. Begin the closing now.")
    else:
        more = _("There is nothing left to shorten. Begin the closing when you need to.")
    return f"{words} {more}"


class TimeLine(Banner):
    """Says it once. Waved away, it comes back for another step, or when three more minutes have been lost.

    When a late lesson must begin its closing, the way there stands before all suggestions.
    """

    opened = Signal()
    asked = Signal(str)  # "end" the lesson, or go to its "last" part

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, str] | None = None
        self._waved_at_ms: dict[str, int] = {}
        self._waved_step = -1
        self._hushed = False
        self._session: Session | None = None
        self._now: Pace | None = None
        self.answered.connect(self._choose)

    def show_time(self, session: Session, now: Pace) -> None:
        """Say what there is to say about the time, or nothing."""
        self._session, self._now = session, now
        advice = advise(session, now)
        if advice is None:
            self._waved_at_ms.clear()
        if self._hushed:
            self._say("", "")
        elif (
            advice is not None
            and closing_waits(session, now)
            and not self._waved_away("closing", advice.late_ms)
        ):
            self._say(_("It is time for the closing round and the support list."), "closing")
        elif forgotten(session, now) and self._waved_step != session.step:
            last = next_step(session, session.step) is None
            words = _("Did you forget to end the lesson?") if last else _("Did you forget to tap on?")
            self._say(words, "forgot-end" if last else "forgot")
        elif (
            advice is not None
            and self._helps(session, advice)
            and not self._waved_away("late", advice.late_ms)
        ):
            self._say(late_words(advice, due=closing_waits(session, now)), "late")
        else:
            self._say("", "")

    def hush(self, on: bool) -> None:
        """Be silent while the card about time says the same."""
        self._hushed = on
        if self._session is not None and self._now is not None:
            self.show_time(self._session, self._now)

    @staticmethod
    def _helps(session: Session, advice: Advice) -> bool:
        """In the closing, with nothing left to choose, the line would only hurry."""
        return bool(advice.offers) or session.current.weight != "protected"

    def _waved_away(self, kind: str, late_ms: int) -> bool:
        return kind in self._waved_at_ms and late_ms < self._waved_at_ms[kind] + AGAIN_MS

    def _say(self, words: str, kind: str) -> None:
        if self._said == (words, kind):
            return
        self._said = (words, kind)
        stay = ("wave", _("No, we are still here"))
        match kind:
            case "forgot":
                self.state(words, "mvp", (("open", _("The next step has begun …")), stay))
            case "forgot-end":
                self.state(words, "mvp", (("end", _("End the lesson …")), stay))
            case "closing":
                answers = (("closing", _("Show the closing")), ("open", _("Show suggestions")))
                self.state(words, "warn", (*answers, ("wave", _("Not now"))))
            case "late":
                self.state(words, "warn", (("open", _("Show suggestions")), ("wave", _("Not now"))))
            case _:
                self.state("")

    def _choose(self, value: str) -> None:
        if value == "open":
            self.opened.emit()
        elif value == "end":
            self.asked.emit("end")
        elif value == "closing":
            self.asked.emit("last")
        elif self._session is not None and self._now is not None:
            if self._said is not None and self._said[1] in ("late", "closing"):
                self._waved_at_ms.update(late=self._now.behind_ms)
                if self._said[1] == "closing":
                    self._waved_at_ms.update(closing=self._now.behind_ms)
            else:
                self._waved_step = self._session.step
            self.show_time(self._session, self._now)


def closing_waits(session: Session, now: Pace) -> bool:
    """Whether the closing must begin now, and has not."""
    begun = "protected" in (session.script.steps[session.seen[0]].weight, session.current.weight)
    return now.closing_in_ms < MINUTE and not begun
