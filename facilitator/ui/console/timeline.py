"""A quiet line when the lesson is late or a tap may have been forgotten; it waits until it is asked or waved away."""

from PySide6.QtCore import Signal

from facilitator.i18n import _, ngettext
from facilitator.session.offers import Advice, advise, forgotten
from facilitator.session.pacing import MINUTE, Pace
from facilitator.session.state import Session
from facilitator.session.timing import next_step
from facilitator.ui.console.banner import Banner

AGAIN_MS = 3 * MINUTE


def late_words(advice: Advice) -> str:
    """How late the lesson is, and whether all of it still fits."""
    late = round(advice.late_ms / MINUTE)
    words = ngettext("{n} min behind.", "{n} min behind.", late).format(n=late)
    if advice.fits:
        more = _("There is still time for everything, in a shorter way.")
    elif advice.offers:
        more = _("Not everything fits any more. Choose what can wait.")
    else:
        more = _("There is nothing left to shorten. Begin the closing when you need to.")
    return f"{words} {more}"


class TimeLine(Banner):
    """Says it once. Waved away, it comes back for another step, or when three more minutes have been lost."""

    opened = Signal()
    ending = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, str] | None = None
        self._waved_at_ms: int | None = None
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
            self._waved_at_ms = None
        if self._hushed:
            self._say("", "")
        elif forgotten(session, now) and self._waved_step != session.step:
            last = next_step(session, session.step) is None
            words = _("Did you forget to end the lesson?") if last else _("Did you forget to tap on?")
            self._say(words, "forgot-end" if last else "forgot")
        elif advice is not None and self._helps(session, advice) and not self._waved_away(advice.late_ms):
            self._say(late_words(advice), "late")
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

    def _waved_away(self, late_ms: int) -> bool:
        return self._waved_at_ms is not None and late_ms < self._waved_at_ms + AGAIN_MS

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
            case "late":
                self.state(words, "warn", (("open", _("Show suggestions")), ("wave", _("Not now"))))
            case _:
                self.state("")

    def _choose(self, value: str) -> None:
        if value == "open":
            self.opened.emit()
        elif value == "end":
            self.ending.emit()
        elif self._session is not None and self._now is not None:
            if self._said is not None and self._said[1] == "late":
                self._waved_at_ms = self._now.behind_ms
            else:
                self._waved_step = self._session.step
            self.show_time(self._session, self._now)
