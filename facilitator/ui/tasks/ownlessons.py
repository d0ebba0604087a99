"""Lessons of one's own in the window: opened for changing, kept as drafts, saved, taken away, and given to other schools."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.paths import write_whole
from facilitator.ui.loading import Rooms
from facilitator.ui.parts.filedialog import ask_save
from facilitator.ui.running import clock
from facilitator.ui.stillreading import still_reading
from facilitator.ui.tasks.work import OneAtATime

if TYPE_CHECKING:
    from facilitator.content.changing.editing import Editing
    from facilitator.exchange.packages.sessionpack import Step
    from facilitator.ui.desk.editor.page import EditorPage, HeadView
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.window import MainWindow


class OwnLessons(QObject):
    """`read` carries the rooms with the lessons that hold from now on; `told` a line for the person."""

    read = Signal(object)  # Rooms
    told = Signal(str)
    saved = Signal(str, object)  # how it went, and an empty Path

    def __init__(
        self, window: "MainWindow", desk: "Desk", rooms: "Callable[[], Rooms | None]", data: Path,
        school: Callable[[], str], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window, self._desk, self._rooms, self._data, self._school = window, desk, rooms, data, school
        self.page: EditorPage | None = None
        self.dialog: QDialog | None = None
        self._work = OneAtATime(window, self)
        self._as_new = False
        self._done = ""
        desk.edit_asked.connect(self.open)

    # --- opened -------------------------------------------------------------------------------------------

    def open(self, lesson: str) -> None:
        """Open the editor on a lesson, where it was left if there is a draft."""
        from facilitator.content.adding import own, packs

        rooms = self._rooms()
        if rooms is None:
            self.told.emit(still_reading())
            return
        notes: list[str] = []
        draft: Editing | None = None
        try:
            packs.may_change(clock.today())
            try:
                draft = own.draft_of(self._data, lesson)
            except ContentFault as broken:
                notes.append(broken.faults[0].problem)
            editing = draft or own.begin(rooms.library, lesson)
        except (WorldTrouble, ContentFault) as trouble:
            self.told.emit(str(trouble))
            return
        self._show(editing, rooms, self._head(editing, rooms, notes, from_draft=draft is not None))

    def _head(self, editing: "Editing", rooms: Rooms, notes: list[str], *, from_draft: bool) -> "HeadView":
        from facilitator.content.adding import own
        from facilitator.ui.desk.editor.page import HeadView

        is_own = bool(own.file_of(editing.lesson))
        if from_draft:
            notes = [*notes, _("This is your draft, as it was when you left it.")]
            if own.is_behind(rooms.library, editing):
                words = _(
                    "The lesson has been changed since you began this draft. If you save it, the lesson’s text is as it was then, with your changes."
                )
                notes = [*notes, words]
        used = rooms.library.pack_of(editing.lesson)
        if is_own and used is not None:
            notes = [*notes, *(note.problem for note in used.notes if editing.lesson in note.problem)]
        programme = rooms.library.programmes[editing.before["programme"]]
        return HeadView(
            editing.before["label"],
            editing.before["title"],
            programme.accent,
            is_own,
            from_draft,
            tuple(notes),
        )

    def _show(self, editing: "Editing", rooms: Rooms, head: "HeadView") -> None:
        from facilitator.ui.desk.editor.page import EditorPage

        self.page = page = EditorPage(editing, rooms.library, head)
        page.kept.connect(self._keep)
        page.saved.connect(self._save)
        page.dropped.connect(self._ask_drop)
        page.removed.connect(self._ask_remove)
        page.given.connect(self._ask_where)
        page.left.connect(self._leave)
        self._desk.visit(page)

    def _leave(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            changed = page.editing.changed
            page.flush()
            self._desk.go_back()
            if changed:
                words = _("Your draft is kept on this computer. No lesson uses it until you save it.")
                self.saved.emit(words, Path())

    def _keep(self) -> None:
        """Keep a draft of what has been typed; what is as it was needs none."""
        from facilitator.content.adding import own

        page = self.sender()
        editing: Editing | None = getattr(page, "editing", None)
        if editing is None:
            return
        try:
            if editing.changed:
                own.keep_draft(self._data, editing)
            else:
                own.drop_draft(self._data, editing.lesson)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))

    # --- saved --------------------------------------------------------------------------------------------

    def _save(self, as_new: bool) -> None:
        page = self.page
        if page is None or self._work.busy:
            return
        page.flush()
        self._as_new = as_new
        count, editing = len(page.look().wrongs), page.editing
        if count:
            words = ngettext(
                "It cannot be used yet: {n} fault is to be mended. The draft is kept.",
                "It cannot be used yet: {n} faults are to be mended. The draft is kept.",
                count,
            )
            self.told.emit(words.format(n=count))
        elif as_new and editing.get(("title",)).strip() == editing.before["title"]:
            self.told.emit(
                _("Give the lesson a title of its own first: it stands first under About the lesson.")
            )
            page.go(None)
        elif not as_new and not editing.changed:
            self.told.emit(_("Nothing has been changed yet."))
        else:
            self._ask_about_people(editing)

    def _ask_about_people(self, editing: "Editing") -> None:
        from facilitator.ui.desk.editor.fields import findings

        found = [one for text in editing.new_texts() for one in findings(editing, text)]
        if found:
            title, answers = _("Save it all the same?"), (_("Save it"), _("Go back and change it"))
            words = _("This can identify a person. The text is shown to a whole class.")
            self._ask(title, (), found, answers, words, self._begin_save)
        else:
            self._begin_save()

    def _begin_save(self) -> None:
        rooms, page = self._rooms(), self.page
        if rooms is not None and page is not None:
            page.forget()
            self._done = _("Saved. The lesson is used as it is here from now on.")
            if self._as_new:
                self._done = _("Saved as a lesson of its own. It is on the page Lessons, under Our own.")
            act = partial(_save, self._data, rooms, page.editing, self._school(), self._as_new)
            self._work.begin(_("Saving the lesson …"), act, self._over)

    # --- taken away ---------------------------------------------------------------------------------------

    def _ask_drop(self) -> None:
        words = _("What you have written since you last saved is gone then.")
        answers = (_("Throw it away"), _("Keep it"))
        self._ask(_("Throw the draft away?"), (words,), (), answers, "", self._drop)

    def _drop(self) -> None:
        from facilitator.content.adding import own

        page, self.page = self.page, None
        if page is None:
            return
        page.forget()
        try:
            own.drop_draft(self._data, page.editing.lesson)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        self._desk.go_back()
        self.saved.emit(_("The draft is thrown away. The lesson is as it was."), Path())

    def _ask_remove(self) -> None:
        page = self.page
        if page is None:
            return
        from facilitator.content.adding.stacking import OWN

        lines = (_("The lesson as it was before your version is used again."),)
        if page.editing.before["programme"] == OWN:
            lines = (_("It is a lesson of your own, so it goes from the page Lessons."),)
        stays = _("What has been led stays in the log, and a lesson that has been begun can be gone on with.")
        answers = (_("Take it away"), _("Keep it"))
        self._ask(_("Take our version away?"), (*lines, stays), (), answers, "", self._remove)

    def _remove(self) -> None:
        rooms, page = self._rooms(), self.page
        if rooms is not None and page is not None:
            page.forget()
            self._done = _("Your version is taken away. What has been led stays in the log.")
            act = partial(_remove, self._data, rooms, page.editing.lesson, self._school())
            self._work.begin(_("Taking your version away …"), act, self._over)

    # --- given --------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        from facilitator.content.adding.packfile import SUFFIX

        kinds = (_("Content packs (*{suffix})").format(suffix=SUFFIX),)
        name = _("our-own-lessons") + SUFFIX
        self.dialog = ask_save(self._window, _("Save as a pack …"), kinds, name, self.give)

    def give(self, file: str) -> None:
        """Write the lessons of one's own as a pack for other schools."""
        from facilitator.content.adding import own
        from facilitator.errors import trouble_from

        rooms, school, path = self._rooms(), self._school(), Path(file)
        if rooms is None:
            return
        try:
            write_whole(path, own.to_give(rooms.library, school or path.stem, school))
        except OSError as error:
            self.told.emit(str(trouble_from(error, path)))
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
        else:
            words = _("Saved: {file}. Whoever gets it drops it on the window of the program.")
            told = words.format(file=path.name)
            if names := ", ".join(own.left_out(rooms.library)):
                told += " " + _(
                    "Not in the file: {names}. What cannot be used as it is now stays here."
                ).format(names=names)
            self.saved.emit(told, path.parent)

    # --- all of it ----------------------------------------------------------------------------------------

    def _ask(
        self, title: str, lines: tuple[str, ...], doubts: "list[str] | tuple[()]", answers: tuple[str, str], head: str,
        then: Callable[[], None],
    ) -> None:  # fmt: skip
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        self.dialog = dialog = HandoverDialog(
            title, lines, doubts, answers, self._window, "{text}", head or " ", careful=True
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(then)
        dialog.open()

    def _over(self, outcome: object) -> None:
        if isinstance(outcome, Rooms):
            self.page = None
            self._desk.go_back()
            self.read.emit(outcome)
            self.saved.emit(self._done, Path())
            return
        if self.page is not None and self.page.editing.changed:
            self._keep_again()
        told = str(outcome) if outcome is not None else _("Stopped. Nothing has been changed.")
        self.told.emit(told)

    def _keep_again(self) -> None:
        from facilitator.content.adding import own

        assert self.page is not None
        try:
            own.keep_draft(self._data, self.page.editing)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))


def _save(
    data: Path, rooms: Rooms, editing: "Editing", school: str, as_new: bool, _step: "Step"
) -> Rooms | ContentFault:
    from facilitator.content.adding import own
    from facilitator.ui.tasks.packadding import anew

    try:
        own.save(data, rooms.library, editing, school, clock.today(), as_new=as_new)
    except ContentFault as fault:
        return fault
    return anew(data, rooms)


def _remove(data: Path, rooms: Rooms, lesson: str, school: str, _step: "Step") -> Rooms | ContentFault:
    from facilitator.content.adding import own
    from facilitator.ui.tasks.packadding import anew

    try:
        own.remove(data, lesson, school, clock.today())
    except ContentFault as fault:
        return fault
    return anew(data, rooms)
