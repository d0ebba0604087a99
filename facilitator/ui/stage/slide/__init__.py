"""What the projector can show: one frozen value a form. No slide has a field for anything leaders only may see.

A slide holds all lines of its step, also those not yet revealed, so that the layout never moves; `words` and the
drawing use the revealed ones only. Texts are in their final language.
"""

from facilitator.ui.stage.slide.base import (
    Accent as Accent,
)
from facilitator.ui.stage.slide.base import (
    Clock as Clock,
)
from facilitator.ui.stage.slide.base import (
    CoverKind as CoverKind,
)
from facilitator.ui.stage.slide.base import (
    Frame as Frame,
)
from facilitator.ui.stage.slide.base import (
    Line as Line,
)
from facilitator.ui.stage.slide.base import (
    Sign as Sign,
)
from facilitator.ui.stage.slide.base import (
    Slide as Slide,
)
from facilitator.ui.stage.slide.base import (
    shown as shown,
)
from facilitator.ui.stage.slide.calm import (
    Diploma as Diploma,
)
from facilitator.ui.stage.slide.calm import (
    Groups as Groups,
)
from facilitator.ui.stage.slide.calm import (
    Story as Story,
)
from facilitator.ui.stage.slide.calm import (
    Team as Team,
)
from facilitator.ui.stage.slide.covers import (
    Cover as Cover,
)
from facilitator.ui.stage.slide.covers import (
    Identify as Identify,
)
from facilitator.ui.stage.slide.covers import (
    ReadingCard as ReadingCard,
)
from facilitator.ui.stage.slide.exercise import (
    Board as Board,
)
from facilitator.ui.stage.slide.exercise import (
    Card as Card,
)
from facilitator.ui.stage.slide.exercise import (
    Column as Column,
)
from facilitator.ui.stage.slide.exercise import (
    Corner as Corner,
)
from facilitator.ui.stage.slide.exercise import (
    Corners as Corners,
)
from facilitator.ui.stage.slide.exercise import (
    Level as Level,
)
from facilitator.ui.stage.slide.exercise import (
    Mark as Mark,
)
from facilitator.ui.stage.slide.exercise import (
    Pyramid as Pyramid,
)
from facilitator.ui.stage.slide.media import (
    Bystanders as Bystanders,
)
from facilitator.ui.stage.slide.media import (
    Clip as Clip,
)
from facilitator.ui.stage.slide.media import (
    Person as Person,
)
from facilitator.ui.stage.slide.media import (
    Photo as Photo,
)
from facilitator.ui.stage.slide.media import (
    Picture as Picture,
)
from facilitator.ui.stage.slide.media import (
    Told as Told,
)
from facilitator.ui.stage.slide.sort import (
    Heap as Heap,
)
from facilitator.ui.stage.slide.sort import (
    Item as Item,
)
from facilitator.ui.stage.slide.sort import (
    Sorting as Sorting,
)
from facilitator.ui.stage.slide.sort import (
    Why as Why,
)
from facilitator.ui.stage.slide.stand import (
    Answers as Answers,
)
from facilitator.ui.stage.slide.stand import (
    HotSeat as HotSeat,
)
from facilitator.ui.stage.slide.stand import (
    Place as Place,
)
from facilitator.ui.stage.slide.stand import (
    Spectrum as Spectrum,
)
from facilitator.ui.stage.slide.stand import (
    Way as Way,
)
from facilitator.ui.stage.slide.talk import (
    Contact as Contact,
)
from facilitator.ui.stage.slide.talk import (
    Freeze as Freeze,
)
from facilitator.ui.stage.slide.talk import (
    Opening as Opening,
)
from facilitator.ui.stage.slide.talk import (
    Options as Options,
)
from facilitator.ui.stage.slide.talk import (
    Phase as Phase,
)
from facilitator.ui.stage.slide.talk import (
    Plan as Plan,
)
from facilitator.ui.stage.slide.talk import (
    Points as Points,
)
from facilitator.ui.stage.slide.talk import (
    Prompt as Prompt,
)
from facilitator.ui.stage.slide.talk import (
    Round as Round,
)
from facilitator.ui.stage.slide.talk import (
    Situation as Situation,
)
from facilitator.ui.stage.slide.talk import (
    Support as Support,
)
from facilitator.ui.stage.slide.talk import (
    Terms as Terms,
)
from facilitator.ui.stage.slide.talk import (
    Thoughts as Thoughts,
)
from facilitator.ui.stage.slide.talk import (
    Word as Word,
)
from facilitator.ui.stage.slide.write import (
    Boxes as Boxes,
)
from facilitator.ui.stage.slide.write import (
    Cluster as Cluster,
)
from facilitator.ui.stage.slide.write import (
    GenderBox as GenderBox,
)
from facilitator.ui.stage.slide.write import (
    MindMap as MindMap,
)
from facilitator.ui.stage.slide.write import (
    OwnScenario as OwnScenario,
)
