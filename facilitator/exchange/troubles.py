"""A disk that refuses, told to whoever takes in, chooses or removes: no lesson is being led, so nobody is told to go on with one."""

from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.journal import Journal
from facilitator.journal.log import Log
from facilitator.journal.troubles import speaks_of_a_lesson


def beside_lessons(log: Log, trouble: WorldTrouble, then: str) -> WorldTrouble:
    """The trouble with what to do about it, and `then` what to do again; others than those of a disk stay as they are."""
    if trouble.kind is Trouble.FULL:
        first = _("Make room on the disk.") if isinstance(log, Journal) else trouble.remedy
    elif speaks_of_a_lesson(trouble):
        first = _("Have a look at the disk.")
    else:
        return trouble
    return WorldTrouble(trouble.message, f"{first} {then}", trouble.path, trouble.kind)
