"""Packages taken into the log one by one, each whole or not at all; told first what would become of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.exchange import passpaket, sessionpack
from facilitator.exchange.passpaket import HANDOVER, SUFFIX
from facilitator.exchange.sessionpack import Arrived, Step, Stopped
from facilitator.i18n import _, ngettext
from facilitator.journal import Journal, laptops, merging, occasions
from facilitator.journal.backup import back_up_if_due
from facilitator.journal.merging import AS_THEY_ARE, CASES, Case
from facilitator.journal.occasions import NotAnAccount
from facilitator.journal.reading import Broken
from facilitator.journal.troubles import damaged
from facilitator.journal.versions import NotOurs


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: its sessions, or why it was refused."""

    file: Path
    sessions: Mapping[str, Case]
    trouble: WorldTrouble | None = None


def files(places: Iterable[Path]) -> list[Path]:
    """The files named, and every package in the folders named, without handovers of groups. Raises WorldTrouble."""
    found: list[Path] = []
    for place in places:
        try:
            found += sorted(_packages(place)) if place.is_dir() else [place]
        except OSError as error:
            raise trouble_from(error, place) from error
    return list(dict.fromkeys(found))


def _packages(folder: Path) -> Iterator[Path]:
    for path in folder.rglob(f"*{SUFFIX}"):
        if path.name.startswith(".") or not path.is_file():
            continue
        try:
            if passpaket.kind_of(path) is HANDOVER:
                continue
        except WorldTrouble:
            pass  # it is told of when it is taken in
        yield path


def read(journal: Journal, file: Path, step: Step | None = None) -> Arrived:
    """A package, ready to be taken into this log. Raises WorldTrouble, Stopped."""
    return sessionpack.read(file, step, known=partial(merging.known, journal))


def preview(journal: Journal, arrived: Arrived) -> Mapping[str, Case]:
    """What would become of each session and occasion of a package. Raises WorldTrouble."""
    beside = occasions.cases(journal, arrived.occasions)
    return {**merging.look(journal, arrived.sessions), **beside}


def take_in(journal: Journal, arrived: Arrived, step: Step | None = None) -> Mapping[str, Case]:
    """Take a package into the log, whole or not at all. Raises WorldTrouble, Stopped: then nothing has changed.

    Before anything new is written there is a whole backup of the last half hour.
    """
    beside = occasions.cases(journal, arrived.occasions)
    if arrived.prepared or set(beside.values()) - set(AS_THEY_ARE):
        back_up_if_due(journal.database)
    try:
        with journal.database.begin() as connection:
            cases = merging.take_in(journal, connection, arrived.sessions, arrived.prepared, arrived.scripts)
            occasions.take_in(connection, arrived.occasions)
            laptops.keep_arrival(connection, arrived.arrival)
            if step is not None and not step(len(arrived.sessions), len(arrived.sessions)):
                raise Stopped
    except (NotOurs, NotAnAccount) as error:
        raise passpaket.not_ours(arrived.file) from error
    except Broken as broken:
        raise damaged(journal.path, str(broken)) from broken
    journal.read_anew()
    journal.tidy()
    return {**cases, **beside}


def taken(journal: Journal, arrived: Arrived, step: Step | None = None) -> Taken:
    """Take a package in, or tell why it was refused. Raises Stopped."""
    try:
        return Taken(arrived.file, take_in(journal, arrived, step))
    except WorldTrouble as trouble:
        return Taken(arrived.file, {}, trouble)


def described(arrived: Arrived, cases: Sequence[Case]) -> Iterator[str]:
    """What a package holds and what would become of it, a line a thing."""
    schools = sorted({one.school for one in arrived.sessions if one.school})
    days = sorted(one.started[:10] for one in arrived.sessions)
    groups = sorted({one.start["group"] for one in arrived.sessions})
    yield _("{file}: {counts}").format(
        file=arrived.file.name, counts=told({case: cases.count(case) for case in CASES})
    )
    yield _("Made {day} on the computer {laptop}").format(
        day=arrived.arrival.created[:10], laptop=arrived.arrival.device[:4]
    )
    if schools:
        yield _("School: {schools}").format(schools=", ".join(schools))
    if days:
        yield _("Groups: {groups}. Lessons from {first} to {last}").format(
            groups=", ".join(groups), first=days[0], last=days[-1]
        )


def take_in_file(journal: Journal, file: Path, step: Step | None = None, *, only_look: bool = False) -> Taken:
    """Read a package and take it in, or only tell what would become of it. Raises Stopped."""
    try:
        arrived = read(journal, file, step)
        if only_look:
            return Taken(file, preview(journal, arrived))
    except WorldTrouble as trouble:
        return Taken(file, {}, trouble)
    return taken(journal, arrived, step)


def counts(taken: Iterable[Taken]) -> dict[Case, int]:
    """How many sessions were new, longer than before, known and conflicting."""
    cases = [case for one in taken for case in one.sessions.values()]
    return {case: cases.count(case) for case in CASES}


def told(numbers: Mapping[Case, int]) -> str:
    """The counts in one line."""
    longer, removed = numbers["longer"], numbers["removed"]
    parts = (
        ngettext("{n} new", "{n} new", numbers["new"]).format(n=numbers["new"]),
        *([_("{n} longer than before").format(n=longer)] if longer else []),
        ngettext("{n} known", "{n} known", numbers["known"]).format(n=numbers["known"]),
        ngettext("{n} conflicting", "{n} conflicting", numbers["conflicting"]).format(
            n=numbers["conflicting"]
        ),
        *([_("{n} removed by decision stay away").format(n=removed)] if removed else []),
    )
    return ", ".join(parts)
