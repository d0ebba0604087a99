"""Packages of a fictional municipality's laptops, to try taking in, and a log that has taken them in."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Final

from facilitator.content.library import Library
from facilitator.errors import WorldTrouble, trouble_from
from facilitator.exchange.packages import merge, sessionpack
from facilitator.i18n import _
from facilitator.journal import Journal, occasions, open_journal, queries
from facilitator.journal.engine import create
from facilitator.journal.fiction import demotown
from facilitator.journal.fiction.demotown import Place
from facilitator.journal.folder import LOG
from facilitator.planning.breaks import span
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor

LAPTOPS: Final = 14
MOST: Final = 400
_COPIED: Final = 3
"""Of every ten laptops, the one whose log was copied and gone on with in two places."""
_TEN: Final = 10
_SENT: Final = time(15, 30)


@dataclass(slots=True)
class _Clock:
    """The moment after a lesson, when its form is gone through."""

    moment: datetime

    def elapsed_ms(self) -> int:
        return 0

    def wall(self) -> str:
        return self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def fill(journal: Journal, library: Library, today: date, seed: int = 1, laptops: int = LAPTOPS) -> int:
    """Make an empty log that of a coordinator: a school of its own, and packages of the others taken in.

    Returns how many sessions. Raises WorldTrouble, also when the log has sessions.
    """
    if queries.sessions(journal, rehearsals=True):
        raise WorldTrouble(
            _("The folder already holds sessions."),
            _("Choose an empty folder for the demonstration, for example with --data."),
            journal.path.parent,
        )
    (own,) = demotown.places(1, today, seed)
    for year in demotown.years(today):
        demotown.fill(journal, library, own, year, seed)
    with tempfile.TemporaryDirectory() as name:
        for number in range(1, laptops):
            for file in _of(number, library, Path(name), Path(name), today, seed):
                taken = merge.take_in_file(journal, file)
                if taken.trouble is not None:
                    raise taken.trouble
    return len(queries.sessions(journal))


def write(library: Library, wanted: int, folder: Path, today: date, seed: int = 1) -> list[Path]:
    """Write so many packages into a folder. Raises WorldTrouble."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as name:
            files = (
                file for number in count(1) for file in _of(number, library, Path(name), folder, today, seed)
            )
            return list(islice(files, wanted))
    except OSError as error:
        raise trouble_from(error, folder) from error


def _of(number: int, library: Library, work: Path, folder: Path, today: date, seed: int) -> Iterator[Path]:
    """The packages of one laptop: one after each school year, one of now, and one of a copy that went its own way."""
    place = demotown.places(number + 1, today, seed)[-1]
    data, (*past, this) = work / f"laptop-{number}", demotown.years(today)
    with _laptop(data, Random(f"{seed}/{number}/device")) as journal:
        for year in past:
            if demotown.fill(journal, library, place, year, seed):
                yield _pack(journal, folder, place, span(year)[1])
        demotown.fill(journal, library, place, this, seed)
        if number % _TEN != _COPIED:
            yield _pack(journal, folder, place, place.until)
    if number % _TEN == _COPIED:
        copy = work / f"laptop-{number}-copy"
        shutil.copytree(data, copy)
        for at, own in enumerate((data, copy)):
            with closing(open_journal(own, second_place=own)) as journal:
                _go_own_way(journal, place, at)
                yield _pack(journal, folder, place, place.until + timedelta(days=at))
    shutil.rmtree(data)


@contextmanager
def _laptop(data: Path, random: Random) -> Iterator[Journal]:
    data.mkdir()
    create(data / LOG, f"{random.getrandbits(128):032x}")
    with closing(open_journal(data, second_place=data)) as journal:
        yield journal


def _go_own_way(journal: Journal, place: Place, at: int) -> None:
    """Finish the newest lesson, and correct an occasion, in a way of this copy's own."""
    moment = datetime.combine(place.until, _SENT, UTC)
    for row in queries.drafts(journal)[:1]:
        session = queries.load(journal, row.session)
        conductor = Conductor.resume(session, journal, _Clock(moment), Absence(0, 0))
        conductor.order(o.Answer("went", 2 + 2 * at))
        conductor.order(o.FinishLog())
    for one in occasions.occasions(journal):
        if one.values.kind == "staff" and one.values.present is not None:
            values = replace(one.values, present=one.values.present + 1 + at)
            occasions.correct(journal, one.occasion, values, "mistyped", place.until)
            break
    journal.flush(10)


def _pack(journal: Journal, folder: Path, place: Place, day: date) -> Path:
    """A package as it is made at the end of a day."""
    now = datetime.combine(day, _SENT).astimezone()
    school = "".join(c if c.isalnum() else "-" for c in place.school)
    name = f"tillfällen-{school}-{place.number:02}-{journal.device[:4]}-{now:%Y-%m-%d}.passpaket"
    file = folder / name
    sessionpack.export(journal, file, now=now)
    return file
