"""The lesson model: what a lesson file, the scenario bank, the glossary and the support list may hold.

One declaration serves the loader, the checker, the JSON Schema and the stored snapshot. Limits on words
follow the age bands of the programmes (short text for young readers); minutes are whole minutes of a lesson.
Stage content (what pupils see) and leader text (what only leaders see) are different types on purpose.
A field that is added later has a default, so that lessons stored before can be read.
"""

from facilitator.content.model.calm import (
    Diploma as Diploma,
)
from facilitator.content.model.calm import (
    Evaluation as Evaluation,
)
from facilitator.content.model.calm import (
    Groups as Groups,
)
from facilitator.content.model.calm import (
    Logbook as Logbook,
)
from facilitator.content.model.calm import (
    Movement as Movement,
)
from facilitator.content.model.calm import (
    PaperNotes as PaperNotes,
)
from facilitator.content.model.calm import (
    Story as Story,
)
from facilitator.content.model.exercise import (
    Board as Board,
)
from facilitator.content.model.exercise import (
    Card as Card,
)
from facilitator.content.model.exercise import (
    Corners as Corners,
)
from facilitator.content.model.exercise import (
    Pyramid as Pyramid,
)
from facilitator.content.model.forms import (
    FORMS as FORMS,
)
from facilitator.content.model.forms import (
    Stage as Stage,
)
from facilitator.content.model.kinds import (
    FORMAT as FORMAT,
)
from facilitator.content.model.kinds import (
    Age as Age,
)
from facilitator.content.model.kinds import (
    Moment as Moment,
)
from facilitator.content.model.kinds import (
    OptionKind as OptionKind,
)
from facilitator.content.model.kinds import (
    PhaseKind as PhaseKind,
)
from facilitator.content.model.kinds import (
    Place as Place,
)
from facilitator.content.model.kinds import (
    Principle as Principle,
)
from facilitator.content.model.kinds import (
    Reader as Reader,
)
from facilitator.content.model.kinds import (
    Role as Role,
)
from facilitator.content.model.kinds import (
    Verified as Verified,
)
from facilitator.content.model.kinds import (
    ViolenceForm as ViolenceForm,
)
from facilitator.content.model.kinds import (
    Weight as Weight,
)
from facilitator.content.model.kinds import (
    Who as Who,
)
from facilitator.content.model.lesson import (
    Goal as Goal,
)
from facilitator.content.model.lesson import (
    Leader as Leader,
)
from facilitator.content.model.lesson import (
    Lesson as Lesson,
)
from facilitator.content.model.lesson import (
    Line as Line,
)
from facilitator.content.model.lesson import (
    Reply as Reply,
)
from facilitator.content.model.lesson import (
    ShortForm as ShortForm,
)
from facilitator.content.model.lesson import (
    Step as Step,
)
from facilitator.content.model.media import (
    FILE as FILE,
)
from facilitator.content.model.media import (
    BystanderPicture as BystanderPicture,
)
from facilitator.content.model.media import (
    Clip as Clip,
)
from facilitator.content.model.media import (
    Picture as Picture,
)
from facilitator.content.model.media import (
    Spot as Spot,
)
from facilitator.content.model.pack import (
    PackInfo as PackInfo,
)
from facilitator.content.model.pack import (
    Replaced as Replaced,
)
from facilitator.content.model.shelf import (
    Glossary as Glossary,
)
from facilitator.content.model.shelf import (
    LessonMap as LessonMap,
)
from facilitator.content.model.shelf import (
    Link as Link,
)
from facilitator.content.model.shelf import (
    Option as Option,
)
from facilitator.content.model.shelf import (
    Person as Person,
)
from facilitator.content.model.shelf import (
    Programme as Programme,
)
from facilitator.content.model.shelf import (
    Programmes as Programmes,
)
from facilitator.content.model.shelf import (
    Scenario as Scenario,
)
from facilitator.content.model.shelf import (
    ScenarioBank as ScenarioBank,
)
from facilitator.content.model.shelf import (
    SupportContact as SupportContact,
)
from facilitator.content.model.shelf import (
    SupportList as SupportList,
)
from facilitator.content.model.shelf import (
    Term as Term,
)
from facilitator.content.model.sort import (
    Sorting as Sorting,
)
from facilitator.content.model.sort import (
    SortItem as SortItem,
)
from facilitator.content.model.stand import (
    Answers as Answers,
)
from facilitator.content.model.stand import (
    HotSeat as HotSeat,
)
from facilitator.content.model.stand import (
    Spectrum as Spectrum,
)
from facilitator.content.model.talk import (
    Agreement as Agreement,
)
from facilitator.content.model.talk import (
    LookBack as LookBack,
)
from facilitator.content.model.talk import (
    Opening as Opening,
)
from facilitator.content.model.talk import (
    Phase as Phase,
)
from facilitator.content.model.talk import (
    Prompt as Prompt,
)
from facilitator.content.model.talk import (
    Round as Round,
)
from facilitator.content.model.talk import (
    ScenarioCase as ScenarioCase,
)
from facilitator.content.model.talk import (
    Support as Support,
)
from facilitator.content.model.talk import (
    Terms as Terms,
)
from facilitator.content.model.talk import (
    Text as Text,
)
from facilitator.content.model.write import (
    Boxes as Boxes,
)
from facilitator.content.model.write import (
    MindMap as MindMap,
)
from facilitator.content.model.write import (
    OwnScenario as OwnScenario,
)
from facilitator.content.model.write import (
    Places as Places,
)
