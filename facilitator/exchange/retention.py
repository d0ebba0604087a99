"""Removal by decision from first to last: told, written down in a protocol, taken out of the log, and every copy of it gone.

The protocol is a text for the archive and a CSV with one line a thing: hashes and school years, nothing of what it said.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from facilitator import __version__
from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.files import whole_set
from facilitator.exchange.sheets import dialect
from facilitator.exchange.troubles import beside_lessons
from facilitator.i18n import _, ngettext
from facilitator.journal import Journal
from facilitator.journal.checking import health
from facilitator.journal.log import Log
from facilitator.journal.reading import UNREADABLE
from facilitator.journal.removal import cleaning, removals, retention
from facilitator.journal.removal.removals import Removal, own_hash
from facilitator.journal.removal.retention import Falling, Problem, Refused, Rule
from facilitator.journal.spare import apart
from facilitator.paths import is_there
from facilitator.planning.breaks import span

HEAD: Final = ("art", "läsår", "skola", "nyckel", "kedjans_slut")
_ART: Final[Mapping[str, str]] = {"session": "tillfälle", "occasion": "utan programmet", "plan": "plan"}


@dataclass(frozen=True, slots=True)
class Told:
    """What would be removed: `copies` go with it, `set_aside` too and may hold what is nowhere else. `shared`: from a log on
    a server, whose copies are its own."""

    rule: Rule
    falling: Falling
    copies: tuple[Path, ...] = ()
    set_aside: tuple[Path, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What was removed: its number in the record and where its protocol lies. `left`: why copies of it remain, or None."""

    number: int
    protocol: Path
    left: WorldTrouble | None


def role_words(role: str) -> str:
    """A role as it is shown."""
    return {
        "coordinator": _("coordinator"),
        "archivist": _("archivist or registrar"),
        "head": _("headteacher"),
    }[role]


def problem_words(problem: Problem) -> str:
    """Why a rule is refused."""
    return {
        "decision": _("Write the number of the decision, for example BUN 2026/123. Without it nothing is removed."),
        "person": _("The number of the decision looks like something about a person. Write only the number."),
        "decided": _("Write the day of the decision. It cannot be a day that has not been."),
        "through": _("The school year that runs now, and those to come, are never removed."),
        "kinds": _("Say what is to be removed."),
        "role": _("Say in which role you confirm it."),
    }[problem]  # fmt: skip


def left_words(told: Told, trouble: WorldTrouble) -> str:
    """What to say when rows are gone and a copy is not."""
    if told.shared:
        words = _("What fell under the decision is out of the log, but the tables could not be written anew. Ask whoever looks after the database for VACUUM FULL.")  # fmt: skip
        return f"{words}\n{trouble.message}"
    words = _("What fell under the decision is out of the log, but copies of it are left. It is tried again the next time the program starts.")  # fmt: skip
    return f"{words}\n{trouble}"


def kind_words(kind: str) -> str:
    """What a thing is called, as in the protocol's list."""
    return _ART[kind]


def record_words(one: Removal) -> str:
    """A removal in one line."""
    counted = ", ".join(_counted(one.counts))
    words = _("No. {n}, {day}: decision {decision} ({decided}), confirmed by {role}. Removed: {counts}.")
    said = words.format(
        n=one.number, day=one.at[:10], decision=one.decision, decided=one.decided, role=role_words(one.role), counts=counted
    )  # fmt: skip
    return said if one.cleaned else f"{said} " + _("Copies of it are left.")


def year_words(year: int) -> str:
    """A school year by the year it begins in."""
    return f"{year}/{span(year)[1]:%y}"


def look(log: Log, rule: Rule, today: date) -> Told:
    """What falls under a rule, and every copy that would go with it; nothing is changed. Raises Refused, WorldTrouble."""
    found = retention.problems(rule, today)
    if found:
        raise Refused(found)
    try:
        falling = retention.look(log.database, rule)
    except UNREADABLE as error:
        raise log.damaged(str(error)) from error
    if not isinstance(log, Journal):
        return Told(rule, falling, shared=True)
    folder = log.path.parent
    copies = tuple(cleaning.copies(folder, log.device))
    aside = tuple(cleaning.set_aside(folder, log.device, log.second_place))
    return Told(rule, falling, copies, aside)


def lines(told: Told) -> Iterator[str]:
    """What would be removed, a line a thing."""
    counts = told.falling.counts
    if told.falling.empty:
        yield _("Nothing falls under the decision.")
        return
    rule = told.rule
    yield _("Decision: {decision}, {day}").format(
        decision=rule.decision.strip(), day=rule.decided.isoformat()
    )
    yield _("From the school year {year} and earlier.").format(year=year_words(rule.through))
    yield from _counted(counts)
    for year, school, kind, number in told.falling.by_year():
        yield f"{year_words(year)} · {school or '–'} · {kind_words(kind)}: {number}"
    if not told.shared:
        n = len(told.copies)
        yield ngettext(
            "{n} backup or older copy of the log goes too; a new backup is made.",
            "{n} backups or older copies of the log go too; a new backup is made.",
            n,
        ).format(n=n)
    yield from _not_reached(told)


def _not_reached(told: Told) -> Iterator[str]:
    """What a removal leaves where it lies, to be looked after by somebody."""
    yield _("Packages and CSV files that lie elsewhere are not reached: look after them too.")
    if told.shared:
        yield _("The server’s backups, archived log (WAL) and replicas are not reached: whoever looks after the database sees to it that what is old goes.")  # fmt: skip
        yield _("The logs of the laptops are not reached: each has a removal of its own.")


def _counted(counts: Mapping[str, int]) -> Iterator[str]:
    for name, words in (
        ("sessions", ngettext("{n} lesson with all that belongs to it", "{n} lessons with all that belongs to them", counts["sessions"])),
        ("facts", ngettext("{n} entry in the log", "{n} entries in the log", counts["facts"])),
        ("texts", ngettext("{n} text written in a lesson", "{n} texts written in lessons", counts["texts"])),
        ("notes", ngettext("{n} note", "{n} notes", counts["notes"])),
        ("occasions", ngettext("{n} occasion without the program", "{n} occasions without the program", counts["occasions"])),
        ("planned", ngettext("{n} line of a plan", "{n} lines of plans", counts["planned"])),
        ("beside", ngettext("{n} version or handover kept beside", "{n} versions or handovers kept beside", counts["beside"])),
    ):  # fmt: skip
        if counts[name]:
            yield words.format(n=counts[name])


def carry_out(log: Log, told: Told, folder: Path, today: date, *, with_set_aside: bool = False) -> Done:
    """Write the protocol into a folder, then remove what was told, whole or not at all, and every copy of it.

    Raises WorldTrouble or Refused; then nothing has been removed, and no protocol says so.
    """
    try:
        number, protocol = _remove(log, told, folder, today, with_set_aside=with_set_aside)
    except WorldTrouble as trouble:
        raise beside_lessons(log, trouble, _("Then try again. Nothing has been removed.")) from trouble
    log.read_anew()
    try:
        log.clean_up()
    except WorldTrouble as trouble:
        return Done(number, protocol, trouble)
    return Done(number, protocol, None)


def _remove(
    log: Log, told: Told, folder: Path, today: date, *, with_set_aside: bool
) -> tuple[int, Path]:  # fmt: skip
    """The number of the removal in the record, and its protocol."""
    _refuse(log, told, with_set_aside=with_set_aside)
    names = [path.name for path in (*told.copies, *told.set_aside)]
    protocol, digest = _write(log, told, folder, today, names)
    try:
        return retention.remove(log.database, told.rule, told.falling, digest, names, today), protocol
    except BaseException as error:
        for file in (protocol, protocol.with_suffix(".csv")):
            file.unlink(missing_ok=True)
        if isinstance(error, retention.Changed):
            raise WorldTrouble(
                _("The log has changed since it was looked at. Nothing has been removed."),
                _("Look again at what falls under the decision."),
            ) from error
        raise


def record(log: Log) -> list[Removal]:
    """Every removal by decision, the first one first. Raises WorldTrouble."""
    with log.database.begin() as connection:
        return _record(log, connection)


def _record(log: Log, connection: Connection) -> list[Removal]:
    try:
        return removals.removals(connection)
    except UNREADABLE as error:
        raise log.damaged(str(error)) from error


def copies_gone(log: Log, number: int) -> bool:
    """Record that the copies of a removal that only the server's own keeper reaches are gone; False when it stands there.

    Raises WorldTrouble for a removal that the record does not know.
    """
    with log.database.writing() as connection:
        found = next((one for one in _record(log, connection) if one.number == number), None)
        if found is None:
            raise WorldTrouble(
                _("There is no removal no. {n}.").format(n=number),
                _("The numbers stand in the record: --record."),
                kind=Trouble.UNKNOWN,
            )
        if found.cleaned:
            return False
        removals.keep_cleaned(connection, number, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return True


def _refuse(log: Log, told: Told, *, with_set_aside: bool) -> None:
    """Raises WorldTrouble when something must be seen to first."""
    if told.falling.empty:
        raise WorldTrouble(_("Nothing falls under the decision."), _("Nothing has been removed."))
    if isinstance(log, Journal):
        _refuse_file(log, told, with_set_aside=with_set_aside)
    elif health.examine(log.database, folds=False):
        raise log.damaged(_("the log is not in order, so nothing is removed from it"))


def _refuse_file(journal: Journal, told: Told, *, with_set_aside: bool) -> None:
    waiting = apart.waiting(journal.path.parent)
    if apart.stands_in(journal.path.parent) or waiting:
        raise WorldTrouble(
            _("There are lessons that were led while the log could not be opened."),
            _("Take them into the log first, on the page Today. Nothing has been removed."),
            waiting[0] if waiting else journal.path.parent,
        )
    if told.set_aside and not with_set_aside:
        raise WorldTrouble(
            _("Beside the log lie files that were set aside after a fault or for a backup. They can hold the same, or what is nowhere else."),
            _("Move what you want to keep, or say that they are to go too. Nothing has been removed."),
            told.set_aside[0],
        )  # fmt: skip
    if not journal.flush(5) or journal.status != "saved" or health.examine(journal.database, folds=False):
        raise WorldTrouble(
            _("The log is not in order, so nothing is removed from it."),
            _("Run doctor first: it tells what is wrong."),
            journal.path,
            Trouble.DAMAGED,
        )
    trouble = cleaning.second_trouble(journal.device) or cleaning.room_problem(journal.database)
    if trouble is not None:
        raise trouble


def _write(log: Log, told: Told, folder: Path, today: date, names: list[str]) -> tuple[Path, str]:
    """The protocol's file and its hash. Raises WorldTrouble."""
    with log.database.begin() as connection:
        number = removals.next_number(connection)
    own = "".join(c if c.isalnum() else "-" for c in told.rule.decision.strip())
    stem = _free(folder, f"gallringsprotokoll-{number}-{own}-{today.isoformat()}")
    text = "\r\n".join(_protocol(told, number, today, names)) + "\r\n"
    with whole_set(folder, (f"{stem}.csv", f"{stem}.txt")) as files:
        with files[f"{stem}.csv"].open("w", encoding="utf-8", newline="") as stream:
            stream.write(dialect.BYTE_ORDER_MARK)
            writer = dialect.Writer(stream)
            writer.writerow(HEAD)
            for one in told.falling.things:
                key = own_hash(one.kind, one.id)
                writer.writerow(
                    (_ART[one.kind], year_words(one.year), dialect.guard(one.school), key, one.head)
                )
        listed = hashlib.sha256(files[f"{stem}.csv"].read_bytes()).hexdigest()
        text += "\r\n" + _("The list beside it has the SHA-256 {digest}.").format(digest=listed) + "\r\n"
        files[f"{stem}.txt"].write_bytes(dialect.BYTE_ORDER_MARK.encode() + text.encode())
    file = folder / f"{stem}.txt"
    return file, hashlib.sha256(file.read_bytes()).hexdigest()


def _free(folder: Path, stem: str) -> str:
    """A name that no protocol in the folder has: the first removal on another computer, by the same decision, is no. 1 too."""
    names = (stem, *(f"{stem}-{n}" for n in range(2, 1000)))
    return next(one for one in names if not any(is_there(folder / f"{one}{end}") for end in (".csv", ".txt")))


def _protocol(told: Told, number: int, today: date, names: list[str]) -> Iterator[str]:
    rule = told.rule
    yield _("Protocol of removal no. {n}").format(n=number)
    yield ""
    yield _("Decision: {decision}, {day}").format(
        decision=rule.decision.strip(), day=rule.decided.isoformat()
    )
    yield _("Confirmed by: {role}").format(role=role_words(rule.role))
    yield _("Written: {day}, before anything was removed. That it was carried out, the program’s own record tells.").format(
        day=today.isoformat()
    )  # fmt: skip
    yield _("Program: Passledaren {version}").format(version=__version__)
    yield ""
    yield _("What falls under it")
    yield "  " + _("The school year {year} and earlier").format(year=year_words(rule.through))
    if rule.groups:
        yield "  " + _("Groups: {groups}").format(groups=", ".join(sorted(rule.groups)))
    if rule.schools:
        yield "  " + _("Schools: {schools}").format(schools=", ".join(sorted(rule.schools)))
    yield ""
    yield _("What is removed")
    yield from (f"  {line}" for line in _counted(told.falling.counts))
    for year, school, kind, n in told.falling.by_year():
        yield f"  {year_words(year)}  {school or '–'}  {_ART[kind]}: {n}"
    yield ""
    if not told.shared:
        yield _("Backups and older copies that go too")
        yield from (f"  {name}" for name in names)
        if not names:
            yield "  –"
        yield ""
    yield _("What is not reached")
    yield from (f"  {line}" for line in _not_reached(told))
    yield ""
    yield _(
        "Of what is removed only the counts above are kept. The list beside it has one line a thing: hashes only."
    )
