"""What the page Uppföljning shows and asks for: frozen rows, and one narrow port that answers when it has looked."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from facilitator.ui.desk.follow.asking import Follower as Follower
from facilitator.ui.desk.ports import HeldView, StepView

if TYPE_CHECKING:
    from facilitator.journal.figures.selection import Selection

State = Literal["held", "shortened", "partial", "late", "cancelled", "planned", "none", "unfit"]
"""`none`: neither held nor planned; `unfit`: the lesson is not for the group's grade."""


_WEIGHTS: Final[Mapping[State, float]] = MappingProxyType({"held": 1.0, "shortened": 1.0, "partial": 0.5})
"""What a lesson counts when groups are put in order by how much they have had."""


class Choices(NamedTuple):
    """What can be looked at: school years by the year they begin in, programmes (id, name), schools, groups."""

    years: tuple[int, ...] = ()
    programmes: tuple[tuple[str, str], ...] = ()
    schools: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class MeasureView(NamedTuple):
    """A measure in words: its value, what it is of, and what it means. `key` is the same in files and reports."""

    key: str
    name: str
    value: str
    words: str
    meaning: str


class CellView(NamedTuple):
    """How a lesson stands for a group. `day`: when it was last held, or is planned; `times`: how often it was held.
    `elsewhere`: a handover tells of it, and its sessions are not here."""

    state: State = "none"
    day: date | None = None
    times: int = 0
    elsewhere: bool = False


class ColumnView(NamedTuple):
    """A lesson of the grid."""

    lesson: str
    label: str
    title: str


class LineView(NamedTuple):
    """A group of the grid; `school` empty when there is none. `year`: of which school year, by the year it begins in, where the
    groups are of several."""

    group: str
    school: str
    year: int | None = None


class CoverageView(NamedTuple):
    """Which group has had which lesson. `cells`: by line and column; those left out are not planned and not held.
    `by_school`: the groups are of several schools."""

    lines: tuple[LineView, ...] = ()
    columns: tuple[ColumnView, ...] = ()
    cells: Mapping[tuple[int, int], CellView] = MappingProxyType({})
    by_school: bool = False

    def least_first(self) -> "CoverageView":
        """The same with the groups first that have had the smallest share of what is for their grade; else as before."""
        shares = []
        for line in range(len(self.lines)):
            states = [self.cells.get((line, column), CellView()).state for column in range(len(self.columns))]
            fit = sum(state != "unfit" for state in states)
            shares.append(sum(_WEIGHTS.get(state, 0.0) for state in states) / fit if fit else 1.0)
        order = sorted(range(len(self.lines)), key=shares.__getitem__)
        down = {before: now for now, before in enumerate(order)}
        cells = {(down[line], column): cell for (line, column), cell in self.cells.items()}
        return self._replace(lines=tuple(self.lines[line] for line in order), cells=cells)


class SpreadView(NamedTuple):
    """A step over many sessions, in seconds: the plan, the middle of what it took, and the middle half of it.

    `held`: in how many of `of` sessions it was held; `hurts`: it runs over or is left out often enough to look at.
    """

    title: str
    planned_s: int
    middle_s: int
    low_s: int
    high_s: int
    held: int
    of: int
    hurts: str = ""


class Behind(NamedTuple):
    """The sessions behind a part of the grid. None: all lessons. `school` None: whatever the school; `year` None: every school
    year that is looked at."""

    lesson: str | None = None
    group: str | None = None
    school: str | None = None
    year: int | None = None


class Look(NamedTuple):
    """Asks for the figures of a selection, and what can be chosen instead."""

    selection: "Selection"


class LookAtGrid(NamedTuple):
    """Asks for the grid of a selection."""

    selection: "Selection"


class LookBehind(NamedTuple):
    """Asks for the newest sessions behind a part of the grid."""

    selection: "Selection"
    behind: Behind


class LookAtLesson(NamedTuple):
    """Asks for the steps of a lesson, over the sessions of a selection."""

    selection: "Selection"
    lesson: str


class LookAtAnswers(NamedTuple):
    """Asks how groups stood to statements, before and after."""

    selection: "Selection"


class LookAtConditions(NamedTuple):
    """Asks under which conditions the lessons of a selection were held."""

    selection: "Selection"


class LookAtScenarios(NamedTuple):
    """Asks which scenarios the groups of a selection have met."""

    selection: "Selection"


class LookAtSession(NamedTuple):
    """Asks for the steps of one session."""

    session: str


Question = (
    Look
    | LookAtGrid
    | LookBehind
    | LookAtLesson
    | LookAtAnswers
    | LookAtConditions
    | LookAtScenarios
    | LookAtSession
)


class Overview(NamedTuple):
    """What a selection holds: how many sessions, and what can be chosen instead."""

    sessions: int
    groups: int
    choices: Choices
    measures: tuple[MeasureView, ...] = ()


class SessionsBehind(NamedTuple):
    """The newest of `total` sessions. `elsewhere`: there are none, and a handover tells of the lesson."""

    rows: tuple[HeldView, ...]
    total: int
    elsewhere: bool = False


class LessonSteps(NamedTuple):
    """The steps of a lesson over `sessions` sessions."""

    sessions: int
    steps: tuple[SpreadView, ...] = ()


class AnswersView(NamedTuple):
    """How `groups` groups stood to a statement, taken together. `before` and `after`: a count an answer; `first` and `last`: the
    lessons they were counted in, empty when groups were counted in different ones."""

    text: str
    answers: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    groups: int
    first: str
    last: str


class Answers(NamedTuple):
    """The statements that groups were counted on twice."""

    statements: tuple[AnswersView, ...]


class ConditionView(NamedTuple):
    """An answer about the conditions, in words: in how many lessons, and how much of their core was held whole."""

    name: str
    lessons: str
    core: str


class ConditionsView(NamedTuple):
    """The conditions of a selection."""

    rows: tuple[ConditionView, ...]


class ScenarioView(NamedTuple):
    """A scenario in a lesson, in words: in how many lessons it was told, and with how many groups."""

    title: str
    label: str
    lessons: str
    groups: str


class ScenariosView(NamedTuple):
    """The scenarios of a selection."""

    rows: tuple[ScenarioView, ...]


class SessionSteps(NamedTuple):
    """The steps of one session."""

    steps: tuple[StepView, ...]


Answer = (
    Overview
    | CoverageView
    | SessionsBehind
    | LessonSteps
    | Answers
    | ConditionsView
    | ScenariosView
    | SessionSteps
)
