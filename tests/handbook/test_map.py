"""The map of our own lessons: each builds on an earlier one, and the adults are prepared before the pupils."""

from facilitator.content.checking.links import stations
from facilitator.content.library import Library


def test_that_our_own_map_takes_in_all_eleven_lessons_and_each_builds_on_an_earlier(library: Library) -> None:
    names = [one.id for one in stations("mvp", library.lessons, library.links)]
    assert names == [f"mvp-{n:02}" for n in range(1, 12)]
    assert {link.lesson for link in library.links} >= set(names[1:])


def test_that_our_own_base_passes_come_after_what_prepares_the_adults_for_them(library: Library) -> None:
    assert [one.id for one in stations("taget", library.lessons, library.links)] == [
        "personal-p1", "personal-p2", "taget-b1-f3", "taget-b1-46",
        "personal-p3", "personal-p4", "taget-b2-f3", "taget-b2-46",
        "personal-p5", "personal-p6", "taget-b3-f3", "taget-b3-46",
    ]  # fmt: skip
