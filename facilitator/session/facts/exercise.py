"""Facts of the exercises: what the group did, never who."""

from dataclasses import dataclass

from facilitator.session.facts.base import Column, Fact, Form


@dataclass(frozen=True, slots=True)
class CardTaken(Fact):
    """A pyramid card was taken in hand."""

    kind = "card_taken"
    step: str
    card: str


@dataclass(frozen=True, slots=True)
class CardPlaced(Fact):
    """A card lies on these levels (1 base – 5 top, low to high; two when the class disagrees); none: taken back."""

    kind = "card_placed"
    step: str
    card: str
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CardAdded(Fact):
    """The class wrote a card of its own; the text has been through the personal-data scan."""

    kind = "card_added"
    typed = ("text",)
    step: str
    card: str
    text: str


@dataclass(frozen=True, slots=True)
class TopShown(Fact):
    """An adult showed the top of the pyramid."""

    kind = "top_shown"
    step: str


@dataclass(frozen=True, slots=True)
class FormChosen(Fact):
    """The pyramid shows the cards of one form of violence, the others are dimmed; "": all show."""

    kind = "form_chosen"
    step: str
    form: Form


@dataclass(frozen=True, slots=True)
class RuleAdded(Fact):
    """The group agreed on a rule of its own."""

    kind = "rule_added"
    typed = ("text",)
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleRemoved(Fact):
    """A rule was taken away."""

    kind = "rule_removed"
    typed = ("text",)
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class IdeaAdded(Fact):
    """An idea was put on the before–during–after board."""

    kind = "idea_added"
    typed = ("text",)
    step: str
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class IdeaRemoved(Fact):
    """An idea was taken off the board."""

    kind = "idea_removed"
    typed = ("text",)
    step: str
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class SceneFrozen(Fact):
    """The role play was frozen."""

    kind = "scene_frozen"
    step: str


@dataclass(frozen=True, slots=True)
class SceneReleased(Fact):
    """The role play went on."""

    kind = "scene_released"
    step: str


@dataclass(frozen=True, slots=True)
class HandsCounted(Fact):
    """How many stand in a corner (group count; only where the author allows it)."""

    kind = "hands_counted"
    step: str
    corner: int
    count: int


@dataclass(frozen=True, slots=True)
class CountsShown(Fact):
    """The counts were shown on or hidden from the stage."""

    kind = "counts_shown"
    step: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ExerciseUndone(Fact):
    """The last change in a step's exercise was taken back."""

    kind = "exercise_undone"
    step: str


@dataclass(frozen=True, slots=True)
class ItemTaken(Fact):
    """A card to sort was taken in hand."""

    kind = "item_taken"
    step: str
    item: str


@dataclass(frozen=True, slots=True)
class ItemPut(Fact):
    """A card was put in a place, counted from 1; 0: taken back."""

    kind = "item_put"
    step: str
    item: str
    place: int


@dataclass(frozen=True, slots=True)
class ItemExplained(Fact):
    """The fact behind a card was shown; no card: the fact was put away."""

    kind = "item_explained"
    step: str
    item: str


@dataclass(frozen=True, slots=True)
class TextWritten(Fact):
    """The leader wrote what the group said in a place (0-based); the text has been through the personal-data scan."""

    kind = "text_written"
    typed = ("text",)
    step: str
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class TextErased(Fact):
    """A text was taken away."""

    kind = "text_erased"
    typed = ("text",)
    step: str
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class SpotMarked(Fact):
    """A person in a picture was marked with a role (counted from 1); 0: the mark was taken away."""

    kind = "spot_marked"
    step: str
    spot: str
    role: int


@dataclass(frozen=True, slots=True)
class GroupsSized(Fact):
    """Groups of about this size are to be made."""

    kind = "groups_sized"
    step: str
    size: int


@dataclass(frozen=True, slots=True)
class TextsForgotten(Fact):
    """Texts that no longer stand anywhere were erased for good; a group holds the numbers of a text's entries."""

    kind = "texts_forgotten"
    entries: tuple[tuple[int, ...], ...]
