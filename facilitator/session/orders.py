"""What a leader can ask of a running session: a closed set of orders, in the imperative."""

from dataclasses import dataclass

from facilitator.session.facts import Column, Correction, Cover, Field, Form, Reason


@dataclass(frozen=True, slots=True)
class Order:
    """Base of every order."""


@dataclass(frozen=True, slots=True)
class Next(Order):
    """Show the next line, or the next step after the last line."""


@dataclass(frozen=True, slots=True)
class Back(Order):
    """Take back the last line, or go to the step before that was not left out, with all its lines."""


@dataclass(frozen=True, slots=True)
class GoTo(Order):
    """Jump to a step; at the step already, take away the overlay."""

    step: str


@dataclass(frozen=True, slots=True)
class Skip(Order):
    """Leave out a step, with one reason code."""

    step: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class TakeOver(Order):
    """Let the adult lead the current step."""


@dataclass(frozen=True, slots=True)
class AddMinute(Order):
    """Give the current step one more minute."""


@dataclass(frozen=True, slots=True)
class SqueezePlan(Order):
    """Take these seconds in all off each step, in the lesson's order; no step goes below its floor."""

    cut_s: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TakeShortForm(Order):
    """Lead a step in the author's short form."""

    step: str


@dataclass(frozen=True, slots=True)
class PlanStop(Order):
    """Stop after this step, then the closing; the rest is for next time."""

    step: str


@dataclass(frozen=True, slots=True)
class RestorePlan(Order):
    """Let what lies ahead be as it was written."""


@dataclass(frozen=True, slots=True)
class SetBell(Order):
    """The lesson must be over after `at_ms` of its time; 0 takes the bell away."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class BeginEarlier(Order):
    """Go to the next step, which has been going on for `ago_s` seconds already."""

    ago_s: int


@dataclass(frozen=True, slots=True)
class TogglePause(Order):
    """Pause the clock, or let it go on."""


@dataclass(frozen=True, slots=True)
class ShowCover(Order):
    """Cover the stage; the same cover again takes it away."""

    cover: Cover


@dataclass(frozen=True, slots=True)
class Uncover(Order):
    """Take away cover, freeze or overlay, whichever is on top."""


@dataclass(frozen=True, slots=True)
class ToggleFreeze(Order):
    """Let the stage keep its picture, or follow again."""


@dataclass(frozen=True, slots=True)
class ToggleSupport(Order):
    """Lay the support list over the stage, or take it away."""


@dataclass(frozen=True, slots=True)
class ShowTerm(Order):
    """Lay a word over the stage; the same word again takes it away."""

    term: str


@dataclass(frozen=True, slots=True)
class TakeCard(Order):
    """Take a pyramid card in hand."""

    card: str


@dataclass(frozen=True, slots=True)
class PlaceCard(Order):
    """Place a card (empty: the one in hand) on a level 1–5.

    `also` adds a second level (both places); then an empty card means the one just placed, unless one was taken.
    """

    level: int
    card: str = ""
    also: bool = False


@dataclass(frozen=True, slots=True)
class LiftCard(Order):
    """Take a placed card back."""

    card: str


@dataclass(frozen=True, slots=True)
class WriteCard(Order):
    """Add a card of the class's own; the text must have been through the personal-data scan."""

    text: str


@dataclass(frozen=True, slots=True)
class ShowTop(Order):
    """Show the top of the pyramid (an adult decides)."""


@dataclass(frozen=True, slots=True)
class ChooseForm(Order):
    """Let the pyramid show the cards of one form of violence; the same form again, or "", shows all."""

    form: Form


@dataclass(frozen=True, slots=True)
class AddRule(Order):
    """Add a rule of the group's own; scanned text."""

    text: str


@dataclass(frozen=True, slots=True)
class RemoveRule(Order):
    """Take away a rule."""

    text: str


@dataclass(frozen=True, slots=True)
class AddIdea(Order):
    """Put an idea on the board; scanned text."""

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class RemoveIdea(Order):
    """Take an idea off the board."""

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class ToggleScene(Order):
    """Freeze the role play, or let it go on."""


@dataclass(frozen=True, slots=True)
class CountHands(Order):
    """Set how many stand in a corner, or at another place of a countable exercise (0-based)."""

    corner: int
    count: int


@dataclass(frozen=True, slots=True)
class ToggleCounts(Order):
    """Show the counts on the stage, or hide them."""


@dataclass(frozen=True, slots=True)
class TakeItem(Order):
    """Take a card to sort in hand."""

    item: str


@dataclass(frozen=True, slots=True)
class PutItem(Order):
    """Put a card (empty: the one in hand) in a place, counted from 1."""

    place: int
    item: str = ""


@dataclass(frozen=True, slots=True)
class LiftItem(Order):
    """Take a sorted card back."""

    item: str


@dataclass(frozen=True, slots=True)
class ExplainItem(Order):
    """Show the fact behind a card that lies (empty: the one put last); again, or empty while one shows, puts it away."""

    item: str = ""


@dataclass(frozen=True, slots=True)
class WriteText(Order):
    """Write what the group said in a place (0-based); scanned text."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class EraseText(Order):
    """Take a text away."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class MarkSpot(Order):
    """Mark a person in a picture with a role (counted from 1); the same role again takes the mark away."""

    spot: str
    role: int


@dataclass(frozen=True, slots=True)
class SizeGroups(Order):
    """Make groups of about this size."""

    size: int


@dataclass(frozen=True, slots=True)
class Undo(Order):
    """Take back the last change in the current exercise."""


@dataclass(frozen=True, slots=True)
class ReopenWork(Order):
    """Put what the group made in earlier lessons in place of the current step's exercise."""


@dataclass(frozen=True, slots=True)
class ParkQuestion(Order):
    """Put a question aside for later, at any step; scanned text."""

    text: str


@dataclass(frozen=True, slots=True)
class UnparkQuestion(Order):
    """Take away a parked question."""

    text: str


@dataclass(frozen=True, slots=True)
class ChooseTakeaway(Order):
    """Choose the word that the group takes along; empty takes it away. Scanned text."""

    text: str


@dataclass(frozen=True, slots=True)
class End(Order):
    """End the lesson; the ending form comes next."""


@dataclass(frozen=True, slots=True)
class Answer(Order):
    """Answer a field of the ending form."""

    field: Field
    value: int


@dataclass(frozen=True, slots=True)
class CorrectMinutes(Order):
    """Say afterwards how many minutes a step took (0–180), with one reason code."""

    step: str
    minutes: int
    reason: Correction


@dataclass(frozen=True, slots=True)
class WriteNote(Order):
    """Save the leader's note (at most 300 characters). `salt`: random bytes as hex, drawn by the caller."""

    text: str
    salt: str


@dataclass(frozen=True, slots=True)
class FinishLog(Order):
    """Finish the log of an ended lesson."""
