"""The content that comes with the program, read once."""

from datetime import date

import pytest

from facilitator import paths
from facilitator.content.library import Library
from facilitator.exchange import printing
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
