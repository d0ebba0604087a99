"""Every step form and the type of its stage content."""

from typing import Any

from facilitator.content.model.calm import Diploma, Evaluation, Groups, Logbook, Movement, PaperNotes, Story
from facilitator.content.model.exercise import Board, Corners, Pyramid
from facilitator.content.model.media import BystanderPicture, Clip, Picture
from facilitator.content.model.sort import Sorting
from facilitator.content.model.stand import Answers, HotSeat, Spectrum
from facilitator.content.model.talk import (
    Agreement,
    LookBack,
    Opening,
    Prompt,
    Round,
    ScenarioCase,
    Support,
    Terms,
    Text,
)
from facilitator.content.model.write import Boxes, MindMap, OwnScenario, Places

Stage = (
    Opening | LookBack | Agreement | Text | Terms | Prompt | ScenarioCase | Round | Support
    | Pyramid | Corners | Board | HotSeat | Spectrum | Answers | Sorting | Boxes | MindMap | Places | OwnScenario
    | PaperNotes | Logbook | Movement | Story | Evaluation | Diploma | Groups | Picture | Clip | BystanderPicture
)  # fmt: skip

FORMS: dict[str, type[Any]] = {
    "opening": Opening, "look-back": LookBack, "agreement": Agreement, "text": Text, "terms": Terms, "prompt": Prompt,
    "scenario": ScenarioCase, "round": Round, "support": Support,
    "pyramid": Pyramid, "corners": Corners, "board": Board,
    "hot-seat": HotSeat, "line": Spectrum, "answers": Answers, "sorting": Sorting,
    "boxes": Boxes, "mind-map": MindMap, "places": Places, "own-scenario": OwnScenario,
    "paper-notes": PaperNotes, "logbook": Logbook, "movement": Movement, "story": Story, "evaluation": Evaluation,
    "diploma": Diploma, "groups": Groups,
    "picture": Picture, "clip": Clip, "bystander-picture": BystanderPicture,
}  # fmt: skip
