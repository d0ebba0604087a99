"""The school's own rows of the support list: adults in their role, five at most, first on every list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from facilitator import privacy
from facilitator.content.local import is_stale
from facilitator.i18n import _
from facilitator.settingvalues import CONTACT_LENGTHS, MOST_CONTACTS
from facilitator.ui.desk.ports import ContactView
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card, rule
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.focus import fields, stand_before
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

_ALLOWED = {"reach": {privacy.Kind.PHONE}}


class ContactRow(QFrame):
    """One contact, to write and to confirm. `changed`: what is written is whole and new; `removed`: it goes."""

    changed = Signal()
    removed = Signal()

    def __init__(self, place: int, view: ContactView | None, today: date | None) -> None:
        super().__init__()
        self._today = today or date.min
        self._checked = view.checked if view else self._today
        self._fields: dict[str, QLineEdit] = {}
        self._words = QVBoxLayout()
        foot = Flow()
        self._confirm = button(_("Still right"), "small", sign="check")
        self._confirm.setAccessibleName(_("Contact {number} is still right").format(number=place))
        self._confirm.clicked.connect(self._confirmed)
        away = button("", "small", sign="trash", name=_("Remove contact {number}").format(number=place))
        away.clicked.connect(self.removed)
        foot.addWidget(self._confirm)
        foot.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(0.75))
        for key, name, hint in (
            ("name", _("Role"), _("e.g. School counsellor")),
            ("reach", _("How to reach"), _("e.g. room 214")),
            ("audience", _("For whom"), _("e.g. everyone at the school")),
        ):
            column.addWidget(self._field(key, place, name, hint, view))
        column.addLayout(self._words)
        column.addLayout(foot)
        column.addWidget(rule())
        self._show()

    def _field(self, key: str, place: int, name: str, hint: str, view: ContactView | None) -> QLineEdit:
        field = QLineEdit(str(getattr(view, key)) if view else "")
        field.setProperty("scale", "small")
        field.setAccessibleName(_("Contact {number}: {what}").format(number=place, what=name))
        field.setPlaceholderText(f"{name}, {hint}")
        field.setMaxLength(CONTACT_LENGTHS[key])
        field.setCursorPosition(0)
        field.editingFinished.connect(self._written)
        self._fields[key] = field
        return field

    @property
    def row(self) -> dict[str, str] | None:
        """The contact as the settings keep it; None while something is missing."""
        texts = {key: field.text().strip() for key, field in self._fields.items()}
        return {**texts, "checked": self._checked.isoformat()} if all(texts.values()) else None

    @property
    def view(self) -> ContactView:
        """What is written so far."""
        name, reach, audience = (self._fields[key].text() for key in ("name", "reach", "audience"))
        return ContactView(name, reach, audience, self._checked)

    def take_focus(self) -> None:
        """Begin to write."""
        self._fields["name"].setFocus()

    def _written(self) -> None:
        if any(field.isModified() for field in self._fields.values()):
            for field in self._fields.values():
                field.setModified(False)
            self._confirmed()

    def _confirmed(self) -> None:
        self._checked = self._today
        self._show()
        if self.row is not None:
            self.changed.emit()

    def _show(self) -> None:
        clear(self._words)
        whole = self.row is not None
        self._confirm.setEnabled(whole)
        if not whole:
            self._words.addWidget(label(_("Fill in all three, then the row is kept."), "small", wrap=True))
        elif is_stale(self._checked, self._today):
            words = _("Checked {day}, more than half a year ago. Is it still right?")
            self._words.addWidget(Sign("warning-circle", self._dated(words), "warn", "strong", wrap=True))
        else:
            self._words.addWidget(Sign("check", self._dated(_("Checked {day}")), "ok", wrap=True))
        for key, field in self._fields.items():
            found = [one for one in privacy.scan(field.text()) if one.kind not in _ALLOWED.get(key, set())]
            if found:
                words = privacy.told(field.text()[found[0].start : found[0].end], found[0].kind)
                self._words.addWidget(Sign("warning-circle", words, "warn", "strong", wrap=True))

    def _dated(self, words: str) -> str:
        return words.format(day=dates.long_day(self._checked))


class ContactsSection(Card):
    """Up to five contacts. `changed` carries the setting's key and all whole rows."""

    changed = Signal(str, object)

    def __init__(self, contacts: Sequence[ContactView], parent: QWidget | None = None) -> None:
        super().__init__(_("Our own contacts on the support list"), parent=parent)
        self._contacts = tuple(contacts)
        self._rows: list[ContactRow] = []
        self._today: date | None = None
        words = _(
            "Adults at the school in their role, not by name. They come first on every support list: "
            "the first two on the projector, all of them on the card for the leader."
        )
        self.column.addWidget(label(words, "muted", wrap=True))
        self._box = QVBoxLayout()
        self._box.setSpacing(gap(1.5))
        self.column.addLayout(self._box)
        self._add = button(_("Add a contact"), "small", sign="plus")
        self._add.clicked.connect(self._add_blank)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_day(self, today: date) -> None:
        """Show the rows as they stand on a day."""
        if self._today is None:
            self._today = today
            for contact in self._contacts:
                self._append(contact)

    @property
    def written(self) -> tuple[ContactView, ...]:
        """All rows as they are written so far, also those that are not whole and therefore not kept yet."""
        return self._contacts if self._today is None else tuple(row.view for row in self._rows)

    def _append(self, contact: ContactView | None) -> ContactRow:
        row = ContactRow(len(self._rows) + 1, contact, self._today)
        row.changed.connect(self._tell)
        row.removed.connect(self._remove)
        self._rows.append(row)
        self._box.addWidget(row)
        stand_before(self._add, fields(row))
        self._add.setEnabled(len(self._rows) < MOST_CONTACTS)
        return row

    def _add_blank(self) -> None:
        self._append(None).take_focus()

    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, ContactRow):
            was_kept = row.row is not None
            self._rows.remove(row)
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._add.setEnabled(True)
            self._add.setFocus()
            if was_kept:
                self._tell()

    def _tell(self) -> None:
        rows = tuple(row.row for row in self._rows if row.row is not None)
        self.changed.emit("contacts", rows)
