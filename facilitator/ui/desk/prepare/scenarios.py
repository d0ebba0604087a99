"""Which scenario the lesson tells: the lesson's own, or another of the bank that fits; read it whole, then choose."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.prepare.words import place_words
from facilitator.ui.parts.bullets import bullets
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap
from facilitator.ui.stage.exercises import mark

if TYPE_CHECKING:
    from facilitator.content.model import Scenario, Step
    from facilitator.content.script import Script

Offered = Mapping[str, tuple["Scenario", ...]]


class Scenarios(Page):
    """The scenarios to choose among, step by step. `picked` carries a step and its scenario, empty for the lesson's own."""

    picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(2, 2, gap(1), gap(2))
        self._cards: list[_Card] = []
        self._known: tuple[object, ...] = ()
        self._lead = label("", "muted", wrap=True)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(gap(1.5))
        self.column.addWidget(self._lead)
        self.column.addLayout(self._steps)
        self.column.addStretch(1)

    def show_script(self, script: "Script", offered: Offered, group: str) -> None:
        """Show what can be told in a lesson, and what is chosen for the group."""
        shown = {step.id: step.stage.scenario for step in script.steps if step.id in offered}  # type: ignore[union-attr]
        known = (script.lesson.id, tuple((step, offered[step]) for step in shown), group)
        if known != self._known:
            self._known = known
            self._lay_out([step for step in script.steps if step.id in offered], offered, group)
        for card in self._cards:
            card.mark(chosen=shown[card.step] == card.scenario)

    def _lay_out(self, steps: "Sequence[Step]", offered: Offered, group: str) -> None:
        clear(self._steps)
        self._cards = []
        more = any(len(offered[step.id]) > 1 for step in steps)
        self._lead.setText(_lead_words(group) if more else _none_words())
        for number, step in enumerate(steps, 1):
            cards = [
                _Card(step.id, one, offered[step.id][0], alone=len(offered[step.id]) == 1)
                for one in offered[step.id]
            ]
            if len(steps) > 1:
                words = _("Scenario {n} of {all}").format(n=number, all=len(steps))
                self._steps.addWidget(label(words, "heading", wrap=True))
            for card in cards:
                card.choose.clicked.connect(self._choose)
                self._steps.addWidget(card)
            self._cards += cards

    def _choose(self) -> None:
        card = next(one for one in self._cards if one.choose is self.sender())
        self.picked.emit(card.step, "" if card.own else card.scenario)


class _Card(Card):
    """One scenario: what happens, and on request all of it."""

    def __init__(self, step: str, scenario: "Scenario", own: "Scenario", *, alone: bool) -> None:
        super().__init__()
        self.step, self.scenario, self.own = step, scenario.id, scenario is own
        self._whole: QWidget | None = None
        self._content = scenario
        self.choose = button(_("Choose"), "small", name=_("Choose {title}").format(title=scenario.title))
        self.choose.setCheckable(True)  # each can be come to with Tab: one reads, and then chooses
        self._more = button(
            _("Read it all"), "small", name=_("Read all of {title}").format(title=scenario.title)
        )
        self._more.setCheckable(True)
        self._more.toggled.connect(self._unfold)
        top = QHBoxLayout()
        top.addWidget(label(scenario.title, "heading", wrap=True), 1)
        top.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self.choose.setVisible(not alone)  # in its place, else it would flash as a window
        self.column.addWidget(
            label(
                _about(scenario, own=self.own, stronger=scenario.strength > own.strength), "small", wrap=True
            )
        )
        self.column.addWidget(label(scenario.situation.replace("**", ""), wrap=True))
        self._after = Sign("warning-circle", _after_words(), "warn", wrap=True)
        self._after.hide()
        self.column.addWidget(self._after)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def mark(self, *, chosen: bool) -> None:
        """Show whether it is the one that is told."""
        self.choose.setChecked(chosen)
        self.choose.setText(_("Chosen") if chosen else _("Choose"))
        self._after.setVisible(chosen and not self.own)

    def _unfold(self, unfolded: bool) -> None:
        self._more.setText(_("Show less") if unfolded else _("Read it all"))
        if self._whole is None:
            self._whole = _whole(self._content)
            self.column.addWidget(self._whole)
        self._whole.setVisible(unfolded)


def _whole(scenario: "Scenario") -> QWidget:
    from facilitator.exchange.paper.words import options_by_moment

    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap(1.5))
    column.addLayout(bullets(_("The bystander’s thoughts"), scenario.thoughts))
    for name, texts in options_by_moment(scenario):
        column.addLayout(bullets(name, texts))
    column.addLayout(bullets(_("Talk about"), scenario.questions))
    column.addLayout(bullets(_("To the leader"), (scenario.to_leader,)))
    return holder


def _about(scenario: "Scenario", *, own: bool, stronger: bool) -> str:
    """Where it happens, which forms of violence, how strong, and how it stands beside the lesson's own."""
    parts = [
        place_words(scenario.place),
        ", ".join(mark(form).name for form in scenario.forms),
        _("strength {n} of 3").format(n=scenario.strength),
        *([_("stronger than the lesson’s own")] if stronger else []),
    ]
    words = " · ".join([_("The lesson’s own"), *parts] if own else parts)
    return words[:1].upper() + words[1:]


def _lead_words(group: str) -> str:
    if not group:
        return _(
            "Choose the scenario that suits your group. The leader text, the cards and the guide follow."
        )
    words = _(
        "Choose the scenario that suits {group}. It holds the next time the group has the lesson; "
        "the leader text, the cards and the guide follow."
    )
    return words.format(group=group)


def _none_words() -> str:
    return _(
        "In this lesson the scenario is not changed: it is told with its own picture, or no other one fits."
    )


def _after_words() -> str:
    return _(
        "You have changed the scenario. Read through the other steps once: some of them may be thought for the lesson’s own."
    )
