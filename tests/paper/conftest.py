"""The content that comes with the program, read once."""

from datetime import date

import pytest

from facilitator import paths
from facilitator.content.library import Library
from facilitator.exchange import printing
from facilitator.exchange.paper.leaves import Leaf
from facilitator.exchange.paper.scenarios import cards, small_cards
from facilitator.exchange.printing import Order, drawn
from tests.paper import reading

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.open(paths.scenarios_dir(), TODAY)


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
    found += [Order(kind="pyramid", subject="mvp-03"), Order(kind="support-cards", subject="mvp-03")]
    assert {order.kind for order in found} == set(printing.KINDS)
    return {order: drawn(library, order) for order in found}


@pytest.fixture(scope="session")
def all_cards(library: Library) -> dict[str, tuple[list[Leaf], list[Leaf]]]:
    """The scenario cards of every lesson, whole pages and small ones; finding their sizes is what takes time."""
    scripts = {one.id: (library.script(one.id), library.bank_of(one)) for one in library.lessons}
    return {key: (cards(script, bank), small_cards(script, bank)) for key, (script, bank) in scripts.items()}
