"""The controls of what leaders write and of the calm forms: names, keys, the look for names of people, undo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator.content import model as m
from facilitator.errors import NotNow
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.fold import evolve
from facilitator.session.rules import decide
from facilitator.session.state import Entry, Session, blank
from facilitator.ui.console.exercise import Exercise
from tests.session.builder import script, step

BOXES = m.Boxes(
    question="Varifrån?",
    frames=("Killboxen", "Tjejboxen"),
    outside="Vad händer?",
    without="Vad blir möjligt?",
)
WRITTEN: dict[str, m.Stage] = {
    "boxes": BOXES,
    "mind-map": m.MindMap(centre="Mod", branches=("Se", "Göra", "Säga", "Hämta", "Trösta")),
    "places": m.Places(question="Var?", lists=("Tryggt", "Otryggt"), suggestions=("Matsalen", "Bussen")),
    "own-scenario": m.OwnScenario(heading="Vårt eget", parts=("Var händer det?", "Vem ser?")),
}
CALM: dict[str, tuple[m.Stage, str]] = {
    "paper-notes": (m.PaperNotes(heading="Vad?", how=("Skriv.", "Vik.")), "Läs alla lappar själv först."),
    "logbook": (m.Logbook(prompt="Vad?"), "Ingen läser det som skrivs"),
    "movement": (m.Movement(heading="Rör er", how=("Hoppa.",)), "Den som vill får sitta"),
    "story": (m.Story(), "Projektorn vilar."),
    "evaluation": (m.Evaluation(heading="Vad?", questions=("Bra?",)), "utan namn"),
    "diploma": (m.Diploma(heading="Tack", text="Tack."), "Namn står bara på diplomen av papper."),
}


class Leader:
    """An exercise's controls and a session that follows the orders they give."""

    def __init__(self, qtbot: QtBot, stage: m.Stage, people: int = 26, revealed: int = 0) -> None:
        made = replace(
            blank("P", script((step("steg", stage), step("sist", m.Round(prompt="Ett ord."))))), people=people
        )
        self.session: Session = replace(made, revealed=revealed)
        self.orders: list[o.Order] = []
        self.sheet = Exercise()
        self.sheet.ordered.connect(self.obey)
        qtbot.addWidget(self.sheet)
        self.sheet.resize(560, 480)
        self.sheet.show()
        qtbot.waitExposed(self.sheet)
        self.sheet.show_session(self.session)

    def obey(self, order: o.Order) -> None:
        """Carry an order out and show what came of it; nothing, when it must wait."""
        self.orders.append(order)
        try:
            fact = decide(self.session, order)
        except NotNow:
            return
        self.session = evolve(self.session, Entry(self.session.seq + 1, self.session.at_ms, "", fact))
        self.sheet.show_session(self.session)

    @property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """What stands in the places."""
        now = self.session.work["steg"].now
        assert isinstance(now, w.Texts)
        return now.columns

    def field(self, place: int) -> QLineEdit:
        """The field of a place."""
        found = self.sheet.findChild(QLineEdit, f"text-{place}")
        assert found is not None
        return found

    def press(self, name: str) -> None:
        """Press the one button of this name."""
        (found,) = [one for one in self.sheet.findChildren(QPushButton) if spoken(one) == name]
        found.click()

    def suggestions(self, name: str) -> QComboBox:
        """The list of this name."""
        return [one for one in self.sheet.findChildren(QComboBox) if one.accessibleName() == name][-1]

    def pick(self, name: str, text: str) -> None:
        """Choose from a list."""
        box = self.suggestions(name)
        box.setCurrentText(text)
        box.activated.emit(box.currentIndex())

    def buttons(self) -> list[str]:
        """The names of all buttons that can be seen."""
        return [spoken(one) for one in self.sheet.findChildren(QPushButton) if one.isVisible()]

    def words(self) -> str:
        """All labels, one after the other."""
        return " ".join(one.text() for one in self.sheet.findChildren(QLabel))


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def foot(sheet: QWidget, widget: QWidget) -> int:
    """Where a widget ends in the sheet, in pixels from its top."""
    return widget.mapTo(sheet, QPoint()).y() + widget.height()


@pytest.fixture(params=WRITTEN)
def leader(request: pytest.FixtureRequest, qtbot: QtBot) -> Leader:
    return Leader(qtbot, WRITTEN[request.param])


def test_that_what_is_written_stands_there_and_can_be_taken_away(leader: Leader, qtbot: QtBot) -> None:
    QTest.keyClicks(leader.field(1), "modig")
    QTest.keyClick(leader.field(1), Qt.Key.Key_Return)
    assert leader.columns[1] == ("modig",)
    assert leader.field(1).text() == ""
    leader.press("Ta bort: modig")
    assert leader.columns[1] == ()


def test_that_what_is_refused_stands_in_its_field_to_be_changed(leader: Leader) -> None:
    for _time in range(2):
        QTest.keyClicks(leader.field(1), "modig")
        QTest.keyClick(leader.field(1), Qt.Key.Key_Return)
    assert leader.columns[1] == ("modig",)
    assert leader.field(1).text() == "modig"
    QTest.keyClicks(leader.field(1), "are")
    QTest.keyClick(leader.field(1), Qt.Key.Key_Return)
    assert leader.columns[1] == ("modig", "modigare")
    assert leader.field(1).text() == ""


def test_that_what_found_no_room_is_still_there_when_something_else_is_taken_away(leader: Leader) -> None:
    texts = [f"ord {n}" for n in range(9)]
    for text in texts:
        if leader.field(0).text():
            break  # the last one has found no room
        QTest.keyClicks(leader.field(0), text)
        QTest.keyClick(leader.field(0), Qt.Key.Key_Return)
    refused = leader.field(0).text()
    assert refused not in leader.columns[0]
    leader.press("Ta bort: ord 0")
    assert leader.field(0).text() == refused
    QTest.keyClick(leader.field(0), Qt.Key.Key_Return)
    assert leader.columns[0][-1] == refused
    assert leader.field(0).text() == ""


def test_that_what_is_being_written_is_there_when_something_else_changes_in_the_step(leader: Leader) -> None:
    QTest.keyClicks(leader.field(0), "mod igen")
    leader.obey(o.WriteText(1, "modig"))
    assert (leader.field(0).text(), leader.field(1).text()) == ("mod igen", "")
    leader.obey(o.GoTo("sist"))
    leader.obey(o.GoTo("steg"))
    assert leader.field(0).text() == ""


def test_that_the_next_word_can_be_written_at_once(leader: Leader, qtbot: QtBot) -> None:
    leader.sheet.activateWindow()
    leader.field(0).setFocus()
    qtbot.waitUntil(leader.field(0).hasFocus)
    QTest.keyClicks(leader.field(0), "modig")
    QTest.keyClick(leader.field(0), Qt.Key.Key_Return)
    assert leader.field(0).hasFocus()


def test_that_a_write_can_be_undone(leader: Leader, qtbot: QtBot) -> None:
    QTest.keyClicks(leader.field(0), "modig")
    QTest.keyClick(leader.field(0), Qt.Key.Key_Return)
    leader.press("Ångra (Ctrl+Z)")
    assert leader.columns[0] == ()


def test_that_what_can_point_out_a_person_is_asked_about_before_it_shows(
    leader: Leader, qtbot: QtBot
) -> None:
    field = leader.field(0)
    field.setText("ring 070-123 45 67")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert leader.orders == []
    warning = next(one for one in leader.sheet.findChildren(QLabel) if "”070-123 45 67” kan" in one.text())
    qtbot.waitUntil(
        lambda: 0 <= warning.mapTo(leader.sheet, QPoint()).y() - foot(leader.sheet, field) < warning.height()
    )
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not warning.isVisible()
    QTest.keyClicks(field, "8")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert leader.orders == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert leader.columns[0] == ("ring 070-123 45 68",)
    assert not warning.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the controls were made anew
    qtbot.waitUntil(lambda: leader.field(0).isVisible())
    again = leader.field(0)
    again.setText("ring 070-123 45 67")
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert warning.isVisible()


def test_that_no_field_takes_more_than_the_projector_shows(leader: Leader, qtbot: QtBot) -> None:
    field = leader.field(0)
    QTest.keyClicks(field, "x" * 80)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(leader.columns[0][0]) == field.maxLength()


def test_that_every_control_has_a_name(leader: Leader, qtbot: QtBot) -> None:
    QTest.keyClicks(leader.field(0), "modig")
    QTest.keyClick(leader.field(0), Qt.Key.Key_Return)
    controls = [one for one in leader.sheet.findChildren(QWidget) if isinstance(one, QLineEdit | QPushButton)]
    assert controls
    assert [one for one in controls if not spoken(one)] == []


def test_that_the_boxes_are_written_in_from_the_inside_out(qtbot: QtBot) -> None:
    shown = [Leader(qtbot, BOXES, revealed=tap) for tap in range(3)]
    fields = [[one.objectName() for one in leader.sheet.findChildren(QLineEdit)] for leader in shown]
    assert fields == [["text-0", "text-1"], ["text-2", "text-3"], []]
    assert spoken(shown[1].field(2)) == "Utanför Killboxen"


def test_that_a_suggested_place_is_one_press_away_and_offered_until_it_lies_somewhere(qtbot: QtBot) -> None:
    leader = Leader(qtbot, WRITTEN["places"])
    leader.press("Bussen till Otryggt")
    assert leader.columns == ((), ("Bussen",))
    qtbot.waitUntil(lambda: [name for name in leader.buttons() if "Bussen" in name] == ["Ta bort: Bussen"])
    assert {"Matsalen till Tryggt", "Matsalen till Otryggt"} <= set(leader.buttons())


def test_that_a_full_place_offers_nothing_more(qtbot: QtBot) -> None:
    stage = m.Places(question="Var?", lists=("Tryggt",), suggestions=tuple(f"Plats {n}" for n in range(8)))
    leader = Leader(qtbot, stage)
    for n in range(6):
        leader.pick("Förslag: tryggt", f"Plats {n}")
    qtbot.waitUntil(lambda: "Ta bort: Plats 5" in leader.buttons())
    assert not leader.suggestions("Förslag: tryggt").isEnabled()


def test_that_few_suggestions_are_buttons_and_many_are_lists_that_stay(qtbot: QtBot) -> None:
    few = Leader(qtbot, WRITTEN["places"])
    few.press("Bussen till Otryggt")
    assert few.columns == ((), ("Bussen",))
    texts = tuple(f"Göra {n}" for n in range(4))
    many = Leader(qtbot, m.Board(question="Vad?", before=texts, during=texts[:2], after=texts[:1]))
    assert [name for name in many.buttons() if name.startswith("Göra")] == []
    for n in range(3):
        many.pick("Förslag: innan", f"Göra {n}")
    many.pick("Förslag: efteråt", "Göra 0")
    assert many.orders[-1] == o.AddIdea("after", "Göra 0")
    assert [many.suggestions("Förslag: innan").itemText(n) for n in range(2)] == ["Förslag", "Göra 3"]
    qtbot.waitUntil(lambda: {"Ta bort: Göra 2", "Ta bort: Göra 0"} <= set(many.buttons()))


@pytest.mark.parametrize("form", CALM)
def test_that_a_calm_form_takes_nothing_in_and_says_what_to_keep_in_mind(form: str, qtbot: QtBot) -> None:
    stage, rule = CALM[form]
    leader = Leader(qtbot, stage)
    assert leader.sheet.findChildren(QLineEdit) == []
    assert rule in leader.words()


def test_that_groups_grow_and_shrink_one_by_one(qtbot: QtBot) -> None:
    leader = Leader(qtbot, m.Groups(heading="Grupper", size=4))
    assert "2 grupper med 5 och 4 grupper med 4" in leader.words()
    leader.press("Hur många i varje grupp: en fler")
    assert leader.orders == [o.SizeGroups(5)]
    assert "1 grupp med 6 och 4 grupper med 5" in leader.words()
    leader.press("Ångra (Ctrl+Z)")
    assert "2 grupper med 5 och 4 grupper med 4" in leader.words()


def test_that_a_group_is_two_to_eight(qtbot: QtBot) -> None:
    leader = Leader(qtbot, m.Groups(heading="Grupper", size=2))
    (number,) = leader.sheet.findChildren(QSpinBox)
    assert (number.minimum(), number.maximum(), number.value()) == (2, 8, 2)


def test_that_groups_without_a_number_of_people_say_so(qtbot: QtBot) -> None:
    assert (
        "Ingen har skrivit hur många" in Leader(qtbot, m.Groups(heading="Grupper", size=4), people=0).words()
    )


@pytest.mark.parametrize("stage", [BOXES, WRITTEN["mind-map"], m.Board(question="Vad kan man göra?")])
def test_that_names_are_warned_against_also_where_the_fields_have_no_room_for_it(
    qtbot: QtBot, stage: m.Stage
) -> None:
    sheet = Leader(qtbot, stage).sheet
    assert any("Inga namn." in one.text() for one in sheet.findChildren(QLabel) if one.isVisible())
