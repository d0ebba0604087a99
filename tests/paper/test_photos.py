"""Pictures on paper: on the cards of those scenarios that are told with one, once a file, and never a crash."""

import random
import re

from facilitator import paths
from facilitator.content.library import Library
from facilitator.content.model import ScenarioCase
from facilitator.exchange import printing
from facilitator.exchange.paper.leaves import A4_SIZE, Info, Leaf, Placed, written
from facilitator.exchange.paper.photo import Photo, decoded
from tests.paper import reading

GUNGAN = "taget/taget-b1-f3/gungan.png"


def pictures(content: bytes) -> list[int]:
    """How many pictures each page draws."""
    drawn = (page.get_contents() for page in reading.opened(content).pages)
    return [len(re.findall(rb"/\S+ Do\b", each.get_data())) if each is not None else 0 for each in drawn]


def test_that_the_youngest_have_a_picture_on_their_cards(
    library: Library, all_cards: dict[str, tuple[list[Leaf], list[Leaf]]]
) -> None:
    for lesson in (one for one in library.lessons if one.age == "F-3"):
        shown = [
            step.stage.file
            for step in lesson.steps
            if isinstance(step.stage, ScenarioCase) and step.stage.file
        ]
        if "scenario" in printing.offered(lesson):
            whole, small = all_cards[lesson.id]
            for leaves, copies in ((whole, 1), (small, 4 if len(library.bank_of(lesson)) == 1 else 1)):
                assert sum(pictures(written(leaves, Info("prov")))) == copies * len(shown), lesson.id


def test_that_copies_hold_the_picture_once(library: Library) -> None:
    sizes = [
        len(printing.drawn(library, printing.Order(kind="pack", subject="taget-t3-f3", people=people)))
        for people in (4, 40)
    ]
    assert sizes[1] < 2 * sizes[0]


def shows(name: str) -> tuple[int, str]:
    photo = Photo(name, "En igelkott vid en gunga", 20)
    content = written([Leaf(A4_SIZE, (Placed(photo, 50, 50, 400),))], Info("prov"))
    return pictures(content)[0], reading.pages(content)[0]


def test_that_a_picture_that_cannot_be_shown_is_told_in_words() -> None:
    told = "Enigelkottvidengunga"
    assert shows(GUNGAN) == (1, "")
    for name in ("taget/taget-b1-f3/borta.png", "taget/taget-b1-f3/lesson.toml", "../README.md"):
        assert shows(name) == (0, told), name


def test_that_a_broken_file_is_no_picture_and_no_crash() -> None:
    whole = (paths.scenarios_dir() / GUNGAN).read_bytes()
    chance = random.Random(1)
    assert decoded(whole) is not None
    assert decoded(whole[: len(whole) // 2]) is None
    for _one in range(60):
        broken = bytearray(whole)
        for _byte in range(4):
            broken[chance.randrange(8, 400)] = chance.randrange(256)
        decoded(bytes(broken))
