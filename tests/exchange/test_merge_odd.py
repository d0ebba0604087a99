"""Packages that nobody has thought of: texts where a session stands already, sessions that name others, numbers without end."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import Trouble
from facilitator.exchange.packages import merge
from facilitator.exchange.sheets import csvset
from facilitator.journal import Journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.figures import looking, measures
from facilitator.journal.figures.selection import Selection
from facilitator.journal.sharing import merging
from tests.engines import Server, log_at
from tests.exchange.laptops import laptop, led, package, packed, rewrite, with_sessions

Run = dict[str, Any]


@pytest.fixture
def other(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """The coordinator's log."""
    with log_at(tmp_path / "other", engine) as journal:
        yield journal


def changed(file: Path, name: str, change: Callable[[list[Run]], None]) -> Path:
    """A package like another one, but for its sessions."""
    copy = file.with_name(name)
    copy.write_bytes(file.read_bytes())
    return rewrite(copy, with_sessions(change))


def took(log: Journal, *files: Path) -> None:
    for file in files:
        assert merge.take_in_file(log, file).trouble is None


def test_that_a_row_of_a_csv_set_gives_way_to_facts_with_texts(other: Journal, tmp_path: Path) -> None:
    with laptop(tmp_path / "one") as one:
        own = led(one)
        csvset.export(one, tmp_path / "csv")
        file = packed(one, tmp_path / "a.passpaket")
    csvset.load_into(other, tmp_path / "csv")
    took(other, file)
    assert examine(other.database) == []
    assert queries.load(other, own).typed
    packed(other, tmp_path / "on.passpaket")


def test_that_a_text_may_come_with_a_longer_session(other: Journal, tmp_path: Path) -> None:
    def longer(runs: list[Run]) -> None:
        at, wall = runs[0]["facts"][-1][:2]
        runs[0]["facts"].append([at, wall, "question_parked", 1, {"apart": "0" * 64}])

    file = tmp_path / "a.passpaket"
    package(file, done=False)
    took(other, file, changed(file, "b.passpaket", longer))
    assert examine(other.database) == []


@pytest.mark.parametrize("longest_first", [False, True])
def test_that_a_choice_about_a_lesson_decides_nothing_about_the_one_it_goes_on_from(
    other: Journal, tmp_path: Path, longest_first: bool
) -> None:
    file = tmp_path / "a.passpaket"
    first, second = package(file, lessons=2)

    def only(own: str, went: int) -> Callable[[list[Run]], None]:
        def change(runs: list[Run]) -> None:
            runs[:] = [run for run in runs if run["session"] == own]
            facts = runs[0]["facts"]
            next(line for line in facts if line[2] == "answer_given")[4]["value"] = went
            facts += [facts[-1]] * went
            if own == second:
                names = {"session": first, "step": facts[1][4].get("step", ""), "passed": []}
                facts.insert(1, [*facts[0][:2], "pass_continued", 1, names])

        return change

    took(other, *(changed(file, f"second-{n}.passpaket", only(second, n)) for n in (1, 2)))
    (conflict,) = merging.conflicts(other)
    assert merging.choose(other, conflict.key, theirs=False)
    accounts = [changed(file, f"first-{n}.passpaket", only(first, n)) for n in (1, 2)]
    took(other, *sorted(accounts, reverse=longest_first))
    row = queries.session(other, first)
    assert row is not None
    assert row.went == 2  # the longer one stands until somebody chooses, in whatever order they came


def _minutes(runs: list[Run]) -> None:
    for run in runs:
        facts = run["facts"]
        step = next(line[4]["step"] for line in facts if line[2] == "step_shown")
        end = next(place for place, line in enumerate(facts, 1) if line[2] == "pass_ended")
        said = {"step": step, "minutes": 15 * 10**16, "reason": "other"}
        facts.insert(end, [*facts[end - 1][:2], "minutes_corrected", 1, said])


def _adults(runs: list[Run]) -> None:
    facts = runs[0]["facts"]
    place = next(place for place, line in enumerate(facts) if line[2] == "answer_given")
    for name in ("adults", "mentors"):
        facts.insert(place, [*facts[place][:2], "answer_given", 1, {"field": name, "value": 9 * 10**18}])


def _wall(text: str) -> Callable[[list[Run]], None]:
    def change(runs: list[Run]) -> None:
        for line in runs[0]["facts"]:
            line[1] = text

    return change


@pytest.mark.parametrize(
    "change",
    [
        _minutes, _adults, _wall("2025-07-01T10Z"), _wall("2025-07-01\x0010:00:00Z"), _wall("20250701T100000Z"),
        _wall("2025-07-01T10:00:00+05:00"), _wall("2025-07-01T10:00:00"), _wall("2025-07-01T24:61:00Z"),
    ],
)  # fmt: skip
def test_that_what_no_figure_could_be_made_of_is_refused_by_every_log(
    other: Journal, tmp_path: Path, change: Callable[[list[Run]], None]
) -> None:
    file = tmp_path / "a.passpaket"
    package(file, lessons=2)
    trouble = merge.take_in_file(other, changed(file, "b.passpaket", change)).trouble
    assert trouble is not None
    assert trouble.kind is Trouble.DAMAGED
    took(other, file)
    assert measures.figures(other, Selection(), date(2027, 6, 1)).sessions == 2
    assert len(looking.choices(other)) == 1


def test_that_a_wall_time_as_laptops_write_it_is_taken(other: Journal, tmp_path: Path) -> None:
    file = tmp_path / "a.passpaket"
    package(file)
    took(other, changed(file, "b.passpaket", _wall("2026-10-01T08:15:30.125Z")))
    assert examine(other.database) == []
