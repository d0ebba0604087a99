"""How many pages there are, what they say about themselves, and that the same content gives the same bytes."""

import re
import threading
from dataclasses import replace
from itertools import product

import pytest

from facilitator.content.library import Library
from facilitator.content.local import local_contact
from facilitator.content.model import Sorting
from facilitator.errors import ContentFault
from facilitator.exchange import printing
from facilitator.exchange.paper import cues
from facilitator.exchange.paper.guide import BESIDE, chapter, guide
from facilitator.exchange.paper.leaves import (
    A3_SIZE,
    A3_WIDE,
    A4_SIZE,
    A4_WIDE,
    Info,
    Kept,
    Leaf,
    bare_pages,
    flowed,
)
from facilitator.exchange.paper.leaves import told as heard
from facilitator.exchange.paper.pieces import Hung, Row, Stack, Words
from facilitator.exchange.paper.pyramid import pyramid
from facilitator.exchange.paper.scenarios import cards
from facilitator.exchange.paper.support import pocket_cards, poster
from facilitator.exchange.paper.words import for_whom, reach_words
from facilitator.exchange.printing import Kind, Order, drawn
from facilitator.i18n import _, set_language
from facilitator.planning.concern import life_line, tell_lines
from facilitator.planning.prints import print_pack
from facilitator.settingvalues import CONTACT_LENGTHS, MOST_CONTACTS
from tests.paper import reading
from tests.paper.conftest import TODAY
from tests.paper.reading import bare

KURATOR = local_contact(1, "Kurator", "rum 214", "Alla på skolan", TODAY)


def sizes(content: bytes) -> list[tuple[int, int]]:
    boxes = (page.mediabox for page in reading.opened(content).pages)
    return [(round(box.width), round(box.height)) for box in boxes]


def whole(size: tuple[float, float]) -> tuple[int, int]:
    return round(size[0]), round(size[1])


def of(library: Library, kind: Kind, subject: str = "", **more: object) -> bytes:
    return drawn(library, Order(kind=kind, subject=subject, **more))  # type: ignore[arg-type]


@pytest.mark.slow
def test_that_every_scenario_fits_a_page_alone_and_a_front_and_a_back_of_a_small_card(
    library: Library, all_cards: dict[str, tuple[list[Leaf], list[Leaf]]]
) -> None:
    for lesson in library.lessons:
        whole_pages, small = all_cards[lesson.id]
        bank = library.bank_of(lesson)
        assert len(whole_pages) == len(bank), lesson.id
        assert len(small) == (2 if bank else 0), lesson.id


def test_that_the_longest_contacts_at_the_foot_of_a_card_take_no_room_from_its_text(library: Library) -> None:
    name, reach = "Rum " * (CONTACT_LENGTHS["name"] // 4), "123 " * (CONTACT_LENGTHS["reach"] // 4)
    own = tuple(local_contact(n, name, reach, "Alla", TODAY) for n in (1, 2))
    for leaf in cards(library.script("taget-b3-f3", None, own)):
        _head, foot, text, _told = leaf.placed
        assert text.top + text.piece.height(text.width) <= foot.top


def test_that_a_telephone_number_is_never_broken_over_two_lines(library: Library) -> None:
    own = local_contact(1, "Elevhälsan", "måndag till torsdag 08-530 610 00", "Alla", TODAY)
    words = reach_words(own)
    assert words == "måndag till torsdag 08-530\u00a0610\u00a000"
    for paper in (poster, pocket_cards):
        shown = {run.text for run in heard(paper(library.script("mvp-03", None, (own,))), Info("")).runs()}
        assert [text for text in shown if words in text] != []
        assert [text for text in shown if own.reach in text] == []


def test_that_a_whole_sentence_needs_no_point_before_the_hours(library: Library) -> None:
    (poster_page,) = reading.pages(of(library, "support-poster", "mvp-03"))
    assert bare("När det är bråttom och farligt. Dygnet runt") in poster_page
    row = replace(KURATOR, hours="Vardagar 8–15")
    assert for_whom(row) == "Alla på skolan · Vardagar 8–15"


def test_that_a_lessons_cards_are_all_in_its_bank_and_four_share_two_sides(library: Library) -> None:
    assert len(sizes(of(library, "scenario", "mvp-10"))) == len(library.banks["mvp-10"]) == 4
    assert len(sizes(of(library, "scenario-small", "mvp-10"))) == 2


@pytest.mark.parametrize("kind", ["support-poster", "support-poster-a3", "concern", "glossary"])
def test_that_a_poster_is_one_page(library: Library, kind: Kind) -> None:
    size = A3_SIZE if kind == "support-poster-a3" else A4_SIZE
    for lesson in library.lessons if kind != "concern" else library.lessons[:1]:
        if kind in printing.offered(lesson):
            assert sizes(of(library, kind, lesson.id)) == [whole(size)], lesson.id


def test_that_the_list_for_an_age_holds_verified_rows_only_and_the_schools_own_first(
    library: Library,
) -> None:
    for age, kind in product(printing.AGES, ("support-poster", "support-poster-a3")):
        found = reading.body(of(library, kind, age, local=(KURATOR,)))  # type: ignore[arg-type]
        for contact in library.contacts:
            there = contact.status == "checked" and age in contact.ages
            assert (bare(contact.audience) in found) == there, contact.id
        assert found.index("Kurator") < found.index("112")


@pytest.mark.parametrize("lesson", ["mvp-10", "taget-b3-46"])
def test_that_no_card_is_handed_out_where_the_paper_could_be_a_danger_at_home(
    library: Library, lesson: str
) -> None:
    assert "support-cards" not in printing.offered(library.lesson(lesson))
    with pytest.raises(ContentFault, match="fara hemma"):
        of(library, "support-cards", lesson)
    summary, *papers = reading.pages(of(library, "pack", lesson))
    assert "Scenariokort" not in summary + "".join(papers)
    assert "litetkort" not in summary
    assert "Stödlistantillväggen" in summary
    for kind in ("scenario", "scenario-small"):
        card = "".join(reading.pages(of(library, kind, lesson)))
        assert bare("Samlas in efter passet.") in card
        assert "116111" not in card


def test_that_the_other_lessons_for_pupils_have_a_support_card_for_each(library: Library) -> None:
    kept = {
        one.id
        for one in library.lessons
        if one.age != "staff" and "support-cards" not in printing.offered(one)
    }
    assert kept == {"mvp-10", "taget-b3-46"}
    assert sizes(of(library, "support-cards", "mvp-09")) == [whole(A4_SIZE)]


def test_that_the_pyramid_is_in_a3_with_cards_in_a4_and_the_top_on_a_page_of_its_own(
    library: Library,
) -> None:
    content = of(library, "pyramid", "mvp-03")
    assert sizes(content) == [whole(A3_WIDE), whole(A4_SIZE), whole(A4_SIZE)]
    pages = reading.pages(content)
    stage = next(s.stage for s in library.lesson("mvp-03").steps if s.form == "pyramid")
    assert all(bare(text) in pages[2] and bare(text) not in pages[0] + pages[1] for text in stage.top)  # type: ignore[union-attr]


def test_that_what_somebody_says_stands_on_the_page_of_its_answer(library: Library) -> None:
    pages = reading.pages(of(library, "guide", "personal-p3"))
    for reply in (reply for step in library.lesson("personal-p3").steps for reply in step.leader.if_said):
        both = bare(f"”{inner(reply.said)}””{inner(reply.answer)}”")
        assert any(both in page for page in pages), reply.said


def inner(text: str) -> str:
    return text.replace("”", "’")


def test_that_quotation_marks_within_what_somebody_says_are_the_inner_ones(library: Library) -> None:
    leaders = [step.leader for step in library.lesson("mvp-06").steps]
    said = [line.text for leader in leaders for line in leader.say]
    spoken = [
        *said,
        *(one for leader in leaders for reply in leader.if_said for one in (reply.said, reply.answer)),
    ]
    assert "Någon pekas ut: ”… är ju det!”" in spoken
    guide = reading.body(of(library, "guide", "mvp-06"))
    assert [text for text in spoken if bare(f"”{inner(text)}”") not in guide] == []
    cards = reading.body(of(library, "cue-cards", "mvp-06"))
    own = [line.text for leader in leaders for line in leader.say if line.who in ("A", "B")]
    assert [text for text in own if bare(f"”{inner(text)}”") not in cards] == []


def test_that_a_guide_has_the_right_place_of_a_card_before_its_fact_as_the_projector_shows_it(
    library: Library,
) -> None:
    for lesson in ("mvp-10", "taget-b3-46"):
        found = reading.body(of(library, "guide", lesson))
        stages = [s.stage for s in library.lesson(lesson).steps if isinstance(s.stage, Sorting)]
        told = [
            (stage.places[card.answer - 1], card) for stage in stages for card in stage.items if card.fact
        ]
        assert told
        assert [
            card.id for place, card in told if bare(f"{card.text}•{place}: {card.fact}") not in found
        ] == []


@pytest.mark.parametrize("lesson", ["mvp-07", "mvp-11", "personal-p5", "taget-b3-f3"])
def test_that_no_box_of_a_guide_is_split_and_its_words_stand_on_one_page(
    library: Library, lesson: str
) -> None:
    leaves = guide(library.script(lesson))
    pieces = [placed.piece for leaf in leaves for placed in leaf.placed]
    assert sum(isinstance(one, Stack) and bool(one.fill) for one in pieces) > 5
    assert not [one for one in pieces if isinstance(one, Stack) and one.fill and one.again]
    last = reading.pages(of(library, "guide", lesson))[-1]
    for term in (library.terms[key] for key in library.lesson(lesson).concepts):
        assert bare(term.meaning) in last


@pytest.mark.parametrize(
    ("before", "lines", "parts"),
    [(0, 8, 1), (4, 8, 1), (8, 8, 1), (4, 18, 2), (0, 12, 2), (4, 12, 2)],
    # twelve lines have room on a page, but not after the heading, which would stand there alone
)
def test_that_a_box_is_split_only_when_a_page_has_no_room_for_it(before: int, lines: int, parts: int) -> None:
    one = Words("Rad").height(400)
    box = Stack([Words("Rad") for _line in range(lines)], fill="sunk")
    title = Kept((Words("Rubrik"),))
    columns = flowed([*(Words("Rad") for _line in range(before)), title, box], 400, 12.5 * one)
    found = [
        place
        for place, c in enumerate(columns)
        for piece, _top in c
        if isinstance(piece, Stack) and piece.fill
    ]
    assert len(found) == parts
    assert any(piece is title for piece, _top in columns[found[0]])


def test_that_no_heading_is_left_behind_when_what_comes_after_it_cannot_be_split() -> None:
    one = Words("Rad").height(400)
    title, row = Kept((Words("Rubrik"),)), Row((Stack([Words("Rad") for _line in range(6)]),), (1,))
    first, second = flowed([*(Words("Rad") for _line in range(7)), title, row], 400, 12.5 * one)
    assert len(first) == 7
    assert [piece for piece, _top in second] == [title, row]


def test_that_the_version_of_a_lesson_never_has_a_page_to_itself(library: Library) -> None:
    end, question = list(chapter(library.script("mvp-03")))[-5:], library.lesson("mvp-03").next_time
    for before in range(50):
        last = bare_pages([*(Words("Rad") for _line in range(before)), *end])[-1]
        assert bare(question) in bare(" ".join(run.text for run in heard([last], Info("")).runs())), before


def test_that_a_label_of_two_lines_has_room_for_both_also_beside_a_text_of_one() -> None:
    one = Words("Gör", "label").height(400)
    for label, lines in (("Kortversion, 7 min", 1), ("Kortversion, 10 min", 2), ("Kortversion, 40 min", 2)):
        beside = Hung(Words(label, "label"), Words("Läs, visa tankarna."), BESIDE)
        assert (beside.height(400) >= 2 * one) == (lines == 2), label


def test_that_a_guide_for_staff_names_no_adult_who_speaks_for_all_are(library: Library) -> None:
    assert bare("Säg · Den vuxna") not in reading.body(of(library, "guide", "personal-p3"))
    assert bare("Säg · Den vuxna") in reading.body(of(library, "guide", "mvp-03"))


def test_that_a_leader_has_a_cue_card_for_each_step_with_words_of_their_own(library: Library) -> None:
    script = library.script("mvp-03")
    found = reading.pages(of(library, "cue-cards", "mvp-03"))
    own = [line.text for step in script.steps for line in step.leader.say if line.who in ("A", "B", "both")]
    adult = [line.text for step in script.steps for line in step.leader.say if line.who == "adult"]
    assert [text for text in own if bare(inner(text)) not in "".join(found)] == []
    assert not [text for text in adult if bare(inner(text)) in "".join(found)]


@pytest.mark.parametrize(("people", "form"), [(1, "whole"), (24, "whole"), (25, "halves"), (40, "halves")])
def test_that_the_pack_holds_as_many_copies_as_were_counted(library: Library, people: int, form: str) -> None:
    content = of(library, "pack", "mvp-11", people=people, form=form)
    counted = print_pack(library.script("mvp-11"), people, form)  # type: ignore[arg-type]
    pages = reading.pages(content)
    for kind, mark in (("scenario", "Scenariokortattkopiera"), ("evaluation", "Utvärdering")):
        wanted = sum(one.copies for one in counted if one.kind == kind)
        assert sum(mark in page[:120] for page in pages[1:]) == wanted
    diplomas = sum(one.copies for one in counted if one.kind == "diploma")
    assert sizes(content).count(whole(A4_WIDE)) == diplomas + sum(
        o.copies for o in counted if o.kind == "corner-signs"
    )
    cards = sum(page.count("Dukanpratamednågon") == 4 for page in pages)
    assert cards == next(one.sheets for one in counted if one.kind == "support-cards")
    summary = pages[0]
    assert f"Totalt{sum(s != whole(A3_WIDE) for s in sizes(content)[1:])}" in summary


def test_that_who_has_only_the_paper_of_a_lesson_has_the_card_for_when_somebody_tells(
    library: Library,
) -> None:
    *_lesson, last = reading.pages(of(library, "emergency", "mvp-03", local=(KURATOR,)))
    assert [line for line in (*tell_lines(), life_line()) if bare(line) not in last] == []
    assert bare("Kurator · rum 214") in last


def test_that_the_pack_of_each_room_has_the_card_for_when_somebody_tells_with_all_own_contacts(
    library: Library,
) -> None:
    own = tuple(
        local_contact(n, f"Vuxen {n}", f"rum {n}", "Alla", TODAY) for n in range(1, MOST_CONTACTS + 1)
    )
    pages = reading.pages(of(library, "pack", "mvp-03", form="halves", local=own))
    found = [page for page in pages if bare(tell_lines()[0]) in page]
    assert len(found) == 2
    assert all(bare(f"{one.name} · {one.reach}") in page for page in found for one in own)


def test_that_a_programme_gives_the_same_paper_of_all_its_lessons(library: Library) -> None:
    cards_of_all = sum(len(library.bank_of(one)) for one in library.lessons if one.programme == "mvp")
    assert len(sizes(of(library, "scenario", "mvp"))) == cards_of_all
    assert len(sizes(of(library, "pyramid", "mvp"))) >= 3
    with pytest.raises(ContentFault, match="Diplom"):
        of(library, "diploma", "apt")


def test_that_the_sheets_counted_beforehand_are_about_those_drawn(library: Library) -> None:
    for lesson in library.lessons[::3]:
        script = library.script(lesson.id)
        counted = {one.kind: one.sheets for one in print_pack(script, 24)}
        assert abs(counted["guide"] - len(guide(script))) <= 2, lesson.id
        assert counted.get("cue-cards", 0) == len(cues.cards(script)), lesson.id
        assert counted.get("pyramid", 0) == len(pyramid(script)), lesson.id


def test_that_contents_and_bookmarks_lead_to_the_right_pages(library: Library) -> None:
    content = of(library, "handbook", "apt")
    pages, marks = reading.pages(content), reading.marks(content)
    assert reading.rising([page for _title, page in marks])
    for title, page in marks:
        assert bare(title) in pages[page - 1]
        assert page == 1 or f"{bare(title)}{page}" in pages[1]
    assert len(marks) == 1 + 4 + 3 + len(
        {s for one in library.lessons if one.programme == "apt" for s in library.bank_of(one)}
    )
    numbers = [f"{place}({len(pages)})" in text for place, text in enumerate(pages, 1)]
    assert numbers == [False, *[True] * (len(pages) - 1)]


def test_that_the_same_content_gives_the_same_bytes_in_any_thread(
    library: Library, every_kind: dict[Order, bytes]
) -> None:
    again: dict[Order, bytes] = {}

    def draw() -> None:
        again.update({order: drawn(library, order) for order in every_kind})

    other = threading.Thread(target=draw)
    other.start()
    other.join()
    assert again == every_kind


def test_that_every_font_is_inside_and_the_document_says_what_it_is(every_kind: dict[Order, bytes]) -> None:
    for order, content in every_kind.items():
        fonts = reading.fonts(content)
        assert fonts, order.kind
        assert all(inside and "AtkinsonHyperlegibleNext" in name for name, inside in fonts.items()), (
            order.kind
        )
        assert b"Helvetica" not in content
        reader = reading.opened(content)
        info = reader.metadata
        assert info is not None
        assert info.title
        assert (info.author, reader.trailer["/Root"]["/Lang"]) == ("Passledaren", "sv-SE")  # type: ignore[index]


def test_that_no_text_is_smaller_than_eight_points(library: Library, every_kind: dict[Order, bytes]) -> None:
    papers = [*every_kind.values(), *(of(library, kind, "mvp") for kind in ("cue-cards", "scenario-small"))]
    for content in papers:
        drawn_in = (page.get_contents() for page in reading.opened(content).pages)
        streams = b"".join(each.get_data() for each in drawn_in if each is not None)
        assert min(float(size) for size in re.findall(rb"/F\d+\+\d+ ([\d.]+) Tf", streams)) >= 8


def test_that_paper_speaks_the_language_of_its_lesson_and_leaves_the_windows_alone(library: Library) -> None:
    set_language("en")
    seen, content = list[str](), list[bytes]()
    drawing = threading.Thread(target=lambda: content.append(of(library, "handbook", "apt")))
    drawing.start()
    while drawing.is_alive():
        seen.append(_("Contents"))
    assert set(seen) == {"Contents"}
    assert "Innehåll" in reading.pages(content[0])[1]


def test_that_what_is_not_there_is_told_with_what_there_is(library: Library) -> None:
    for kind, subject, told in (
        ("guide", "mvp-3", "mvp-03"), ("handbook", "mpv", "mvp"), ("diploma", "mvp-03", "guide"), ("scenario", "bollen", "inget pass ”bollen”"),
    ):  # fmt: skip
        with pytest.raises(ContentFault, match=told):
            of(library, kind, subject)  # type: ignore[arg-type]
