"""The look: three sets with the same tokens, and text that can be read on every ground."""

import itertools
import re

import pytest

from facilitator.paths import resources_dir
from facilitator.ui import theme
from facilitator.ui.theme import NAMES, Name, contrast, load

ACCENTS = ("mvp", "taget", "staff")
STATES = ("ok", "warn", "stop")
FORMS = ("physical", "psychological", "sexual", "digital", "latent", "racist", "material")
READ_FROM_AFAR = 12.0
LABEL_ON_STAGE = 4.5
IN_THE_APP = 4.5
SHAPE = 3.0

STAGE = [("ink", ground) for ground in ("paper", "card", "sunk", *(f"{a}-soft" for a in ACCENTS))]
STAGE += [
    ("ink", "stop-soft"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("safe-ink", "sky-high"),
    ("safe-ink", "sky-low"),
]
LABELS = [(a, ground) for a in ACCENTS for ground in ("paper", "card", f"{a}-soft")]
LABELS += [("on-accent", a) for a in ACCENTS] + [("focus-filled", ground) for ground in ("mvp", "ink")]
LABELS += [("on-accent", f"corner-{n}") for n in range(1, 5)] + [(f"corner-{n}", "card") for n in range(1, 5)]
LABELS += [("on-accent", f"form-{form}") for form in FORMS]
LABELS += [(f"on-pyramid-{n}", f"pyramid-{n}") for n in range(1, 6)]
APP = [
    ("ink", "paper"),
    ("ink", "mvp-soft"),
    ("mvp", "mvp-soft"),
    ("ink-2", "stop-soft"),
    ("ink-2", "paper"),
    ("ink-2", "card"),
    ("ink-2", "sunk"),
    ("mvp", "paper"),
]
APP += (
    [(s, f"{s}-soft") for s in STATES]
    + [(s, "paper") for s in STATES]
    + [("ink", f"{s}-soft") for s in STATES]
)


@pytest.mark.parametrize("name", NAMES)
def test_every_set_has_the_same_tokens(name: Name) -> None:
    assert set(load(name).colours) == set(load("light").colours)
    assert load(name).stage == load("light").stage


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("pairs", "least"),
    [(STAGE, READ_FROM_AFAR), (LABELS, LABEL_ON_STAGE), (APP, IN_THE_APP)],
    ids=["stage", "labels", "app"],
)
def test_text_is_readable_on_its_ground(name: Name, pairs: list[tuple[str, str]], least: float) -> None:
    look = load(name)
    faint = [(t, g, round(contrast(look.colour(t), look.colour(g)), 2)) for t, g in pairs]
    assert not [pair for pair in faint if pair[2] < least]


@pytest.mark.parametrize("name", NAMES)
def test_that_there_is_more_to_scroll_to_can_be_seen(name: Name) -> None:
    look = load(name)
    rules = (resources_dir() / "theme" / "app.qss").read_text(encoding="utf-8")
    handles = re.findall(r"QScrollBar::handle:\S+ \{ background: \$\{([\w-]+)\}", rules)
    assert len(handles) == 4
    faint = [
        (h, g) for h in handles for g in ("paper", "card") if contrast(look.colour(h), look.colour(g)) < SHAPE
    ]
    assert faint == []


@pytest.mark.parametrize("name", ["contrast", "contrast-dark"])
def test_high_contrast_goes_further(name: Name) -> None:
    look = load(name)
    pairs = [(pair, 7.0) for pair in APP + LABELS if not pair[0].startswith(("focus", "on-pyramid"))]
    pairs += [(("line", ground), SHAPE) for ground in ("paper", "card")]
    faint = [(t, g) for (t, g), least in pairs if contrast(look.colour(t), look.colour(g)) < least]
    assert faint == []


@pytest.mark.parametrize(
    ("chosen", "asked", "dark", "name"),
    [
        ("system", False, False, "light"),
        ("system", False, True, "light"),
        ("system", True, False, "contrast"),
        ("system", True, True, "contrast-dark"),
        ("usual", True, True, "light"),
        ("high", False, True, "contrast"),
        ("high-dark", False, False, "contrast-dark"),
    ],
)
def test_the_computer_is_followed_unless_something_else_was_chosen(
    chosen: str, asked: bool, dark: bool, name: Name
) -> None:
    assert theme.named(chosen, asked=asked, dark=dark) == name


def test_paper_stays_white() -> None:
    theme.use("contrast-dark")
    try:
        with theme.on_paper():
            assert theme.colour("ink") == load("light").colour("ink")
        assert theme.current().name == "contrast-dark"
    finally:
        theme.use("light")


@pytest.mark.parametrize("name", NAMES)
def test_the_pyramid_gets_darker_towards_the_top(name: Name) -> None:
    shades = [theme.luminance(load(name).colour(f"pyramid-{n}")) for n in range(1, 6)]
    assert shades == sorted(shades, reverse=True)
    assert all(low < high * 0.8 for high, low in itertools.pairwise(shades))


def test_the_stage_keeps_its_smallest_sizes() -> None:
    faces = load("light").stage
    assert faces["headline"].min == 70
    assert faces["headline"].max == 170
    assert faces["body"].min >= 56
    assert faces["point"].min >= 56
    assert min(face.min for face in faces.values()) >= 30


def test_the_set_in_use_can_be_changed() -> None:
    assert theme.current().name == "light"
    theme.use("dark")
    try:
        assert theme.colour("paper") == load("dark").colour("paper")
    finally:
        theme.use("light")


def test_an_unknown_token_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme.colour("pink")
