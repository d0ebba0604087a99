"""Two plans that differ, as a list on the command line: titles and days, what differs marked, everything in columns."""

from pathlib import Path

import pytest

from facilitator.cli import conflicts
from facilitator.exchange.packages import merge
from facilitator.journal.yearplan import plans
from tests.exchange.laptops import laptop, packed
from tests.exchange.test_plans import YEAR, school, series


def test_that_two_plans_stand_in_columns_with_what_differs_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with laptop(tmp_path / "other") as other:
        for name, count in (("a", 2), ("b", 4)):
            with laptop(tmp_path / name) as own:
                school(own)
                plans.keep_plan(own, YEAR, series(count=count))
                merge.take_in_file(other, packed(own, tmp_path / f"{name}.passpaket"))
        assert conflicts.show(other, as_json=False) == 0
    told = capsys.readouterr().out.splitlines()
    head = next(line for line in told if line.split() == ["Står", "Väntar"])
    rows = told[told.index(head) + 1 :][:7]
    assert [line[2] for line in rows] == [" ", "*", "*", "*", " ", " ", " "]
    assert any(line.startswith("  * MVP 4 Kill- och tjejbox") for line in rows)
    here, there = head.index("Står"), head.index("Väntar")
    assert all(
        line[here - 1] == line[there - 1] == " " and line[here] != " " and line[there] != " " for line in rows
    )
