"""The field that asks why something was not held as planned, and its answer."""

from facilitator.i18n import _
from facilitator.planning.occasions import CAUSES, Cause
from facilitator.planning.occasionwords import cause_word
from facilitator.ui.parts.choice import Choice


def causes() -> Choice:
    """Why something was not held as planned."""
    return Choice(_("Why?"), [(cause, cause_word(cause)) for cause in CAUSES], small=True)


def cause_of(choice: Choice) -> Cause:
    """The reason chosen; empty when none is."""
    found = choice.value
    return next((cause for cause in CAUSES if cause == found), "")
