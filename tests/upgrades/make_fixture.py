"""Makes the kept log of the version that the program writes now; run once, when a version is finished.

    python -m tests.upgrades.make_fixture

A fixture is never made again: it stands for the logs that are out in schools.
"""

import shutil
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from facilitator.exchange.packages import merge
from facilitator.exchange.sheets import csvset
from facilitator.journal import occasions, open_journal, queries
from facilitator.journal.removal import retention
from facilitator.journal.tables import schema
from facilitator.journal.yearplan import planaccounts, plans
from facilitator.planning.breaks import Break
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from tests.builders import CONDITIONS, HandClock, begin
from tests.exchange.laptops import laptop, led, packed
from tests.quick import folder_in_memory

HERE = Path(__file__).parent
YEAR = 2026
PLAN = (
    Planned("2026.6B.mvp-01", YEAR, "6B", "mvp", "mvp-01", date(2026, 9, 7), time(10, 20)),
    Planned("2026.6B.mvp-01.s", YEAR, "6B", "mvp", "", date(2026, 9, 14)),
    Planned("2026..personal-p3", YEAR, "", "staff", "personal-p3", date(2026, 10, 6)),
)
BREAKS = (
    Break(date(2026, 10, 26), date(2026, 10, 30), "autumn"), Break(date(2026, 11, 16), date(2026, 11, 16), "study"),
)  # fmt: skip
HELD = Occasion(
    kind="staff", status="held", day=date(2026, 10, 6), minutes=50, audience="staff", programme="staff",
    lesson="personal-p3", adults=1, present=18,
)  # fmt: skip
CANCELLED = Occasion(
    kind="pupils", status="cancelled", day=date(2026, 9, 7), group="6B", audience="pupils", programme="mvp",
    lesson="mvp-01", cause="illness",
)  # fmt: skip
OLD = replace(HELD, day=date(2026, 5, 12))
RULE = retention.Rule("BUN 2026/7", date(2026, 10, 1), "coordinator", 2025, frozenset({"occasions"}))


def fixture(version: int) -> Path:
    """The kept log of a version."""
    return HERE / f"version-{version}.db"


def make() -> None:
    """A log with a finished session whose form has every answer, an interrupted one, written and erased texts, a note, groups, a plan
    with breaks and the account of it that a package would hold, occasions held without the program, one of them corrected, one removed by
    decision, an export, and a session of another laptop whose package was taken in."""
    target = fixture(schema.VERSION)
    if target.exists():
        raise SystemExit(f"{target.name} is there already and stays as it is")
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
        queries.save_group(journal, Group("4A", 25, school="Ekskolan", active=False))
        plans.keep_plan(journal, YEAR, PLAN)
        plans.keep_breaks(journal, YEAR, BREAKS)
        planaccounts.write_down(journal, "2026-11-23T08:00:00Z")
        own = occasions.enter(journal, replace(HELD, present=8), date(2026, 11, 23))
        occasions.correct(journal, own, HELD, "mistyped", date(2026, 11, 23))
        occasions.enter(journal, CANCELLED, date(2026, 11, 23))
        occasions.enter(journal, OLD, date(2026, 11, 23))
        falling = retention.look(journal.database, RULE)
        retention.remove(journal.database, RULE, falling, "0" * 64, (), date(2026, 11, 23))
        for done in (True, False):
            clock = HandClock()
            conductor = begin(journal, clock)
            for _turn in range(14):
                clock.go(70)
                conductor.order(o.Next())
            conductor.order(o.ParkQuestion("Varför just då?"))
            conductor.order(o.ParkQuestion("Vem bestämmer?"))
            conductor.order(o.UnparkQuestion("Vem bestämmer?"))
            if done:
                conductor.order(o.End())
                conductor.order(o.Answer("went", 3))
                for name, value in CONDITIONS.items():
                    conductor.order(o.Answer(name, value))
                conductor.order(o.WriteNote("Lugnt och fint idag.", "ab"))
                conductor.order(o.FinishLog())
        if not journal.flush(30):
            raise SystemExit("the fixture was not written")
        with laptop(folder / "other") as other:
            led(other, school="Bokskolan")
            if merge.take_in_file(journal, packed(other, folder / "a.passpaket")).trouble:
                raise SystemExit("the package was not taken in")
        csvset.export(journal, folder / "out")
        journal.close()
        shutil.copy(folder / "data" / "passledaren.db", target)


if __name__ == "__main__":
    make()
