"""Our own content opens fast, and what is kept from one start to the next does not change it."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from time import process_time

from facilitator.content.library import Library
from facilitator.paths import scenarios_dir
from tests.content.builder import TODAY


def test_that_our_own_content_opens_fast() -> None:
    """In time of this process: what else the machine does says nothing about opening."""
    texts = [path.read_text(encoding="utf-8") for path in scenarios_dir().rglob("*.toml")]

    def parse() -> None:
        for text in texts:
            tomllib.loads(text)

    def fastest(work: Callable[[], object]) -> float:
        times = []
        for _round in range(5):
            started = process_time()
            work()
            times.append(process_time() - started)
        return min(times)

    assert fastest(lambda: Library.open(scenarios_dir())) < 6 * fastest(parse)


def test_that_what_is_kept_gives_the_same_library(tmp_path: Path) -> None:
    kept = tmp_path / "content.json"
    fresh = Library.open(scenarios_dir(), TODAY)
    assert Library.open(scenarios_dir(), TODAY, kept) == fresh
    assert kept.is_file()
    assert Library.open(scenarios_dir(), TODAY, kept) == fresh
