"""Keeps what was held, cancelled or moved without the program, for the dialogs that ask for it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _
from facilitator.ui.stillreading import really_open

if TYPE_CHECKING:
    from facilitator.journal.occasions import OccasionRow
    from facilitator.planning.occasions import Kind, Occasion, Revision, Why
    from facilitator.planning.year import Planned
    from facilitator.ui.desk.occasions.ports import AccountView, LateWish, OccasionLine, Offers, StepOffer
    from facilitator.ui.loading import Rooms

_PROGRAMMES: "dict[Kind, str]" = {
    "staff": "personal",
    "apt": "apt",
    "training": "utbildning",
    "parents": "moten",
}
"""Where the lessons of each kind of occasion come from."""


class Entering(QObject):
    """`changed` says that the desk has new rows to show; `told` carries a line; `draft` a session whose form is to open."""

    changed = Signal()
    told = Signal(str)
    draft = Signal(str)

    def __init__(
        self, window: QWidget | None, rooms: "Callable[[], Rooms | None]", parent: QObject | None,
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window, self._rooms, self._today = window, rooms, today
        self.dialog: QDialog | None = None

    # --- asking --------------------------------------------------------------------------------------------------

    def ask(self, what: str, row: "Planned | None" = None, year: int | None = None) -> None:
        """Open the list (`list`; of the school year that begins in `year`, else of this one), a new lesson held (`late`) or a
        new occasion (`new`), of a planned one if given."""
        if self._ready() is None:
            return
        from facilitator.planning.breaks import first_year
        from facilitator.ui.desk.occasions.entrydialog import EntryDialog
        from facilitator.ui.desk.occasions.latedialog import LateDialog
        from facilitator.ui.desk.occasions.listdialog import OccasionList

        dialog: QDialog
        if what == "late":
            if row is not None and (gone := self._gone(row)):
                self.told.emit(gone)
                return
            late = LateDialog(self, self._window)
            if row is not None:
                late.suggest(row.group, row.lesson, row.day)
            dialog = late
        elif what == "new":
            dialog = EntryDialog(self, self._like(row) if row is not None else None, parent=self._window)
        else:
            shown = first_year(self._today()) if year is None else year
            dialog = listing = OccasionList(self, shown, self._window)
            listing.late_wanted.connect(self._ask_late)
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_late(self) -> None:
        self.ask("late")

    def _ready(self) -> "Rooms | None":
        """The rooms, when the real log is open; else whoever asks is told."""
        apart = _("The log is not open, so nothing can be entered now.")
        return really_open(self._rooms(), self.told.emit, apart)

    def _gone(self, row: "Planned") -> str:
        """Why a planned lesson cannot be entered as held: its group or itself is not here any more; else another one would
        stand chosen in its place. Empty when it can."""
        from facilitator.planning.yearwords import missing_words

        offers = self.offers()
        if row.group not in dict(offers.groups):
            words = _("{group} is not among the groups any more. Add it in Settings first.")
            return words.format(group=row.group)
        known = any(row.lesson == one.id for one in offers.lessons)
        return "" if known else missing_words(row.lesson)

    def _like(self, row: "Planned") -> "Occasion":
        """A planned occasion of the staff, or of supervision, as if it had been held as planned."""
        from dataclasses import replace

        from facilitator.planning.year import SUPERVISION
        from facilitator.ui.desk.occasions.entrydialog import usual

        kind: Kind = "supervision" if row.lesson == SUPERVISION else "apt" if row.series == "apt" else "staff"
        return replace(
            usual(kind, min(row.day, self._today())), at=row.at, group=row.group, lesson=row.lesson,
            programme=row.series if row.lesson else "",
        )  # fmt: skip

    # --- what the dialogs show -----------------------------------------------------------------------------------

    def offers(self) -> "Offers":
        """What can be chosen now."""
        from facilitator.journal import latest, queries
        from facilitator.planning.breaks import first_year
        from facilitator.planning.due import fits, next_up
        from facilitator.planning.standing import of_class
        from facilitator.ui.desk.occasions.ports import LessonOffer, Offers

        rooms = self._rooms()
        if rooms is None:
            return Offers(self._today())
        groups = [group for group in queries.groups(rooms.journal) if group.active]
        library = rooms.library
        offered = [
            LessonOffer(
                one.id, one.programme, f"{one.label} {one.title}", one.minutes,
                tuple(group.code for group in groups if fits(one, group)),
            )
            for one in library.lessons
        ]  # fmt: skip
        held = latest.latest(rooms.journal, latest.own_groups(groups))
        due = next_up(library.planned, of_class(held, first_year(self._today())), groups)
        return Offers(
            self._today(), tuple((group.code, group.people) for group in groups), tuple(offered),
            {kind: tuple(one for one in offered if one.programme == name) for kind, name in _PROGRAMMES.items()},
            {one.group.code: one.lesson_id for one in reversed(due)},
        )  # fmt: skip

    def steps(self, lesson: str) -> "Sequence[StepOffer]":
        """The steps of a lesson; none when it cannot be read."""
        from facilitator.ui.desk.occasions.ports import StepOffer

        rooms = self._rooms()
        try:
            script = rooms.library.script(lesson) if rooms is not None else None
        except (ContentFault, KeyError):
            script = None
        return [StepOffer(one.id, one.title, one.minutes) for one in script.steps] if script else []

    def lines(self, year: int) -> "Sequence[OccasionLine]":
        """The occasions of a school year, the newest first; none when the log cannot be read, which is told."""
        from facilitator.journal import latest, occasions

        rooms = self._rooms()
        if rooms is None:
            return []
        labels = {one.id: one.label for one in rooms.library.lessons}
        try:
            found = occasions.occasions(rooms.journal, year)
            gone = {row.values.lesson for row in found} - labels.keys() - {""}
            names = latest.lesson_names(rooms.journal, gone)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return []
        labels |= {lesson: " ".join(filter(None, name)) for lesson, name in names.items()}
        return [_line(row, labels) for row in found]

    def accounts(self, own: str) -> "Sequence[AccountView]":
        """Every account of an occasion, the first one first."""
        from facilitator.journal import occasions
        from facilitator.planning.occasions import differing
        from facilitator.ui.desk.occasions.ports import AccountView

        rooms = self._rooms()
        if rooms is None:
            return []
        found = occasions.history(rooms.journal, own)
        waiting = {one.hash for one in differing(found)}
        return [AccountView(one.hash, _account(one), one.hash in waiting) for one in found]

    # --- keeping -------------------------------------------------------------------------------------------------

    def keep(self, one: "Occasion") -> str:
        """Keep a new occasion; the words why not, or nothing."""
        from dataclasses import replace

        from facilitator.journal import occasions

        rooms = self._rooms()
        assert rooms is not None
        kept = replace(one, school=one.school or _school(rooms, one.group))
        return self._try(lambda: occasions.enter(rooms.journal, kept, self._today()))

    def take_back(self, one: "Occasion") -> str:
        """Take back the newest occasion that says this and was entered here, if one stands; the words why not, or nothing."""
        from dataclasses import replace

        from facilitator.journal import occasions

        rooms = self._rooms()
        assert rooms is not None

        def act() -> None:
            same = [
                row
                for row in occasions.occasions(rooms.journal)
                if row.here and replace(row.values, school="") == replace(one, school="")
            ]
            if same:
                own = max(same, key=_entered).occasion
                occasions.withdraw(rooms.journal, own, "mistaken", self._today())

        return self._try(act)

    def correct(self, own: str, one: "Occasion", why: "Why") -> str:
        """Correct an occasion; the words why not, or nothing."""
        from facilitator.journal import occasions

        rooms = self._rooms()
        assert rooms is not None
        return self._try(lambda: occasions.correct(rooms.journal, own, one, why, self._today()))

    def withdraw(self, own: str, why: "Why") -> str:
        """Take an occasion back; the words why not, or nothing."""
        from facilitator.journal import occasions

        rooms = self._rooms()
        assert rooms is not None
        return self._try(lambda: occasions.withdraw(rooms.journal, own, why, self._today()))

    def choose(self, own: str, account: str) -> str:
        """Let one of two accounts stand; the words why not, or nothing."""
        from facilitator.journal import occasions

        rooms = self._rooms()
        assert rooms is not None
        return self._try(lambda: occasions.choose(rooms.journal, own, account))

    def keep_late(self, wish: "LateWish") -> str:
        """Keep a lesson that was held without the program, and ask for its form; the words why not, or nothing."""
        from facilitator.journal import afterwards
        from facilitator.session.afterwards import Remembered

        rooms = self._rooms()
        assert rooms is not None
        now = datetime.combine(self._today(), datetime.now().astimezone().time()).astimezone()
        one = Remembered(wish.group, wish.people, wish.started, wish.minutes, wish.held, wish.reason)
        try:
            script = rooms.library.script(wish.lesson)
            if found := afterwards.problems(one, script, now):
                return _late_words(found[0])
            own = afterwards.enter(rooms.journal, one, script, now)
        except (ContentFault, KeyError):
            return _("The lesson cannot be read, so it cannot be entered.")
        except WorldTrouble as trouble:
            return str(trouble)
        self.changed.emit()
        self.draft.emit(own)
        return ""

    def _try(self, act: Callable[[], object]) -> str:
        from facilitator.journal.occasions import Refused
        from facilitator.planning.occasionwords import problem_words

        try:
            act()
        except Refused as refused:
            return problem_words(refused.problems[0])
        except WorldTrouble as trouble:
            return str(trouble)
        self.changed.emit()
        return ""


def _entered(row: "OccasionRow") -> tuple[str, str]:
    return row.entered, row.occasion


def _school(rooms: "Rooms", group: str) -> str:
    """The school of a group, or the one that all groups here belong to."""
    from facilitator.journal import queries

    groups = queries.groups(rooms.journal)
    schools = {one.school for one in groups if one.code == group or (not group and one.active)}
    return schools.pop() if len(schools) == 1 else ""


def _line(row: "OccasionRow", labels: dict[str, str]) -> "OccasionLine":
    from facilitator.planning.occasionwords import cause_word, kind_word, status_word
    from facilitator.planning.yearwords import missing_lesson
    from facilitator.ui.desk.occasions.ports import OccasionLine

    said = row.values
    lesson = labels.get(said.lesson, missing_lesson()) if said.lesson else ""
    what = " · ".join(part for part in (kind_word(said.kind), lesson, said.group, said.school) if part)
    became = status_word(said.status)
    if said.cause:
        became = f"{became}: {cause_word(said.cause).lower()}"
    return OccasionLine(row.occasion, said, what, became, row.disputed)


def _account(one: "Revision") -> str:
    """One account in a line: what it says, when it was written and why."""
    from facilitator.planning.occasionwords import cause_word, status_word, why_word
    from facilitator.ui.parts import dates

    said = one.values
    parts = [
        dates.short_day(datetime.fromisoformat(one.wall).astimezone().date()),
        why_word(one.why) or _("Entered"),
        f"{status_word(said.status)} {dates.short_day(said.day)}",
        cause_word(said.cause),
        _("{minutes} min").format(minutes=said.minutes) if said.minutes else "",
        _("{count} took part").format(count=said.present) if said.present is not None else "",
    ]
    return " · ".join(part for part in parts if part)


def _late_words(problem: str) -> str:
    """Why a lesson cannot be entered, in a sentence."""
    words = {
        "group": _("Choose a group. Names are never entered here."),
        "day": _("Choose a day in this school year or close to it."),
        "future": _("What has not been yet cannot have been held. Choose an earlier day."),
        "steps": _("Tick at least one step that was held."),
        "minutes": _("Write how many minutes it took, from 5 to 180."),
    }
    return words.get(problem, _("That answer is not possible."))
