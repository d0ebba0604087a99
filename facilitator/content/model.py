"""The lesson model: what a lesson file, the scenario bank, the glossary and the support list may hold.

One declaration serves the loader, the checker, the JSON Schema and the stored snapshot. Limits on words
follow the age bands of the programmes (short text for young readers); minutes are whole minutes of a lesson.
Stage content (what pupils see) and leader text (what only leaders see) are different types on purpose.
A field that is added later has a default, so that lessons stored before can be read.
"""
# ruff: noqa: RUF009  (`spec` returns a dataclass field)

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from facilitator.content.fields import ID, ident, spec

FORMAT = 1

Age = Literal["F-3", "4-6", "7-9", "staff"]
Principle = Literal["bystander", "attachment", "gender-norms", "leadership"]
Weight = Literal["core", "flexible", "optional", "protected"]
Who = Literal["A", "B", "both", "adult"]
PhaseKind = Literal["alone", "pair", "group", "all", "buzz"]
ViolenceForm = Literal["physical", "psychological", "sexual", "digital", "latent", "racist", "material"]
OptionKind = Literal["say", "interrupt", "fetch", "support", "tell", "tone", "together", "nothing"]
Moment = Literal["before", "during", "after"]
Role = Literal["friend", "classmate", "sibling", "stranger", "teammate"]
Place = Literal[
    "yard", "corridor", "classroom", "changing-room", "chat", "bus", "way-home", "leisure", "home", "canteen", "shop"
]  # fmt: skip
Verified = Literal["checked", "to-check"]


# --- what the projector may show: one type a step form -------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """First screen: the title stands in the lesson; lead and today's plan come in two taps."""

    lead: str = spec("One or two sentences that say what the lesson is about.", chars=170)
    plan: tuple[str, ...] = spec(
        "Today's plan, one short line each.", chars=44, high=5, point=True, default=()
    )
    note: str = spec("Content note for pupils, two calm lines at most.", chars=170, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """What we did last time."""

    question: str = spec("Question that opens the look back.", chars=90)
    reminders: tuple[str, ...] = spec("Lines revealed one by one.", chars=60, high=4, point=True, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Rules for the conversation; the group may add its own."""

    question: str = spec("Heading, for example what we need to dare to talk.", chars=48)
    rules: tuple[str, ...] = spec("Proposed rules, revealed one by one.", chars=60, low=1, high=6, point=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A heading with a short text, or with points revealed one by one."""

    heading: str = spec("Heading.", chars=80)
    body: str = spec("Short text. **Bold** marks emphasis.", chars=280, default="")
    points: tuple[str, ...] = spec("Points revealed one by one.", chars=100, high=5, point=True, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Words from the glossary, one tap each."""

    heading: str = spec("Heading.", chars=60, default="")
    terms: tuple[str, ...] = spec("Identifiers from the glossary.", chars=48, low=1, high=4, pattern=ID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase of a conversation: alone, in pairs, in groups, all together or a short buzz."""

    kind: PhaseKind = spec("How the group talks in this phase.")
    minutes: float = spec("Length in minutes.", low=0, high=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question to talk about, with one to three phases (EPA: alone, pair, all; bikupa: buzz)."""

    question: str = spec("The question.", chars=120)
    hint: str = spec("One line that helps thinking.", chars=120, default="")
    phases: tuple[Phase, ...] = spec("The phases in order.", low=1, high=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioCase:
    """A scenario from the bank: situation, then thoughts one by one, then what a bystander can do."""

    scenario: str = ident("Identifier of the scenario in the bank.")
    roleplay: bool = spec(
        "Whether the group may try an option (from the bystander's side only).", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card the class places on the pyramid."""

    id: str = ident("Identifier of the card.")
    text: str = spec("The words on the card.", chars=30, point=True)
    forms: tuple[ViolenceForm, ...] = spec("Forms of violence the card can belong to.", high=3, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pyramid:
    """The violence pyramid the class builds: five levels, the base first."""

    question: str = spec("Question beside the card in hand.", chars=70)
    levels: tuple[str, ...] = spec(
        "Names of the five levels from base to top.", chars=36, low=5, high=5, point=True
    )
    cards: tuple[Card, ...] = spec("Cards in the order they are taken up.", low=3, high=16)
    top: tuple[str, ...] = spec(
        "Words on the top, shown by an adult on a tap of its own.", chars=24, high=4, point=True, default=()
    )
    ending: str = spec("Question when all cards are placed.", chars=110, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """Four corners: three answers and always one open corner."""

    statement: str = spec("Statement or dilemma.", chars=110)
    corners: tuple[str, ...] = spec("The three answers.", chars=52, low=3, high=3, point=True)
    open: str = spec("The open corner.", chars=52, point=True)
    countable: bool = spec(
        "Whether hands may be counted; never for statements on people's worth.", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a bystander can do before, during and after."""

    question: str = spec("Question above the board.", chars=48)
    before: tuple[str, ...] = spec(
        "Suggestions the leader can pick.", chars=48, high=5, point=True, default=()
    )
    during: tuple[str, ...] = spec(
        "Suggestions the leader can pick.", chars=48, high=5, point=True, default=()
    )
    after: tuple[str, ...] = spec(
        "Suggestions the leader can pick.", chars=48, high=5, point=True, default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The closing round."""

    prompt: str = spec("What each one may say.", chars=90)
    hint: str = spec("One line, for example that one may pass.", chars=110, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The support list on the screen."""

    heading: str = spec("Heading.", chars=46)
    note: str = spec("One or two warm lines under the heading.", chars=110, default="")


Stage = (
    Opening | LookBack | Agreement | Text | Terms | Prompt
    | ScenarioCase | Pyramid | Corners | Board | Round | Support
)  # fmt: skip

FORMS: dict[str, type[Any]] = {
    "opening": Opening, "look-back": LookBack, "agreement": Agreement, "text": Text, "terms": Terms, "prompt": Prompt,
    "scenario": ScenarioCase, "pyramid": Pyramid, "corners": Corners, "board": Board, "round": Round, "support": Support,
}  # fmt: skip


# --- what only the leaders see --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line to say aloud; at most 40 spoken words so that it fits a cue card."""

    who: Who = spec("Who says it: leader A, leader B, both or the adult.")
    text: str = spec("The words.", chars=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A ready answer when somebody says something."""

    said: str = spec("What may be said.", chars=120)
    answer: str = spec("A calm answer.", chars=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Leader text: SAY, DO, WATCH OUT, if it goes quiet, if somebody says …"""

    say: tuple[Line, ...] = spec("Lines to say.", high=6, default=())
    do: tuple[str, ...] = spec("What to do.", chars=240, high=6, default=())
    watch: tuple[str, ...] = spec("What to watch out for.", chars=300, high=4, default=())
    if_silent: str = spec("What to say if it goes quiet.", chars=300, default="")
    if_said: tuple[Reply, ...] = spec("Ready answers.", high=5, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortForm:
    """The author's own shorter way through a step."""

    minutes: int = spec("Minutes the short form takes.", low=1, high=60)
    how: str = spec("What to leave out.", chars=240)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of a lesson. `at` gives the minutes in other lengths; 0 drops the step in that length."""

    id: str = ident("Identifier, unique in the lesson.")
    form: str = spec("The step's form.", chars=20)
    title: str = spec("Short name in the step list.", chars=44)
    minutes: int = spec("Planned minutes.", low=1, high=60)
    floor: int = spec("Fewest minutes that still make sense.", low=1, high=60)
    weight: Weight = spec("How firmly the step belongs to the lesson.")
    leader: Leader = spec("What leaders say, do and watch out for.")
    stage: Stage = spec("What the projector shows.")
    led_by: Who = spec("Who leads the step.", default="both")
    strength: int = spec("How strong the material is, 1 calm to 3 strong.", low=1, high=3, default=1)
    safe_stop: bool = spec("Whether the lesson may stop after this step and go on next time.", default=False)
    at: dict[str, int] = spec("Minutes in other lengths, for example { 40 = 4, 60 = 8 }.", default=dict)
    short: ShortForm | None = spec("The author's short form.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A curriculum or law goal the lesson serves."""

    text: str = spec("The goal in our own words.", chars=220)
    source: str = spec("Document, chapter and year.", chars=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A whole lesson (pass)."""

    format: int = spec("Version of the file format.", low=1, high=FORMAT)
    id: str = ident("Stable identifier.")
    programme: str = ident("Programme identifier.")
    label: str = spec("Short tag, for example MVP 3.", chars=14)
    slot: int = spec("Place in the programme.", low=1, high=99)
    kicker: str = spec("Line above the title on the first screen.", chars=60)
    title: str = spec("Title.", chars=60)
    summary: str = spec("One sentence for the library.", chars=150)
    version: str = spec("Version of the text.", chars=12, pattern=r"\d+\.\d+\.\d+")
    reviewed: date = spec("Date the text was last gone through.")
    granskad: bool = spec("Whether outside readers have reviewed the lesson.")
    language: str = spec("Language of the content.", chars=8, pattern=r"[a-z]{2}")
    age: Age = spec("Age band; sets the word limits.")
    grades: str = spec("Grades in words, for example åk 6.", chars=16)
    minutes: int = spec("Length in minutes.", low=10, high=120)
    goals: tuple[str, ...] = spec("What the group can do afterwards.", chars=150, low=2, high=4)
    principles: tuple[Principle, ...] = spec("Principles the lesson trains.", low=1, high=4)
    curriculum: tuple[Goal, ...] = spec("Curriculum and law goals.", low=1, high=5)
    concepts: tuple[str, ...] = spec(
        "Glossary identifiers used in the lesson.", chars=48, high=12, pattern=ID
    )
    materials: tuple[str, ...] = spec("What to bring.", chars=120, high=8)
    room: str = spec("Room and seating.", chars=180)
    preparation: tuple[str, ...] = spec(
        "What to do before, fifteen minutes in all.", chars=220, low=1, high=7
    )
    risk: int = spec("Risk level 1–3; 3: student health informed, an adult leads.", low=1, high=3)
    content_note: str = spec("What leaders should know before (Att tänka på).", chars=400)
    next_time: str = spec("Look-back question for the next lesson.", chars=140)
    support: tuple[str, ...] = spec(
        "Tags that choose rows of the support list.", chars=24, low=1, high=6, pattern=ID
    )
    steps: tuple[Step, ...] = spec("The steps in order.", low=4, high=16)
    lengths: tuple[int, ...] = spec("Other lengths in minutes.", high=4, each=(10, 120), default=())


# --- library items --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something a bystander can do."""

    text: str = spec("The option in I-form or as a short phrase.", chars=60)
    kind: OptionKind = spec("Kind of act.")
    when: Moment = spec("Before, during or after.")
    risk: int = spec("Risk for the one who acts, 1–3.", low=1, high=3, default=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A situation told from a bystander's seat."""

    id: str = ident("Stable identifier.")
    title: str = spec("Title.", chars=44)
    age: Age = spec("Age band.")
    place: Place = spec("Where it happens.")
    forms: tuple[ViolenceForm, ...] = spec("Forms of violence.", low=1, high=4)
    principles: tuple[Principle, ...] = spec("Principles it trains.", low=1, high=4)
    role: Role = spec("Who the bystander is.")
    strength: int = spec("1 calm – 3 strong.", low=1, high=3)
    situation: str = spec("The situation, second person, made-up first names.", chars=400)
    thoughts: tuple[str, ...] = spec("What goes through the bystander's head.", chars=64, low=3, high=5)
    options: tuple[Option, ...] = spec(
        "What can be done, doing nothing included where honest.", low=5, high=7
    )
    questions: tuple[str, ...] = spec("Questions to talk about.", chars=140, low=3, high=5)
    to_leader: str = spec("Note to the leader.", chars=400)
    support: tuple[str, ...] = spec("Support tags.", chars=24, low=1, high=6, pattern=ID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word in the glossary."""

    id: str = ident("Stable identifier.")
    term: str = spec("The word.", chars=40)
    meaning: str = spec("Plain meaning in one line.", chars=170)
    easy: str = spec("An easier line for younger pupils.", chars=120)
    legal: bool = spec("Whether wording must be checked against law.", default=False)
    checked: date | None = spec("Date the wording was last checked.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportContact:
    """A row of the support list; only checked rows are projected."""

    id: str = ident("Stable identifier.")
    name: str = spec("Name.", chars=44)
    reach: str = spec("Number or address as shown.", chars=32)
    audience: str = spec("For whom, in a few words.", chars=72)
    hours: str = spec("Opening hours, or empty when not known.", chars=26, default="")
    ages: tuple[Age, ...] = spec("Age bands it may be shown for.", low=1, high=4)
    tags: tuple[str, ...] = spec("Tags; `alla` is always shown.", chars=24, low=1, high=6, pattern=ID)
    order: int = spec("Order on the screen.", low=1, high=99)
    status: Verified = spec("Whether the row has been verified.")
    checked: date = spec("Date of the source or check.")
    source: str = spec("Where the fact comes from, with year.", chars=160)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme: the frame around its lessons."""

    id: str = ident("Stable identifier.")
    name: str = spec("Name.", chars=30)
    full_name: str = spec("Full name.", chars=80)
    accent: Literal["mvp", "taget", "staff"] = spec("Colour tokens.")
    lessons: int = spec("Number of lessons in the programme.", low=1, high=99)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioBank:
    """A file of scenarios."""

    scenario: tuple[Scenario, ...] = spec("Scenarios.", high=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The glossary file."""

    term: tuple[Term, ...] = spec("Terms.", high=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportList:
    """The support list file."""

    contact: tuple[SupportContact, ...] = spec("Contacts.", high=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """The programmes file."""

    programme: tuple[Programme, ...] = spec("Programmes.", high=20)
