"""The controls of hot chair, line, answers, sorting and the pyramid's forms: named, by mouse and keyboard, undoable."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator.i18n import _, set_language
from facilitator.session import orders as o
from facilitator.session import rules
from facilitator.session import work as w
from facilitator.ui.console.exercise import Exercise
from facilitator.ui.running import touch
from facilitator.ui.stage import compose
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Hit
from tests.session import builder
from tests.session.builder import Run

NARROW = 440  # pixels: the card under the preview on a school laptop


class Sheet:
    """The controls of a running lesson: what they order is done, and what follows is shown."""

    def __init__(self, qtbot: QtBot, run: Run) -> None:
        self.run = run
        self.card = Exercise()
        qtbot.addWidget(self.card)
        self.card.resize(NARROW, 700)
        self.card.ordered.connect(self._ordered)
        self.card.show()
        self.show()

    def _ordered(self, order: o.Order) -> None:
        self.run.do(order)
        self.show()

    def show(self) -> None:
        """Show the session as it stands."""
        self.card.show_session(self.run.session)
        QCoreApplication.sendPostedEvents()

    def all(self, kind: type[QWidget]) -> list[QWidget]:
        """The controls of a kind that can be seen."""
        return [one for one in self.card.findChildren(kind) if one.isVisible()]

    def named(self, name: str) -> QPushButton:
        """The button with these words."""
        found = [
            one for one in self.card.findChildren(QPushButton)
            if one.isVisible() and name in (one.text(), one.accessibleName(), one.text().removesuffix("  T"))
        ]  # fmt: skip
        assert len(found) == 1, name
        return found[0]

    def offers(self, name: str) -> bool:
        """Whether there is such a button."""
        return any(name in (one.text(), one.accessibleName()) for one in self.all(QPushButton))  # type: ignore[attr-defined]

    def press(self, name: str) -> None:
        """Tab has come to the button; Space presses it."""
        QTest.keyClick(self.named(name), Qt.Key.Key_Space)

    def pick(self, words: str, text: str) -> None:
        """Choose from a list with the keyboard."""
        box = next(one for one in self.card.findChildren(QComboBox) if one.accessibleName() == words)
        place = box.findText(text)
        assert place > 0, f"{text!r} is not in the list {words!r}"
        box.setCurrentIndex(place - 1)
        QTest.keyClick(box, Qt.Key.Key_Down)

    def number(self, place: str) -> QSpinBox:
        """The number of those who stand at a place."""
        name = _("How many: {name}").format(name=place)
        return next(n for n in self.card.findChildren(QSpinBox) if n.accessibleName() == name)

    def reads(self, words: str) -> bool:
        """Whether the words stand on the card."""
        return any(words in one.text() for one in self.card.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def open_sheet(qtbot: QtBot) -> Callable[[str], Sheet]:
    """Open the controls at a step of a lesson with the forms."""

    def open_at(step: str) -> Sheet:
        steps = builder.every_form() if step == "pyramiden" else builder.other_forms()
        return Sheet(qtbot, builder.start(builder.script(steps)).go(step))

    return open_at


def sorted_now(sheet: Sheet) -> w.Sorted:
    now = sheet.run.session.work["sortera"].now
    assert isinstance(now, w.Sorted)
    return now


@pytest.mark.parametrize("step", ["stolar", "linjen", "svaren", "sortera", "pyramiden"])
def test_that_every_control_has_a_name_and_room(open_sheet: Callable[[str], Sheet], step: str) -> None:
    sheet = open_sheet(step)
    if step == "sortera":
        sheet.press(_("Put in {name}").format(name="1, Sant"))
    for one in sheet.card.findChildren(QWidget):
        if not one.isVisible() or one.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        assert QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip(), one
        assert min(one.width(), one.height()) >= 24, one.objectName()
        assert one.mapTo(sheet.card, one.rect().topRight()).x() <= NARROW, one


def test_that_the_hot_chair_tells_the_leader_what_comes(open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("stolar")
    assert sheet.reads(_("Warm-up"))
    for text in ("Ett", "Två", "Tre"):
        assert sheet.reads(text)
        sheet.run.do(o.Next())
        sheet.show()
    assert sheet.reads(_("{n} of {m}").format(n=3, m=3))
    assert not sheet.reads(_("Next:"))


def test_that_the_last_line_to_show_is_one(qtbot: QtBot) -> None:
    set_language("en")
    sheet = Sheet(qtbot, builder.start(builder.script(builder.every_form())).go("fallet"))
    while not sheet.reads("Next goes to the next step."):
        left = rules.taps(sheet.run.session, sheet.run.session.current) - sheet.run.session.revealed
        assert sheet.reads(f"{left} more {'line' if left == 1 else 'lines'} to show with Next.")
        sheet.run.do(o.Next())
        sheet.show()


def test_that_hands_along_the_line_are_counted_hidden_and_taken_back(
    open_sheet: Callable[[str], Sheet],
) -> None:
    sheet = open_sheet("linjen")
    number = sheet.number(_("In the middle"))
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Up)
    assert sheet.run.session.work["linjen"].now == w.Counts((None, 1, None))
    sheet.press(_("Show the counts"))
    assert sheet.run.session.work["linjen"].now == w.Counts((None, 1, None), shown=True)
    sheet.press(_("Undo (Ctrl+Z)"))
    sheet.press(_("Undo (Ctrl+Z)"))
    assert sheet.run.session.work["linjen"].now == w.Counts((None, None, None))
    assert not sheet.offers(_("Undo (Ctrl+Z)"))


def test_that_a_number_of_two_digits_is_written_as_it_is_read(
    open_sheet: Callable[[str], Sheet], qtbot: QtBot
) -> None:
    sheet = open_sheet("linjen")
    sheet.card.activateWindow()
    qtbot.waitUntil(sheet.card.isActiveWindow)
    number = sheet.number(_("In the middle"))
    number.setFocus(Qt.FocusReason.TabFocusReason)
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2):  # each is counted at once, and the controls are made anew
        writing: QWidget | None = QApplication.focusWidget()  # the stubs forget that there may be none
        assert writing is not None
        QTest.keyClick(writing, digit)
    assert sheet.run.session.work["linjen"].now == w.Counts((None, 12, None))


def test_that_a_number_goes_no_higher_than_there_are_people_left(
    open_sheet: Callable[[str], Sheet],
) -> None:
    sheet = open_sheet("linjen")
    people = sheet.run.session.people
    sheet.run.do(o.CountHands(0, people - 2))
    sheet.run.do(o.CountHands(1, 1))
    sheet.show()
    assert sheet.number("Nej").maximum() == people - 1
    assert sheet.number(_("In the middle")).maximum() == 2
    assert sheet.number("Ja").maximum() == 1


def test_that_a_list_to_pick_from_says_what_it_is_again_when_nothing_has_changed(
    open_sheet: Callable[[str], Sheet],
) -> None:
    sheet = open_sheet("sortera")
    sheet.press(_("Put in {name}").format(name="1, Sant"))
    words = _("Pick up a placed card")
    for _time in range(2):
        sheet.pick(words, "Lapp 1 · 1")
        (box,) = (one for one in sheet.card.findChildren(QComboBox) if one.accessibleName() == words)
        assert box.currentText() == words


def test_that_nobody_can_be_counted_where_the_author_says_no(open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("svaren")
    assert not sheet.all(QSpinBox)
    sheet.run.do(o.Next())
    sheet.show()
    assert sheet.reads(_("Nobody is counted in this step. Everyone may pass or change answer."))


def test_that_a_sorting_is_played_with_the_buttons(open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("sortera")
    assert not sheet.offers(_("Take back"))
    sheet.press(_("Put in {name}").format(name="2, Falskt"))
    sheet.press("Lapp 3")
    sheet.press(_("Put in {name}").format(name="1, Sant"))
    assert sorted_now(sheet).put == {"lapp-1": 2, "lapp-3": 1}
    sheet.press(_("Show the fact"))
    assert sorted_now(sheet).told == "lapp-3"
    sheet.press(_("Hide the fact"))
    sheet.pick(_("The fact behind a card"), "Lapp 1")
    assert sorted_now(sheet).told == "lapp-1"
    sheet.pick(_("Pick up a placed card"), "Lapp 3 · 1")
    sheet.press(_("Take back"))
    assert sorted_now(sheet).put == {"lapp-1": 2}
    sheet.press(_("Undo (Ctrl+Z)"))
    assert sorted_now(sheet).put == {"lapp-1": 2, "lapp-3": 1}


def test_that_a_phase_says_how_long_it_has_become_to_the_leader_and_on_the_pupils_card(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot, builder.start().go("prat"))

    def labels() -> list[str]:
        slide = compose.compose(sheet.run.session)
        assert isinstance(slide, s.Prompt)
        return [one.label for one in slide.phases]

    sheet.run.do(o.Next(), o.Next())
    sheet.show()
    assert sheet.reads("2:30")
    sheet.run.do(o.AddMinute())
    sheet.show()
    assert sheet.reads("3:30")
    assert labels() == ["1 min · klart", "3½ min · nu", "2 min"]
    sheet.run.do(o.Back(), o.Next())
    sheet.show()
    assert sheet.reads("3:30")
    sheet.run.do(o.Next(), o.AddMinute(), o.AddMinute())
    assert labels() == ["1 min · klart", "3½ min · klart", "4 min · nu"]


def test_that_a_card_picked_from_a_list_leaves_the_keys_to_the_lesson(
    open_sheet: Callable[[str], Sheet], qtbot: QtBot
) -> None:
    sheet = open_sheet("sortera")
    sheet.press(_("Put in {name}").format(name="2, Falskt"))
    with qtbot.waitSignal(sheet.card.released, timeout=0):
        sheet.pick(_("Pick up a placed card"), "Lapp 1 · 2")
    assert sorted_now(sheet).hand == "lapp-1"


def test_that_one_form_of_violence_is_picked_and_let_go(open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("pyramiden")
    latent = "L  " + _("in the air")
    sheet.pick(_("Show one form of violence"), latent)
    now = sheet.run.session.work["pyramiden"].now
    assert isinstance(now, w.Pyramid)
    assert now.form == "latent"
    sheet.press(latent)
    now = sheet.run.session.work["pyramiden"].now
    assert isinstance(now, w.Pyramid)
    assert now.form == ""


def test_that_the_keys_for_cards_are_named_while_a_card_waits(open_sheet: Callable[[str], Sheet]) -> None:
    sheet = open_sheet("pyramiden")

    def told() -> str:
        return "\n".join(one.text() for one in sheet.card.findChildren(QLabel) if one.isVisible())

    assert "Tangenterna 1–5 placerar kortet" in told()
    for _card in range(99):
        if "Alla kort är placerade" in told():
            break
        sheet.run.do(o.PlaceCard(1))
        sheet.show()
    assert "Alla kort är placerade. Ctrl+Z ångrar." in told()
    assert "Tangenterna 1–5" not in told()


def test_that_touched_places_cards_and_facts_mean_what_the_keys_do(
    open_sheet: Callable[[str], Sheet],
) -> None:
    sheet = open_sheet("sortera")
    for kind, value, order in (
        ("place", "2", touch.by_digit(sheet.run.session, 2, shift=False)),
        ("item", "lapp-1", o.TakeItem("lapp-1")),
        ("item", "", touch.by_top_key(sheet.run.session)),
    ):
        hit = Hit(kind, value, sheet.card.rect().toRectF())  # type: ignore[arg-type]  # the kinds above
        assert touch.by_hit(sheet.run.session, hit) == order


HIDDEN: dict[str, tuple[str, tuple[o.Order, ...]]] = {
    "a fact": ("sortera", (o.PutItem(1), o.ExplainItem())),
    "the last question of a sorting": ("sortera", (o.PutItem(1), o.Next())),
    "one form of violence": ("pyramiden", (o.PlaceCard(1), o.ChooseForm("latent"))),
    "the last question of a pyramid": ("pyramiden", (o.PlaceCard(1), o.Next())),
}


@pytest.mark.parametrize("what", HIDDEN)
@pytest.mark.parametrize("touched", [False, True])
def test_that_no_card_is_put_anywhere_while_the_pupils_cannot_see_it(what: str, touched: bool) -> None:
    step, orders = HIDDEN[what]
    run = builder.start(builder.script(builder.other_forms() if step == "sortera" else None)).go(step)
    run.do(*orders)

    def hand() -> object:
        slide = compose.compose(run.session)
        assert isinstance(slide, s.Pyramid | s.Sorting)
        return slide.hand

    def lying() -> int:
        now = run.session.work[step].now
        assert isinstance(now, w.Pyramid | w.Sorted)
        return len(now.placed if isinstance(now, w.Pyramid) else now.put)

    def touch_two() -> o.Order | None:
        kind: Literal["level", "place"] = "level" if step == "pyramiden" else "place"
        hit = Hit(kind, "2", QRectF())
        return touch.by_hit(run.session, hit) if touched else touch.by_digit(run.session, 2, shift=False)

    assert hand() is None
    for seen in (1, 2):
        order = touch_two()
        assert order is not None
        run.do(order)
        assert lying() == seen
        assert hand() is not None


def test_that_one_more_level_for_the_card_just_placed_needs_no_other_card_in_sight() -> None:
    run = builder.start().go("pyramiden")
    run.do(o.PlaceCard(1), o.Next())
    assert touch.by_digit(run.session, 2, shift=True) == o.PlaceCard(2, also=True)


def test_that_what_must_be_found_stands_over_the_controls(qtbot: QtBot) -> None:
    steps = tuple(replace(step, led_by="adult") for step in builder.other_forms())
    sheet = Sheet(qtbot, builder.start(builder.script(steps)).go("sortera"))
    told = next(one for one in sheet.card.findChildren(QLabel) if "Tangenterna 1–" in one.text())
    first = sheet.named(_("Put in {name}").format(name="1, Sant"))
    over = [told, sheet.named(_("Take over"))]
    assert all(one.mapTo(sheet.card, QPoint()).y() < first.mapTo(sheet.card, QPoint()).y() for one in over)


@pytest.mark.parametrize(
    ("step", "lay"), [("pyramiden", o.PlaceCard(2)), ("sortera", o.PutItem(1))], ids=["pyramid", "sorting"]
)
def test_that_the_cards_that_wait_stand_above_the_lists_of_what_lies(
    open_sheet: Callable[[str], Sheet], step: str, lay: o.Order
) -> None:
    sheet = open_sheet(step)
    sheet.run.do(lay)
    sheet.show()
    buttons = [one for one in sheet.all(QPushButton) if isinstance(one, QPushButton)]
    in_hand = next(one for one in buttons if one.property("on") and one.text())
    lists = [one for one in sheet.all(QComboBox) if one.accessibleName() != _("More cards")]
    assert lists
    assert in_hand.mapTo(sheet.card, QPoint()).y() < min(one.mapTo(sheet.card, QPoint()).y() for one in lists)
