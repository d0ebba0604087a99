"""The controls of the exercise in the current step: everything by mouse, touch and keyboard, and undoable."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from facilitator import privacy
from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.session import rules
from facilitator.session import work as w
from facilitator.session.facts import Column
from facilitator.session.pacing import Pace
from facilitator.session.state import Session
from facilitator.ui.console.lines import Lines
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dates import minutes
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label, restyle
from facilitator.ui.parts.stepper import Stepper


def phase_name(kind: model.PhaseKind) -> str:
    """A phase of a conversation in words."""
    return {
        "alone": _("Think alone"), "pair": _("Talk in pairs"), "group": _("Talk in groups"),
        "all": _("All together"), "buzz": _("Talk two or three"),
    }[kind]  # fmt: skip


class Exercise(QFrame):
    """A card with the controls that fit the step; empty steps show how many taps remain."""

    ordered = Signal(object)
    released = Signal()  # the control with the focus is gone
    warned = Signal(QWidget)  # the words that must be seen before the next key

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        top = QHBoxLayout()
        self._title = label("", "strong")
        self._count = label("", "muted")
        self._undo = button(_("Undo"), "small", sign="arrow-counter-clockwise", name=_("Undo (Ctrl+Z)"))
        self._undo.clicked.connect(self._undone)
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._count)
        top.addWidget(self._undo)
        column.addLayout(top)
        self._body = QWidget()
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        column.addWidget(self._body)
        self._hint = label("", "small", wrap=True)
        column.addWidget(self._hint)
        column.addStretch(1)
        self._shown: object = None
        self._orders: dict[QPushButton, o.Order] = {}

    def show_session(self, session: Session, now: Pace) -> None:
        """Show the controls of the current step, anew only when something in them changed."""
        step = session.current
        trail = session.work.get(step.id)
        key = (step.id, session.revealed, trail.now if trail else None, session.people)
        if key == self._shown:
            return
        self._shown = key
        focus = self._focused()
        self._clear()
        self._undo.setVisible(bool(trail and trail.past))
        self._count.setText("")
        self._hint.setText("")
        restyle(self._hint, tone="")
        self._fill(session, step, trail.now if trail else None, now)
        self._order_tabs()
        if focus:
            self._give_focus_to(focus)

    def _order_tabs(self) -> None:
        """Let Tab come to the controls where they stand, not after all that was made before them."""
        before: QWidget = self._undo
        for widget in self._body.findChildren(QWidget):
            if isinstance(widget, QPushButton | QLineEdit | QComboBox):
                QWidget.setTabOrder(before, widget)
                before = widget

    def _focused(self) -> str:
        """The name of the control in the body that has the focus; empty when none has."""
        here: QWidget | None = self._body.focusWidget()  # the stubs forget that there may be none
        return _name(here) if here is not None and here.hasFocus() else ""

    def _give_focus_to(self, name: str) -> None:
        """Keep the focus on the control of this name; when it is gone, no other button may catch the next key."""
        for widget in self._body.findChildren(QWidget):
            if widget.focusPolicy() and _name(widget) == name:
                widget.setFocus()
                return
        self.released.emit()

    def _clear(self) -> None:
        self._orders.clear()
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)  # what is gone is not looked for, though it is deleted later
                widget.deleteLater()

    def _fill(self, session: Session, step: model.Step, work: w.Work | None, now: Pace) -> None:
        match step.stage, work:
            case model.Pyramid() as stage, w.Pyramid():
                self._pyramid(stage, work)
            case model.Agreement() as stage, w.Rules():
                self._agreement(stage, work, session.revealed)
            case model.Board() as stage, w.Board():
                self._board(stage, work)
            case model.Corners() as stage, w.Corners():
                self._corners(session, stage, work)
            case model.ScenarioCase(roleplay=roleplay), w.Scene():
                self._scenario(session, roleplay, work)
            case model.Prompt() as stage, _:
                self._prompt(stage, session.revealed, now)
            case _:
                self._taps(session, step)

    def _taps(self, session: Session, step: model.Step) -> None:
        self._title.setText(step.title)
        left = rules.taps(session, step) - session.revealed
        self._hint.setText(
            _("{n} more lines to show with Next.").format(n=left) if left else self._afterwards(session)
        )

    @staticmethod
    def _afterwards(session: Session) -> str:
        if rules.next_step(session, session.step) is None:
            return _("This is the last step. End the lesson when you are done.")
        return _("Next goes to the next step.")

    def _prompt(self, stage: model.Prompt, revealed: int, now: Pace) -> None:
        self._title.setText(_("Conversation"))
        row = self._flow()
        for i, phase in enumerate(stage.phases, 1):
            words = f"{phase_name(phase.kind)} · {minutes(round(phase.minutes * 60))}"
            made = label(words, "strong" if i == revealed else "body")
            row.addWidget(made)
        following = stage.phases[revealed].kind if revealed < len(stage.phases) else None
        self._hint.setText(
            _("Next starts: {phase}.").format(phase=phase_name(following).lower())
            if following
            else _("Next goes to the next step.")
        )

    def _scenario(self, session: Session, roleplay: bool, work: w.Scene) -> None:
        self._taps(session, session.current)
        self._title.setText(_("Scenario"))
        if roleplay:
            words = _("Let the scene go on") if work.frozen else _("Freeze the scene")
            self._add(self._flow(), button(f"{words}  R", "choice", sign="snowflake"), o.ToggleScene())
            note = _("Only try what a bystander can do. Nobody plays the one who hurts.")
            self._hint.setText(f"{self._hint.text()} {note}")

    def _pyramid(self, stage: model.Pyramid, work: w.Pyramid) -> None:
        every = rules.cards(stage, work)
        hand = rules.in_hand(stage, work)
        self._title.setText(_("Cards to place"))
        self._count.setText(_("{n} of {m}").format(n=len(work.placed), m=len(every)))
        places = self._flow()
        if hand is not None:
            for level, name in enumerate(stage.levels, 1):
                made = button(str(level), "small", name=_("Place on {name}").format(name=f"{level}, {name}"))
                made.setToolTip(name)
                self._add(places, made, o.PlaceCard(level, hand.id))
        if hand is not None and hand.id in work.placed:
            self._add(
                places, button(_("Take back"), "small", sign="arrow-counter-clockwise"), o.LiftCard(hand.id)
            )
        if stage.top and not work.top:
            self._add(places, button(f"{_('Show the top')}  T", "small", sign="eye"), o.ShowTop())
        if work.placed:
            places.addWidget(self._placed([c for c in every if c.id in work.placed], work))
        row = self._flow()
        for card in every:
            here = hand is not None and hand.id == card.id
            if here or card.id not in work.placed:
                made = button(card.text, "small")
                restyle(made, on=here)
                self._add(row, made, o.TakeCard(card.id))
        self._entry("own-card", _("A card of the class's own"), rules.CARD_LIMIT, None)
        self._hint.setText(_("Keys 1–5 place the card, Shift+1–5 puts it in two places, Ctrl+Z takes back."))

    def _placed(self, cards: list[model.Card], work: w.Pyramid) -> QComboBox:
        box = QComboBox()
        box.setProperty("scale", "small")
        box.setAccessibleName(_("Take up a placed card"))
        box.addItem(_("Take up a placed card"))
        for card in cards:
            box.addItem(f"{card.text} · {'+'.join(map(str, work.placed[card.id]))}", card.id)
        box.activated.connect(self._taken_up)
        return box

    def _taken_up(self, index: int) -> None:
        box = self.sender()
        assert isinstance(box, QComboBox)
        if box.itemData(index):
            self.ordered.emit(o.TakeCard(str(box.itemData(index))))

    def _agreement(self, stage: model.Agreement, work: w.Rules, revealed: int) -> None:
        self._title.setText(_("Our agreement"))
        row = self._flow()
        for text in rules.agreed(stage, work, revealed):
            made = button(text, "small", sign="x", name=_("Take away: {text}").format(text=text))
            self._add(row, made, o.RemoveRule(text))
        self._entry("own-rule", _("A rule of the group's own"), rules.TEXT_LIMIT, None)

    def _board(self, stage: model.Board, work: w.Board) -> None:
        self._title.setText(_("What a bystander can do"))
        names: dict[Column, str] = {
            "before": _("Before"),
            "during": _("While it happens"),
            "after": _("After"),
        }
        fields = QWidget()
        across = QHBoxLayout(fields)
        across.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(fields)
        for column, name in names.items():
            words = _("Write: {where}").format(where=name.lower())
            self._entry(f"idea-{column}", words, rules.TEXT_LIMIT, across)
        for column, name in names.items():
            row = self._flow()
            row.addWidget(label(name, "strong"))
            taken: tuple[str, ...] = getattr(work, column)
            for text in taken:
                made = button(text, "small", sign="x", name=_("Take away: {text}").format(text=text))
                restyle(made, on=True)
                self._add(row, made, o.RemoveIdea(column, text))
            for text in getattr(stage, column):
                if text not in taken:
                    self._add(row, button(text, "small", sign="plus"), o.AddIdea(column, text))

    def _corners(self, session: Session, stage: model.Corners, work: w.Corners) -> None:
        self._title.setText(_("Four corners"))
        if not stage.countable or session.people < rules.FEWEST_PRESENT:
            self._hint.setText(_("Nobody is counted in this step. Everyone may pass or change corner."))
            return
        names = ("A", "B", "C", "D")
        row = self._flow()
        for i, count in enumerate(work.counts):
            row.addWidget(label(names[i], "strong"))
            number = Stepper(
                _("In corner {name}").format(name=names[i]), 0, session.people, count or 0, small=True
            )
            number.setProperty("corner", i)
            number.changed.connect(self._counted)
            row.addWidget(number)
        words = _("Hide the counts") if work.shown else _("Show the counts")
        self._add(
            self._flow(), button(words, "small", sign="eye-slash" if work.shown else "eye"), o.ToggleCounts()
        )
        self._hint.setText(
            _("Counts are hidden on the projector until you show them; fewer than three never show.")
        )

    def _flow(self) -> Flow:
        lines = Lines()
        self._box.addWidget(lines)
        return lines.flow

    def _add(self, row: Flow, made: QPushButton, order: o.Order) -> None:
        self._orders[made] = order
        made.clicked.connect(self._clicked)
        row.addWidget(made)

    def _entry(self, name: str, words: str, limit: int, place: QHBoxLayout | None) -> None:
        field = QLineEdit()
        field.setObjectName(name)
        field.setPlaceholderText(_("{what} – no names").format(what=words))
        field.setAccessibleName(words)
        field.setMaxLength(limit)
        field.returnPressed.connect(self._written)
        (place or self._box).addWidget(field)

    def _clicked(self) -> None:
        self.ordered.emit(self._orders[self.sender()])  # type: ignore[index]

    def _counted(self, value: int) -> None:
        self.ordered.emit(o.CountHands(int(self.sender().property("corner")), value))

    def _undone(self) -> None:
        self.ordered.emit(o.Undo())

    def _written(self) -> None:
        field = self.sender()
        assert isinstance(field, QLineEdit)
        text, name = field.text().strip(), field.objectName()
        if not text:
            return
        found = privacy.scan(text)
        if found and field.property("warned") != text:
            field.setProperty("warned", text)
            words = text[found[0].start : found[0].end]
            self._hint.setText(
                _(
                    "“{words}” can point out a person. Change it, or press Enter once more if it is not a name."
                ).format(words=words)
            )
            restyle(self._hint, tone="warn")
            self.warned.emit(self._hint)
            return
        field.clear()
        if name == "own-card":
            self.ordered.emit(o.WriteCard(text))
        elif name == "own-rule":
            self.ordered.emit(o.AddRule(text))
        else:
            self.ordered.emit(o.AddIdea(name.removeprefix("idea-"), text))  # type: ignore[arg-type]


def _name(control: QWidget) -> str:
    """What tells a control from the others in the body, also when the body is built anew."""
    if isinstance(control, QPushButton):
        return control.accessibleName() or control.text()
    return control.objectName() or control.accessibleName()
