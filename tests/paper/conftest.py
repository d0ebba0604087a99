"""The content that comes with the program, read once."""

from datetime import date, time
from functools import partial

import pytest

from facilitator.content.library import Library
from facilitator.exchange import printing
from facilitator.exchange.paper.leaves import Leaf
from facilitator.exchange.paper.scenarios import cards, small_cards
from facilitator.exchange.printing import Order, drawn
from facilitator.planning.breaks import suggested
from facilitator.planning.standing import Log, state_of
from facilitator.planning.year import Planned
from facilitator.planning.yearpaper import YearPaper, year_paper
from facilitator.session.thread import GroupThread
from tests import ownlessons
from tests.paper import reading

TODAY = date(2026, 11, 25)
THREAD = GroupThread(
    rules=("Vi turas om att prata", "Det är okej att tänka tyst"),
    cards=(
        ("Sprida rykten", ("social",), (2,)), ("Hota", ("psychological",), (3, 4)), ("Filma utan lov", (), ()),
    ),
    texts=(
        ("tavlan", "board", (("Prata i klassen",), ("Ställ sig bredvid", "Hämta en vuxen"), ())),
        ("lådorna", "boxes", (("Vara tuff",), ("Vara snäll",), ("Blir retad",), ())),
        ("kartan", "mind-map", (("Lugnt", "Någon lyssnar"), ("Stressigt",))),
    ),
)  # fmt: skip
"""What a group has made: its steps are of lessons that are not here any more."""
PLAN = (
    Planned("a", 2026, "6B", "mvp", "mvp-01", date(2026, 9, 7), time(9, 40)),
    Planned("b", 2026, "6B", "mvp", "", date(2026, 9, 14), time(15, 0)),
    Planned("c", 2026, "6B", "mvp", "mvp-02", date(2026, 9, 21)),
    Planned("d", 2026, "4A", "taget", "taget-b1-f3", date(2026, 12, 1)),
    Planned("e", 2026, "", "personal", "personal-p1", date(2026, 8, 18)),
)


def year_of(library: Library, group: str | None = None) -> YearPaper:
    """A year with a lesson held, one late, a supervision, one to come and one of the staff."""
    stands = partial(state_of, log=Log(frozenset({("6B", "mvp-01")})), today=TODAY)
    return year_paper(library, 2026, PLAN, suggested(2026), stands, TODAY, group)


@pytest.fixture(scope="session")
def library() -> Library:
    return ownlessons.library(TODAY)


@pytest.fixture(scope="session")
def books(library: Library) -> dict[str, str]:
    """What the handbook of each programme holds, without white space."""
    orders = (Order(kind="handbook", subject=programme) for programme in library.programmes)
    return {order.subject: reading.body(drawn(library, order)) for order in orders}


@pytest.fixture(scope="session")
def every_kind(library: Library) -> dict[Order, bytes]:
    """One paper of each kind."""
    offered = printing.offered(library.lesson("visning-46"))
    found = [Order(kind=kind, subject="visning-46", people=3) for kind in offered]
    found += [Order(kind=kind, subject="6B", thread=THREAD) for kind in printing.OWN]
    found += [Order(kind="year", year=year_of(library)), Order(kind="supervision")]
    found += [Order(kind="pyramid", subject="mvp-03"), Order(kind="support-cards", subject="mvp-03")]
    assert {order.kind for order in found} == set(printing.KINDS)
    return {order: drawn(library, order) for order in found}


@pytest.fixture(scope="session")
def all_cards(library: Library) -> dict[str, tuple[list[Leaf], list[Leaf]]]:
    """The scenario cards of every lesson, whole pages and small ones; finding their sizes is what takes time."""
    scripts = {one.id: (library.script(one.id), library.bank_of(one)) for one in library.lessons}
    return {key: (cards(script, bank), small_cards(script, bank)) for key, (script, bank) in scripts.items()}
