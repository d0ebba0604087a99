"""A lesson to change, on a small content: what the editor's page is shown with."""

import tomlkit

from facilitator.content.changing.editing import Editing
from facilitator.content.library import Library
from facilitator.content.model import Lesson, Programme, Scenario, SupportContact, Term
from facilitator.ui.desk.editor.page import EditorPage, HeadView
from tests.content import builder
from tests.content.builder import make

TEXT = tomlkit.dumps(builder.lesson())
ROLES = "En ledare säger det här: Fatima Al-Sayed på Storgatan 5 leder till glädje. " * 3


def library() -> Library:
    """One lesson, and two scenarios with its theme."""
    other = builder.scenario(id="mossan", title="Mössan", lessons=["mvp-02"])
    scenarios = [make(Scenario, one) for one in (builder.scenario(), other)]
    return Library(
        programmes={"mvp": make(Programme, builder.programme())}, terms={"askadare": make(Term, builder.term())},
        scenarios={one.id: one for one in scenarios}, contacts=(make(SupportContact, builder.contact()),),
        lessons=(make(Lesson, builder.lesson()),), links=(), faults=(), warnings=(), files=(), banks={},
    )  # fmt: skip


def editing() -> Editing:
    return Editing("mvp-02", TEXT)


def page(one: Editing | None = None, *notes: str) -> EditorPage:
    """The page with every button."""
    head = HeadView("MVP 2", "Att göra något", "mvp", own=True, from_draft=True, notes=notes)
    return EditorPage(one or editing(), library(), head)


def crowded() -> EditorPage:
    """The page with faults, something that looks like a person, and a step left out."""
    one = editing()
    one.leave_out(next(place for place in range(len(one.steps)) if one.may_leave_out(place)))
    for place in (0, 6):
        one.put(
            ("steps", place, "title"),
            "Ett namn som är alldeles för långt för att få plats på en rad i listan",
        )
    one.steps[6]["leader"]["if_silent"] = ROLES
    return page(one, "Det här är ditt utkast, som det var när du lämnade det.")
