"""The content that comes with the program, read once."""

from datetime import date

import pytest

from facilitator import paths
from facilitator.content.library import Library

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.open(paths.scenarios_dir(), TODAY)
