"""How limits are told."""

from facilitator.content.fields import span
from facilitator.i18n import set_language


def test_that_a_single_number_is_not_told_as_a_range() -> None:
    set_language("sv")
    assert span(1, 1) == "1"
    assert span(1, 3) == "1 till 3"
