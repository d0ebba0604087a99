"""What the desk shows of the log and the lessons, as rows; nothing here knows Qt, so the first ones are made in the
loading thread."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from facilitator.errors import WorldTrouble
from facilitator.i18n import _, current_language
from facilitator.ui.desk import overview, ports
from facilitator.ui.desk.sofar import SoFarView
from facilitator.ui.loading import Rooms
from facilitator.ui.rows import packrows
from facilitator.ui.rows.maprows import maps

if TYPE_CHECKING:
    from facilitator.content.model import Lesson
    from facilitator.journal import Journal
    from facilitator.journal.latest import Latest
    from facilitator.journal.tables.rows import SessionRow
    from facilitator.planning.due import Due, Held
    from facilitator.planning.occasions import Occasion
    from facilitator.planning.standing import Log
    from facilitator.planning.year import Planned
    from facilitator.session.state import Session
    from facilitator.session.summary import SessionSummary, StepSummary
    from facilitator.session.thread import GroupThread

MOST_READY = 6
"""Of so many groups is read what they bring before anybody asks."""
ACCENTS: dict[str, ports.Accent] = {"mvp": "mvp", "taget": "taget", "staff": "staff"}


class DeskRows:
    """Makes rows of what the rooms hold. `left`: folders with lessons led without the log, to be taken in."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.left = rooms.left
        self._threads: dict[str, GroupThread] = {}
        self._today: date | None = None  # of the last look
        self._first: ports.DeskView | None = None
        self._word()

    def _word(self) -> None:
        """Put what does not change with the log into the words of the language that holds now."""
        self._language = current_language()
        self._lessons = tuple(self._lesson_view(i) for i in self.rooms.library.lessons)
        self._maps = maps(self.rooms.library)

    def prepare(self, today: date, groups: int = 1) -> None:
        """Make the next view, and what the first groups in turn bring, before anybody asks."""
        self._first = self.look(today, groups)

    def ready(self, today: date) -> ports.DeskView | None:
        """What `prepare` has made ready, once; None when there is nothing."""
        first, self._first = self._first, None
        return first if first is not None and first.today == today else None

    def look(self, today: date, groups: int = MOST_READY) -> ports.DeskView:
        """Everything the pages show, and beforehand what the groups in turn bring, which is asked for next."""
        found = self.view(today)
        for group in list(dict.fromkeys(due.group for due in found.due))[:groups]:
            with suppress(WorldTrouble):
                self.thread(group)
        return found

    def view(self, today: date) -> ports.DeskView:
        """Everything the pages show."""
        from facilitator.journal import latest, queries, takingup, threads
        from facilitator.journal.sharing import exports
        from facilitator.planning.breaks import first_year
        from facilitator.planning.standing import held_in, log_of, next_by_plan, of_class
        from facilitator.ui.rows import laptoprows

        journal = self.rooms.journal
        if self._language != current_language():
            self._word()
        self._threads.clear()
        self._today, year = today, first_year(today)
        groups = [g for g in queries.groups(journal) if g.active]
        own = latest.own_groups(groups)
        stopped, drafts = takingup.stopped(journal), takingup.drafts(journal)
        ours = latest.latest(journal, own)
        held: list[Held] = [*ours, *threads.held_elsewhere(journal)]
        plan, entered = self._plan(today), self._entered(today)
        log = log_of(held_in(held, year), entered, plan)
        dues = next_by_plan(self.rooms.library.planned, held, groups, plan, today, entered)
        return ports.DeskView(
            today=today,
            lessons=self._lessons,
            groups=tuple(ports.GroupView(code=g.code, people=g.people) for g in groups),
            due=tuple(self._dues(dues, of_class(ours, year), own)),
            led=latest.anything(journal),
            so_far=self._so_far(ours, own, today),
            drafts=tuple(_held_view(r, {}) for r in drafts),
            stopped=(*self._stopped_outside(), *map(self._stopped_view, stopped)),
            never_exported=exports.never_exported(journal),
            early=tuple(self._early(of_class(held, year), [g.code for g in groups])),
            apart=self.apart(),
            maps=self._maps,
            left=tuple(
                ports.LeftView(str(one.folder), tuple(_held_view(row, {}) for row in one.sessions))
                for one in self.left
            ),
            plan=_plan_view(plan, log, today),
            laptops=laptoprows.laptops(journal),
            conflicts=self._waiting(),
            packs=packrows.view(self.rooms.library, today),
        )

    def _waiting(self) -> int:
        """How much waits for a choice; nothing when it cannot be read, which the page of the choices tells of."""
        from facilitator.ui.rows import laptoprows

        try:
            return len(laptoprows.waiting(self.rooms.journal))
        except WorldTrouble:
            return 0

    def _plan(self, today: date) -> "tuple[Planned, ...]":
        """The plan of this school year; none when it cannot be read, for the desk outranks the plan."""
        from facilitator.journal.yearplan import plans
        from facilitator.planning.breaks import first_year

        try:
            return plans.plan(self.rooms.journal, first_year(today))
        except WorldTrouble:
            return ()

    def _entered(self, today: date) -> "list[Occasion]":
        """What was held, cancelled or moved without the program this school year; nothing when it cannot be read."""
        from facilitator.journal import occasions
        from facilitator.planning.breaks import first_year

        try:
            return [row.values for row in occasions.ours(self.rooms.journal, first_year(today))]
        except WorldTrouble:
            return []

    def brings(self, group: str) -> ports.ThreadView:
        """What a group brings to its next lesson. Raises WorldTrouble."""
        from facilitator.exchange import printing

        thread = self.thread(group)
        last = thread.last
        return ports.ThreadView(
            group=group, last_title=last.title if last else "", last_day=local(last.started).date() if last else None,
            stopped_after=last.stopped_after if last else 0, parked=thread.parked, word=thread.word,
            rules=thread.own, parts=tuple(
                ports.PartView(part.session, part.lesson, part.length, part.stopped_after + 1)
                for lesson in {held.lesson: None for held in thread.held}
                if (part := thread.unfinished(lesson)) is not None and part.passed
            ), papers=tuple((kind, printing.kind_words(kind)) for kind in printing.offered_of(thread)),
        )  # fmt: skip

    def thread(self, group: str) -> "GroupThread":
        """The thread of a group, computed once for every look at the desk."""
        from facilitator.journal import threads

        if group not in self._threads:
            self._threads[group] = threads.thread(self.rooms.journal, group, self._today)
        return self._threads[group]

    def forget(self, group: str) -> None:
        """Read the thread of a group again when it is asked for: it grows from now on."""
        self._threads.pop(group, None)

    def apart(self) -> str:
        """The folder of the log that stands in for the real one; empty when the real one is open."""
        return str(self.rooms.journal.path.parent) if self.rooms.apart else ""

    def _lesson_view(self, lesson: "Lesson") -> ports.LessonView:
        from facilitator.planning.due import grades_of

        library = self.rooms.library
        programme = library.programmes[lesson.programme]
        pack, origin = packrows.origin(library, lesson.id)
        return ports.LessonView(
            id=lesson.id, label=lesson.label, title=lesson.title, summary=lesson.summary, programme=lesson.programme,
            programme_name=programme.name, accent=programme.accent, grades=lesson.grades, minutes=lesson.minutes,
            lengths=tuple(sorted({lesson.minutes, *lesson.lengths})), in_programme=programme.lessons if programme.planned else 0, risk=lesson.risk,
            reviewed=lesson.granskad, content_note=lesson.content_note, materials=lesson.materials,
            search=" ".join(library.searchable(lesson)), slot=lesson.slot,
            ages="" if lesson.age == "staff" else grades_of(lesson), pack=pack, origin=origin, own=packrows.is_own(library, lesson.id),
        )  # fmt: skip

    def _dues(
        self, dues: "Sequence[Due]", ours: "Sequence[Latest]", own: "Collection[tuple[str, str]]"
    ) -> Iterator[ports.DueView]:
        """What is due, each with the last lesson of its group and programme; one that stopped is gone on with, not over."""
        from facilitator.journal import latest

        last: dict[tuple[str, str], str] = {}
        for one in ours:
            place = one.group, one.programme
            last[place] = max(one.started, last.get(place, ""))
        wanted = {last[place] for due in dues if (place := (due.group.code, due.programme)) in last}
        rows = {
            (row.group, row.programme, row.started): row
            for row in reversed(latest.of_moments(self.rooms.journal, own, wanted))
        }
        for due in dues:
            place = due.group.code, due.programme
            yield _due_view(due, rows.get((*place, last.get(place, ""))))

    def _so_far(self, ours: "Sequence[Latest]", own: "Collection[tuple[str, str]]", today: date) -> SoFarView:
        from facilitator.journal import latest
        from facilitator.planning.breaks import first_year

        year = first_year(today)
        begins, ends = _beginning(year), _beginning(year + 1)
        sums = latest.sums(self.rooms.journal, own, begins, ends)
        met = [
            overview.Met(
                one.group, one.programme, one.lesson, local(one.started).date(), one.status == "done"
            )
            for one in ours
            if begins <= one.started < ends
        ]
        return SoFarView(sums.sessions, sums.groups, overview.progress(met, self._lessons))

    def _early(self, held: "Sequence[Held]", groups: Sequence[str]) -> Iterator[ports.EarlyView]:
        from facilitator.planning.due import wanted_first

        lessons = self.rooms.library.lessons
        done: dict[str, list[Held]] = {group: [] for group in groups}
        for one in held:
            if one.status == "done" and one.group in done:
                done[one.group].append(one)
        for lesson in lessons:
            for group in groups:
                first = wanted_first(lesson, lessons, done[group], group)
                if first is not None:
                    yield ports.EarlyView(group, lesson.id, f"{first.label} {first.title}")

    def _stopped_view(self, row: "SessionRow") -> ports.StoppedView:
        from facilitator.journal import queries

        return ports.StoppedView(
            session=row.session, label=row.label, title=row.title, accent=ACCENTS.get(row.programme, "mvp"),
            group=row.group, stopped=local(queries.last_at(self.rooms.journal, row.session)),
            step=self._step_title(row),
        )  # fmt: skip

    def _stopped_outside(self) -> "Iterator[ports.StoppedView]":
        """The lessons that stopped and wait with their whole log for a disk that refuses."""
        from facilitator.journal.takingup import stopped_outside

        for job in stopped_outside(self.rooms.journal):
            found = job.summary
            yield ports.StoppedView(
                session=found.session, label=found.label, title=found.title,
                accent=ACCENTS.get(found.programme, "mvp"), group=found.group, stopped=local(job.entry.wall),
                step=next((step.title for step in found.steps if step.step == found.last_step), ""),
            )  # fmt: skip

    def _step_title(self, row: "SessionRow") -> str:
        from facilitator.journal import queries

        steps = queries.steps(self.rooms.journal, row.session)
        return next((s.title for s in steps if s.step == row.last_step), "")


def _due_view(due: "Due", last: "SessionRow | None") -> ports.DueView:
    view = ports.DueView(
        due.group.code, due.lesson_id, missed=due.missed, continues=due.continues, planned=due.planned, at=due.at,
        called_off=due.called_off,
    )  # fmt: skip
    if last is None:
        return view
    return view._replace(
        last_title=last.title, last_day=local(last.started).date(), last_minutes=round(last.spent_s / 60)
    )


def _beginning(year: int) -> str:
    """When a school year begins (UTC, as stored)."""
    from facilitator.planning.breaks import span

    begins = datetime.combine(span(year)[0], time()).astimezone()  # midnight on the computer's own clock
    return begins.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plan_view(plan: "tuple[Planned, ...]", log: "Log", today: date) -> ports.PlanView:
    from facilitator.planning.standing import SUPERVISED, tallies
    from facilitator.planning.year import STAFF

    found = tallies(plan, log, today)
    adults = (one.late for one in found if one.group == STAFF or one.series == SUPERVISED)
    return ports.PlanView(
        sum(one.planned for one in found),
        sum(one.held for one in found),
        sum(one.late for one in found),
        sum(adults),
    )


def local(wall: str) -> datetime:
    """A stored moment in local time."""
    moment = datetime.fromisoformat(wall) if wall else datetime.fromtimestamp(0, UTC)
    return moment.astimezone()


def _school_of(row: "SessionRow") -> str:
    return row.school or _("another computer")


def _held_view(row: "SessionRow | SessionSummary", short: Mapping[str, int]) -> ports.HeldView:
    return ports.HeldView(
        session=row.session, lesson=row.lesson, label=row.label, title=row.title, group=row.group,
        started=local(row.started), planned_min=row.length_min, spent_min=round(row.spent_s / 60),
        complete=row.status == "done", finished=row.finished, steps_planned=row.core_planned, steps_held=row.core_held,
        people=row.people, exported=bool(getattr(row, "exported", "")), steps_shortened=short.get(row.session, 0), late=row.late,
    )  # fmt: skip


def steps_of(journal: "Journal", session: str) -> tuple[ports.StepView, ...]:
    """How each step of a session went, and which of them were corrected afterwards, why and when. Raises WorldTrouble."""
    from facilitator.journal import queries
    from facilitator.journal.corrections import corrections

    known = corrections(journal, session)
    views = (_step_view(row) for row in queries.steps(journal, session))
    return tuple(
        view._replace(corrected=True, why=found.reason, corrected_at=local(found.wall))
        if (found := known.get(view.step))
        else view
        for view in views
    )


def held_views(journal: "Journal", rows: "Sequence[SessionRow]") -> tuple[ports.HeldView, ...]:
    """Sessions as the lists show them. Raises WorldTrouble."""
    from facilitator.journal import latest, queries
    from facilitator.journal.corrections import corrected_sessions
    from facilitator.journal.figures import looking

    ids = [row.session for row in rows]
    short, corrected = looking.cut_short(journal, ids), corrected_sessions(journal, ids)
    own = latest.own_groups(queries.groups(journal))
    return tuple(
        _held_view(row, short)._replace(
            corrected=row.session in corrected,
            elsewhere=_school_of(row) if latest.is_strange(row, own) else "",
        )
        for row in rows
    )


def step_views(session: "Session", steps: "Sequence[StepSummary]") -> tuple[ports.StepView, ...]:
    """The steps of a session, and which of them were corrected afterwards, or led another day."""
    return tuple(
        _step_view(step)._replace(corrected=run.corrected_min >= 0, before=run.outcome == "before")
        for step, run in zip(steps, session.runs, strict=True)
    )


def _step_view(row: "StepSummary") -> ports.StepView:
    return ports.StepView(
        title=row.title, planned_s=row.planned_s, spent_s=row.spent_s,
        outcome=row.outcome,  # type: ignore[arg-type]
        reason=row.reason, step=row.step,
    )  # fmt: skip
