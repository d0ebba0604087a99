"""Sessions in a file: `*.passpaket` of the kind *tillfällen*, what leaves and what it is read back to.

Ended sessions leave with their facts, the lessons they ran and the groups; what was typed, notes and rehearsals stay
(docs/adr/0014). Nothing of a file is believed before it has been looked at.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from facilitator import __version__
from facilitator.content.script import Script
from facilitator.errors import ContentFault, WorldTrouble
from facilitator.exchange.packages import passpaket
from facilitator.exchange.packages.here import Here
from facilitator.exchange.packages.passpaket import SESSIONS
from facilitator.exchange.troubles import beside_lessons
from facilitator.i18n import _, ngettext
from facilitator.journal import occasions, queries, reading
from facilitator.journal.log import Log
from facilitator.journal.reading import UNREADABLE, Broken
from facilitator.journal.sharing import laptops, lines, versions
from facilitator.journal.sharing.laptops import Arrival
from facilitator.journal.sharing.lines import Glance
from facilitator.journal.sharing.versions import Prepared, TextInChain, Version
from facilitator.journal.tables import ids, schema
from facilitator.journal.tables.chain import canonical
from facilitator.journal.yearplan import breakaccounts, planaccounts
from facilitator.journal.yearplan.breakaccounts import BreakAccount
from facilitator.journal.yearplan.planvalues import PlanAccount, from_plain, to_plain
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Revision
from facilitator.planning.year import STAFF
from facilitator.policy import in_force

MOST_SESSIONS = 5_000
LONGEST_PROGRAM = 80
_RUNS, _LESSONS, _GROUPS, _OCCASIONS, _PLANS, _BREAKS = SESSIONS.members
_COUNTS = frozenset({"sessions", "facts", "lessons", "groups"})
_DOUBT = timedelta(days=1)
_ODD = (versions.NotOurs, Broken, RecursionError, ArithmeticError, *UNREADABLE)

Step = Callable[[int, int], bool]
"""Told how many of how many are done; False to stop."""


class Stopped(Exception):
    """The person who looks on has stopped it; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Written:
    """What left: sessions, those of the first log version that cannot leave, those that still run, occasions without the
    program, and groups whose plans did."""

    file: Path
    sessions: int
    stayed: int
    running: int
    occasions: int = 0
    plans: int = 0


@dataclass(frozen=True, slots=True)
class Arrived:
    """A package as it came, ready to be taken in: `prepared` are the rows of the sessions that are not known already.

    `doubts`: what to look at first, in the interface language. `again`: the sessions of a package that has been taken in
    before and stands whole; then there is nothing else.
    """

    file: Path
    arrival: Arrival
    sessions: tuple[Version, ...]
    prepared: Mapping[str, Prepared]
    scripts: Mapping[str, Script]
    doubts: tuple[str, ...]
    again: tuple[Glance, ...] = ()
    occasions: tuple[Revision, ...] = ()
    plans: tuple[PlanAccount, ...] = ()
    breaks: tuple[BreakAccount, ...] = ()


# --- out ------------------------------------------------------------------------------------------------


def file_name(journal: Log, now: datetime) -> str:
    """The usual name of the file: school, laptop and time, so that many of them can lie in one folder."""
    schools = sorted({group.school for group in queries.groups(journal) if group.school})
    name = "".join(c if c.isalnum() else "-" for c in schools[0]) if len(schools) == 1 else ""
    parts = [SESSIONS.name, *([name] if name else []), journal.device[:4], f"{now:%Y-%m-%d-%H%M}"]
    return "-".join(parts) + passpaket.SUFFIX


def left_words() -> str:
    """What a package does not hold, for the one who passes it on."""
    return _("No notes, nothing that was written in the lessons and no rehearsals: they stay here.")


def stayed_words(count: int) -> str:
    """Why some sessions are not in a package."""
    words = ngettext(
        "{n} session is left out: the first version of the program wrote texts into it that must not leave.",
        "{n} sessions are left out: the first version of the program wrote texts into them that must not leave.",
        count,
    )
    return words.format(n=count)


def told(journal: Log, *, only_new: bool) -> tuple[str, ...]:
    """What a package made now would hold, in words, a line a thing. Raises WorldTrouble."""
    in_force().may_export("package")
    count = len(_due(journal, only_new))
    groups = [one.code for one in queries.groups(journal)]
    lessons = ngettext(
        "{n} ended lesson: what was shown and when, minutes, skipped steps with their reason, the answers of the form",
        "{n} ended lessons: what was shown and when, minutes, skipped steps with their reason, the answers of the form",
        count,
    )
    return (
        lessons.format(n=count),
        _("The text of the lessons as they were led"),
        _("What was held, cancelled or moved without the program: kind, day, minutes and numbers"),
        _("The plan of each group and of the staff for the school year: lesson and day"),
        _("The school’s breaks and study days"),
        _("Groups, by code, usual size and school: {groups}").format(groups=", ".join(groups) or "–"),
        _("A random number for this computer and the program’s version"),
        left_words(),
    )


def export(
    journal: Log, file: Path, *, only_new: bool = False, now: datetime | None = None, step: Step | None = None
) -> Written:  # fmt: skip
    """Write a package of every ended session, or of those that have grown since the last package.

    Raises WorldTrouble; then no file has been made, or it says that the file is made. Raises Stopped.
    """
    in_force().may_export("package")
    created = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    _write_down(journal, created)
    leaving, stayed, scripts = _leaving(journal, only_new, step)
    groups = [
        {"code": one.code, "people": one.people, "school": one.school, "active": one.active}
        for one in queries.groups(journal)
    ]
    beside, planned = occasions.revisions(journal), planaccounts.accounts(journal)
    closed = breakaccounts.accounts(journal)
    members = {
        _RUNS: _lines(versions.plain(one) for one in leaving),
        _LESSONS: _lines({"hash": own, "script": text} for own, text in sorted(scripts.items())),
        _GROUPS: _lines(groups),
        _OCCASIONS: _lines(occasions.row_of(one) for one in beside),
        _PLANS: _lines(map(to_plain, planned)),
        _BREAKS: _lines(map(breakaccounts.to_plain, closed)),
    }
    counts = {
        "sessions": len(leaving), "facts": sum(one.seq for one in leaving), "lessons": len(scripts), "groups": len(groups),
        "occasions": len(beside), "plans": len(planned), "breaks": len(closed),
    }  # fmt: skip
    head = {"program": __version__, "device": journal.device, "created": created, "counts": counts}
    passpaket.write(file, SESSIONS, head, members)
    _keep_sent(journal, leaving)
    run = schema.session.c
    running = len(queries.matching(journal, run.status == "running", run.rehearsal.is_(False)))
    return Written(
        file,
        len(leaving),
        stayed,
        running,
        len({one.occasion for one in beside}),
        len({one.place._replace(year=0) for one in planned if one.place.group != STAFF}),
    )


def _write_down(journal: Log, created: str) -> None:
    """Let the plans and the breaks as they stand be accounts that can leave."""
    try:
        planaccounts.write_down(journal, created)
        breakaccounts.write_down(journal, created)
    except WorldTrouble as trouble:
        then = _("Then make the package again. No file has been made.")
        raise beside_lessons(journal, trouble, then) from trouble


def _keep_sent(journal: Log, leaving: Iterable[Version]) -> None:
    try:
        with journal.database.writing() as connection:
            laptops.keep_sent(connection, {one.session: one.seq for one in leaving})
    except WorldTrouble as trouble:
        then = _("The package is made and whole, but the log could not note it: the next one with only what is new will hold the same once more.")  # fmt: skip
        raise beside_lessons(journal, trouble, then) from trouble


def _due(journal: Log, only_new: bool) -> list[str]:
    """The sessions that are to leave, oldest first."""
    run = schema.session.c
    wanted = select(run.session, run.seq).where(
        run.rehearsal.is_(False), run.imported.is_(False), run.status != "running"
    )
    with journal.database.begin() as connection:
        known = laptops.sent(connection) if only_new else {}
        rows = connection.execute(wanted.order_by(run.session)).all()
    return [row.session for row in rows if known.get(row.session) != row.seq]


def _leaving(journal: Log, only_new: bool, step: Step | None) -> tuple[list[Version], int, dict[str, str]]:
    lesson = schema.lesson_snapshot.c
    leaving, stayed, hashes = [], 0, set()
    due = _due(journal, only_new)
    if len(due) > MOST_SESSIONS:
        raise WorldTrouble(
            _("There is too much for one package, and nobody could receive it."),
            _("Make a package of what has come since the last one."),
        )
    for place, own in enumerate(due):
        if step is not None and not step(place, len(due)):
            raise Stopped
        with journal.database.begin() as connection:  # short, so that nothing waits for long
            row = reading.session_row(connection, own)
            try:
                leaving.append(versions.stored(connection, row or {}))
            except TextInChain:
                stayed += 1
                continue
            except (Broken, *UNREADABLE) as error:
                raise journal.damaged(str(error)) from error
            hashes.add((row or {})["lesson_hash"])
    with journal.database.begin() as connection:
        rows = connection.execute(select(lesson.hash, lesson.script).where(lesson.hash.in_(hashes))).all()
    return leaving, stayed, {row.hash: row.script for row in rows}


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(canonical(row) + "\n" for row in rows).encode()


# --- in -------------------------------------------------------------------------------------------------


def read(
    file: Path, step: Step | None = None, now: datetime | None = None, here: Here | None = None
) -> Arrived:
    """The sessions in a file, looked at to the last value and ready to be taken in; the log is not touched.

    What is `here` already needs no second look. Raises WorldTrouble: missing, foreign, damaged or too-new. Raises Stopped.
    """
    package = passpaket.read(file, SESSIONS)
    again = _again(package, here) if here is not None and here.has_taken(package.digest) else ()
    try:
        return _looked_at(file, package, again, step, now or datetime.now(UTC), here)
    except _ODD as error:
        raise passpaket.not_ours(file) from error


def _again(package: passpaket.Package, here: Here) -> tuple[Glance, ...]:
    """The sessions of a package that has been taken in before, when all stand as it has them; else nothing."""
    try:
        glances = tuple(map(lines.glance, _texts(package.members[_RUNS])))
    except UNREADABLE:
        return ()
    return glances if here.stand(glances) else ()


def _looked_at(
    file: Path, package: passpaket.Package, again: tuple[Glance, ...], step: Step | None, now: datetime, here: Here | None
) -> Arrived:  # fmt: skip
    groups = tuple(_group(line) for line in _rows(package.members[_GROUPS]))
    beside = tuple(occasions.from_plain(line) for line in _rows(package.members.get(_OCCASIONS, b"")))
    planned = tuple(from_plain(line) for line in _rows(package.members.get(_PLANS, b"")))
    closed = tuple(breakaccounts.from_plain(line) for line in _rows(package.members.get(_BREAKS, b"")))
    arrival = _arrival(package, groups)
    if again:
        doubts = tuple(_doubts(file, arrival, [one.started for one in again], now))
        return Arrived(file, arrival, (), {}, {}, doubts, again, beside, planned, closed)
    added = {
        _OCCASIONS: len({one.hash for one in beside}), _PLANS: len({one.hash for one in planned}),
        _BREAKS: len({one.place for one in closed}),
    }  # fmt: skip
    sessions, scripts = _sessions(package, groups, added, file)
    passed = here.known(sessions) if here is not None else frozenset[str]()
    fresh = [one for one in sessions if one.session not in passed]
    prepared = dict(_prepared(fresh, scripts, step))
    doubts = tuple(_doubts(file, arrival, [one.started for one in sessions], now))
    return Arrived(file, arrival, sessions, prepared, scripts, doubts, (), beside, planned, closed)


def _sessions(
    package: passpaket.Package,
    groups: Sequence[tuple[str, int, str, bool]],
    beside: Mapping[str, int],
    file: Path,
) -> tuple[tuple[Version, ...], dict[str, Script]]:
    """The sessions and lessons of a package; `beside`: how much there is of each other member."""
    counts = package.manifest["counts"]
    added = {name.removesuffix(".jsonl"): n for name, n in beside.items() if name in package.members}
    if counts.keys() != _COUNTS | added.keys() or counts["sessions"] > MOST_SESSIONS:
        raise versions.NotOurs("counts")
    scripts = dict(_scripts(file, package.members[_LESSONS]))
    sessions = tuple(lines.read(line, passpaket.plain) for line in _texts(package.members[_RUNS]))
    used = {one.start["lesson_hash"] for one in sessions}
    found = {
        "sessions": len({one.session for one in sessions}), "facts": sum(one.seq for one in sessions),
        "lessons": len(scripts), "groups": len({group[0] for group in groups}), **added,
    }  # fmt: skip
    if found != counts or used != scripts.keys() or len(sessions) != counts["sessions"]:
        raise versions.NotOurs("counts")
    return sessions, scripts


def _prepared(
    sessions: Sequence[Version], scripts: Mapping[str, Script], step: Step | None
) -> Iterator[tuple[str, Prepared]]:
    for place, one in enumerate(sessions):
        if step is not None and not step(place, len(sessions)):
            raise Stopped
        yield one.session, versions.prepare(one, scripts)


def _scripts(file: Path, content: bytes) -> Iterator[tuple[str, Script]]:
    for line in _rows(content):
        own, text = line["hash"], line["script"]
        if line.keys() != {"hash", "script"} or hashlib.sha256(text.encode()).hexdigest() != own:
            raise versions.NotOurs("lesson")
        try:
            yield own, reading.understood(text)
        except ContentFault as fault:  # whole, but of a form that is not known here
            raise passpaket.too_new(file) from fault


def _group(line: dict[str, Any]) -> tuple[str, int, str, bool]:
    if line.keys() != {"code", "people", "school", "active"} or type(line["active"]) is not bool:
        raise versions.NotOurs("group")
    group = Group(line["code"], line["people"], school=line["school"])
    return group.code, group.people, group.school, line["active"]


def _arrival(package: passpaket.Package, groups: tuple[tuple[str, int, str, bool], ...]) -> Arrival:
    device, program, created = (package.manifest[name] for name in ("device", "program", "created"))
    if not ids.DEVICE.fullmatch(device) or not passpaket.MOMENT.fullmatch(created):
        raise versions.NotOurs("manifest")
    if len(program) > LONGEST_PROGRAM or not program.isprintable():
        raise versions.NotOurs("manifest")
    datetime.fromisoformat(created)
    return Arrival(package.digest, device, program, created, groups)


def _texts(content: bytes) -> Iterator[str]:
    for line in io.BytesIO(content):
        yield line.decode().removesuffix("\n")


def _rows(content: bytes) -> Iterator[dict[str, Any]]:
    for line in _texts(content):
        row = passpaket.plain(line)
        if not isinstance(row, dict):
            raise versions.NotOurs("line")
        yield row


def _doubts(file: Path, arrival: Arrival, started: Iterable[str], now: datetime) -> Iterator[str]:
    """A name that is not that of a package, and clocks that cannot be right: the sessions are kept in their own order all
    the same."""
    yield from passpaket.name_doubts(file)
    made = datetime.fromisoformat(arrival.created)
    if made > now + _DOUBT:
        words = _("By the clock of that computer the package was made on {day}, which has not been yet.")
        yield words.format(day=f"{made:%Y-%m-%d}")
    late = [one for one in started if datetime.fromisoformat(one) > min(made, now) + _DOUBT]
    if late:
        words = _(
            "By the clock of that computer the lesson of {day} is later than the package: look at the clock."
        )
        yield words.format(day=late[0][:10])
