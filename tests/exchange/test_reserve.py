"""The reserve package as a file, without a browser: its words, its seal, and that two kinds of text stay apart."""

import base64
import dataclasses
import hashlib
import html
import json
import re

from facilitator import paths
from facilitator.exchange.reserve import page, words
from facilitator.exchange.reserve.parts import Passage, Picture, Reserve, Shown

RESOURCES = paths.resources_dir() / "reserve"


def small(language: str = "sv") -> Reserve:
    picture = Picture(b"bild", "Vad är våld?\nRad två")
    step = Shown(title="Start", pictures=(picture, picture), extra={}, minutes=3, floor=2, closing=False)
    return Reserve(
        lesson="mvp-99", label="MVP 99", title="Prov", language=language, accent="mvp", length=50, steps=(step, step),
        told=((Passage("text", "", "hemlig rad"),), ()), safe=picture, support=picture, terms={}, contacts=(),
    )  # fmt: skip


def data(text: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="data-{name}">(.*?)</script>', text)
    assert found is not None
    return json.loads(found[1])


def test_that_every_word_has_a_place_and_every_place_a_word() -> None:
    template = (RESOURCES / "page.html").read_text(encoding="utf-8")
    scripts = "\n".join((RESOURCES / name).read_text(encoding="utf-8") for name in page.SCRIPTS)
    known = set(words.words())
    asked = set(re.findall(r"\{\{([a-z-]+)\}\}", template))
    used = asked | set(re.findall(r"words(?:\.|\[')([a-z-]+)", scripts))
    made = {"policy", "language", "style", "script", "name", "accent", "lesson", "leader", "words"}
    assert known - used == set()
    assert used - known == made
    assert {path.name for path in RESOURCES.iterdir()} == {*page.SCRIPTS, "page.html", "look.css"}


def test_that_the_seal_lets_in_only_the_style_and_the_script_that_are_there() -> None:
    text = page.page(small()).decode("utf-8")
    policy = html.unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[0])
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    for kind, content in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:; ")
    assert "unsafe" not in policy


def test_that_what_leaders_read_lies_apart_from_what_the_pupils_window_keeps() -> None:
    text = page.page(small()).decode("utf-8")
    assert text.count("hemlig rad") == 1
    assert "hemlig rad" in json.dumps(data(text, "leader"), ensure_ascii=False)
    fields = {one.name for kind in (Picture, Shown) for one in dataclasses.fields(kind)}
    assert fields == {"content", "words", "title", "pictures", "extra", "minutes", "floor", "closing"}


def test_that_a_preview_without_scripts_says_where_to_open_the_file() -> None:
    (told,) = re.findall("<noscript>(.*?)</noscript>", page.page(small()).decode("utf-8"))
    for words_for_it in ("förhandsvisning", "Spara filen på själva datorn", "webbläsare", "papper"):
        assert words_for_it in told


def test_that_the_same_lesson_gives_the_same_bytes_and_speaks_its_own_language() -> None:
    assert page.page(small()) == page.page(small())
    swedish, english = (page.page(small(language)).decode("utf-8") for language in ("sv", "en"))
    assert '<html lang="sv"' in swedish
    assert "Två skärmar" in swedish
    assert '<html lang="en"' in english
    assert "Two screens" in english
