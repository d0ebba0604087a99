"""The one bridge between the Qt windows and the Qt-free rooms: rows in, wishes out, threads kept apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import ngettext
from facilitator.paths import command_name
from facilitator.session.conductor import Conductor
from facilitator.session.orders import End
from facilitator.ui.clock import LessonClock
from facilitator.ui.desk import ports
from facilitator.ui.loading import Rooms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.content.model import Lesson, SupportContact
    from facilitator.content.script import Script
    from facilitator.journal.rows import SessionRow
    from facilitator.planning.due import Due, Held
    from facilitator.session.facts import Fact
    from facilitator.session.state import Session
    from facilitator.session.summary import StepSummary
    from facilitator.session.thread import GroupThread

ACCENTS: dict[str, ports.Accent] = {"mvp": "mvp", "taget": "taget", "staff": "staff"}


class Bridge(QObject):
    """Asks the rooms on behalf of the windows. All calls on the GUI thread; `saved` comes from the writer thread."""

    saved = Signal(str)

    def __init__(self, rooms: Rooms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rooms = rooms
        self._contacts: tuple[SupportContact, ...] = ()
        self._lessons = tuple(self._lesson_view(i) for i in rooms.library.lessons)
        self._threads: dict[str, GroupThread] = {}
        self._left = rooms.left
        rooms.journal.on_status(self._tell_saved)

    def _tell_saved(self, status: str) -> None:
        """What is committed to a log apart is not in the log."""
        self.saved.emit("spilled" if self.rooms.apart and status == "saved" else status)

    # --- what the desk shows ---------------------------------------------------------------------------

    def view(self, today: date) -> ports.DeskView:
        """Everything the pages show."""
        from facilitator.journal import queries, threads
        from facilitator.journal.corrections import corrected_sessions
        from facilitator.planning.due import next_up
        from facilitator.ui.desk.overview import school_year

        journal = self.rooms.journal
        self._threads.clear()
        rows = queries.sessions(journal)
        groups = [g for g in queries.groups(journal) if g.active]
        stopped = queries.interrupted(journal)
        drafts = queries.drafts(journal)
        short = queries.core_shortened(journal)
        recent = (row.session for row in rows if school_year(local(row.started).date()) == school_year(today))
        corrected = corrected_sessions(journal, min(recent, default=""))
        held: list[Held] = [*rows, *threads.held_elsewhere(journal)]
        dues = next_up(self.rooms.library.planned, held, groups, today)
        last: dict[tuple[str, str], SessionRow] = {}
        for row in rows:
            if row.status != "running":  # one that stopped is gone on with, it is not over
                last.setdefault((row.group, row.programme), row)
        return ports.DeskView(
            today=today,
            lessons=self._lessons,
            groups=tuple(ports.GroupView(code=g.code, people=g.people) for g in groups),
            due=tuple(self._due_view(d, last) for d in dues),
            held=tuple(
                _held_view(r, short)._replace(corrected=r.session in corrected)
                for r in rows
                if r.status != "running"
            ),
            drafts=tuple(_held_view(r, short) for r in drafts),
            stopped=self._stopped_view(stopped) if stopped else None,
            never_exported=queries.never_exported(journal),
            early=tuple(self._early(held, [g.code for g in groups])),
            apart=self._apart(),
            left=tuple(
                ports.LeftView(str(one.folder), tuple(_held_view(row, {}) for row in one.sessions))
                for one in self._left
            ),
        )

    def use_contacts(self, contacts: Sequence[ports.ContactView]) -> None:
        """Let the school's own rows stand first on every support list from now on."""
        from facilitator.content.local import local_contact

        self._contacts = tuple(local_contact(place, *row) for place, row in enumerate(contacts, 1))

    def notices(self, today: date) -> tuple[str, ...]:
        """What a person should know about how things were left, and about the clock."""
        from facilitator.planning.days import clock_doubt

        return (
            *clock_doubt(today), *self.rooms.journal.notices, *self.rooms.notices, *self._content_doubt(),
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

    def _apart(self) -> str:
        return str(self.rooms.journal.path.parent) if self.rooms.apart else ""

    def untouched(self) -> bool:
        """Whether nothing has ever been entered: no groups and no sessions."""
        from facilitator.journal import queries

        journal = self.rooms.journal
        return not queries.groups(journal) and not queries.sessions(journal, rehearsals=True)

    def script(self, lesson: str, length: int) -> "Script | None":
        """The lesson in that length, or None when it cannot be read."""
        try:
            return self.rooms.library.script(lesson, length, self._contacts)
        except (ContentFault, KeyError):
            return None

    def brings(self, group: str) -> ports.ThreadView:
        """What a group brings to its next lesson. Raises WorldTrouble."""
        thread = self._thread(group)
        last = thread.last
        return ports.ThreadView(
            group=group, last_title=last.title if last else "", last_day=local(last.started).date() if last else None,
            stopped_after=last.stopped_after if last else 0, parked=thread.parked, word=thread.word,
            rules=thread.rules, parts=tuple(
                ports.PartView(part.session, part.lesson, part.length, part.stopped_after + 1)
                for lesson in {held.lesson: None for held in thread.held}
                if (part := thread.unfinished(lesson)) is not None and part.passed
            ),
        )  # fmt: skip

    def _thread(self, group: str) -> "GroupThread":
        """The thread of a group, computed once for every look at the desk."""
        from facilitator.journal import threads

        if group not in self._threads:
            self._threads[group] = threads.thread(self.rooms.journal, group)
        return self._threads[group]

    def steps(self, session: str) -> tuple[ports.StepView, ...]:
        """How each step of a session went, and which of them were corrected afterwards, why and when."""
        from facilitator.journal import queries
        from facilitator.journal.corrections import corrections

        known = corrections(self.rooms.journal, session)
        views = (_step_view(row) for row in queries.steps(self.rooms.journal, session))
        return tuple(
            view._replace(corrected=True, why=found.reason, corrected_at=local(found.wall))
            if (found := known.get(view.step))
            else view
            for view in views
        )

    def ending(self, session: "Session") -> ports.EndingView:
        """The ending form of a session."""
        from facilitator.journal import queries
        from facilitator.session.summary import summarise

        summary = summarise(session)
        a = session.answers
        return ports.EndingView(
            session=session.id, label=summary.label, title=summary.title, group=session.group,
            started=local(session.started), planned_min=summary.length_min, spent_min=round(summary.spent_s / 60),
            saved=self.rooms.journal.status,
            people=a.get("people", session.people), steps=step_views(session, summary.steps),
            rehearsal=session.rehearsal, went=a.get("went"), adults=a.get("adults"), mentors=a.get("mentors"),
            prepared=a.get("prepared"), group_form=a.get("group_form"),
            stayed=bool(a["stayed"]) if "stayed" in a else None,
            note=queries.note(self.rooms.journal, session.id) if session.noted else "", apart=self._apart(),
        )  # fmt: skip

    # --- what the desk asks for ------------------------------------------------------------------------

    def start(self, wish: ports.StartRequest) -> Conductor:
        """Begin a lesson. Raises ContentFault or KeyError when the lesson cannot be read."""
        script = self.rooms.library.script(wish.lesson, wish.length or None, self._contacts)
        journal = self.rooms.journal
        journal.keep_script(script)
        return Conductor.start(
            journal.new_session_id(), script, journal, LessonClock(), group=wish.group, people=wish.people,
            rehearsal=wish.rehearsal, opening=() if wish.rehearsal else self._opening(wish),
        )  # fmt: skip

    def _opening(self, wish: ports.StartRequest) -> "list[Fact]":
        """What the group brings to the lesson; nothing when the log cannot tell, for the lesson outranks the log."""
        from facilitator.session.thread import brought, continued

        try:
            thread = self._thread(wish.group)
            del self._threads[wish.group]  # it grows from now on
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
        """End a session that was interrupted."""
        conductor.order(End())

    def save_group(self, group: ports.GroupView, school: str, *, active: bool) -> None:
        """Keep a group, or take it out of use. Raises ValueError when the code is not a code."""
        from facilitator.journal import queries
        from facilitator.planning.groups import Group

        queries.save_group(
            self.rooms.journal,
            Group(code=group.code, people=group.people, school=school, active=active),
        )

    def take_in(self, folder: Path) -> None:
        """Take the lessons that were led without the log, and lie in `folder`, into it. Raises WorldTrouble."""
        from facilitator.journal import takein

        takein.take_in(self.rooms.journal, folder)
        self._left = tuple(one for one in self._left if one.folder != folder)

    def set_school(self, school: str) -> None:
        """Let every group in use belong to the school from now on; what has been logged stays."""
        from facilitator.journal import queries

        journal = self.rooms.journal
        for group in queries.groups(journal):
            if group.active and group.school != school:
                queries.save_group(journal, replace(group, school=school))

    def export(self, folder: Path) -> ports.ReceiptView:
        """Write the CSV set into a folder. Raises WorldTrouble."""
        from facilitator.exchange import csvset

        receipt = csvset.export(self.rooms.journal, folder)
        rows = {"sessions.csv": receipt.sessions, "steps.csv": receipt.steps}
        return ports.ReceiptView(folder=folder, files=tuple(rows.items()))

    # --- rows to views -----------------------------------------------------------------------------------

    def _lesson_view(self, lesson: "Lesson") -> ports.LessonView:
        library = self.rooms.library
        programme = library.programmes[lesson.programme]
        return ports.LessonView(
            id=lesson.id, label=lesson.label, title=lesson.title, summary=lesson.summary, programme=lesson.programme,
            programme_name=programme.name, accent=programme.accent, grades=lesson.grades, minutes=lesson.minutes,
            lengths=tuple(sorted({lesson.minutes, *lesson.lengths})), in_programme=programme.lessons if programme.planned else 0, risk=lesson.risk,
            reviewed=lesson.granskad, content_note=lesson.content_note, materials=lesson.materials,
            search=" ".join(library.searchable(lesson)), slot=lesson.slot,
        )  # fmt: skip

    @staticmethod
    def _due_view(due: "Due", last: dict[tuple[str, str], "SessionRow"]) -> ports.DueView:
        group, lesson = due.group.code, due.lesson_id
        row = last.get((group, due.programme))
        if row is None:
            return ports.DueView(group, lesson, missed=due.missed, continues=due.continues)
        return ports.DueView(
            group=group, lesson=lesson, last_title=row.title, last_day=local(row.started).date(),
            last_minutes=round(row.spent_s / 60), missed=due.missed, continues=due.continues,
        )  # fmt: skip

    def _early(self, held: "Sequence[Held]", groups: Sequence[str]) -> Iterator[ports.EarlyView]:
        from facilitator.planning.due import wanted_first

        lessons = self.rooms.library.lessons
        for lesson in lessons:
            for group in groups:
                first = wanted_first(lesson, lessons, held, group)
                if first is not None:
                    yield ports.EarlyView(group, lesson.id, f"{first.label} {first.title}")

    def _stopped_view(self, row: "SessionRow") -> ports.StoppedView:
        from facilitator.journal import queries

        return ports.StoppedView(
            session=row.session, label=row.label, title=row.title, accent=ACCENTS.get(row.programme, "mvp"),
            group=row.group, stopped=local(queries.last_at(self.rooms.journal, row.session)),
            step=self._step_title(row),
        )  # fmt: skip

    def _step_title(self, row: "SessionRow") -> str:
        from facilitator.journal import queries

        steps = queries.steps(self.rooms.journal, row.session)
        return next((s.title for s in steps if s.step == row.last_step), "")


def local(wall: str) -> datetime:
    """A stored moment in local time."""
    moment = datetime.fromisoformat(wall) if wall else datetime.fromtimestamp(0, UTC)
    return moment.astimezone()


def _held_view(row: "SessionRow", short: Mapping[str, int]) -> ports.HeldView:
    return ports.HeldView(
        session=row.session, lesson=row.lesson, label=row.label, title=row.title, programme=row.programme,
        accent=ACCENTS.get(row.programme, "mvp"), group=row.group, started=local(row.started),
        planned_min=row.length_min, spent_min=round(row.spent_s / 60), complete=row.status == "done",
        finished=row.finished, steps_planned=row.core_planned, steps_held=row.core_held, people=row.people,
        exported=bool(row.exported), steps_shortened=short.get(row.session, 0),
    )  # fmt: skip


def step_views(session: "Session", steps: "Sequence[StepSummary]") -> tuple[ports.StepView, ...]:
    """The steps of a session, and which of them were corrected afterwards."""
    runs = zip(steps, session.runs, strict=True)
    return tuple(_step_view(step)._replace(corrected=run.corrected_min >= 0) for step, run in runs)


def _step_view(row: "StepSummary") -> ports.StepView:
    return ports.StepView(
        title=row.title, planned_s=row.planned_s, spent_s=row.spent_s,
        outcome=row.outcome,  # type: ignore[arg-type]
        reason=row.reason, step=row.step,
    )  # fmt: skip
