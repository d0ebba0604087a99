"""A remembered place is used only where the window's title bar can be seen and taken hold of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from facilitator.ui import windowplace
from facilitator.ui.screens import ScreenInfo

LAPTOP = ScreenInfo("eDP-1", "BOE", "Panel", "1", (0, 0, 1366, 768), True)
PROJECTOR = ScreenInfo("HDMI-1", "Epson", "EB", "2", (1366, 0, 1920, 1080), False)
BOTH = (LAPTOP, PROJECTOR)


@given(
    st.integers(-4000, 4000),
    st.integers(-4000, 4000),
    st.integers(1, 4000),
    st.integers(1, 4000),
    st.booleans(),
)
def test_that_a_place_is_given_back_whole_or_not_at_all(
    x: int, y: int, width: int, height: int, maximised: bool
) -> None:
    place = QRect(x, y, width, height)
    found = windowplace.read(windowplace.written(place, maximised=maximised), BOTH)
    if found is not None:
        assert found == (place, maximised)
        assert any(place.intersects(QRect(*screen.place)) for screen in BOTH)


@pytest.mark.parametrize(
    ("place", "seen"),
    [((100, 100, 800, 600), True), ((1400, 20, 800, 600), True), ((-700, 100, 800, 600), True),
     ((-790, 100, 800, 600), False), ((100, 1000, 800, 600), False), ((5000, 0, 800, 600), False)],
)  # fmt: skip
def test_that_a_window_that_could_not_be_taken_hold_of_starts_afresh(
    place: tuple[int, int, int, int], seen: bool
) -> None:
    text = windowplace.written(QRect(*place), maximised=False)
    assert (windowplace.read(text, BOTH) is not None) == seen


@pytest.mark.parametrize("text", ["", "1 2 3", "a b c d e", "0 0 0 0 1", "1 2 3 4 5 6", "--1 2 300 300 0"])
def test_that_nonsense_in_the_settings_is_no_place(text: str) -> None:
    assert windowplace.read(text, BOTH) is None


@pytest.mark.parametrize(
    ("place", "home"),
    [((100, 100, 800, 600), None), ((1300, 100, 800, 600), None), ((-300, 100, 800, 600), None),
     ((-700, 100, 800, 600), (283, 84, 800, 600)), ((1366, 1000, 1920, 1080), (0, 0, 1366, 768)),
     ((5000, 0, 300, 200), (533, 284, 300, 200))],
)  # fmt: skip
def test_that_a_window_left_on_no_screen_comes_home(
    place: tuple[int, int, int, int], home: tuple[int, int, int, int] | None
) -> None:
    assert windowplace.home(QRect(*place), BOTH) == (QRect(*home) if home else None)
    assert windowplace.home(QRect(*place), ()) is None


def test_that_each_set_of_screens_has_a_name_of_its_own_whatever_their_order() -> None:
    assert windowplace.setup_of(BOTH) == windowplace.setup_of((PROJECTOR, LAPTOP))
    assert windowplace.setup_of((LAPTOP,)) != windowplace.setup_of(BOTH)
