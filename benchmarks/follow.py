"""The views of the page Uppföljning on a made log, against plain sqlite3 that reads the same tables once, in the same run.

    python -m benchmarks.follow [--sessions 60000] [--folder DIR] [--server]

Prints seconds, seconds of the processor and their ratio to the floor for what each choice on the page asks for, the median of
five, and how long the grid takes to draw while it is scrolled from end to end. The rows are made in bulk, without the facts behind them: no view
reads those. To reach: 300 milliseconds a view at 60,000 sessions, and 16 a frame. With `--server` the same questions also
go to a PostgreSQL of the benchmark's own.
"""

import argparse
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final, cast

from sqlalchemy import insert

from benchmarks.merge import server_s
from facilitator import paths
from facilitator.content.library import Library
from facilitator.content.model import Lesson
from facilitator.journal import Journal, open_journal
from facilitator.journal.figures.selection import Selection
from facilitator.journal.log import Log
from facilitator.journal.server.central import open_central
from facilitator.journal.tables import schema, steptexts
from facilitator.journal.tables.ids import next_id
from facilitator.journal.tables.rows import changes_in
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year, span
from facilitator.planning.year import Planned
from facilitator.ui.desk.follow import ports
from facilitator.ui.loading import Rooms
from facilitator.ui.rows import followrows
from tests import postgres

SCHOOLS, GROUPS, YEARS, STEPS, TURNS = 25, 8, 3, 14, 5
CHUNK: Final = 5_000
WEIGHTS: Final = ("core", "core", "flexible", "core", "optional", "core", "protected")
FLOOR: Final = (
    'SELECT lesson, school, "group", count(*), sum(spent_s) FROM session WHERE started >= ? GROUP BY 1, 2, 3',
    "SELECT outcome, count(*) FROM session_step GROUP BY 1",
)


def main() -> None:
    """Make the log, then measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=60_000)
    parser.add_argument("--server", action="store_true", help="the same on PostgreSQL too")
    parser.add_argument("--folder", type=Path, help="where the log is made; by default a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        library = Library.open(paths.scenarios_dir())
        today = datetime.now(UTC).date()
        journal = open_journal(folder)
        lessons = [one for one in library.planned if one.age != "staff"]
        fill(journal, lessons, given.sessions)
        journal.database.checkpoint()
        rooms, year = Rooms(journal, library), first_year(today)
        whole = followrows.coverage(rooms, Selection(), today)
        floor = timed(partial(_floor, journal, span(year)[0].isoformat()))
        size = journal.path.stat().st_size / 1e6
        print(
            f"{given.sessions:,} sessions, {given.sessions * STEPS:,} steps, grid {len(whole.lines)} × {len(whole.columns)}, log {size:.0f} MB"
        )
        print(f"{'floor':16} {floor[0]:6.3f} s  {floor[1]:6.3f} s of the processor")
        for told, question in _questions(lessons, year).items():
            wall, work = timed(partial(followrows.answer, rooms, question))
            times = f"{work / floor[1]:5.1f} times the floor"
            print(f"{told:16} {wall:6.3f} s  {work:6.3f} s of the processor  {times}")
        journal.close()
        if given.server:
            _on_a_server(given.folder or Path("/var/tmp"), library, lessons, given.sessions, floor[1])
        print(f"{'a frame':16} {_frame(whole):6.3f} s")


def _questions(lessons: list[Lesson], year: int) -> dict[str, ports.Question]:
    """What each choice on the page asks for."""
    one, school = lessons[0].id, Selection(year=year, school="Skola 07")
    return {
        "all figures": ports.Look(Selection()),
        "a year's figures": ports.Look(Selection(year=year)),
        "a programme's": ports.Look(Selection(year=year, programme=lessons[0].programme)),
        "a school's": ports.Look(school),
        "the grid": ports.LookAtGrid(Selection()),
        "a year's grid": ports.LookAtGrid(Selection(year=year)),
        "a school's grid": ports.LookAtGrid(school),
        "conditions": ports.LookAtConditions(Selection()),
        "scenarios": ports.LookAtScenarios(Selection()),
        "sessions": ports.LookBehind(Selection(), ports.Behind()),
        "behind a cell": ports.LookBehind(Selection(), ports.Behind(one, "6B", "Skola 07")),
        "a lesson": ports.LookAtLesson(Selection(), one),
    }


def _on_a_server(
    folder: Path, library: Library, lessons: list[Lesson], sessions: int, floor_s: float
) -> None:
    """The same questions to PostgreSQL: the server's own seconds of the processor are counted with the program's."""
    with postgres.running(folder) as server:
        server.ask("CREATE DATABASE follow")
        with closing(open_central(server.url("follow"), make=True)) as log:
            fill(log, lessons, sessions)
            server.ask("VACUUM ANALYZE", "follow")
            rooms = Rooms(cast(Journal, log), library)
            for told, question in _questions(lessons, first_year(datetime.now(UTC).date())).items():
                followrows.answer(rooms, question)
                before = server_s(server.folder)
                walls, works = zip(*(_once(rooms, question) for _turn in range(TURNS)), strict=True)
                work = (sum(works) + server_s(server.folder) - before) / TURNS
                times = f"{work / floor_s:5.1f} times the floor"
                print(f"server, {told:16} {median(walls):6.3f} s  {work:6.3f} s of the processor  {times}")


def _once(rooms: Rooms, question: ports.Question) -> tuple[float, float]:
    """Seconds by the wall and of this process's processor."""
    wall, work = time.perf_counter(), time.process_time()
    followrows.answer(rooms, question)
    return time.perf_counter() - wall, time.process_time() - work


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall and of the processor, each the median of some turns."""
    walls, works = [], []
    for _turn in range(TURNS):
        wall, work = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
    return median(walls), median(works)


def fill(journal: Log, lessons: list[Lesson], sessions: int) -> None:
    """Sessions of many schools over some school years, all led here, this year's plan of the groups, and those of every other school."""
    year = first_year(datetime.now(UTC).date())
    fill_sessions(journal, lessons, sessions, [journal.device])
    first = span(year)[0]
    plan = [
        Planned(f"{place}-{group}", year, f"6{'ABCDEFGH'[group]}", lesson.programme, lesson.id, first + timedelta(days=60 + place))
        for group in range(GROUPS)
        for place, lesson in enumerate(lessons)
    ]  # fmt: skip
    plans.keep_plan(journal, year, plan)
    others = [
        {
            "school": f"Skola {school:02}", "laptop": "", "year": year, "group": row.group, "id": row.id,
            "series": row.series, "lesson": row.lesson, "day": row.day.isoformat(), "at": "",
        }
        for school in range(SCHOOLS)
        for row in plan
    ]  # fmt: skip
    with journal.database.writing() as connection:
        connection.execute(insert(schema.plan_elsewhere), others)


def fill_sessions(journal: Log, lessons: list[Lesson], sessions: int, devices: Sequence[str]) -> None:
    """Sessions of many schools over some school years, each school's led on one of the laptops."""
    random, first = Random(1), first_year(datetime.now(UTC).date()) - YEARS + 1
    with journal.database.writing() as connection:
        others = [{"id": one} for one in devices if one != journal.device]
        if others:
            connection.execute(insert(schema.device), others)
        texts = [_text(lesson.id, school) for lesson in lessons for school in range(SCHOOLS)]
        rows = [{"hash": hashed(text), "script": text} for text in texts]
        connection.execute(insert(schema.lesson_snapshot), rows)
        runs = _runs(random, lessons, sessions, first, devices)
        while chunk := list(islice(runs, CHUNK)):
            steps = [list(_steps(random, run)) for run in chunk]
            rows = [run | changes_in(own) for run, own in zip(chunk, steps, strict=True)]
            connection.execute(insert(schema.session), rows)
            steptexts.insert_steps(connection, chain.from_iterable(steps))


@cache
def hashed(text: str) -> str:
    """The name of the text of a lesson."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _text(lesson: str, school: int) -> str:
    """As much of a lesson's text as the views read: every school has its own, for its contacts stand in it."""
    steps = [
        {"form": "scenario" if place == 5 else "talk", "stage": {"scenario": f"{lesson}-fall"}}
        for place in range(STEPS)
    ]
    scenarios = {f"{lesson}-fall": {"title": "Fallet", "more": "x" * 30_000}}
    return json.dumps({"lesson": lesson, "school": school, "steps": steps, "scenarios": scenarios})


def _runs(
    random: Random, lessons: list[Lesson], count: int, first: int, devices: Sequence[str]
) -> Iterator[dict[str, Any]]:
    own = ""
    for number in range(count):
        lesson = lessons[number % len(lessons)]
        day = span(first + number * YEARS // count)[0] + timedelta(days=random.randrange(50, 330))
        started = datetime(day.year, day.month, day.day, random.randrange(7, 14), 10, tzinfo=UTC)
        own, school = next_id(own), random.randrange(SCHOOLS)
        yield {
            "session": own, "lesson": lesson.id, "lesson_version": "1", "lesson_hash": hashed(_text(lesson.id, school)), "programme": lesson.programme,
            "label": lesson.label, "title": lesson.title, "length_min": lesson.minutes,
            "group": f"6{'ABCDEFGH'[random.randrange(GROUPS)]}", "rehearsal": False,
            "started": started.strftime("%Y-%m-%dT%H:%M:%SZ"), "status": "partial" if random.random() < 0.1 else "done",
            "finished": True, "spent_s": round(lesson.minutes * random.uniform(48, 72)), "paused_s": 30, "gap_s": 0,
            "core_planned": 10, "core_held": random.choice((10, 10, 10, 9, 7)), "order_kept": random.random() < 0.9,
            "support_shown": True, "safe_screens": 0, "noted": False, "people": random.randrange(18, 28), "went": 3,
            "adults": random.randrange(1, 3), "mentors": random.randrange(0, 3), "prepared_min": random.randrange(0, 40),
            "group_form": random.randrange(1, 4), "stayed": 1, "room": random.randrange(1, 4), "last_step": "s13", "seq": 40,
            "ended": (started + timedelta(minutes=lesson.minutes)).strftime("%Y-%m-%dT%H:%M:%SZ"), "utc_offset_min": 60,
            "school": f"Skola {school:02}", "program_version": "1", "people_band": "6 eller fler",
            "device": devices[school % len(devices)], "imported": False, "head": "", "seal": "", "exported": "",
        }  # fmt: skip


def _steps(random: Random, run: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for place in range(STEPS):
        chance = random.random()
        outcome = "held" if chance < 0.9 else "shortened" if chance < 0.95 else "skipped"
        yield {
            "session": run["session"], "planned_order": place, "step": f"s{place}", "title": f"Steg {place}", "form": "talk",
            "weight": WEIGHTS[place % len(WEIGHTS)], "actual_order": place, "planned_s": 240,
            "spent_s": 0 if outcome == "skipped" else random.randrange(120, 480), "paused_s": 0, "outcome": outcome,
            "reason": "time" if outcome == "skipped" else "",
        }  # fmt: skip


def _floor(journal: Journal, since: str) -> None:
    """The tables read once."""
    with journal.database.raw() as raw:
        raw.execute(FLOOR[0], (since,)).fetchall()
        raw.execute(FLOOR[1]).fetchall()


def _frame(view: ports.CoverageView) -> float:
    """Seconds a frame of the grid while it is scrolled through, the slowest but one in twenty."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from facilitator.ui import style
    from facilitator.ui.desk.follow.grid import CoverageGrid

    app = QApplication(["follow", *style.STYLE])
    style.dress(app)
    grid = CoverageGrid()
    grid.show_view(view)
    grid.resize(1100, 700)
    grid.show()
    app.processEvents()
    frames = []
    for bar in (grid.verticalScrollBar(), grid.horizontalScrollBar()):
        for value in range(0, bar.maximum(), 40):
            since = time.perf_counter()
            bar.setValue(value)
            grid.grab()
            frames.append(time.perf_counter() - since)
    return sorted(frames)[len(frames) * 19 // 20]


if __name__ == "__main__":
    main()
