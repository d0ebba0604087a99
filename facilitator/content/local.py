"""The school's own rows of the support list: adults in their role, entered in the program and never in a file."""

import unicodedata
from datetime import date
from typing import Final

from facilitator.content.checking.check import FRESH_FOR
from facilitator.content.decode import HIDDEN
from facilitator.content.model import SupportContact

MOST: Final = 5
_BEGINS: Final = "lokal-"


def local_contact(place: int, name: str, reach: str, audience: str, checked: date) -> SupportContact:
    """The school's row number `place` (1–5), shown for every age and on every list.

    Whatever was pasted: it goes into the text of every lesson that is led, which must be a text that a lesson may have.
    """
    return SupportContact(
        id=f"{_BEGINS}{place}",
        name=_tidy(name),
        reach=_tidy(reach),
        audience=_tidy(audience),
        ages=("F-3", "4-6", "7-9", "staff"),
        tags=("alla",),
        order=place,
        status="checked",
        checked=checked,
        source="skolan",
    )


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", HIDDEN.sub("", text)).strip() or "–"


def is_local(contact: SupportContact) -> bool:
    """Whether a row is the school's own."""
    return contact.id.startswith(_BEGINS)


def is_stale(checked: date, today: date) -> bool:
    """Whether a row was checked so long ago that somebody should look at it again (180 days)."""
    return today - checked > FRESH_FOR
