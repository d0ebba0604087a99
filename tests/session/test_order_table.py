"""Every order in every state of a lesson: the fact it makes, or the hint that says why not now."""

from collections.abc import Mapping

import pytest

from facilitator.errors import NotNow
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.rules import decide
from tests.session.builder import Run, other_forms, script, start
from tests.session.strategies import kinds

Told = str | type[f.Fact]

ENDED, FINISHED = "The lesson has ended.", "The log is finished."
FIRST, LAST = "This is the first step.", "This is the last step. End the lesson when you are done."
BARE, MISFIT, NOTHING = (
    "This step has no exercise.", "That does not belong to this step.", "There is nothing to take back.",
)  # fmt: skip
NONE, NO_WORK = "There is nothing to take away.", "There is no earlier work of the group to bring here."
RESTS, PROTECTED = (
    "The clock already rests behind the safe screen.",
    "The closing is protected: it is always held. Go there whenever you like.",
)

CUTS = (*(0,) * 7, 60, *(0,) * 4)  # a minute off the pyramid
STALE, WRITTEN = "The plan has changed. Look at the suggestions again.", "The plan is as it was written."
GONE = "That step is not ahead of you."
NO_SHORT, NO_BELL = "There is no shorter way through that step.", "There is no bell to take away."

ORDERS: dict[str, o.Order] = {
    "next": o.Next(), "back": o.Back(), "goto": o.GoTo("horn"), "skip": o.Skip("horn", "time"),
    "skip here": o.Skip("", "time"), "minute": o.AddMinute(), "pause": o.TogglePause(), "safe": o.ShowCover("safe"),
    "black": o.ShowCover("black"), "white": o.ShowCover("white"), "uncover": o.Uncover(), "freeze": o.ToggleFreeze(),
    "support": o.ToggleSupport(), "term": o.ShowTerm("norm"), "take": o.TakeCard("kort-2"), "place": o.PlaceCard(2),
    "lift": o.LiftCard("kort-1"), "write": o.WriteCard("Tisslande"), "top": o.ShowTop(), "rule": o.AddRule("Turas om."),
    "no rule": o.RemoveRule("Vi lyssnar."), "idea": o.AddIdea("during", "Ropa"),
    "no idea": o.RemoveIdea("during", "Ropa"), "scene": o.ToggleScene(), "hands": o.CountHands(1, 4),
    "counts": o.ToggleCounts(), "undo": o.Undo(), "end": o.End(), "answer": o.Answer("went", 3),
    "note": o.WriteNote("Lugnt.", "5a"), "finish": o.FinishLog(), "item": o.TakeItem("lapp-2"), "put": o.PutItem(2),
    "no item": o.LiftItem("lapp-1"), "explain": o.ExplainItem(), "text": o.WriteText(1, "Modig"),
    "squeeze": o.SqueezePlan(CUTS), "short": o.TakeShortForm("fallet"), "stop": o.PlanStop("fallet"),
    "restore": o.RestorePlan(), "bell": o.SetBell(2_400_000), "no bell": o.SetBell(0), "began": o.BeginEarlier(120),
    "correct": o.CorrectMinutes("fallet", 9, "forgot"), "no text": o.EraseText(1, "Modig"), "spot": o.MarkSpot("barn-1", 1),
    "size": o.SizeGroups(3), "take over": o.TakeOver(), "form": o.ChooseForm("latent"),
    "park": o.ParkQuestion("Varför just då?"), "no park": o.UnparkQuestion("Varför just då?"),
    "word": o.ChooseTakeaway("mod"), "no word": o.ChooseTakeaway(""), "reopen": o.ReopenWork(),
}  # fmt: skip

IN_A_STEP: Mapping[str, Told] = {
    "next": f.LinesShown, "back": f.StepShown, "goto": f.StepShown, "skip": f.StepSkipped, "skip here": f.StepSkipped,
    "minute": f.MinuteAdded, "pause": f.ClockPaused, "safe": f.StageCovered, "black": f.StageCovered,
    "white": f.StageCovered, "uncover": "Nothing lies over the picture.", "freeze": f.StageFrozen,
    "support": f.SupportShown, "term": f.TermShown, "take": BARE, "place": BARE, "lift": BARE, "write": BARE,
    "top": BARE, "rule": BARE, "no rule": BARE, "idea": BARE, "no idea": BARE, "scene": BARE, "hands": BARE,
    "counts": BARE, "undo": BARE, "end": f.PassEnded, "answer": "End the lesson first.",
    "note": "End the lesson first.", "finish": "End the lesson first.", "correct": "End the lesson first.",
    "squeeze": f.PlanSqueezed, "short": f.ShortFormChosen, "stop": f.StopPlanned, "restore": WRITTEN,
    "bell": f.BellSet, "no bell": NO_BELL, "began": f.StepBegan,
    "take over": "In this step the mentors lead as planned.",
    **dict.fromkeys(("item", "put", "no item", "explain", "text", "no text", "spot", "size", "form"), BARE),
    "park": f.QuestionParked, "no park": NONE, "word": f.TakeawayChosen, "no word": NONE, "reopen": BARE,
}  # fmt: skip
_EXERCISE: Mapping[str, Told] = {
    **{k: MISFIT for k, v in IN_A_STEP.items() if v == BARE},
    "undo": NOTHING,
    "reopen": NO_WORK,
}
_OVERLAID: Mapping[str, Told] = {"next": f.OverlayClosed, "back": f.OverlayClosed, "uncover": f.OverlayClosed}
_ENDED: Mapping[str, Told] = {
    **dict.fromkeys(ORDERS, ENDED), "answer": f.AnswerGiven, "correct": f.MinutesCorrected, "note": f.NoteWritten,
    "finish": f.LogFinished,
}  # fmt: skip
_LATER: Mapping[str, Told] = {"squeeze": STALE, "short": GONE, "stop": GONE}
_FROZEN: Mapping[str, Told] = {"began": "The picture is frozen. Let it go first."}

STATES: dict[str, tuple[str, tuple[o.Order, ...], Mapping[str, Told]]] = {
    "with lines left": ("att-se", (), {}),
    "between lines": ("att-se", (o.Next(),), {"back": f.LinesShown}),
    "after the last line": ("att-se", (o.Next(),) * 3, {"next": f.StepShown, "back": f.LinesShown}),
    "first step": ("start", (), {"back": FIRST}),
    "last step": ("stod", (), {**_LATER, "next": LAST, "skip here": PROTECTED, "began": LAST}),
    "behind the safe screen": ("att-se", (o.ShowCover("safe"),),
        {"pause": RESTS, "safe": f.StageUncovered, "uncover": f.StageUncovered}),
    "behind black": ("att-se", (o.ShowCover("black"),), {"black": f.StageUncovered, "uncover": f.StageUncovered}),
    "behind white": ("att-se", (o.ShowCover("white"),), {"white": f.StageUncovered, "uncover": f.StageUncovered}),
    "paused": ("att-se", (o.TogglePause(),), {"pause": f.ClockResumed}),
    "paused behind the safe screen": ("att-se", (o.TogglePause(), o.ShowCover("safe")),
        {"pause": RESTS, "safe": f.StageUncovered, "uncover": f.StageUncovered}),
    "frozen": ("att-se", (o.ToggleFreeze(),), {**_FROZEN, "freeze": f.StageReleased, "uncover": f.StageReleased}),
    "looking ahead": ("sist", (o.ToggleFreeze(), o.GoTo("att-se")),
        {**_FROZEN, "freeze": f.StageReleased, "uncover": f.StageReleased}),
    "with a bell": ("att-se", (o.SetBell(1_200_000),), {"no bell": f.BellSet}),
    "with another plan": ("att-se", (o.SqueezePlan(CUTS), o.TakeShortForm("fallet"), o.PlanStop("fallet")),
        {"squeeze": STALE, "short": NO_SHORT, "stop": GONE, "restore": f.PlanRestored}),
    "with a step left out for time": ("att-se", (o.Skip("horn", "time"),), {"restore": f.PlanRestored}),
    "under the support list": ("att-se", (o.ToggleSupport(),), {**_OVERLAID, "support": f.OverlayClosed}),
    "under a word": ("att-se", (o.ShowTerm("norm"),), {**_OVERLAID, "term": f.OverlayClosed}),
    "under another word": ("att-se", (o.ShowTerm("askadare"),), _OVERLAID),
    "with a step left out": ("att-se", (o.Skip("horn", "age"), o.Skip("ord", "age")), {}),
    "agreement": ("regler", (), {**_EXERCISE, "rule": f.RuleAdded, "no rule": f.RuleRemoved}),
    "agreement with a rule": ("regler", (o.AddRule("Turas om."),),
        {**_EXERCISE, "rule": "That rule is already there.", "no rule": f.RuleRemoved, "undo": f.ExerciseUndone}),
    "scenario": ("fallet", (), {**_EXERCISE, "scene": f.SceneFrozen}),
    "scenario with the scene frozen": ("fallet", (o.ToggleScene(),),
        {**_EXERCISE, "scene": f.SceneReleased, "undo": f.ExerciseUndone}),
    "pyramid": ("pyramiden", (),
        {**_LATER, **_EXERCISE, "take": f.CardTaken, "place": f.CardPlaced, "write": f.CardAdded, "top": f.TopShown,
         "form": f.FormChosen}),
    "pyramid with a card": ("pyramiden", (o.PlaceCard(3), o.ShowTop()),
        {**_LATER, **_EXERCISE, "take": f.CardTaken, "place": f.CardPlaced, "write": f.CardAdded, "lift": f.CardPlaced,
         "top": "The top has nothing more to show.", "form": f.FormChosen, "undo": f.ExerciseUndone}),
    "corners": ("horn", (),
        {**_LATER, **_EXERCISE, "hands": f.HandsCounted, "counts": f.CountsShown, "goto": "The step is already showing."}),
    "board": ("tavlan", (),
        {**_LATER, **_EXERCISE, "next": f.StepShown, "idea": f.IdeaAdded, "skip": f.StepSkipped}),
    "board with an idea": ("tavlan", (o.AddIdea("during", "Ropa"),),
        {**_LATER, **_EXERCISE, "next": f.StepShown, "idea": "That idea is already there.", "no idea": f.IdeaRemoved,
         "undo": f.ExerciseUndone}),
    "with a parked question": ("att-se", (o.ParkQuestion("Varför just då?"),),
        {"park": "That question is already parked.", "no park": f.QuestionUnparked}),
    "with a word to take along": ("att-se", (o.ChooseTakeaway("mod"),),
        {"word": "That is already the word you take along.", "no word": f.TakeawayChosen}),
    "ended": ("att-se", (o.End(),), _ENDED),
    "ended with a note": ("att-se", (o.End(), o.WriteNote("Lugnt.", "5b")), _ENDED),
    "finished": ("att-se", (o.End(), o.FinishLog()), dict.fromkeys(ORDERS, FINISHED)),
}  # fmt: skip


_ALONE: Mapping[str, Told] = {
    **_EXERCISE, **dict.fromkeys(("goto", "skip", "short", "stop"), "There is no such step in this lesson."),
    "squeeze": STALE,
}  # fmt: skip
OTHERS: dict[str, tuple[str, tuple[o.Order, ...], Mapping[str, Told]]] = {
    "hot chair": ("stolar", (), {**_ALONE, **dict.fromkeys([k for k, v in IN_A_STEP.items() if v == BARE], BARE)}),
    "line": ("linjen", (), {**_ALONE, "hands": f.HandsCounted, "counts": f.CountsShown}),
    "answers that nobody counts": ("svaren", (),
        {**_ALONE, "hands": "In this step nobody is counted.", "counts": "In this step nobody is counted."}),
    "sorting": ("sortera", (),
        {**_ALONE, "item": f.ItemTaken, "put": f.ItemPut,
         "explain": "Put a card in its place first, then T shows the fact behind it."}),
    "sorting with a card": ("sortera", (o.PutItem(1),),
        {**_ALONE, "item": f.ItemTaken, "put": f.ItemPut, "no item": f.ItemPut, "explain": f.ItemExplained,
         "undo": f.ExerciseUndone}),
    "sorting explained": ("sortera", (o.PutItem(1), o.ExplainItem()),
        {**_ALONE, "item": f.ItemTaken, "put": f.ItemPut, "no item": f.ItemPut, "undo": f.ExerciseUndone,
         "explain": f.ItemExplained, "next": f.ItemExplained, "back": f.ItemExplained}),
    "boxes": ("boxar", (), {**_ALONE, "text": f.TextWritten}),
    "mind map with a word": ("karta", (o.WriteText(1, "modig"),),
        {**_ALONE, "next": f.StepShown, "text": "That is already there.", "undo": f.ExerciseUndone}),
    "places with a place": ("platser", (o.WriteText(1, "Modig"),),
        {**_ALONE, "next": f.StepShown, "text": "That is already there.", "no text": f.TextErased,
         "undo": f.ExerciseUndone}),
    "own scenario": ("eget", (), {**_ALONE, "next": f.StepShown, "text": f.TextWritten}),
    "bystander picture": ("bilden", (), {**_ALONE, "next": f.StepShown, "spot": f.SpotMarked}),
    "groups": ("grupper", (), {**_ALONE, "size": f.GroupsSized}),
}  # fmt: skip


def test_that_the_table_has_every_order() -> None:
    assert {type(order) for order in ORDERS.values()} == set(kinds(o, o.Order))
    assert set(IN_A_STEP) == set(ORDERS)


@pytest.mark.parametrize("state", STATES)
def test_that_every_order_is_answered_as_the_table_says(state: str) -> None:
    place, before, differs = STATES[state]
    run = start().go(place)
    for order in before:
        run.do(order)
    assert {name: answer(run, order) for name, order in ORDERS.items()} == {**IN_A_STEP, **differs}


@pytest.mark.parametrize("state", OTHERS)
def test_that_the_other_exercises_answer_as_the_table_says(state: str) -> None:
    place, before, differs = OTHERS[state]
    run = start(script(other_forms())).go(place)
    for order in before:
        run.do(order)
    orders = {k: v for k, v in ORDERS.items() if k not in ("goto", "skip")}
    expected = {k: v for k, v in {**IN_A_STEP, **differs}.items() if k in orders}
    assert {name: answer(run, order) for name, order in orders.items()} == expected


def answer(run: Run, order: o.Order) -> Told:
    if order == ORDERS["skip here"]:
        order = o.Skip(run.session.current.id, "time")
    try:
        return type(decide(run.session, order))
    except NotNow as why:
        return why.hint
