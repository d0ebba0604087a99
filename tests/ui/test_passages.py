"""The leader text: every passage in its place and order, and nothing left of the step before."""

from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator.content import model
from facilitator.session.state import blank
from facilitator.ui.console.band import stage_words
from facilitator.ui.console.cards import tell_card
from facilitator.ui.console.notes import Notes
from facilitator.ui.console.passages import Passages, passages_of
from tests import builders
from tests.content import builder
from tests.ui import rows

WHO: tuple[model.Who, ...] = ("A", "both", "B", "adult")
LONG = "Ni behöver inte säga något alls nu, och den som vill kan gå ut en stund. " * 3


def leader(name: str, lines: int) -> model.Leader:
    """What a step called `name` tells its leaders, with `lines` lines of each sort."""
    return model.Leader(
        say=tuple(model.Line(who=who, text=f"{name} {n} {LONG}") for n in range(lines) for who in WHO),
        do=tuple(f"{name} gör {n}" for n in range(lines)),
        watch=(f"{name} märk {LONG}",),
        if_silent=f"{name} tyst",
        if_said=(model.Reply(said=f"{name} sagt", answer=LONG),),
    )  # fmt: skip


def shown(page: Passages) -> list[QLabel]:
    return [one for one in page.findChildren(QLabel) if not one.isHidden()]


def test_each_step_shows_its_own_passages_in_order(qtbot: QtBot) -> None:
    page = Passages(1.0)
    qtbot.addWidget(page)
    page.resize(380, 400)
    page.show()
    for name, lines in (("ett", 2), ("två", 4), ("tre", 1), ("fyra", 3)):
        passages = passages_of(leader(name, lines))
        page.show_passages(passages)
        wanted = [words for passage in passages for words in (passage.title, passage.text) if words]
        assert [one.text() for one in shown(page)] == wanted
        assert not [one for one in page.findChildren(QLabel) if one.isHidden() and one.text()]


def test_nothing_lies_over_anything_else_and_nothing_is_cut(qtbot: QtBot) -> None:
    for factor, width in ((0.8, 300), (1.0, 380), (2.0, 380)):
        page = Passages(factor)
        qtbot.addWidget(page)
        page.resize(width, 400)
        page.show_passages(passages_of(leader("sex", 2)))
        page.show()
        places = [one.geometry() for one in shown(page)]
        assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
        for one in shown(page):
            assert one.height() >= one.heightForWidth(one.width())
            assert QRect(0, 0, width, page.minimumHeight()).contains(one.geometry())


def test_a_shared_screen_holds_no_leader_text(qtbot: QtBot) -> None:
    notes = Notes()
    qtbot.addWidget(notes)
    step = next(step for step in builders.script().steps if step.leader.say)
    notes.show_step(step)
    spoken = step.leader.say[0].text.strip("”")
    assert [one for one in notes.findChildren(QLabel) if spoken in one.text()]
    notes.allow(False)
    assert not [one for one in notes.findChildren(QLabel) if spoken in one.text()]


def test_reminders_stand_above_the_leader_text_and_never_on_a_shared_screen(qtbot: QtBot) -> None:
    notes = Notes()
    qtbot.addWidget(notes)
    notes.resize(392, 700)
    step = next(step for step in builders.script().steps if step.leader.say)

    def says(words: str) -> bool:
        return any(words in one.text() for one in notes.findChildren(QLabel) if not one.isHidden())

    notes.show_step(step, ("strong-next",))
    assert says("FÖRBERED")
    notes.show_step(step, ())
    assert not says("FÖRBERED")
    notes.show_step(step, ("adult-takes-over", "strong-now"))
    assert says("EN VUXEN LEDER")
    notes.allow(False)
    assert not says("EN VUXEN LEDER")


def test_that_with_one_voice_only_the_adult_keeps_a_name() -> None:
    lines = tuple(model.Line(who=who, text="Hej.") for who in ("A", "B", "both", "adult"))
    found = passages_of(model.Leader(say=lines), one_voice=True)
    assert [one.title for one in found] == ["SÄG", "", "", "", "Den vuxna"]
    assert [one.title for one in passages_of(model.Leader(say=lines))] == [
        "SÄG",
        "A",
        "B",
        "Båda",
        "Den vuxna",
    ]
    among_staff = passages_of(model.Leader(say=lines), staff=True)
    assert [one.title for one in among_staff] == ["SÄG", "", "", "", ""]


def test_that_the_card_for_when_somebody_tells_names_the_schools_own_contacts(qtbot: QtBot) -> None:
    card = tell_card(rows.CONTACTS)
    qtbot.addWidget(card)
    card.show()
    assert {"Kurator · rum 214", "Rektor · expeditionen"} <= {one.text() for one in rows.shown(card, QLabel)}


def test_that_a_rehearsal_without_a_stage_is_marked_as_one() -> None:
    session = replace(blank("one", builder.script()), rehearsal=True)
    assert stage_words(session, on_stage=False) == ("ÖVNING – räknas inte", "staff")
    assert stage_words(replace(session, rehearsal=False), on_stage=False)[0] == ""
    assert stage_words(session, on_stage=True)[0] == "På projektorn"
