"""What can happen in a session, as facts: teaching-level, past tense, never key presses and never people.

A fact is stored as its kind, its version and plain data. Kinds from a newer program are kept as `Unknown`
and ignored by the fold, so an older laptop can still read the log.
"""

from facilitator.session.facts.base import (
    Column as Column,
)
from facilitator.session.facts.base import (
    Correction as Correction,
)
from facilitator.session.facts.base import (
    Cover as Cover,
)
from facilitator.session.facts.base import (
    Fact as Fact,
)
from facilitator.session.facts.base import (
    Field as Field,
)
from facilitator.session.facts.base import (
    Form as Form,
)
from facilitator.session.facts.base import (
    Reason as Reason,
)
from facilitator.session.facts.base import (
    Unknown as Unknown,
)
from facilitator.session.facts.ending import (
    AnswerGiven as AnswerGiven,
)
from facilitator.session.facts.ending import (
    EnteredAfterwards as EnteredAfterwards,
)
from facilitator.session.facts.ending import (
    LogFinished as LogFinished,
)
from facilitator.session.facts.ending import (
    MinutesCorrected as MinutesCorrected,
)
from facilitator.session.facts.ending import (
    NoteWritten as NoteWritten,
)
from facilitator.session.facts.exercise import (
    CardAdded as CardAdded,
)
from facilitator.session.facts.exercise import (
    CardPlaced as CardPlaced,
)
from facilitator.session.facts.exercise import (
    CardTaken as CardTaken,
)
from facilitator.session.facts.exercise import (
    CountsShown as CountsShown,
)
from facilitator.session.facts.exercise import (
    ExerciseUndone as ExerciseUndone,
)
from facilitator.session.facts.exercise import (
    FormChosen as FormChosen,
)
from facilitator.session.facts.exercise import (
    GroupsSized as GroupsSized,
)
from facilitator.session.facts.exercise import (
    HandsCounted as HandsCounted,
)
from facilitator.session.facts.exercise import (
    IdeaAdded as IdeaAdded,
)
from facilitator.session.facts.exercise import (
    IdeaRemoved as IdeaRemoved,
)
from facilitator.session.facts.exercise import (
    ItemExplained as ItemExplained,
)
from facilitator.session.facts.exercise import (
    ItemPut as ItemPut,
)
from facilitator.session.facts.exercise import (
    ItemTaken as ItemTaken,
)
from facilitator.session.facts.exercise import (
    RuleAdded as RuleAdded,
)
from facilitator.session.facts.exercise import (
    RuleRemoved as RuleRemoved,
)
from facilitator.session.facts.exercise import (
    SceneFrozen as SceneFrozen,
)
from facilitator.session.facts.exercise import (
    SceneReleased as SceneReleased,
)
from facilitator.session.facts.exercise import (
    SpotMarked as SpotMarked,
)
from facilitator.session.facts.exercise import (
    TextErased as TextErased,
)
from facilitator.session.facts.exercise import (
    TextsForgotten as TextsForgotten,
)
from facilitator.session.facts.exercise import (
    TextWritten as TextWritten,
)
from facilitator.session.facts.exercise import (
    TopShown as TopShown,
)
from facilitator.session.facts.group import (
    CardBrought as CardBrought,
)
from facilitator.session.facts.group import (
    PassContinued as PassContinued,
)
from facilitator.session.facts.group import (
    QuestionParked as QuestionParked,
)
from facilitator.session.facts.group import (
    QuestionUnparked as QuestionUnparked,
)
from facilitator.session.facts.group import (
    TakeawayChosen as TakeawayChosen,
)
from facilitator.session.facts.group import (
    TextsBrought as TextsBrought,
)
from facilitator.session.facts.group import (
    ThreadBrought as ThreadBrought,
)
from facilitator.session.facts.group import (
    WorkReopened as WorkReopened,
)
from facilitator.session.facts.lesson import (
    AdultTookOver as AdultTookOver,
)
from facilitator.session.facts.lesson import (
    ClockPaused as ClockPaused,
)
from facilitator.session.facts.lesson import (
    ClockResumed as ClockResumed,
)
from facilitator.session.facts.lesson import (
    ComputerSlept as ComputerSlept,
)
from facilitator.session.facts.lesson import (
    LinesShown as LinesShown,
)
from facilitator.session.facts.lesson import (
    MinuteAdded as MinuteAdded,
)
from facilitator.session.facts.lesson import (
    PassEnded as PassEnded,
)
from facilitator.session.facts.lesson import (
    PassStarted as PassStarted,
)
from facilitator.session.facts.lesson import (
    SessionResumed as SessionResumed,
)
from facilitator.session.facts.lesson import (
    StepShown as StepShown,
)
from facilitator.session.facts.lesson import (
    StepSkipped as StepSkipped,
)
from facilitator.session.facts.plan import (
    BellSet as BellSet,
)
from facilitator.session.facts.plan import (
    PlanRestored as PlanRestored,
)
from facilitator.session.facts.plan import (
    PlanSqueezed as PlanSqueezed,
)
from facilitator.session.facts.plan import (
    ShortFormChosen as ShortFormChosen,
)
from facilitator.session.facts.plan import (
    StepBegan as StepBegan,
)
from facilitator.session.facts.plan import (
    StopPlanned as StopPlanned,
)
from facilitator.session.facts.stage import (
    OverlayClosed as OverlayClosed,
)
from facilitator.session.facts.stage import (
    StageCovered as StageCovered,
)
from facilitator.session.facts.stage import (
    StageFrozen as StageFrozen,
)
from facilitator.session.facts.stage import (
    StageReleased as StageReleased,
)
from facilitator.session.facts.stage import (
    StageUncovered as StageUncovered,
)
from facilitator.session.facts.stage import (
    SupportShown as SupportShown,
)
from facilitator.session.facts.stage import (
    TermShown as TermShown,
)
from facilitator.session.facts.stored import (
    FACTS as FACTS,
)
from facilitator.session.facts.stored import (
    from_plain as from_plain,
)
from facilitator.session.facts.stored import (
    to_plain as to_plain,
)
