"""Which steps show a clock to the pupils, and how much it says is left."""

from dataclasses import replace

import pytest

from facilitator.content import model as m
from facilitator.session.state import blank
from facilitator.ui.running.stepclock import clock_of
from facilitator.ui.stage.slide import Clock
from tests.session.builder import script, step

WITH: tuple[m.Stage, ...] = (
    m.Boxes(question="Varifrån?", frames=("Killar", "Tjejer"), outside="Sen?", without="Utan?"),
    m.MindMap(centre="Mod", branches=("Se",)), m.Places(question="Var?", lists=("Tryggt",)),
    m.OwnScenario(heading="Vårt", parts=("Var?", "Vem?")), m.PaperNotes(heading="Vad?", how=("Skriv.", "Vik.")),
    m.Logbook(prompt="Vad?"), m.Movement(heading="Rör er", how=("Hoppa.",)),
    m.Evaluation(heading="Vad?", questions=("Bra?",)), m.Groups(heading="Grupper", size=4),
)  # fmt: skip
WITHOUT: tuple[m.Stage, ...] = (
    m.Story(),
    m.Diploma(heading="Tack", text="Tack."),
    m.Round(prompt="Ett ord."),
)


def clock(stage: m.Stage, **changes: object) -> Clock | None:
    session = replace(blank("P", script((step("steg", stage, minutes=4),))), **changes)  # type: ignore[arg-type]
    return clock_of(session, 0)


@pytest.mark.parametrize("stage", WITH, ids=lambda stage: type(stage).__name__)
def test_that_a_step_with_work_shows_its_whole_time(stage: m.Stage) -> None:
    assert clock(stage) == Clock(240, 240, False, "mvp")


@pytest.mark.parametrize("stage", WITHOUT, ids=lambda stage: type(stage).__name__)
def test_that_no_clock_hurries_a_story_thanks_or_a_round(stage: m.Stage) -> None:
    assert clock(stage) is None


def test_that_nothing_shows_over_the_safe_screen() -> None:
    assert clock(WITH[0], cover="safe") is None
