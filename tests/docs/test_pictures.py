"""The pictures in README and the manual show the program as it is now."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.docs import pages

KEPT = pages.DOCS / "pictures"
BLOCK = 8
APART = 24
MOST_APART = 0.001
"""A block of 8 × 8 pixels has changed when its mean is more than 24 of 255 apart. Another computer may smooth the
edges of letters a little differently, which moves no block so far; a word that changed moves some dozens."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    made = [sys.executable, str(pages.ROOT / "tools" / "pictures.py"), str(folder)]
    subprocess.run(made, check=True, capture_output=True)
    return folder


def changed(kept: Path, drawn: Path) -> float:
    """The share of a picture that has changed, from 0 to 1."""
    with Image.open(kept) as one, Image.open(drawn) as other:
        if one.size != other.size:
            return 1.0
        apart = ImageChops.difference(one.convert("RGB").reduce(BLOCK), other.convert("RGB").reduce(BLOCK))
    blocks = [max(apart.getpixel((x, y))) for y in range(apart.height) for x in range(apart.width)]  # type: ignore[arg-type]
    return sum(block > APART for block in blocks) / len(blocks)


def test_that_every_picture_is_the_program_as_it_is_now(drawn: Path) -> None:
    assert {one.name for one in drawn.iterdir()} == {one.name for one in KEPT.iterdir()}
    shares = {one.name: changed(KEPT / one.name, one) for one in drawn.iterdir()}
    stale = {name: f"{share:.2%}" for name, share in shares.items() if share > MOST_APART}
    assert stale == {}, "make them anew and look at them: python tools/pictures.py"


def test_that_a_word_that_changed_is_seen(drawn: Path, tmp_path: Path) -> None:
    with Image.open(KEPT / "idag.png") as picture:
        one = picture.convert("RGB")
        word = one.crop((230, 60, 350, 84))
        one.paste("#FBF8F2", (230, 60, 350, 84))
        one.paste(word, (300, 60))
        one.save(tmp_path / "idag.png")
    assert changed(tmp_path / "idag.png", drawn / "idag.png") > MOST_APART


def test_that_every_picture_is_used_and_every_one_used_is_there() -> None:
    used = {
        name
        for page in pages.every()
        for name in re.findall(r"\]\((?:docs/)?pictures/([\w-]+\.png)\)", page.text)
    }
    assert used == {one.name for one in KEPT.iterdir()}
