"""Packages taken into the log one by one, each whole or not at all; told first what would become of them."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.errors import Trouble, WorldTrouble, trouble_from
from facilitator.exchange.packages import passpaket, sessionpack
from facilitator.exchange.packages.here import Here
from facilitator.exchange.packages.passpaket import HANDOVER, SUFFIX
from facilitator.exchange.packages.sessionpack import Arrived, Step, Stopped
from facilitator.exchange.troubles import beside_lessons
from facilitator.i18n import _, alphabetical, ngettext
from facilitator.journal import occasions
from facilitator.journal.log import Log
from facilitator.journal.occasions import NotAnAccount
from facilitator.journal.reading import Broken
from facilitator.journal.sharing import laptops, merging
from facilitator.journal.sharing.merging import AS_THEY_ARE, CASES, Case
from facilitator.journal.sharing.versions import NotOurs
from facilitator.journal.yearplan import breakaccounts, planaccounts
from facilitator.journal.yearplan.planvalues import NotAPlan
from facilitator.paths import is_folder


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: its sessions, or why it was refused; `doubts`: what to look at."""

    file: Path
    sessions: Mapping[str, Case]
    trouble: WorldTrouble | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds and what would become of it, in words, or why it would be refused; `package`: the hash of its
    content then. `again`: how much of what is new stands in a file before it too, and becomes one in the log."""

    file: Path
    package: str
    counts: Mapping[Case, int]
    lines: tuple[str, ...]
    doubts: tuple[str, ...]
    trouble: WorldTrouble | None = None
    again: int = 0


@dataclass(frozen=True, slots=True)
class _Share:
    """A file's share of what tells how far many files have come."""

    step: Step
    before: int
    own: int
    whole: int

    def __call__(self, done: int, count: int) -> bool:
        return self.step(self.before + self.own * done // max(count, 1), self.whole)


def _shares(places: Sequence[Path], step: Step) -> Iterator[tuple[Path, Step]]:
    """Every file with a step of its own. Raises Stopped between two."""
    sizes = [_kilobytes(file) for file in places]
    before = 0
    for file, size in zip(places, sizes, strict=True):
        share = _Share(step, before, size, sum(sizes))
        if not share(0, 1):
            raise Stopped
        yield file, share
        before += size


def _kilobytes(file: Path) -> int:
    try:
        return 1 + file.stat().st_size // 1024
    except OSError:
        return 1  # it is told of when it is read


def look(journal: Log, places: Iterable[Path], step: Step) -> list[Look]:
    """What the packages hold, one read after the other and let go; nothing is changed. Raises WorldTrouble, Stopped."""
    found, seen = [], set[str]()
    for file, share in _shares(files(places), step):
        try:
            arrived = read(journal, file, share)
            cases = preview(journal, arrived)
        except WorldTrouble as trouble:
            found.append(Look(file, "", {}, (), (), trouble))
            continue
        new = {own for own, case in cases.items() if case == "new"}
        numbers = counted(list(cases.values()))
        words = tuple(described(arrived, numbers))
        package = arrived.arrival.package
        found.append(Look(file, package, numbers, words, arrived.doubts, again=len(new & seen)))
        seen |= new
    return found


def take_in_all(journal: Log, looked: Sequence[Look], step: Step) -> list[Taken]:
    """Take in packages that have been looked at, each whole or not at all. Raises Stopped: what is in already stays."""
    packages = {one.file: one.package for one in looked}
    return [
        take_in_file(journal, file, share, package=packages[file])
        for file, share in _shares(list(packages), step)
    ]


def files(places: Iterable[Path]) -> list[Path]:
    """The files named, and every package in the folders named, without handovers of groups. Raises WorldTrouble."""
    found: list[Path] = []
    for place in places:
        try:
            found += sorted(_packages(place)) if is_folder(place) else [place]
        except OSError as error:
            raise trouble_from(error, place) from error
    return list(dict.fromkeys(found))


def _packages(folder: Path) -> Iterator[Path]:
    """Every package in a folder and those in it; a folder that may not be read is refused in its place among them."""
    closed: list[OSError] = []
    inside = os.walk(folder, onerror=closed.append)
    for path in (Path(place, name) for place, _folders, names in inside for name in names):
        if path.suffix.lower() != SUFFIX or path.name.startswith(".") or not path.is_file():
            continue
        try:
            if passpaket.kind_of(path) is HANDOVER:
                continue
        except WorldTrouble:
            pass  # it is told of when it is taken in
        yield path
    yield from (Path(error.filename) for error in closed)


def read(journal: Log, file: Path, step: Step | None = None) -> Arrived:
    """A package, ready to be taken into this log. Raises WorldTrouble, Stopped."""
    return sessionpack.read(file, step, here=Here(journal))


def preview(journal: Log, arrived: Arrived) -> Mapping[str, Case]:
    """What would become of each session, occasion and plan of a package. Raises WorldTrouble."""
    beside = _beside(journal, arrived)
    return {**(_again(arrived) or merging.look(journal, arrived.sessions)), **beside}


def _beside(journal: Log, arrived: Arrived) -> Mapping[str, Case]:
    with journal.database.begin() as connection:
        return {
            **occasions.cases(journal, connection, arrived.occasions),
            **planaccounts.cases(journal, connection, arrived.plans),
        }


def _again(arrived: Arrived) -> Mapping[str, Case]:
    """The sessions of a package that stands in the log whole."""
    return {one.session: "known" for one in arrived.again}


def take_in(journal: Log, arrived: Arrived, step: Step | None = None) -> Mapping[str, Case]:
    """Take a package into the log, whole or not at all. Raises WorldTrouble, Stopped: then nothing has changed.

    Before anything new is written there is a whole backup of the last half hour.
    """
    try:
        beside = _beside(journal, arrived)
        if arrived.again:
            return {**_again(arrived), **beside}
        if arrived.prepared or set(beside.values()) - set(AS_THEY_ARE):
            journal.keep_safe()
        cases = _write(journal, arrived, step)
    except (NotOurs, NotAnAccount, NotAPlan) as error:
        raise passpaket.not_ours(arrived.file) from error
    except Broken as broken:
        raise journal.damaged(str(broken)) from broken
    except WorldTrouble as trouble:
        raise _nothing_in(journal, trouble) from trouble
    journal.read_anew()
    journal.tidy()
    return cases


def _write(journal: Log, arrived: Arrived, step: Step | None) -> Mapping[str, Case]:
    with journal.database.writing() as connection:
        cases = merging.take_in(journal, connection, arrived.sessions, arrived.prepared, arrived.scripts)
        beside = occasions.cases(journal, connection, arrived.occasions)
        occasions.take_in(connection, arrived.occasions)
        planned = planaccounts.cases(journal, connection, arrived.plans)
        planaccounts.take_in(journal, connection, arrived.plans)
        breakaccounts.take_in(connection, arrived.breaks)
        laptops.keep_arrival(connection, arrived.arrival)
        if step is not None and not step(len(arrived.sessions), len(arrived.sessions)):
            raise Stopped
    return {**cases, **beside, **planned}


def _nothing_in(journal: Log, trouble: WorldTrouble) -> WorldTrouble:
    then = _(
        "Then take in the package again. Nothing of it has been taken in, and what is in the log is safe."
    )
    return beside_lessons(journal, trouble, then)


def described(arrived: Arrived, numbers: Mapping[Case, int]) -> Iterator[str]:
    """What a package holds and what would become of it, a line a thing."""
    sessions = arrived.again or arrived.sessions
    schools = sorted({one.school for one in sessions if one.school}, key=alphabetical)
    days = sorted(one.started[:10] for one in sessions)
    groups = sorted({one.group for one in sessions})
    yield _("{file}: {counts}").format(file=arrived.file.name, counts=told(numbers))
    yield _("Made {day} on the computer {laptop}").format(
        day=arrived.arrival.created[:10], laptop=arrived.arrival.device[:4]
    )
    if schools:
        yield _("School: {schools}").format(schools=", ".join(schools))
    if days:
        yield _("Groups: {groups}. Lessons from {first} to {last}").format(
            groups=", ".join(groups), first=days[0], last=days[-1]
        )


def take_in_file(
    journal: Log, file: Path, step: Step | None = None, *, only_look: bool = False, package: str = ""
) -> Taken:  # fmt: skip
    """Read a package and take it in, or only tell what would become of it; `package`: the hash that its content must
    have. Raises Stopped."""
    try:
        arrived = read(journal, file, step)
        if package and arrived.arrival.package != package:
            raise _changed(file)
        if only_look:
            return Taken(file, preview(journal, arrived), doubts=arrived.doubts)
    except WorldTrouble as trouble:
        return Taken(file, {}, trouble if only_look else _nothing_in(journal, trouble))
    try:
        return Taken(file, take_in(journal, arrived, step), doubts=arrived.doubts)
    except WorldTrouble as trouble:
        return Taken(file, {}, trouble)


def _changed(file: Path) -> WorldTrouble:
    return WorldTrouble(
        _("The file has been changed since it was looked at."),
        _("Look at it once more. Nothing of it has been taken in."),
        file,
        Trouble.DAMAGED,
    )


def in_turn(looked: Iterable[Taken]) -> Iterator[Taken]:
    """What was only looked at, as it will be when one is taken in after the other: what a file brings is known to the next."""
    seen = set[str]()
    for one in looked:
        yield replace(
            one,
            sessions={
                own: "known" if case == "new" and own in seen else case for own, case in one.sessions.items()
            },
        )
        seen.update(one.sessions)


def counts(taken: Iterable[Taken]) -> dict[Case, int]:
    """How many sessions were new, longer than before, known and conflicting; and removed by decision, if any were."""
    return counted([case for one in taken for case in one.sessions.values()])


def counted(cases: Sequence[Case]) -> dict[Case, int]:
    """How many there are of each case."""
    found = {case: cases.count(case) for case in CASES}
    return found | ({"removed": cases.count("removed")} if "removed" in cases else {})


def summed(numbers: Iterable[Mapping[Case, int]]) -> dict[Case, int]:
    """The counts of several packages together."""
    every = tuple(numbers)
    return {case: sum(one.get(case, 0) for one in every) for case in (*CASES, "removed")}


def waiting_words(count: int) -> str:
    """How much waits for a choice in all, also from packages that came before."""
    words = ngettext(
        "{n} conflict waits for somebody to choose.", "{n} conflicts wait for somebody to choose.", count
    )
    return words.format(n=count)


def told(numbers: Mapping[Case, int]) -> str:
    """The counts in one line."""
    longer, removed = numbers["longer"], numbers.get("removed", 0)
    parts = (
        ngettext("{n} new", "{n} new", numbers["new"]).format(n=numbers["new"]),
        *([_("{n} longer than before").format(n=longer)] if longer else []),
        ngettext("{n} known", "{n} known", numbers["known"]).format(n=numbers["known"]),
        ngettext("{n} conflicting", "{n} conflicting", numbers["conflicting"]).format(
            n=numbers["conflicting"]
        ),
        *([stay_away(removed)] if removed else []),
    )
    return ", ".join(parts)


def stay_away(removed: int) -> str:
    """How many things do not come in again, because they were removed by decision."""
    words = ngettext("{n} removed by decision stays away", "{n} removed by decision stay away", removed)
    return words.format(n=removed)
