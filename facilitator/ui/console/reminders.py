"""Reminders for the leaders, in words: what strong material asks for before, in and after it."""

from collections.abc import Iterable

from facilitator.i18n import _
from facilitator.session.care import Care
from facilitator.ui.console.passages import Passage


def reminders(cares: Iterable[Care]) -> list[Passage]:
    """The passages that stand above the leader text."""
    return [_passage(care) for care in cares]


def _passage(care: Care) -> Passage:
    match care:
        case "strong-next":
            text = _(
                "The next step can be hard for someone. Say what is coming and that anyone may step out."
            )
            return Passage("mvp", _("HEADS-UP"), text)
        case "strong-now":
            text = _("Anyone may step out with an adult, without saying why. Let the door be free.")
            return Passage("mvp", _("REMEMBER"), text)
        case "after-heavy":
            text = _("Stay quiet for a moment. Three calm breaths together, then go on with what one can do.")
            return Passage("mvp", _("LAND"), text)
        case "adult-takes-over":
            return Passage(
                "stop",
                _("AN ADULT LEADS"),
                _("This step is the adult’s. Press “Take over” when the adult begins to speak."),
            )
        case "adult-leads":
            return Passage(
                "", _("AN ADULT LEADS"), _("The adult leads this step. Mentors rest and stay close.")
            )
