"""What the tests of the session share: hints in English, so that a table can name them."""

from collections.abc import Iterator

import pytest

from facilitator.i18n import current_language, set_language


@pytest.fixture(autouse=True, scope="package")
def _english() -> Iterator[None]:
    before = current_language()
    set_language("en")
    yield
    set_language(before)
