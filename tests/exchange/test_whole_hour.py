"""An hour with a class: the wall clock is set wrong both ways, the computer sleeps, and the program dies once.

What is right: the time of a step is the time it was on the wall with the program alive, to the last second before it
died. Sleep, and the safe screen, are a pause of the step that was showing. The time between the crash and the return is
the session's own gap and no step's. Together they are all the time that went by, whatever the wall clock said.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.exchange.sheets import csvset, dialect
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.takingup import take_up
from facilitator.journal.writing.pulse import FILE
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor
from facilitator.session.summary import summarise
from tests.builders import HandClock, begin
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory, in_another_process

pytestmark = pytest.mark.slow

HOUR = timedelta(hours=1)
UP = HandClock(ms=3 * 3_600_000 + 417)
"""The laptop has been on for three hours."""
SLEPT_S = 600.0
AWAY_S = 184.3


class Lesson:
    """A lesson as it goes, and what really happened in it: seconds of every step, seconds of pause, seconds away."""

    def __init__(self, journal: Journal, clock: HandClock, conductor: Conductor) -> None:
        self.journal, self.clock, self.conductor = journal, clock, conductor
        self.spent: Counter[str] = Counter()
        self.paused: Counter[str] = Counter()

    @property
    def here(self) -> str:
        return self.conductor.session.current.id

    def lead(self, seconds: float) -> None:
        """Stay at the step, with a sign of life each second."""
        self._go(seconds)
        self.spent[self.here] += round(seconds * 1000)

    def wait_behind_the_safe_screen(self, seconds: float) -> None:
        self._go(seconds)
        self.paused[self.here] += round(seconds * 1000)
        self.conductor.order(o.Uncover())

    def sleep(self) -> None:
        self.clock.go(SLEPT_S)
        self.conductor.slept(round(SLEPT_S * 1000))
        self.paused[self.here] += round(SLEPT_S * 1000)

    def turn(self, *seconds: float) -> None:
        """Stay at each of the next steps so long."""
        for stay in seconds:
            steps = self.conductor.session.script.steps
            self.conductor.order(o.GoTo(steps[self.conductor.session.step + 1].id))
            self.lead(stay)

    def _go(self, seconds: float) -> None:
        whole, rest = divmod(seconds, 1)
        for _second in range(int(whole)):
            self.clock.go(1)
            self.journal.keep_pulse(self.conductor.pulse)
        self.clock.go(rest)


def until_the_crash(folder: Path, set_back_before: bool) -> str:
    """The first half, up to the moment when the program dies; told as what really happened."""
    journal = open_journal(folder / "data", second_place=folder)
    clock = HandClock(ms=UP.ms)
    lesson = Lesson(journal, clock, begin(journal, clock))
    lesson.lead(190.9)
    clock.wall_time += HOUR
    lesson.turn(241.8, 180.7, 305.9)
    lesson.sleep()
    lesson.wait_behind_the_safe_screen(12.4)
    lesson.lead(200.6)
    if set_back_before:
        clock.wall_time -= HOUR
    lesson.turn(333.8, 287.9)
    assert journal.flush(PATIENCE_S)
    truth = [lesson.spent, lesson.paused, clock.ms, clock.wall_time.isoformat(), lesson.conductor.session.id]
    return json.dumps(truth)


@pytest.fixture
def place() -> Iterator[Path]:
    with folder_in_memory() as folder:
        yield folder


def after_the_crash(journal: Journal, told: str, when: str) -> Lesson:
    """The second half, on the same computer or on one that was started anew, to the end and into the log."""
    spent, paused, ms, wall, own = json.loads(told)
    clock = HandClock(datetime.fromisoformat(wall), 41_000 if when == "anew" else ms)
    clock.go(0 if when == "anew" else AWAY_S)
    if when == "anew":
        clock.wall_time += timedelta(seconds=AWAY_S)
    if when == "away":
        clock.wall_time -= HOUR
    lesson = Lesson(journal, clock, take_up(journal, own, clock))
    lesson.spent.update(spent)
    lesson.paused.update(paused)
    lesson.wait_behind_the_safe_screen(7.7)
    lesson.lead(151.9)
    if when == "after":
        clock.wall_time -= HOUR
    lesson.turn(502.8, 399.3)
    lesson.conductor.order(o.End())
    lesson.conductor.order(o.FinishLog())
    assert journal.flush(PATIENCE_S)
    all_ms = sum(lesson.spent.values()) + sum(lesson.paused.values()) + AWAY_S * 1000
    assert 59 * 60_000 < all_ms < 61 * 60_000
    return lesson


@pytest.mark.parametrize("when", ["before", "away", "after", "anew"])
def test_that_an_hour_is_right_to_a_second_in_the_log_the_fold_and_the_file(place: Path, when: str) -> None:
    told = in_another_process(lambda: until_the_crash(place, when == "before"))
    with closing(open_journal(place / "data", second_place=place)) as journal:
        assert_right(journal, after_the_crash(journal, told, when), place / "out")


def assert_right(journal: Journal, lesson: Lesson, out: Path) -> None:
    own = lesson.conductor.session.id
    folded = summarise(queries.load(journal, own))
    row, steps = queries.session(journal, own), queries.steps(journal, own)
    csvset.export(journal, out)
    sessions, rows = table(out, "sessions.csv"), table(out, "steps.csv")
    assert row is not None
    for spent_s, paused_s, gap_s in (
        (folded.spent_s, folded.paused_s, folded.gap_s),
        (row.spent_s, row.paused_s, row.gap_s),
        tuple(int(sessions[0][name]) for name in ("faktisk_s", "paus_s", "avbrott_s")),
    ):
        near(spent_s, sum(lesson.spent.values()), "the lesson")
        near(paused_s, sum(lesson.paused.values()), "its pauses")
        near(gap_s, round(AWAY_S * 1000), "away")
    told_of = {step["moment_id"]: (int(step["faktisk_s"]), int(step["paus_s"])) for step in rows}
    for kept in (folded.steps, steps):
        assert {step.step: (step.spent_s, step.paused_s) for step in kept} == told_of
    for step, (spent_s, paused_s) in told_of.items():
        near(spent_s, lesson.spent[step], step)
        near(paused_s, lesson.paused[step], f"the pause of {step}")
    assert sum(spent for spent, _paused in told_of.values()) == row.spent_s
    assert examine(journal.database) == []


def near(seconds: int, true_ms: int, what: str) -> None:
    assert abs(seconds * 1000 - true_ms) <= 1000, f"{what}: {seconds} s, really {true_ms / 1000} s"


def table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / name).open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = [row for _line, row in dialect.rows(stream)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_that_without_a_sign_of_life_the_wall_clock_tells_of_the_break(place: Path) -> None:
    told = in_another_process(lambda: until_the_crash(place, set_back_before=True))
    (place / "data" / FILE).write_bytes(b"\0" * 256)
    spent, _paused, ms, wall, own = json.loads(told)
    clock = HandClock(datetime.fromisoformat(wall).astimezone(UTC), ms)
    clock.go(AWAY_S)
    with closing(open_journal(place / "data", second_place=place)) as journal:
        session = take_up(journal, own, clock).session
    quiet_s = spent[session.current.id] / 1000
    assert session.gaps == (pytest.approx(AWAY_S + quiet_s, abs=1),)
    assert session.runs[session.step].spent_ms == 0
