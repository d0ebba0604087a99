"""Papers from the log and forms to fill in: the group's own posters, the year, a diploma with a name, supervision."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from facilitator.content.library import Library
from facilitator.errors import WorldTrouble
from facilitator.exchange import printing
from facilitator.exchange.paper.leaves import A3_WIDE, A4_SIZE, A4_WIDE, body
from facilitator.exchange.paper.own import TOP_SHARE, Heading
from facilitator.exchange.paper.pieces import Hung, Rule, Stack, Words, bullets
from facilitator.exchange.paper.plain import plain
from facilitator.exchange.paper.rows import TableLine
from facilitator.exchange.paper.supervision import ANSWER_LINES, STEP_ROWS
from facilitator.exchange.paper.supervision import sheet as supervision_sheet
from facilitator.exchange.paper.yearplan import Key
from facilitator.exchange.printing import Kind, Order, drawn
from facilitator.i18n import set_language
from facilitator.planning.prints import Saving
from facilitator.planning.yearpaper import Shape
from facilitator.session import facts as f
from facilitator.session.thread import GroupThread, Held
from tests.paper import reading
from tests.paper.conftest import THREAD, year_of
from tests.paper.reading import bare
from tests.paper.test_pages import sizes, whole


def own(library: Library, kind: Kind, thread: GroupThread = THREAD) -> bytes:
    return drawn(library, Order(kind=kind, subject="6B", thread=thread))


def test_that_the_agreement_holds_every_rule_in_order_under_the_code_of_the_group(library: Library) -> None:
    (page,) = reading.pages(own(library, "agreement"))
    assert "Grupp6B" in page
    assert page.index("Viturasom") < page.index("Detärokej")


def test_that_a_card_stands_on_every_level_it_lies_on_and_one_without_a_level_beside(
    library: Library,
) -> None:
    content = own(library, "own-pyramid")
    assert sizes(content) == [whole(A3_WIDE)]
    (page,) = reading.pages(content)
    assert page.count("Hota") == 2
    assert "Inteplaceradeän:Filmautanlov" in page
    assert page.index("Filmautanlov") < page.index("Spridarykten") < page.index("Hota")


def test_that_even_the_fullest_pyramid_stays_inside_its_levels(library: Library) -> None:
    long = "x" * 8 + " ett långt exempel på något som klassen lade"
    cards = tuple((f"{place} {long}", (), (1 + place % 2,)) for place in range(20))
    (page,) = reading.pages(own(library, "own-pyramid", replace(THREAD, cards=cards)))
    assert all(bare(text) in page for text, _forms, _levels in cards)


def test_that_no_line_of_a_full_top_runs_out_over_the_slope_of_the_pyramid(library: Library) -> None:
    cards = tuple((f"Kort nummer {n} som är ganska långt", (), (5,)) for n in range(12))
    content = own(library, "own-pyramid", replace(THREAD, cards=cards))
    starts = list[tuple[float, float]]()

    def see(text: str, moved: list[float], at: list[float], _font: object, _size: float) -> None:
        if "Kort" in text or "ganska" in text:
            starts.append((moved[4] + at[4], moved[5] + at[5]))

    reading.opened(content).pages[0].extract_text(visitor_text=see)
    room = body(A3_WIDE)
    low, high = A3_WIDE[1] - room.top - room.height, room.height * 0.85  # less is never left by the heading
    assert len(starts) > 2
    for x, y in starts:
        slope = room.width * (1 - TOP_SHARE) / 2 * (y - low) / high
        assert x >= room.x + slope - 1, (x, room.x + slope)


def test_that_a_line_on_the_pyramid_ends_after_a_card_and_not_inside_it(library: Library) -> None:
    texts = [f"Ett ganska vanligt exempel nummer {n} från klassen" for n in range(5)]
    long = "Ett kort som " + "verkligen inte " * 20 + "ryms på en rad"
    cards = tuple((text, (), (1,)) for text in (*texts, long))
    lines = list[str]()

    def see(text: str, *_place: object) -> None:
        lines.extend(text.replace("\u00a0", " ").split("\n"))

    content = own(library, "own-pyramid", replace(THREAD, cards=cards))
    reading.opened(content).pages[0].extract_text(visitor_text=see)
    assert [text for text in texts if not any(text in line for line in lines)] == []
    order = Order(kind="own-pyramid", subject="6B", thread=replace(THREAD, cards=cards), html=True)
    assert (
        " · ".join((*texts, long)) in drawn(library, order).decode()
    )  # on a phone a line ends where it must


def test_that_what_was_written_is_under_the_names_its_own_step_gives_it(library: Library) -> None:
    lesson, step = next((one, s) for one in library.lessons for s in one.steps if s.form == "boxes")
    mine: f.TextsBrought = (step.id, "boxes", (("Vara tuff",), ("Vara snäll",), ("Blir retad",), ()))
    held = (Held("1", lesson.id, lesson.title, "2026-10-01T08:00:00Z", 50),)
    (page,) = reading.pages(own(library, "own-boxes", GroupThread(texts=(mine,), held=held)))
    frames = step.stage.frames  # type: ignore[union-attr]
    assert [name for name in frames if bare(name) not in page] == []
    assert f"Utanför:{bare(frames[0])}•Blirretad" in page
    boards = reading.pages(own(library, "own-board"))
    assert len(boards) == 1
    assert boards[0].index("Innan") < boards[0].index("Prataiklassen") < boards[0].index("Hämtaenvuxen")


def test_that_only_what_the_group_has_made_is_offered_and_drawn(library: Library) -> None:
    assert printing.offered_of(THREAD) == printing.OWN
    assert printing.offered_of(GroupThread()) == ()
    for kind in printing.OWN:
        with pytest.raises(WorldTrouble, match="6B"):
            own(library, kind, GroupThread())


def test_that_the_year_tells_every_occasion_with_how_it_stands(library: Library) -> None:
    text = reading.body(drawn(library, Order(kind="year", year=year_of(library))))
    assert "1av3passhållna." in text
    assert "mån7sep09.406BMVP1" in text
    assert text.index("September2026") < text.rindex("Försenat") < text.index("December2026")
    assert "Höstlov" in text
    one = reading.body(drawn(library, Order(kind="year", year=year_of(library, "4A"))))
    assert "6B" not in one
    assert bare("1 dec") in one


@pytest.mark.parametrize("shape", ["circle", "square", "diamond"])
def test_that_a_mark_is_struck_through_when_it_was_cancelled_and_not_when_it_is_late(shape: Shape) -> None:
    """As on the screen: there a stroke means cancelled, and an exclamation mark late."""
    slants = {}
    for state in ("coming", "held", "late", "cancelled"):
        canvas = Canvas(BytesIO(), pageCompression=0)
        Key(shape, state, "").draw(canvas, 0, 100, 50)
        drawn_lines = re.findall(r"n (\S+) (\S+) m (\S+) (\S+) l S", " ".join(canvas._code))
        slants[state] = [one[0] != one[2] for one in drawn_lines]
    assert slants == {"coming": [], "held": [], "late": [False, False], "cancelled": [True]}


def test_that_an_empty_year_is_its_breaks(library: Library) -> None:
    (page,) = reading.pages(drawn(library, Order(kind="year", year=year_of(library, "9X"))))
    assert "Jullov" in page
    assert bare("Inget är planerat. Planera på sidan Läsår.") in page
    assert "0/0" not in page


def test_that_a_diploma_is_drawn_for_each_name_and_else_with_a_line_for_it(library: Library) -> None:
    names = ("Ada Exempel", "<b>Bo & Co</b>")
    content = drawn(library, Order(kind="diploma", subject="mvp-11", names=names))
    assert sizes(content) == [whole(A4_WIDE)] * 2
    pages = reading.pages(content)
    assert [bare(name) in page for name, page in zip(names, pages, strict=True)] == [True, True]
    (blank,) = reading.pages(drawn(library, Order(kind="diploma", subject="mvp-11")))
    assert "Namn" in blank
    assert "Namn" not in pages[0]


@pytest.mark.parametrize("name", ["محمد", "Zoë 😀", "สมชาย"])
def test_that_no_diploma_is_printed_with_another_name_than_was_typed(library: Library, name: str) -> None:
    order = Order(kind="diploma", subject="mvp-11", names=("Ada ¤", name))
    with pytest.raises(printing.OnlyForWeb, match=r"namnen\. .*webbsida"):
        drawn(library, order)
    assert name in drawn(library, replace(order, html=True)).decode()
    assert drawn(library, replace(order, names=("Ada ¤", "Zoë"))).startswith(b"%PDF")


def test_that_the_names_of_columns_stand_on_one_line_however_long_they_are() -> None:
    names = ("Innan", "Medan det händer")
    short, long = (Heading(name, names, 1) for name in names)
    narrow, wide = 80, 800
    assert Words(names[1], "name").height(narrow) > Words(names[0], "name").height(narrow)
    assert short.height(narrow) == long.height(narrow) == Words(names[1], "name").height(narrow)
    assert short.height(wide) == Words(names[0], "name").height(wide)


def test_that_a_typed_name_is_neither_in_the_name_of_the_file_nor_in_what_is_told_of_the_order() -> None:
    order = Order(kind="diploma", subject="mvp-11", names=("Ada Exempel",))
    assert printing.file_name(order) == "mvp-11-diploma.pdf"
    assert "Ada" not in repr(order)


def test_that_the_sheet_for_supervision_and_the_board_ask_for_no_names(library: Library) -> None:
    sheet = drawn(library, Order(kind="supervision"))
    assert sizes(sheet) == [whole(A4_SIZE)]
    assert "Skrivinganamn" in reading.pages(sheet)[0]
    lesson = next(one for one in library.lessons if "board" in printing.offered(one))
    board = drawn(library, Order(kind="board", subject=lesson.id))
    assert sizes(board)[0] == whole(A3_WIDE)
    assert "Skrivinganamn" in reading.pages(board)[0]


def test_that_the_sheet_for_supervision_has_a_line_for_each_step_of_most_lessons_and_every_answer(
    library: Library,
) -> None:
    counts = sorted(len(one.steps) for one in library.lessons if one.programme == "mvp")
    assert counts[len(counts) // 2] <= STEP_ROWS
    for language in ("sv", "en"):
        set_language(language)
        try:
            (leaf,) = supervision_sheet()
            room = body(A4_SIZE)
            whole_sheet = next(
                one.piece for one in leaf.placed if isinstance(one.piece, Stack) and one.top == room.top
            )
            lines = [one for one in whole_sheet.pieces if isinstance(one, Rule) and one.write]
            assert len(lines) == 4 * ANSWER_LINES
            assert sum(isinstance(one, TableLine) for one in whole_sheet.pieces) == 1 + STEP_ROWS
            assert whole_sheet.height(room.width) <= room.height
        finally:
            set_language("sv")


def test_that_saving_paper_puts_every_paper_on_a_sheet_of_its_own_and_takes_fewer(library: Library) -> None:
    usual = Order(kind="pack", subject="mvp-03", people=24)
    saved = replace(usual, saving=Saving(small_cards=True, two_sided=True))
    pages = reading.pages(drawn(library, saved))
    assert len(pages) % 2 == 0
    assert len(pages) / 2 < len(sizes(drawn(library, usual)))
    sheets = f"{len(pages) // 2}arkmeddethärbladet"
    assert sheets in pages[0]
    backs = [page for place, page in enumerate(pages) if place % 2 and page]
    assert backs
    assert all("Passguide" in page or "Vadkanenåskådaregöra" in page[:60] for page in backs)


def test_that_grey_paper_has_no_colour_left(library: Library) -> None:
    for order in (
        Order(kind="pyramid", subject="mvp-03", saving=Saving(grey=True)),
        Order(kind="scenario", subject="taget-t3-f3", saving=Saving(grey=True)),
    ):
        reader = reading.opened(drawn(library, order))
        for page in reader.pages:
            words = page.get_contents().get_data().decode("latin-1").split("\n")  # type: ignore[union-attr]
            tones = [line.split() for line in words if line.rstrip().endswith((" rg", " RG"))]
            found = [each for line in tones for each in _threes(line)]
            assert all(one == two == three for one, two, three in found)
            for image in page.images:
                assert image.image is not None
                assert image.image.mode in ("L", "LA")


def _threes(line: list[str]) -> list[tuple[str, str, str]]:
    return [
        (line[at - 3], line[at - 2], line[at - 1]) for at, word in enumerate(line) if word.lower() == "rg"
    ]


def test_that_the_last_line_of_a_box_never_stands_alone_on_a_page() -> None:
    title, lines = Words("På projektorn", "label"), bullets([f"Rad {n}" for n in range(8)])
    box = Stack((title, *lines), 1.2, "sunk")
    full = box.height(400) - lines[-1].height(400) - lines[-2].height(400)
    parts = box.split(400, full)
    assert parts is not None
    shown = [sum(isinstance(one, Hung) for one in part.pieces) for part in parts if isinstance(part, Stack)]
    assert shown == [6, 2]


def test_that_no_line_of_a_text_stands_alone_on_a_page() -> None:
    text = " ".join(f"ord{place}" for place in range(120))
    whole_text = Words(text)
    one = whole_text.height(200) / round(whole_text.height(200) / (10.5 * 1.4))
    lines = round(whole_text.height(200) / one)
    for room in range(1, lines):
        parts = Words(text).split(200, (room + 0.5) * one)
        if parts is None:
            assert room < 2 or room > lines - 2
            continue
        assert min(round(part.height(200) / one) for part in parts) >= 2


@pytest.mark.slow
def test_that_no_word_is_wider_than_its_line_so_that_none_is_cut(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason why no hyphens are put in: with ragged lines nothing asks for them."""
    wide: list[tuple[str, float]] = []
    draw = Words.draw

    def measured(own: Words, canvas: Any, x: float, top: float, width: float) -> None:
        style = own._paragraph.style
        words = plain(own.text.replace("**", "")).split()
        wide.extend(
            (word, width)
            for word in words
            if stringWidth(word, style.fontName, style.fontSize) > width + 0.01
        )
        draw(own, canvas, x, top, width)

    monkeypatch.setattr(Words, "draw", measured)
    for lesson in library.lessons:
        for kind in printing.offered(lesson):
            if kind not in ("handbook", "pack", "emergency"):
                drawn(library, Order(kind=kind, subject=lesson.id))
    assert wide == []
