"""Every word of the reserve package's own: buttons, headings, keys, and the paper to log on."""

from facilitator.content import model
from facilitator.i18n import _
from facilitator.planning.concern import life_line, tell_lines


def words() -> dict[str, str]:
    """The words by the name that the page uses, in the language of the moment."""
    return _places() | _deeds() | _notices() | _paper()


def tell() -> tuple[str, ...]:
    """What to do if a pupil tells something; the file keeps nothing about it."""
    return (*tell_lines(), life_line(), _("Write nothing about it here."))


def keys() -> tuple[tuple[str, str], ...]:
    """Keys and what they do, as in the program, as far as a browser gives them to a page."""
    return (
        (_("→, ↓, PgDn, Space, Enter, N"), _("Next line or next step")),
        (_("←, ↑, PgUp, Backspace, P"), _("Take back a line, or the step before")),
        (_("Ctrl+Home, Ctrl+End"), _("The first step, the closing")),
        ("B, .", _("Safe screen, also with the clicker’s button. The clock rests.")),
        (_("Shift+B, W"), _("Black or white picture")),
        ("F, F5", _("Freeze the picture while you look ahead")),
        ("Esc", _("Uncover the picture; never ends the lesson")),
        (_("Pause, Ctrl+Space"), _("Pause the clock, or let it go on")),
        ("+", _("One more minute for this step")),
        (_("Alt+↑, Alt+↓"), _("Scroll the leader text")),
        ("S", _("Show who to turn to")),
        ("G", _("Show a word and its meaning")),
        ("O", _("What to do if a pupil tells something; stores nothing")),
        ("R, T", _("Freeze the role play. Show the top of the pyramid (an adult decides).")),
        (_("F6, K"), _("To the list of steps, to the bell")),
        (_("F11 or double click"), _("The picture in full screen")),
        ("?", _("Show all keys")),
    )  # fmt: skip


def by_hand(stage: model.Stage) -> str:
    """How an exercise that the program would take part in is led with a board or paper instead; empty for the rest."""
    match stage:
        case model.Pyramid():
            return _(
                "Each tap brings the next card. Draw the pyramid on the board, or put up the printed one, and write "
                "the card where the group puts it. What differs may stand on two levels."
            )
        case model.Sorting():
            return _(
                "Each tap brings the next card, or the fact behind it. Write the places on the board and let the group "
                "decide where the card belongs."
            )
        case model.Agreement():
            return _("Write the rules that the group adds on the board, and keep them for the next time.")
        case model.Board() | model.Boxes() | model.MindMap() | model.Places() | model.OwnScenario():
            return _(
                "Write what the group says on the board or on a large sheet. The picture shows the headings. "
                "No names, and nobody who can be recognised."
            )
        case model.BystanderPicture():
            return _("Point in the picture and let the group say who sees and who can do something.")
        case model.Clip(kind=kind):
            return _("The film is not in this file. Play it from its own place, or tell what happens in it.") if (
                kind == "film"
            ) else _("The sound is not in this file. Play it from its own place, or tell what is heard.")  # fmt: skip
        case model.Groups():
            return _(
                "Let the group count in turn around the room. Write on the board which numbers meet where."
            )
        case model.Corners(countable=True) | model.Spectrum(countable=True) | model.Answers(countable=True):
            return _(
                "Nothing is counted here. Talk about why people stand where they do, not about how many."
            )
        case _:
            return ""


def _places() -> dict[str, str]:
    return {
        "about": _("The whole lesson in one file. It needs no network, and nothing is stored."),
        "two": _("Two screens"),
        "two-about": _("The leader’s view here, the picture in a window of its own. Drag it to the projector."),
        "one": _("One screen, or the same picture on both"),
        "one-about": _("Only the picture, with a thin bar. No leader text is shown, for the pupils would see it."),
        "before": _("Before the lesson"),
        "print-log": _("Print the log sheet"),
        "print-notes": _("Print the leader text"),
        "print-about": _("Do this before the pupils see the screen. The leader text is shown while it is printed."),
        "start": _("To the beginning"),
        "here": _("The lesson shows here"),
        "here-about": _("Drag this window to the projector. F11 or a double click fills the screen. The lesson begins with Next."),
        "now": _("Now"),
        "next-picture": _("Next"),
        "steps": _("Steps"),
        "support-notes": _("Leader support"),
        "last": _("The lesson is over. Fill in the log sheet when the pupils have left."),
        "no-script": _(
            "Nothing can be led from here: JavaScript is turned off, as in a preview. Save the file on the computer itself and open it in its browser. If that fails, lead from the paper."
        ),
        "slide": _("What the picture shows"),
        "preview": _("What the pupils see"),
    }  # fmt: skip


def _deeds() -> dict[str, str]:
    return {
        "back": _("Back"),
        "next": _("Next"),
        "safe": _("Safe screen"),
        "freeze": _("Freeze"),
        "support": _("Support list"),
        "terms": _("Words"),
        "tell": _("If somebody tells"),
        "tell-title": _("If somebody tells something"),
        "at-school": _("At our school"),
        "keys": _("Keys"),
        "close": _("Close the card"),
        "open": _("Open the picture"),
        "pause": _("Pause"),
        "go": _("Start the clock"),
        "minute": _("+1 min"),
        "bell": _("The bell rings"),
        "bell-like": _("9.40"),
        "bigger": _("Larger leader text"),
        "smaller": _("Smaller leader text"),
        "no-terms": _("This lesson has no words to explain."),
    }


def _notices() -> dict[str, str]:
    return {
        "step": _("Step {number} of {all}"),
        "left": _("{time} left of {minutes} min"),
        "over": _("{time} over {minutes} min"),
        "used": _("{used} of {all} min"),
        "to-bell": _("{minutes} min to the bell · closing at {time} at the latest"),
        "too-late": _("{minutes} min to the bell · go to the closing now"),
        "rung": _("The bell has rung"),
        "resting": _("The clock rests"),
        "stage-open": _("The picture is open"),
        "stage-gone": _("The picture is not open"),
        "stage-waits": _("The picture waits for the first key"),
        "covered": _("Covered. Esc takes it away."),
        "frozen": _("The picture is frozen. F lets it go."),
        "over-it": _("Something covers the picture. Esc takes it away."),
        "blocked": _("The browser stopped the window. Allow windows from this file and try again."),
        "hidden": _("The leader text is hidden: only one screen is found, or both show the same picture."),
        "hidden-about": _("Let the projector be a screen of its own (extend the desktop)."),
        "show-anyway": _("Only I see this screen: show the leader text"),
    }  # fmt: skip


def _paper() -> dict[str, str]:
    return {
        "sheet": _("Log sheet"),
        "sheet-about": _("To type into the program afterwards. Never write the name of a pupil."),
        "day": _("Day"),
        "group": _("Group"),
        "began": _("Began at"),
        "ended": _("Ended at"),
        "minutes-planned": _("Planned, min"),
        "minutes-taken": _("Took, min"),
        "skipped": _("Skipped, and why"),
        "went": _("How did the lesson work?"),
        "went-answers": " · ".join((_("Less well"), _("So-so"), _("Well"), _("Very well"))),
        "people": _("Participants"),
        "adults": _("Adults leading"),
        "mentors": _("Mentors leading"),
        "form": _("The group"),
        "form-answers": " · ".join((_("Whole class"), _("Half class"), _("Smaller group"))),
        "stayed": _("An adult stayed on afterwards"),
        "stayed-answers": " · ".join((_("Yes"), _("No"))),
        "prepared": _("Preparation, minutes"),
        "room": _("Was the room enough?"),
        "room-answers": " · ".join((_("Yes"), _("Partly"), _("No"))),
        "supervision": _("What do you bring to supervision?"),
        "follow": _(
            "Is there something to follow up? Tell the right adult at school, by mouth, today. Never write it here."
        ),
    }  # fmt: skip
