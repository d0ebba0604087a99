"""A lesson: its steps, and the leader text, which only leaders see."""
# ruff: noqa: RUF009  (`spec` returns a dataclass field)

from dataclasses import dataclass
from datetime import date

from facilitator.content.fields import ID, ident, spec
from facilitator.content.model.forms import Stage
from facilitator.content.model.kinds import FORMAT, Age, Principle, Reader, Verified, Weight, Who


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
    status: Verified = spec("Whether the row has been held against its source.", default="to-check")
    checked: date | None = spec("Date it was held against its source.", default=None)


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
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
    minutes: int = spec("Length in minutes.", low=10, high=480)
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
    steps: tuple[Step, ...] = spec("The steps in order.", low=4, high=40)
    papers_stay: bool = spec(
        "Whether no card, of support or of a scenario, is handed out: the paper could be a danger at home.",
        default=False,
    )
    lengths: tuple[int, ...] = spec("Other lengths in minutes.", high=4, each=(10, 120), default=())
    readers_needed: tuple[Reader, ...] = spec(
        "Who must read the lesson before it is used; needed from risk 2.", high=9, default=()
    )
    readers_done: tuple[Reader, ...] = spec(
        "Which of them have read it, with their changes made.", high=9, default=()
    )
