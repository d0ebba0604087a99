"""The fictional municipality: believable, the same every time, and a package is what a real laptop would send."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from facilitator import cli
from facilitator.content.library import Library
from facilitator.exchange.packages import demopackages, merge
from facilitator.journal import Journal, occasions, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.fiction import demotown
from facilitator.journal.sharing.laptops import laptops
from facilitator.journal.sharing.merging import conflicts
from facilitator.privacy import scan
from tests import ownlessons
from tests.exchange.laptops import laptop
from tests.quick import folder_in_memory

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 26)
LAPTOPS = 6


@pytest.fixture(scope="module")
def library() -> Library:
    """The lessons that come with the program."""
    return ownlessons.library(TODAY)


@pytest.fixture(scope="module")
def town(library: Library) -> Iterator[Journal]:
    """A coordinator's log with some of the municipality in it."""
    with folder_in_memory() as folder, closing(open_journal(folder / "data", second_place=folder)) as journal:
        demopackages.fill(journal, library, TODAY, laptops=LAPTOPS)
        yield journal


def test_that_it_is_a_year_and_a_half_of_several_schools(town: Journal) -> None:
    rows = queries.sessions(town)
    assert len({row.school for row in rows}) == LAPTOPS
    assert min(row.started for row in rows) < f"{TODAY - timedelta(days=547)}"
    assert not [row.started for row in rows if row.started[5:7] == "07"], "nobody leads a lesson in July"
    assert max(row.started for row in rows) > "2026-11"
    assert {row.status for row in rows} == {"done", "partial"}
    assert sum(row.late for row in rows) >= 1
    assert sum(not row.finished for row in rows) >= 3
    assert {row.programme for row in rows} == {"mvp", "taget"}
    kept = Counter((one.values.kind, one.values.status) for one in occasions.occasions(town))
    for one in (("pupils", "cancelled"), ("pupils", "moved"), ("staff", "held"), ("supervision", "held")):
        assert kept[one] >= 1, one
    assert {one.values.cause for one in occasions.occasions(town) if one.values.status == "cancelled"} - {""}
    assert {row.room for row in rows} == {None, 1, 2, 3}
    assert {row.needs for row in rows} >= {None, 0, 1}
    assert examine(town.database) == []


def test_that_it_began_a_year_and_a_half_ago_whatever_the_day() -> None:
    for turn in range(80):
        today = TODAY + timedelta(days=5 * turn)
        since = demotown.begins(today)
        assert timedelta(weeks=78) <= today - since <= timedelta(weeks=98)
        assert since.month not in (6, 7)
        pilots = {place.since for place in demotown.places(20, today, 1)}
        assert min(pilots) == since
        assert all(place.since <= place.until for place in demotown.places(20, today, 1))


def test_that_some_versions_differ_and_a_laptop_has_been_silent(town: Journal) -> None:
    assert len(conflicts(town)) == 1
    assert len(occasions.disputes(town)) == 1
    heard = sorted(one.heard for one in laptops(town))
    assert len(heard) == LAPTOPS - 1
    assert heard[0] < "2026-10-15"
    assert heard[-1] > "2026-11-15"


def test_that_packages_made_once_more_hold_the_same(town: Journal, library: Library, tmp_path: Path) -> None:
    files = demopackages.write(library, 7, tmp_path, TODAY)
    looked = [merge.take_in_file(town, file, only_look=True) for file in files]
    assert [one.trouble for one in looked] == [None] * 7
    cases = Counter(case for one in looked for case in one.sessions.values())
    assert cases["known"] > 50
    assert not cases["new"]
    disputed = {one.ours.session for one in conflicts(town)} | {
        one.occasion for one in occasions.disputes(town)
    }
    differing = {own for one in looked for own, case in one.sessions.items() if case == "conflicting"}
    assert differing <= disputed, "only what two computers have told otherwise of"


def test_that_nobody_is_named(town: Journal) -> None:
    names = {*demotown.SCHOOLS, *(row.group for row in queries.sessions(town))}
    assert not [name for name in names if scan(name)]


def test_that_packages_are_written_and_taken_in_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], library: Library
) -> None:
    for folder in ("en", "två"):
        assert cli.run(["demo", "--packages", "3", str(tmp_path / folder)]) == cli.DONE
    assert "3 paket finns i" in capsys.readouterr().out
    counts = []
    for folder in ("en", "två"):
        with laptop(tmp_path / f"data-{folder}") as journal:
            taken = [merge.take_in_file(journal, file) for file in merge.files([tmp_path / folder])]
            assert [one.trouble for one in taken] == [None] * 3
            counts.append(
                [(row.session, row.group, row.spent_s, row.went) for row in queries.sessions(journal)]
            )
    assert counts[0] == counts[1] != []
    for number in ("0", "tre", "-1", "9" * 5000):
        assert cli.run(["demo", "--packages", number, str(tmp_path / "tre")]) == cli.WRONG_USAGE
