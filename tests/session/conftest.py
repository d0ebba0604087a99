"""What the tests of the session share: hints in English, so that a table can name them."""

import pytest

from facilitator.i18n import set_language


@pytest.fixture(autouse=True)
def _english(swedish: None) -> None:
    set_language("en")
