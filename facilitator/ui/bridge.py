"""The one bridge between the Qt windows and the Qt-free rooms: rows in, wishes out, threads kept apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.paths import command_name
from facilitator.policy import in_force, rules
from facilitator.session.conductor import Conductor
from facilitator.session.orders import End, GoTo
from facilitator.ui.desk import ports
from facilitator.ui.loading import Rooms
from facilitator.ui.rows import packrows
from facilitator.ui.rows.deskrows import DeskRows, local, step_views
from facilitator.ui.running import clock
from facilitator.ui.running.clock import LessonClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.content.model import Scenario, SupportContact
    from facilitator.content.script import Script
    from facilitator.exchange.packages.sessionpack import Step
    from facilitator.session.facts import Fact
    from facilitator.session.state import Session


class Bridge(QObject):
    """Asks the rooms on behalf of the windows. All calls on the GUI thread; `saved` comes from the writer thread.

    `told`: what somebody should know about what was done.
    """

    saved = Signal(str)
    told = Signal(str)

    def __init__(self, rooms: Rooms, parent: QObject | None = None, school: str = "") -> None:
        """`school`: what is named as the school of this laptop."""
        super().__init__(parent)
        self.rooms = rooms
        self._school = school
        self._contacts: tuple[SupportContact, ...] = ()
        self._picked: Mapping[str, tuple[str, ...]] = {}
        self.rows = rooms.rows or DeskRows(rooms)
        self._known = frozenset(rooms.journal.notices)
        rooms.journal.on_status(self._tell_saved)

    def use(self, rooms: Rooms) -> None:
        """Show other lessons from now on, with the same log."""
        self.rooms = rooms
        self.rows = rooms.rows or DeskRows(rooms)

    def _tell_saved(self, status: str) -> None:
        """What is committed to a log apart is not in the log. With what is, it may turn out that something does not fit."""
        self.saved.emit("spilled" if self.rooms.apart and status == "saved" else status)
        if status == "saved" and (
            new := [one for one in self.rooms.journal.notices if one not in self._known]
        ):
            self._known |= frozenset(new)
            self.told.emit("\n".join(new))

    # --- what the desk shows ---------------------------------------------------------------------------

    def use_contacts(self, contacts: Sequence[ports.ContactView]) -> None:
        """Let the school's own rows stand first on every support list from now on."""
        from facilitator.content.local import local_contact

        self._contacts = tuple(local_contact(place, *row) for place, row in enumerate(contacts, 1))

    @property
    def contacts(self) -> "tuple[SupportContact, ...]":
        """The school's own rows of the support list."""
        return self._contacts

    def notices(self, today: date) -> tuple[str, ...]:
        """What a person should know about how things were left, and about the clock."""
        from facilitator.planning.days import clock_doubt

        return (
            *clock_doubt(today), *self.rooms.journal.notices, *self.rooms.notices, *self._content_doubt(),
            *packrows.wrong(self.rooms.library),
        )  # fmt: skip

    def _content_doubt(self) -> Iterator[str]:
        """Which content is left out for its faults: else a lesson would just be gone."""
        files = dict.fromkeys(fault.file for fault in self.rooms.library.faults)
        if files:
            words = ngettext(
                "There are faults in {files}, so what it holds is not shown. This tells what is wrong: {command} check",
                "There are faults in {files}, so what they hold is not shown. This tells what is wrong: {command} check",
                len(files),
            )
            yield words.format(files=", ".join(files), command=command_name())

    def untouched(self) -> bool:
        """Whether nothing has ever been entered: no groups and no sessions."""
        from facilitator.journal import latest, queries

        journal = self.rooms.journal
        return not queries.groups(journal) and not latest.anything(journal, rehearsals=True)

    def use_picks(self, picked: Mapping[str, tuple[str, ...]]) -> None:
        """Let these scenarios stand in place of the lessons' own from now on, by lesson and group."""
        self._picked = picked

    def picks(self, lesson: str, group: str) -> dict[str, str]:
        """The scenarios picked for a lesson with a group, by step."""
        from facilitator.planning import preparing

        return preparing.picks_of(self._picked.get(preparing.place_of(lesson, group), ()))

    def scenarios(self, lesson: str) -> "Mapping[str, tuple[Scenario, ...]]":
        """What can be picked for each step of a lesson that shows a scenario; nothing when it cannot be read."""
        library = self.rooms.library
        try:
            return library.choices_of(library.lesson(lesson))
        except (ContentFault, KeyError):
            return {}

    def script(self, lesson: str, length: int, group: str = "") -> "Script | None":
        """The lesson in that length with what is picked for a group, or None when it cannot be read."""
        try:
            return self.rooms.library.script(lesson, length, self._contacts, self.picks(lesson, group))
        except (ContentFault, KeyError):
            return None

    def ending(self, session: "Session", *, over: bool = False) -> ports.EndingView:
        """The ending form of a session. `over`: its lesson has just ended."""
        from facilitator.session.asking import MORE, asks
        from facilitator.session.summary import summarise

        summary = summarise(session)
        a = session.answers
        return ports.EndingView(
            session=session.id, label=summary.label, title=summary.title, group=session.group,
            started=local(session.started), planned_min=round(session.planned_ms / 60_000),
            spent_min=round(summary.spent_s / 60), saved=self.rooms.journal.status,
            people=a.get("people", session.people), steps=step_views(session, summary.steps),
            rehearsal=session.rehearsal, went=a.get("went"), adults=a.get("adults"), mentors=a.get("mentors"),
            prepared=a.get("prepared"), group_form=a.get("group_form"),
            stayed=bool(a["stayed"]) if "stayed" in a else None, room=a.get("room"), asks=asks(session),
            more={field: a[field] for field in MORE if field in a},
            note=self._note(session.id) if session.noted else "", apart=self.rows.apart(),
            late=session.late, no_note="" if in_force().get(rules.FREE_TEXT) else in_force().reason,
            staff=session.script.lesson.age == "staff", closing=_closing(session) if over else None,
        )  # fmt: skip

    def _note(self, session: str) -> str:
        """The leader's note as it was written last, also when the disk has not taken it yet."""
        from facilitator.journal import queries

        waiting = self.rooms.journal.waiting_note(session)
        return queries.note(self.rooms.journal, session) if waiting is None else waiting

    # --- what the desk asks for ------------------------------------------------------------------------

    def start(self, wish: ports.StartRequest) -> Conductor:
        """Begin a lesson. Raises ContentFault or KeyError when the lesson cannot be read."""
        picks = self.picks(wish.lesson, wish.as_group or wish.group)
        script = self.rooms.library.script(wish.lesson, wish.length or None, self._contacts, picks)
        journal = self.rooms.journal
        journal.keep_script(script)
        conductor = Conductor.start(
            journal.new_session_id(), script, journal, LessonClock(), group=wish.group, people=wish.people,
            rehearsal=wish.rehearsal, opening=() if wish.rehearsal else self._opening(wish),
        )  # fmt: skip
        if wish.step:
            conductor.order(GoTo(wish.step))
        return conductor

    def _opening(self, wish: ports.StartRequest) -> "list[Fact]":
        """What the group brings to the lesson; nothing when the log cannot tell, for the lesson outranks the log."""
        from facilitator.session.thread import brought, continued

        try:
            thread = self.rows.thread(wish.group)
            self.rows.forget(wish.group)
        except WorldTrouble:
            return []
        part = thread.unfinished(wish.lesson)
        facts: list[Fact | None] = [brought(thread)]
        if part is not None and part.session == wish.continues:
            facts.append(continued(part))
        return [fact for fact in facts if fact is not None]

    def resume(self, session_id: str) -> Conductor:
        """Take up a session from the log, safe screen first; an ended one for its form."""
        from facilitator.journal.takingup import take_up

        return take_up(self.rooms.journal, session_id, LessonClock())

    def end(self, conductor: Conductor) -> None:
        """End a session that was interrupted, if its end does not wait for the disk already."""
        if not conductor.session.ended:
            conductor.order(End())

    def save_group(self, group: ports.GroupView, school: str, *, active: bool) -> None:
        """Keep a group, or take it out of use as it stands; where no `school` is named here, it stays at the one it came with.

        Raises ValueError when the code is not a code.
        """
        from facilitator.journal import queries
        from facilitator.planning.groups import Group

        journal = self.rooms.journal
        before = next((one for one in queries.groups(journal) if one.code == group.code), None)
        kept = "" if before is None else before.school
        people = group.people if active or before is None else before.people
        queries.save_group(
            journal, Group(code=group.code, people=people, school=school or kept, active=active)
        )
        if not active and (words := self._still_planned(group.code)):
            self.told.emit(words)

    def take_in(self, folder: Path) -> None:
        """Take the lessons that were led without the log, and lie in `folder`, into it. Raises WorldTrouble."""
        from facilitator.journal.spare import takein

        takein.take_in(self.rooms.journal, folder)
        self.rows.left = tuple(one for one in self.rows.left if one.folder != folder)
        self.rooms = self.rooms._replace(left=self.rows.left)

    def set_school(self, school: str) -> bool:
        """Let every group in use belong to the school from now on; what has been logged stays. Whether any has changed.

        While none is named, no group is taken from the school it came with.
        """
        from facilitator.journal import queries

        if not (school or self._school):
            return False
        self._school = school
        journal = self.rooms.journal
        moved = [one for one in queries.groups(journal) if one.active and one.school != school]
        for group in moved:
            queries.save_group(journal, replace(group, school=school))
        if moved and (words := self._left_behind()):
            self.told.emit(words)
        return bool(moved)

    def _left_behind(self) -> str:
        """Where to find what was led this school year under another name of the school; empty when nothing was."""
        from facilitator.journal import latest
        from facilitator.planning.breaks import first_year

        found = latest.former_schools(self.rooms.journal, self._school, first_year(clock.today()))
        if not found:
            return ""
        names = ", ".join(name or _("No school given") for name in found)
        words = _(
            "Lessons that have been led stay under the school’s former name on the page Follow-up: {names}."
        )
        return words.format(names=names)

    def _still_planned(self, code: str) -> str:
        """What a group that goes out of use has left in the plan, where it would be late one day; empty when there is nothing."""
        from facilitator.journal.yearplan import plans
        from facilitator.planning.breaks import first_year

        today = clock.today()
        ahead = [
            row
            for year in (first_year(today), first_year(today) + 1)
            for row in plans.plan(self.rooms.journal, year)
            if row.group == code and row.day >= today
        ]
        words = ngettext(
            "{group} still has {n} occasion in the plan. Take it away on the page School year if it is not to be held.",
            "{group} still has {n} occasions in the plan. Take them away on the page School year if they are not to be held.",
            len(ahead),
        )
        return words.format(group=code, n=len(ahead)) if ahead else ""

    def export(self, folder: Path, step: "Step | None" = None) -> ports.ReceiptView:
        """Write the CSV set into a folder, in whatever thread. Raises WorldTrouble, or Stopped when `step` says so."""
        from facilitator.exchange.sheets import csvset

        receipt = csvset.export(self.rooms.journal, folder, step)
        rows = {
            "sessions.csv": receipt.sessions,
            "steps.csv": receipt.steps,
            "occasions.csv": receipt.occasions,
        }
        return ports.ReceiptView(folder=folder, files=tuple(rows.items()))


def _closing(session: "Session") -> ports.StartRequest | None:
    """A wish to go on with a lesson that ended without its closing, there; each part has a log of its own, as always."""
    if session.rehearsal or not session.closing_left:
        return None
    return ports.StartRequest(
        session.lesson, session.group, session.people, session.script.length,
        continues=session.id, step=session.closing_left[0],
    )  # fmt: skip
