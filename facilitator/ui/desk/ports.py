"""What the desk shows and what it asks for: frozen rows in, frozen wishes out, and one narrow port for previews.

The rows are named tuples because they are made before the first frame, where dataclasses cost ten times as much.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from facilitator.ui.desk.decided import Decided
from facilitator.ui.desk.laptopports import ConflictView as ConflictView
from facilitator.ui.desk.laptopports import LaptopView as LaptopView
from facilitator.ui.desk.packports import PacksView
from facilitator.ui.desk.sofar import SoFarView

if TYPE_CHECKING:
    from facilitator.content.model import Scenario
    from facilitator.content.script import Script
    from facilitator.session import facts as f
    from facilitator.session.facts import Field
    from facilitator.ui.desk.mapports import MapView

Accent = Literal["mvp", "taget", "staff"]
Saved = Literal["saved", "saving", "spilled", "unsaved"]
Outcome = Literal["held", "shortened", "skipped", "not-reached"]


class Library(Protocol):
    """Where the desk finds a lesson to leaf through."""

    def script(self, lesson: str, length: int, group: str = "") -> "Script | None":
        """The lesson in that length (minutes), with the scenarios picked for a group; None when it cannot be read."""
        ...

    def scenarios(self, lesson: str) -> "Mapping[str, tuple[Scenario, ...]]":
        """For each step that shows a scenario: the author's own first, then those that can be picked instead."""
        ...

    def drafts(self) -> frozenset[str]:
        """The lessons that somebody has begun to change, and not saved."""
        ...

    def brings(self, group: str) -> "ThreadView | None":
        """What a group brings to its next lesson, or None when that cannot be read."""
        ...


# --- what the desk shows ---------------------------------------------------------------------------------


class LessonView(NamedTuple):
    """A lesson in the library. `search`: words of its scenarios and terms; `lengths` in minutes, shortest first.

    `slot`: the lesson's place in its programme, from 1. `ages`: the pupils it is for, as letters out of `F123456789`; empty
    when it is for adults.
    """

    id: str
    label: str
    title: str
    summary: str
    programme: str
    programme_name: str
    accent: Accent
    grades: str
    minutes: int
    lengths: tuple[int, ...]
    in_programme: int  # 0: not led through in turn
    risk: int = 1
    reviewed: bool = False
    content_note: str = ""
    materials: tuple[str, ...] = ()
    search: str = ""
    slot: int = 0
    ages: str = ""
    pack: str = ""  # the content pack it comes from, in words
    origin: str = ""  # the hash of that pack
    own: bool = False  # made or changed on this computer

    def suits(self, group: str) -> bool:
        """Whether the lesson is written for the grade of the group with this code; adults have none."""
        pupils = group[:1].isdigit() or group[:1] == "F"
        return not (self.ages and pupils) or group[0] in self.ages


class GroupView(NamedTuple):
    """A group: a code and a size, never people."""

    code: str
    people: int


class DueView(NamedTuple):
    """What stands next for a group, and what it did last (None: nothing yet)."""

    group: str
    lesson: str
    last_title: str = ""
    last_day: date | None = None
    last_minutes: int = 0
    missed: bool = False
    continues: bool = False
    planned: date | None = None
    at: time | None = None
    called_off: date | None = None
    """`missed`: the group has had a later lesson of the programme already; `continues`: it was stopped in the middle.

    `planned`, `at`: its day and time in the plan of the school year, if any. `called_off`: the day it was cancelled on.
    """


class PartView(NamedTuple):
    """A lesson that was stopped in the middle: its session, length in minutes, and the place of the step it goes on at."""

    session: str
    lesson: str
    length: int
    place: int


class ThreadView(NamedTuple):
    """What a group brings: its last lesson (None: none yet), what waits, its own rules, the lessons that can go on, and the
    kinds of `papers` with what it made itself, each with its words."""

    group: str
    last_title: str = ""
    last_day: date | None = None
    stopped_after: int = 0
    parked: tuple[str, ...] = ()
    word: str = ""
    rules: tuple[str, ...] = ()
    parts: tuple[PartView, ...] = ()
    papers: tuple[tuple[str, str], ...] = ()


class EarlyView(NamedTuple):
    """A lesson that a group should not have before another one (`first`, its label and title)."""

    group: str
    lesson: str
    first: str


class HeldView(NamedTuple):
    """A session that was held. Times are local, minutes whole; steps are the core and protected ones.

    `steps_shortened`: how many of those held were left below their floor. `corrected`: some minutes were put in afterwards.
    `elsewhere`: the school of a session that another laptop led with a group that is not one of those here; else empty.
    `late`: entered afterwards.
    """

    session: str
    lesson: str
    label: str
    title: str
    group: str
    started: datetime
    planned_min: int
    spent_min: int
    complete: bool
    finished: bool
    steps_planned: int
    steps_held: int
    people: int | None = None
    exported: bool = False
    steps_shortened: int = 0
    corrected: bool = False
    elsewhere: str = ""
    late: bool = False


class PlanView(NamedTuple):
    """The plan of this school year: how many occasions, how many held, how many late, how many of the late ones adults'."""

    planned: int = 0
    held: int = 0
    late: int = 0
    adults: int = 0


class StoppedView(NamedTuple):
    """A session that stopped without being ended: `stopped` is the local time of its last entry."""

    session: str
    label: str
    title: str
    accent: Accent
    group: str
    stopped: datetime
    step: str


class StepView(NamedTuple):
    """A step as it went, times in seconds; `corrected`: its minutes were put in afterwards (`why`, `corrected_at` in local time);
    `before`: the part of the lesson that was led another day had it."""

    title: str
    planned_s: int
    spent_s: int
    outcome: Outcome
    reason: str = ""
    step: str = ""
    corrected: bool = False
    why: str = ""
    corrected_at: datetime | None = None
    before: bool = False


class LeftView(NamedTuple):
    """Lessons that were led while the log could not be opened, and the folder they lie in. Rows: oldest first."""

    folder: str
    held: tuple[HeldView, ...]


class DeskView(NamedTuple):
    """Everything the pages show, as it stands. Rows: newest first. Nothing here grows with the log.

    `led`: a lesson has been held some time. `drafts`: sessions whose log is not finished. `stopped`: those never ended. `apart`: the folder of the log apart, when the real one cannot be opened."""

    today: date
    lessons: tuple[LessonView, ...] = ()
    groups: tuple[GroupView, ...] = ()
    due: tuple[DueView, ...] = ()
    led: bool = False
    so_far: SoFarView = SoFarView()
    drafts: tuple[HeldView, ...] = ()
    stopped: tuple[StoppedView, ...] = ()
    never_exported: int = 0
    apart: str = ""
    early: tuple[EarlyView, ...] = ()
    left: tuple[LeftView, ...] = ()
    maps: "tuple[MapView, ...]" = ()
    plan: PlanView = PlanView()
    laptops: tuple[LaptopView, ...] = ()
    conflicts: int = 0
    packs: PacksView = PacksView()


class ProjectorView(NamedTuple):
    """Whether a projector is there; `size` as shown (1920 × 1080).

    `tested` and `read`: its last reading test, and the smallest text that the back row could read.
    """

    connected: bool = False
    size: str = ""
    mirrored: bool = False
    tested: date | None = None
    read: str = ""


class ContactView(NamedTuple):
    """One of the school's own rows of the support list: an adult in a role, and when somebody checked the row."""

    name: str
    reach: str
    audience: str
    checked: date


class Choices(NamedTuple):
    """What the settings page shows. `text_size` is a factor from 1.0 to 2.0; `keys`: own keys by action.

    `prepared`, `picked`: the ticks and the picked scenarios of each lesson and group (`planning.preparing.place_of`).
    """

    language: str = "sv"
    text_size: float = 1.0
    contrast: str = "system"
    school_name: str = ""
    school_code: str = ""
    screen_mode: str = "auto"
    safe_key_is_black: bool = False
    fades: bool = False
    touch: bool = False
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    data_dir: Path = Path()
    contacts: tuple[ContactView, ...] = ()
    prepared: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    picked: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    decided: Decided = Decided()
    paper_saving: tuple[str, ...] = ()
    reserve_papers: bool = True


class EndingView(NamedTuple):
    """The form after a lesson, filled in as far as the program knows. None: not answered yet.

    `no_note`: why no note can be written; empty when one can. `went` 1–4; `group_form` 1 whole class, 2 half, 3 smaller; `prepared` minutes; `room` 1 enough, 2 partly, 3 not;
    `asks`: what may be asked beside that of this lesson, and `more` what of it has been answered; `apart` as in DeskView.
    `staff`: it was among staff, where there is no class and nobody leads as a mentor.
    `seen`: it comes right after the lesson, on a screen that the group may still see. `closing`: it comes right after a lesson
    without its closing, and this shows that.
    """

    session: str
    label: str
    title: str
    group: str
    started: datetime
    planned_min: int
    spent_min: int
    saved: Saved
    people: int
    steps: tuple[StepView, ...] = ()
    rehearsal: bool = False
    went: int | None = None
    adults: int | None = None
    mentors: int | None = None
    prepared: int | None = None
    group_form: int | None = None
    stayed: bool | None = None
    room: int | None = None
    asks: "tuple[Field, ...]" = ()
    more: "Mapping[Field, int]" = MappingProxyType({})
    note: str = ""
    apart: str = ""
    late: bool = False
    no_note: str = ""
    staff: bool = False
    seen: bool = False
    closing: "StartRequest | None" = None


class ReceiptView(NamedTuple):
    """What an export wrote: each file's name and rows."""

    folder: Path
    files: tuple[tuple[str, int], ...]


# --- what the desk asks for ------------------------------------------------------------------------------


class StartRequest(NamedTuple):
    """Start a lesson with a group. `length` in minutes; a rehearsal has no group and enters no statistics.

    `one_voice`: one leads alone, so the lines of A and B are one lane. It holds on screen and is never stored.
    `continues`: the session, stopped in the middle, that this one goes on from. `bell`: the local time of day when the
    lesson must be over, if one was set. `as_group`: the group whose picked scenarios a rehearsal shows. `step`: where it
    begins, if not at its beginning.
    """

    lesson: str
    group: str
    people: int
    length: int
    rehearsal: bool = False
    one_voice: bool = False
    continues: str = ""
    bell: time | None = None
    as_group: str = ""
    step: str = ""


RESERVE: Final = "reserve"  # no paper: the whole lesson as one file


class PrintRequest(NamedTuple):
    """Print a `kind` of paper of a lesson for so many pupils (0: as usual), `length` in minutes, with the scenarios picked for
    `as_group`; or of what `group` made itself."""

    kind: str
    lesson: str
    people: int = 0
    length: int = 0
    halves: bool = False
    group: str = ""
    as_group: str = ""


class Answer(NamedTuple):
    """One answer of the ending form, for the session it belongs to; the fields and values of the session's facts."""

    session: str
    field: "Field"
    value: int


class Correction(NamedTuple):
    """The minutes that a step really took, and why they are corrected."""

    session: str
    step: str
    minutes: int
    reason: "f.Correction"


class Note(NamedTuple):
    """The leader's note as it stands (at most 300 characters)."""

    session: str
    text: str
