"""What is asked before a lesson ends or its window closes; nothing of a rehearsal is logged, and none is gone on with."""

from dataclasses import dataclass

from facilitator.i18n import _


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a question, and its answers as (value, words); the first is the one that is marked."""

    words: str
    answers: tuple[tuple[str, str], ...]


def before_end(*, closing_held: bool, begun: bool, rehearsal: bool) -> Question:
    """Whether the lesson is to end; without its closing, or where that has only `begun`, whether it is to be shown first:
    what ends the lesson all the same stands farthest from it and says so."""
    end, stay = _end(rehearsal=rehearsal), _stay(rehearsal=rehearsal)
    if closing_held:
        return Question(_("Stop rehearsing?") if rehearsal else _("End the lesson?"), (end, stay))
    words = _("The closing round and the support list have not been shown yet.")
    if begun:
        words = _("The whole closing has not been shown yet.")
    anyway = end if rehearsal else ("end", _("End anyway"))
    return Question(words, (("closing", _("Show the closing")), stay, anyway))


def before_close(*, rehearsal: bool) -> Question:
    """What becomes of the lesson when the window closes."""
    words = _("You are rehearsing.") if rehearsal else _("A lesson is running.")
    leave = _("Close the program") if rehearsal else _("Close; the lesson can go on later")
    return Question(words, (_stay(rehearsal=rehearsal), ("leave", leave), _end(rehearsal=rehearsal)))


def _end(*, rehearsal: bool) -> tuple[str, str]:
    return "end", _("Stop rehearsing") if rehearsal else _("End and fill in the log")


def _stay(*, rehearsal: bool) -> tuple[str, str]:
    return "stay", _("Go on rehearsing") if rehearsal else _("Go on with the lesson")
