"""What the leader can do while a lesson runs, as data: name, words, icon and the order it gives (if any)."""

from collections.abc import Callable
from dataclasses import dataclass

from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.ui.keys import BINDINGS, Action, key_text


@dataclass(frozen=True, slots=True)
class Deed:
    """An action of the live view. `label` and `help` are called when shown, so that a language switch holds."""

    action: Action
    label: Callable[[], str]
    help: Callable[[], str]
    icon: str = ""
    order: o.Order | None = None


DEEDS: dict[Action, Deed] = {
    d.action: d
    for d in (
        Deed("next", lambda: _("Next"), lambda: _("Next line or next step"), "arrow-right", o.Next()),
        Deed("back", lambda: _("Back"), lambda: _("Take back a line, or the step before"), "arrow-left", o.Back()),
        Deed("first", lambda: _("First step"), lambda: _("Go to the first step")),
        Deed("last", lambda: _("Last step"), lambda: _("Go to the closing")),
        Deed("safe", lambda: _("Safe screen"), lambda: _("The safe screen; the clock rests"), "leaf", o.ShowCover("safe")),
        Deed("black", lambda: _("Black"), lambda: _("Black projector"), "monitor", o.ShowCover("black")),
        Deed("white", lambda: _("White"), lambda: _("White projector"), "square", o.ShowCover("white")),
        Deed("freeze", lambda: _("Freeze"), lambda: _("Freeze the picture while you look ahead"), "snowflake", o.ToggleFreeze()),
        Deed("leave", lambda: _("Back to the lesson"), lambda: _("Uncover the picture; never ends the lesson"), "x"),
        Deed("end", lambda: _("End"), lambda: _("End the lesson and fill in the log"), "door-open"),
        Deed("pause", lambda: _("Pause the clock"), lambda: _("Pause the clock, or let it go on"), "pause", o.TogglePause()),
        Deed("minute", lambda: _("+1 min"), lambda: _("One more minute for this step"), "plus", o.AddMinute()),
        Deed("support", lambda: _("Support list"), lambda: _("Show who to turn to"), "lifebuoy", o.ToggleSupport()),
        Deed("terms", lambda: _("Words"), lambda: _("Show a word and its meaning"), "book-open-text"),
        Deed("tell", lambda: _("If somebody tells"), lambda: _("What to do if a pupil tells something; stores nothing"), "hand-heart"),
        Deed("park", lambda: _("Park a question"), lambda: _("Put a question aside for another time"), "question"),
        Deed("overview", lambda: _("Steps"), lambda: _("Move to the list of steps"), "list-bullets"),
        Deed("undo", lambda: _("Undo"), lambda: _("Take back the last change in the exercise"), "arrow-counter-clockwise", o.Undo()),
        Deed("goto", lambda: _("Go to step"), lambda: _("Choose a step in the list; Enter goes there"), "arrow-right"),
        Deed("level", lambda: _("Place the card"), lambda: _("Put the card on level 1–5 or place 1–4; with Shift on one more level")),
        Deed("top", lambda: _("Show the top"), lambda: _("Show the top of the pyramid (an adult decides), or the fact behind a card"), "eye"),
        Deed("scene", lambda: _("Freeze the scene"), lambda: _("Freeze the role play, or let it go on"), "snowflake", o.ToggleScene()),
        Deed("swap", lambda: _("Swap screens"), lambda: _("Swap laptop and projector"), "arrows-left-right"),
        Deed("fullscreen", lambda: _("Full screen"), lambda: _("The leader’s view in full screen"), "monitor"),
        Deed("help", lambda: _("Keys"), lambda: _("Show all keys"), "keyboard"),
        Deed("notes_bigger", lambda: _("Larger notes"), lambda: _("Larger leader text"), "plus"),
        Deed("notes_smaller", lambda: _("Smaller notes"), lambda: _("Smaller leader text"), "minus"),
        Deed("notes_reset", lambda: _("Normal notes"), lambda: _("Normal size of the leader text")),
        Deed("notes_up", lambda: _("Notes up"), lambda: _("Scroll the leader text up")),
        Deed("time", lambda: _("Time"), lambda: _("What to do about the time, and when the bell rings"), "timer"),
        Deed("wait", lambda: _("Wait"), lambda: _("Wait in silence for eight seconds after a question; only you see the ring"), "hourglass"),
        Deed("voice", lambda: _("New voice"), lambda: _("Count a new voice; only you see how many, nothing is stored"), "chat-circle"),
        Deed("voice_back", lambda: _("One voice less"), lambda: _("Take back a counted voice"), "minus"),
        Deed("notes_down", lambda: _("Notes down"), lambda: _("Scroll the leader text down")),
    )
}  # fmt: skip


def key_rows() -> list[tuple[str, str]]:
    """(keys, what they do) for every action that has a key."""
    keys: dict[Action, list[str]] = {}
    for binding in BINDINGS:
        keys.setdefault(binding.action, []).append(key_text(binding))
    return [(", ".join(dict.fromkeys(names)), DEEDS[action].help()) for action, names in keys.items()]
