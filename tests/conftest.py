"""What every suite shares: Swedish to begin with, and property tests that do not measure the machine's speed."""

import pytest
from hypothesis import HealthCheck, settings

from facilitator.i18n import set_language

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Every test begins in the program's first language, whatever the one before it chose."""
    set_language("sv")
