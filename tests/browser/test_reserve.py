"""A reserve package led in a real Chromium from file://, by keyboard only and without any network."""

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from facilitator.exchange.reserve import page
from facilitator.exchange.reserve.parts import Passage, Picture, Reserve, Shown
from tests.browser.conftest import HIGH, WIDE, Package
from tests.browser.driver import Chromium

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
MOST_BYTES = 8_000_000
ONWARDS = ("PgDn", "Right")  # by turns: the same key twice in a moment counts once
SEEN = "return [document.getElementById('slide').src, document.getElementById('spoken').innerText]"


def tab_to(chromium: Chromium, element: str) -> None:
    """Go there with Tab, as one without a mouse does."""
    for _turn in range(40):
        if chromium.run(f"return document.activeElement === document.querySelector({json.dumps(element)})"):
            return
        chromium.press("Tab")
    pytest.fail(f"Tab never comes to {element}")


def two_screens(chromium: Chromium, package: Package) -> tuple[str, str]:
    """Open the package with the leader's view and the picture; returns both windows, the leader's is spoken to."""
    chromium.open(package.address())
    (leader,) = chromium.windows()
    tab_to(chromium, "#two")
    chromium.press("Enter")
    chromium.until("document.getElementById('standing').textContent.includes('väntar')")
    stage = next(one for one in chromium.windows() if one != leader)
    return leader, stage


def show_notes(chromium: Chromium) -> None:
    tab_to(chromium, "#notes button")
    chromium.press("Enter")


def place(chromium: Chromium) -> dict[str, str]:
    """What the address keeps, without the view's name."""
    return dict(part.split("=") for part in chromium.run("return location.hash").split("&")[1:])


def forward(chromium: Chromium, seconds: int) -> None:
    """Let the computer's clock be so much later in this window."""
    chromium.run(
        "window.later = (window.later || 0) + arguments[0] * 1000;"
        "window.really = window.really || performance.now.bind(performance);"
        "performance.now = () => window.really() + window.later;",
        seconds,
    )


def spoken(picture: Picture) -> list[str]:
    return [line for line in picture.words.split("\n") if line]


def source(picture: Picture) -> str:
    return page._picture(picture)["src"]


def test_that_a_lesson_is_led_to_its_end_with_both_windows_in_step_and_the_keyboard_only(
    chromium: Chromium, package: Package
) -> None:
    leader, stage = two_screens(chromium, package)
    chromium.switch(stage)
    assert chromium.run("return document.getElementById('card').innerText").startswith("Här visas passet")
    chromium.switch(leader)
    show_notes(chromium)
    pictures = [picture for step in package.reserve.steps for picture in step.pictures]
    for number, picture in enumerate(pictures):
        chromium.press(ONWARDS[number % 2])
        chromium.switch(stage)
        chromium.until(f"document.getElementById('slide').src === {json.dumps(source(picture))}")
        shown, words = chromium.run(SEEN)
        assert shown == source(picture)
        assert [line for line in words.split("\n") if line] == spoken(picture)
        assert chromium.run("return document.getElementById('card').hidden")
        chromium.switch(leader)
    assert chromium.run("return document.getElementById('standing').textContent").startswith("Passet är slut")
    assert "UNTIL" not in chromium.run("return document.getElementById('notes').textContent")
    assert package.script.lesson.next_time in chromium.run(
        "return document.getElementById('notes').innerText"
    )
    assert chromium.console() == []


def test_that_the_pictures_window_leads_with_a_clicker_and_swallows_what_it_doubles(
    chromium: Chromium, package: Package
) -> None:
    leader, stage = two_screens(chromium, package)
    chromium.switch(stage)
    chromium.run("window.same = true")
    chromium.press("PgDn", "PgDn")
    chromium.until("document.getElementById('card').hidden")
    assert place(chromium) == {"steg": "1", "tryck": "0"}
    chromium.press("Right")
    chromium.until("location.hash.includes('tryck=1')")
    chromium.press("F5", "PgDn")  # the start button of a clicker: the picture stays, the leader goes on
    chromium.switch(leader)
    chromium.until("location.hash.includes('steg=2')")
    assert chromium.run("return document.getElementById('standing').textContent").startswith(
        "Bilden är fryst"
    )
    chromium.switch(stage)
    assert place(chromium)["steg"] == "2"
    assert chromium.run(SEEN)[0] == source(package.reserve.steps[0].pictures[1])
    chromium.press("Shift+F5")
    chromium.until(
        f"document.getElementById('slide').src === {json.dumps(source(package.reserve.steps[1].pictures[0]))}"
    )
    assert chromium.run("return window.same")  # never loaded anew
    chromium.press("PgUp")
    chromium.until("location.hash.includes('steg=1')")


def test_that_covers_and_what_lies_over_the_picture_come_and_go(chromium: Chromium, package: Package) -> None:
    leader, stage = two_screens(chromium, package)
    chromium.press("Right")
    visible = "return ['slide', 'safe', 'cover', 'card'].filter((id) => document.getElementById(id).checkVisibility())"
    for key, what, kind in ((".", "safe", ""), ("w", "cover", "white"), ("B", "cover", "black")):
        chromium.switch(leader)
        chromium.press("Shift+B" if key == "B" else key)
        chromium.press("Right")  # nothing goes on behind a cover
        chromium.switch(stage)
        chromium.until(f"document.getElementById({json.dumps(what)}).checkVisibility()")
        assert chromium.run(visible) == [what]
        assert chromium.run("return document.getElementById('cover').className") in (kind, "safe", "")
        assert place(chromium)["steg"] == "1"
        if kind == "white":  # by turns: the same key twice in a moment counts once
            chromium.switch(leader)
        chromium.press("Shift+B" if key == "B" else "Esc")
        chromium.switch(stage)
        chromium.until("document.getElementById('slide').checkVisibility()")
    chromium.press("s")
    chromium.until(f"document.getElementById('slide').src === {json.dumps(source(package.reserve.support))}")
    assert "116 111" in chromium.run(SEEN)[1]
    chromium.press("Right")
    chromium.switch(leader)
    chromium.until("document.getElementById('standing').textContent === 'Bilden är öppen'")
    chromium.press("g")
    chromium.until("document.getElementById('extra').open")
    tab_to(chromium, ".choices button")
    chromium.press("Enter")
    name, term = next(iter(package.reserve.terms.items()))
    chromium.switch(stage)
    chromium.until(f"document.getElementById('slide').src === {json.dumps(source(term))}")
    assert name in chromium.run(SEEN)[1]


def test_that_the_card_for_when_somebody_tells_is_one_key_away_and_only_with_the_leader(
    chromium: Chromium, package: Package
) -> None:
    leader, stage = two_screens(chromium, package)
    chromium.press("o")
    chromium.until("document.getElementById('extra').open")
    assert "orosanmälan" in chromium.run("return document.getElementById('extra').innerText")
    chromium.switch(stage)
    assert "orosanmälan" not in chromium.run("return document.documentElement.outerHTML")
    chromium.switch(leader)
    chromium.press("Esc")
    chromium.until("!document.getElementById('extra').open")


def leader_texts(package: Package) -> list[str]:
    return [one.text for step in package.reserve.told for one in step if len(one.text) > 12]


@pytest.mark.parametrize("view", ["bild", "en"])
def test_that_a_window_the_pupils_see_holds_no_leader_text_anywhere(
    chromium: Chromium, package: Package, view: str
) -> None:
    chromium.open(package.address(view))
    chromium.until("document.getElementById('slide').src !== ''")
    whole = html.unescape(chromium.run("return document.documentElement.outerHTML"))
    assert [text for text in leader_texts(package) if text in whole] == []
    assert chromium.run("return document.getElementById('leader')") is None
    assert chromium.run("return document.querySelectorAll('[id^=data-]').length") == 0
    assert len(leader_texts(package)) > 40


def test_that_the_leader_text_is_not_built_while_both_screens_may_show_the_same(
    chromium: Chromium, package: Package
) -> None:
    chromium.open(package.address())
    assert [
        text for text in leader_texts(package) if text in chromium.run("return document.body.innerText")
    ] == []
    two_screens(chromium, package)
    notes = "return document.getElementById('notes').innerText"
    assert "Ledartexten är dold" in chromium.run(notes)
    show_notes(chromium)
    assert package.reserve.told[0][-1].text in chromium.run(notes)


def test_that_the_leader_text_comes_with_a_screen_of_its_own_and_goes_with_it(
    chromium: Chromium, package: Package
) -> None:
    two_screens(chromium, package)
    chromium.run("Object.defineProperty(screen, 'isExtended', {get: () => window.extended})")
    secret = json.dumps(package.reserve.told[0][-1].text)
    for extended, there in ((True, "true"), (False, "false")):
        chromium.run("window.extended = arguments[0]", extended)
        chromium.until(f"document.getElementById('notes').innerText.includes({secret}) === {there}")


def test_that_neither_window_listens_to_anybody_else(chromium: Chromium, package: Package) -> None:
    leader, stage = two_screens(chromium, package)
    chromium.press("Right")
    forged = (
        "const place = {step: 3, tap: 0, cover: '', over: '', held: null};"
        "addEventListener('message', (event) => { if (event.data.last) window.heard = true; });"
        "postMessage({lesson: 'mvp-03 50', deed: 'last', place}, '*'); postMessage({last: true}, '*');"
    )
    for window in (stage, leader):
        chromium.switch(window)
        chromium.until("document.readyState === 'complete'")
        chromium.run(forged)
        chromium.until("window.heard")
        assert place(chromium)["steg"] == "1"


def test_that_one_window_is_enough(chromium: Chromium, package: Package) -> None:
    chromium.open(package.address())
    tab_to(chromium, "#one")
    chromium.press("Enter")
    chromium.until("location.hash.startsWith('#en') && document.getElementById('bar')?.checkVisibility()")
    chromium.press("PgDn", "Right")
    assert place(chromium)["steg"] == "2"
    slide = chromium.run("return document.getElementById('slide').getBoundingClientRect().bottom")
    assert slide <= chromium.run("return document.getElementById('bar').getBoundingClientRect().top")
    chromium.press("o")
    assert chromium.run("return document.getElementById('safe').checkVisibility()")
    chromium.reload()
    chromium.until("document.getElementById('bar')?.checkVisibility()")
    assert chromium.run("return document.getElementById('safe').checkVisibility()")
    chromium.press("Esc")
    assert chromium.run("return document.getElementById('slide').checkVisibility()")
    assert place(chromium)["steg"] == "2"


def test_that_a_reload_of_either_window_comes_back_to_the_place_and_they_find_each_other(
    chromium: Chromium, package: Package
) -> None:
    leader, stage = two_screens(chromium, package)
    chromium.press("Right", "PgDn", "Right", "PgDn")
    forward(chromium, 90)
    chromium.until(
        "document.getElementById('clock').textContent.includes('över') || location.hash.includes('9')"
    )
    before = place(chromium)
    chromium.reload()
    chromium.until("document.getElementById('standing').textContent === 'Bilden är öppen'")
    assert {name: place(chromium)[name] for name in ("steg", "tryck")} == {
        "steg": before["steg"], "tryck": before["tryck"],
    }  # fmt: skip
    assert place(chromium)["tid"].endswith("g")
    assert before["steg"] != "1"
    chromium.switch(stage)
    chromium.reload()
    chromium.until("document.getElementById('slide').checkVisibility()")
    assert place(chromium)["steg"] == before["steg"]
    chromium.switch(leader)
    chromium.press("Ctrl+End")
    chromium.switch(stage)
    chromium.until(f"location.hash.includes('steg={closing(package)}&')")


def closing(package: Package) -> int:
    protected = [step.closing for step in package.reserve.steps]
    first = len(protected)
    while first > 1 and protected[first - 2]:
        first -= 1
    return first


def test_that_the_picture_obeys_its_own_keys_when_the_leader_is_gone(
    chromium: Chromium, package: Package
) -> None:
    leader, stage = two_screens(chromium, package)
    chromium.press("Right")
    chromium.switch(leader)
    chromium.close()
    chromium.switch(stage)
    chromium.press("PgDn")
    chromium.until("location.hash.includes('tryck=1')")
    chromium.press(".")
    assert chromium.run("return document.getElementById('safe').checkVisibility()")


def test_that_time_runs_by_step_pauses_grows_and_rests_behind_the_safe_screen(
    chromium: Chromium, package: Package
) -> None:
    two_screens(chromium, package)
    planned = package.reserve.steps[0].minutes
    clock = "return document.getElementById('clock').textContent"
    assert chromium.run(clock) == f"{planned}:00 kvar av {planned} min"
    chromium.press("Right")  # the first key starts the clock
    forward(chromium, 60 * planned - 10)
    chromium.until("/^0:0[0-9] kvar/.test(document.getElementById('clock').textContent)")
    chromium.press("+")
    assert re.match(rf"1:0\d kvar av {planned + 1} min", chromium.run(clock))
    chromium.press("b")
    resting = chromium.run(clock)
    assert resting.endswith("Klockan vilar")
    forward(chromium, 300)
    assert chromium.run(clock) == resting
    chromium.press("Esc", "Pause")
    forward(chromium, 300)
    assert re.match(rf"1:0\d kvar av {planned + 1} min", chromium.run(clock))
    chromium.press("Ctrl+Space")
    forward(chromium, 120)
    chromium.until("/över/.test(document.getElementById('clock').textContent)")
    assert chromium.run("return document.getElementById('clock').classList.contains('late')")


def test_that_the_bell_tells_when_the_closing_must_begin(chromium: Chromium, package: Package) -> None:
    two_screens(chromium, package)
    chromium.press("k")
    rest = "return document.getElementById('to-bell').textContent"
    near = chromium.run("return new Date().getHours() === 23 && new Date().getMinutes() > 55")
    chromium.press("2", "3", ".", "5", "9")  # a full stop in the field is no safe screen
    assert chromium.run("return document.getElementById('bell').value") == "23.59"
    floors = sum(step.floor for step in package.reserve.steps if step.closing)
    assert near or f"avslutning senast 23.{59 - floors:02}" in chromium.run(rest)
    chromium.press("PgDn")  # a clicker goes past the field
    assert chromium.run("return document.getElementById('standing').textContent") == "Bilden är öppen"
    chromium.run("document.getElementById('bell').value = '25.10'")
    chromium.press("Tab", "Right")
    assert chromium.run(rest) == ""


def test_that_a_step_is_chosen_in_the_list_by_keyboard(chromium: Chromium, package: Package) -> None:
    two_screens(chromium, package)
    chromium.press("Right", "F6", "Tab", "Tab", "Enter")
    assert place(chromium)["steg"] == "3"


@pytest.mark.parametrize("height", [HIGH, 600])
def test_that_the_step_that_shows_is_seen_in_the_list_also_after_a_reload(
    chromium: Chromium, package: Package, height: int
) -> None:
    chromium.size(WIDE, height)
    chromium.open(package.address(f"ledare&steg={len(package.reserve.steps) - 3}"))
    chromium.until("document.querySelector('#steps [aria-current]')")
    chromium.until("document.getElementById('now').complete")
    inside = (
        "const [list, here] = ['#steps', '#steps [aria-current]']"
        ".map((one) => document.querySelector(one).getBoundingClientRect());"
        "return here.top >= list.top && here.bottom <= list.bottom;"
    )
    assert chromium.run(inside)


def test_that_nothing_in_the_file_asks_for_a_network_and_the_page_could_not(
    chromium: Chromium, package: Package
) -> None:
    text = package.file.read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", text) == []
    assert "https://" not in text
    assert package.file.stat().st_size < MOST_BYTES
    chromium.open(package.address())
    chromium.run(
        "window.stopped = [];"
        "addEventListener('securitypolicyviolation', (event) => window.stopped.push(event.effectiveDirective));"
        "fetch('http://127.0.0.1:9/').catch(() => 0); new Image().src = 'http://127.0.0.1:9/x.png';"
        "document.body.insertAdjacentHTML('beforeend', '<p onclick=\"0\" style=\"color:red\">x</p>');"
    )
    stopped = ["connect-src", "img-src", "style-src-attr"]
    chromium.until(f"{stopped}.every((one) => window.stopped.includes(one))")


def test_that_the_log_sheet_and_the_leader_text_are_printed_out_of_the_file(
    chromium: Chromium, package: Package
) -> None:
    chromium.open(package.address())
    chromium.run("window.print = () => 0")
    tab_to(chromium, "#print-log")
    chromium.press("Enter")
    sheet = printed_text(chromium)
    for words in ("Loggblad", "Hur fungerade passet?", "Deltagare", "Planerat, min", "Skriv det aldrig här"):
        assert words in sheet
    assert [step.title for step in package.reserve.steps if step.title not in sheet] == []
    assert [text for text in leader_texts(package) if text in sheet] == []
    chromium.run("dispatchEvent(new Event('afterprint'))")
    assert chromium.run("return document.getElementById('paper').childElementCount") == 0
    tab_to(chromium, "#print-notes")
    chromium.press("Enter")
    notes = printed_text(chromium)
    assert [text for text in leader_texts(package) if plain(text) not in notes] == []
    assert "orosanmälan" in notes


def printed_text(chromium: Chromium) -> str:
    """What comes out of the printer, with every line break as a space."""
    pages = PdfReader(io.BytesIO(chromium.printed())).pages
    return plain(" ".join(one.extract_text() for one in pages))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("view", ["", "ledare", "ledare&steg=5", "bild&steg=5", "en"])
def test_that_the_accessibility_checker_finds_nothing(
    chromium: Chromium, package: Package, view: str
) -> None:
    chromium.open(package.address(view))
    if view.startswith("ledare"):
        show_notes(chromium)
        chromium.press("o")
    chromium.run(AXE.read_text(encoding="utf-8") + ";window.axe = axe;")
    chromium.run("axe.run(document).then((report) => { window.report = report; })")
    chromium.until("window.report")
    assert chromium.run("return window.report.passes.length") > 8
    rules = "return window.report.violations.map((one) => [one.impact, one.id, one.nodes[0].html])"
    assert chromium.run(rules) == []


@pytest.mark.parametrize("view", ["", "ledare", "bild", "en"])
def test_that_everything_has_a_name_a_language_and_contrast_and_fits_the_screen(
    chromium: Chromium, package: Package, view: str
) -> None:
    chromium.open(package.address(view))
    chromium.until("[...document.querySelectorAll('main')].some((one) => one.checkVisibility())")
    found: dict[str, Any] = chromium.run(
        "const seen = (css) => [...document.querySelectorAll(css)].filter((one) => one.checkVisibility());"
        "return {lang: document.documentElement.lang, mains: seen('main').length,"
        " pictures: seen('img').filter((one) => !one.hasAttribute('alt')).length,"
        " nameless: seen('button, input, a').filter((one) => !(one.innerText || one.ariaLabel || one.labels?.length)).length,"
        " small: seen('button').filter((one) => one.getBoundingClientRect().height < 24).length,"
        " wide: document.documentElement.scrollWidth, high: document.body.scrollHeight};"
    )
    assert found == {
        "lang": "sv", "mains": 1, "pictures": 0, "nameless": 0, "small": 0, "wide": WIDE, "high": HIGH,
    }  # fmt: skip


def test_that_a_mangled_address_shows_the_beginning(chromium: Chromium, package: Package) -> None:
    chromium.open(package.address("en&steg=%E0%A4%A"))
    chromium.until("document.getElementById('start').checkVisibility()")


SMALL = ((360, 800), (800, 360), (WIDE // 2, HIGH // 2))
"""A phone, held both ways, and a Chromebook whose page is enlarged to 200 %."""


@pytest.mark.parametrize("size", SMALL)
def test_that_every_button_under_the_picture_is_whole_on_a_phone_and_enlarged(
    chromium: Chromium, package: Package, size: tuple[int, int]
) -> None:
    chromium.size(*size)
    chromium.open(package.address("en"))
    chromium.until("document.getElementById('bar').checkVisibility()")
    chromium.drawn()
    cut = (
        "const box = (one) => one.getBoundingClientRect(), bar = box(document.getElementById('bar'));"
        "const out = (one) => box(one).left < 0 || box(one).right > innerWidth || box(one).top < bar.top"
        " || box(one).bottom > innerHeight;"
        "return [...document.querySelectorAll('#bar > *')].filter(out).map((one) => one.textContent)"
    )
    assert chromium.run(cut) == []
    edges = "const box = (id) => document.getElementById(id).getBoundingClientRect();"
    slide, bar = chromium.run(f"{edges} return [box('slide').bottom, box('bar').top]")
    assert size[1] / 3 < slide <= bar
    chromium.press("Shift+B")
    cover, bar = chromium.run(f"{edges} return [box('cover').bottom, box('bar').top]")
    assert cover == bar


def test_that_the_table_of_keys_is_whole_on_a_phone(chromium: Chromium, package: Package) -> None:
    chromium.size(*SMALL[0])
    chromium.open(package.address("ledare"))
    chromium.press("?")
    wide = "const one = document.getElementById('extra'); return one.scrollWidth - one.clientWidth"
    assert chromium.run(wide) == 0


def test_that_hostile_texts_are_shown_as_they_are_and_run_nothing(chromium: Chromium, tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=window.hit=1><b>fet</b> & {{script}} {number}"
    picture = Picture(b"", hostile)
    step = Shown(title=hostile, pictures=(picture,), extra={}, minutes=2, floor=1, closing=True)
    reserve = Reserve(
        lesson="x", label="X 1", title=hostile, language="sv", accent="mvp", length=10, steps=(step,),
        told=((Passage("text", hostile, hostile),),), safe=picture, support=picture, terms={hostile: picture},
        contacts=(hostile,),
    )  # fmt: skip
    file = tmp_path / "elak.html"
    page.save(reserve, file)
    chromium.open(file.as_uri())
    assert chromium.run("return document.title") == f"X 1 · {hostile}"
    chromium.open(f"{file.as_uri()}#en")
    chromium.reload()
    chromium.until("document.getElementById('spoken').textContent !== ''")
    assert chromium.run("return document.getElementById('spoken').textContent") == hostile
    chromium.open(f"{file.as_uri()}?ny#ledare")
    show_notes(chromium)
    assert hostile in chromium.run("return document.getElementById('notes').innerText")
    assert chromium.run("return window.hit") is None
