"""The app's stylesheet is made from the tokens, whole, in every set and text size."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from facilitator.ui import style, theme


@pytest.mark.parametrize("name", theme.NAMES)
def test_that_every_token_is_filled_in(name: theme.Name) -> None:
    sheet = style.sheet(theme.load(name))
    assert "${" not in sheet
    known = set(theme.load(name).colours.values())
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= known


def test_that_letters_follow_the_text_size_and_nothing_else_does() -> None:
    plain, large = (style.sheet(theme.load("light"), size) for size in (1.0, 1.6))
    assert "font-size: 15px" in plain
    assert "font-size: 24px" in large
    assert plain.count("border-radius: 14px") == large.count("border-radius: 14px")


def test_that_the_application_wears_the_bundled_font(qapp: QApplication) -> None:
    style.dress(qapp, 1.4)
    assert qapp.font().family() == theme.FAMILY
    assert qapp.font().pixelSize() == 21


def test_that_what_is_worn_already_is_left_and_anything_else_is_put_on(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    style.dress(qapp)
    put_on: list[str] = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _app, made: put_on.append(made))
    style.dress(qapp)
    assert put_on == []
    style.dress(qapp, contrast="high-dark")
    style.dress(qapp, 1.4)
    assert len(put_on) == 2
