"""Words for what is printed, the same in the window and on the paper that lists it."""

from facilitator.i18n import _, ngettext
from facilitator.planning.prints import Kind, Print


def print_words(one: Print) -> tuple[str, str]:
    """What is printed, and for whom."""
    names: dict[Kind, tuple[str, str]] = {
        "guide": (_("Guide to the lesson"), _("one for each room")),
        "cue-cards": (_("Cue cards with your lines"), _sets(one)),
        "scenario": (
            _("Scenario card: {title}").format(title=one.title),
            _("one for every four who take part"),
        ),
        "corner-signs": (_("Signs for the corners, A to D"), _("one for each corner")),
        "pyramid": (_("The violence pyramid"), _("for the wall")),
        "evaluation": (_("Evaluation"), _("one each, no names")),
        "diploma": (_("Diploma"), _("one each, names are written by hand")),
        "concern": (_("Card: if somebody tells something"), _("one for each room")),
        "support-poster": (_("Support list for the wall"), _("one for each room")),
        "support-cards": (_("Support list as a small card"), _("one each, four on a sheet")),
    }
    return names[one.kind]


def _sets(cards: Print) -> str:
    """For whom the cue cards are."""
    if len(cards.voices) == 1:
        return _("one set for {who}").format(who=cards.voices[0])
    return _("one set for A and one for B")


def sheets_words(sheets: int) -> str:
    """A number of sheets."""
    return ngettext("{count} sheet", "{count} sheets", sheets).format(count=sheets)
