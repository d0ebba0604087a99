"""The content that comes with the program, read once."""

from datetime import date

import pytest

from facilitator import paths
from facilitator.content.library import Library
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
