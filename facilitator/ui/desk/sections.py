"""Settings in cards; the first run shows the same cards."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext, percentage
from facilitator.overriding import override
from facilitator.paths import reserve_dir
from facilitator.ui.desk.ports import Choices, ProjectorView
from facilitator.ui.desk.prepare.words import tested_words
from facilitator.ui.paper.papershelf import look
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.folder import Folder
from facilitator.ui.parts.label import label
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

TEXT_SIZES = (1.0, 1.2, 1.4, 1.6, 2.0)
LONGEST_NAME = 80
LONGEST_CODE = 20


class Section(Card):
    """A card of settings. `changed` carries the setting's key and its new value."""

    changed = Signal(str, object)

    def __init__(self, title: str, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._locked, self._reason = choices.decided.locked, choices.decided.reason

    def ask(self, key: str, question: str, answers: tuple[tuple[object, str], ...], value: object) -> None:
        """Add a question with answers side by side."""
        choice = Choice(question, answers, small=True)
        choice.setObjectName(key)
        choice.choose(value)
        choice.chosen.connect(self._answered)
        if key in self._locked:
            choice.lock(self._reason)
        self._add(key, question, choice)

    def ask_text(self, key: str, question: str, value: str, longest: int, hint: str = "") -> None:
        """Add a question with a line to write."""
        field = QLineEdit(value)
        field.setObjectName(key)
        field.setAccessibleName(question)
        field.setPlaceholderText(hint)
        field.setMaxLength(longest)
        field.editingFinished.connect(self._written)
        if key in self._locked:
            field.setReadOnly(True)
            field.setAccessibleDescription(self._reason)
        self._add(key, question, field)

    def _add(self, key: str, question: str, control: QWidget) -> None:
        box = QVBoxLayout()
        box.setSpacing(gap(0.5))
        box.addWidget(label(question, "strong"))
        box.addWidget(control)
        if key in self._locked:
            box.addWidget(Sign("lock", self._reason, wrap=True))
        self.column.addLayout(box)

    def _answered(self, value: object) -> None:
        self.changed.emit(self.sender().objectName(), value)

    def _written(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit) and field.isModified():
            field.setModified(False)
            self.changed.emit(field.objectName(), field.text().strip())


class LanguageSection(Section):
    """Language, text size and colours."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(_("Language and reading"), choices, parent)
        languages = (("sv", "Svenska"), ("en", "English"))
        self.ask("language", _("Language of the program"), languages, choices.language)
        sizes = tuple((size, percentage(size * 100)) for size in sorted({*TEXT_SIZES, choices.text_size}))
        self.ask("text_size", _("Text size on the laptop"), sizes, choices.text_size)
        looks = (
            ("system", _("As on the computer")),
            ("usual", _("Usual colours")),
            ("high", _("Black on white")),
            ("high-dark", _("White on black")),
        )
        self.ask("contrast", _("High contrast"), looks, choices.contrast)


class SchoolSection(Section):
    """The school's name and code."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(_("School"), choices, parent)
        self._schools = choices.decided.schools
        if len(choices.decided.schools) > 1:
            self._ask_which(choices)
            return
        self.ask_text("school_name", _("The school’s name"), choices.school_name, LONGEST_NAME)
        hint = _("as in the municipality’s list")
        self.ask_text("school_code", _("School code"), choices.school_code, LONGEST_CODE, hint)

    def _ask_which(self, choices: Choices) -> None:
        which = Picking()
        which.setObjectName("school")
        which.setAccessibleName(_("Choose school"))
        which.addItem(_("Choose school"))
        for code, name in choices.decided.schools:
            which.addItem(f"{name} ({code})")
        chosen = (choices.school_code, choices.school_name)
        which.setCurrentIndex(
            1 + choices.decided.schools.index(chosen) if chosen in choices.decided.schools else 0
        )
        which.activated.connect(self._choose)
        self._add("school", _("The school’s name"), which)

    def _choose(self, place: int) -> None:
        if place:
            code, name = self._schools[place - 1]
            self.changed.emit("school_name", name)
            self.changed.emit("school_code", code)


class ScreenSection(Section):
    """The projector: which one, and whether the back row can read it."""

    identify_requested = Signal()
    test_card_requested = Signal()

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(_("Projector"), choices, parent)
        self._state = QVBoxLayout()
        self._state.setSpacing(gap(0.5))
        self.column.addLayout(self._state)
        test = button(_("Reading test"), sign="eye")
        test.clicked.connect(self.test_card_requested)
        find = button(_("Which screen is it?"), sign="projector-screen")
        find.clicked.connect(self.identify_requested)
        row = Flow()
        row.addWidget(test)
        row.addWidget(find)
        self.column.addLayout(row)
        words = _("Show the reading test and stand at the back row. If you can read it, so can everyone.")
        self.column.addWidget(label(words, "small", wrap=True))
        modes = (("auto", _("What is connected")), ("two", _("Two screens")), ("one", _("One screen")))
        self.ask("screen_mode", _("Lead with"), modes, choices.screen_mode)
        safe = ((False, _("The safe screen")), (True, _("A black screen")))
        fades = ((False, _("Change at once")), (True, _("Fade in softly")))
        self.ask("fades", _("New steps on the projector"), fades, choices.fades)
        buttons = ((False, _("Usual")), (True, _("Large, for a touch screen")))
        self.ask("touch", _("Buttons in the lesson"), buttons, choices.touch)
        self.ask(
            "safe_key_is_black", _("The key B and the clicker’s blank show"), safe, choices.safe_key_is_black
        )
        self.show_projector(ProjectorView())

    def show_projector(self, view: ProjectorView) -> None:
        """Tell which projector is there."""
        clear(self._state)
        if view.connected:
            words = _("A projector is connected, {size}.").format(size=view.size)
            self._state.addWidget(Sign("check", words, "ok", "body", wrap=True))
        elif view.mirrored:
            words = _("The screens show the same picture. The leader’s view then runs without notes.")
            self._state.addWidget(Sign("warning-circle", words, "warn", "body", wrap=True))
        else:
            words = _("No projector is connected. The lesson can still run on this screen, without notes.")
            self._state.addWidget(Sign("projector-screen", words, role="body", wrap=True))
        if view.tested is not None:
            self._state.addWidget(label(tested_words(view.tested, view.read), "small", wrap=True))


class PaperSection(Section):
    """Every lesson as a PDF, for the day when the program does not open."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(_("If the program does not open"), choices, parent=parent)
        self._folder = reserve_dir(choices.data_dir)
        words = _(
            "Every lesson lies as a PDF in this folder: guide, scenario cards and support list. Print from there."
        )
        self.column.addWidget(label(words, wrap=True))
        self.state = label("", "small", wrap=True)
        self.column.addWidget(self.state)
        self.place = Folder(self._folder)
        self.column.addWidget(self.place)
        answers = ((True, _("Yes")), (False, _("No")))
        self.ask(
            "reserve_papers", _("Draw them anew when a lesson has changed"), answers, choices.reserve_papers
        )
        self.show_state()

    def show_state(self) -> None:
        """Tell how many lie there, and since when."""
        found = look(self._folder)
        words = _("None are there yet. They are drawn while the program rests.")
        if found.files:
            day = dates.long_day(datetime.fromtimestamp(found.newest).astimezone().date())
            words = ngettext(
                "{n} lesson is there; the newest was drawn on {day}.",
                "{n} lessons are there; the newest was drawn on {day}.",
                found.files,
            ).format(n=found.files, day=day)
        self.state.setText(words)
        self.place.setVisible(found.files > 0)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()
