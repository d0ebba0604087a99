"""What a screen reader meets in a PDF: everything in its place, in order, with its language and its words for pictures."""

import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfua
import pytest

from facilitator.content.library import Library
from facilitator.content.model import ScenarioCase
from facilitator.exchange.paper.leaves import Frame, Info, pages, written
from facilitator.exchange.paper.pieces import Hung, Solid, Stack, Words
from facilitator.exchange.paper.plain import plain
from facilitator.exchange.printing import Order, drawn
from tests.paper import structure
from tests.paper.reading import bare
from tests.paper.structure import Tagged

HEADINGS = ("H1", "H2", "H3")
KNOWN = {"UA-14-001"}
"""A rule of the checker that fails on its own with this pikepdf; the order of headings is checked below."""


@pytest.fixture(scope="module")
def papers(every_kind: dict[Order, bytes], library: Library) -> dict[str, Tagged]:
    found: dict[str, Tagged] = {
        order.kind: structure.opened(content) for order, content in every_kind.items()
    }
    picture = drawn(library, Order(kind="scenario", subject="taget-t3-f3"))
    return {**found, "picture": structure.opened(picture)}


def test_that_everything_seen_is_in_the_structure_once_or_an_artifact(papers: dict[str, Tagged]) -> None:
    for kind, paper in papers.items():
        assert paper.bare == [], kind
        assert Counter(paper.seen) == Counter(paper.marked), kind


def test_that_the_parent_tree_leads_back_to_the_same_parts(papers: dict[str, Tagged]) -> None:
    for kind, paper in papers.items():
        for place, page in enumerate(paper.pdf.pages):
            assert (int(page.obj.StructParents), page.obj.Tabs) == (place, "/S"), kind
            owners: list[Any] = list(paper.owner(place))
            assert [owner.objgen for owner in owners] == [
                paper.owners[place, number] for number in range(len(owners))
            ], kind


def test_that_reading_order_is_that_of_the_lesson(library: Library) -> None:
    script = library.script("mvp-03")
    story = structure.opened(drawn(library, Order(kind="guide", subject="mvp-03"))).story
    text = bare(story.text())
    wanted = [script.lesson.title, script.lesson.summary, *script.lesson.goals]
    for place, step in enumerate(script.lesson.steps, 1):
        said = [
            line.text.replace("”", "’") for line in step.leader.say
        ]  # within quotation marks of the guide
        wanted += [f"{place}. {step.title}", *said, *step.leader.do]
    at = 0
    for one in wanted:
        at = text.index(bare(one), at)
    steps = [part.text() for part in story.every() if part.tag == "H2" and part.text()[0].isdigit()]
    assert [line.partition(". ")[2] for line in steps] == [step.title for step in script.lesson.steps]


def test_that_words_stay_apart_where_a_line_ends(papers: dict[str, Tagged], library: Library) -> None:
    heard = " ".join(papers["guide"].story.text().split())
    lesson = library.lesson("visning-46")
    texts = [line.text for step in lesson.steps for line in step.leader.say] + [lesson.summary]
    assert [text for text in texts if plain(text.replace("**", "")) not in heard] == []
    long = Words("x" * 300 + " y")
    story = structure.opened(written(pages([long], Frame("a", "b")), Info("prov"))).story
    assert story.text().strip() == "x" * 300 + " y"


def test_that_the_tool_everybody_has_reads_the_same(every_kind: dict[Order, bytes], tmp_path: Path) -> None:
    assert shutil.which("pdfinfo"), "poppler-utils is missing: python3 tools/start.py test installs it"
    for order, content in every_kind.items():
        file = tmp_path / "paper.pdf"
        file.write_bytes(content)
        facts = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        assert {"Tagged:          yes", "PDF version:     1.7"} <= set(facts.splitlines())
        said = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True)
        assert said.stderr == "", order.kind
        lines = [line.strip() for line in said.stdout.splitlines()]
        heard = "".join(line[1:-1] for line in lines if line[:1] == line[-1:] == '"' and len(line) > 1)
        assert bare(heard) == bare(structure.opened(content).story.text()), order.kind
        fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
        for line in fonts.splitlines()[2:]:
            assert line.startswith("AAAAAA+AtkinsonHyperlegibleNext"), order.kind
            assert line.split()[-5:-2] == ["yes", "yes", "yes"], order.kind


def test_that_the_checker_of_pdf_ua_finds_nothing(every_kind: dict[Order, bytes], tmp_path: Path) -> None:
    for order, content in every_kind.items():
        file = tmp_path / "paper.pdf"
        file.write_bytes(content)
        report = pdfua.validate(str(file))
        assert [finding for one in report.outcomes for finding in one.findings] == [], order.kind
        assert {one.rule_id for one in report.outcomes if one.skipped_reason} <= KNOWN


def test_that_the_document_says_its_language_and_its_title_and_that_it_is_tagged(
    papers: dict[str, Tagged],
) -> None:
    for kind, paper in papers.items():
        root: Any = paper.pdf.Root
        assert (root.Lang, bool(root.MarkInfo.Marked)) == ("sv-SE", True), kind
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with paper.pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == str(paper.pdf.docinfo.Title)
            assert meta["dc:language"] == {"sv-SE"}
        assert paper.pdf.check_pdf_syntax() == []


def test_that_headings_never_skip_a_level_and_there_is_one_at_the_top(papers: dict[str, Tagged]) -> None:
    for kind, paper in papers.items():
        levels = [int(part.tag[1]) for part in paper.story.every() if part.tag in HEADINGS]
        assert levels[0] == 1, kind
        assert all(later <= one + 1 for one, later in pairwise(levels)), kind


def test_that_lists_and_tables_are_whole(papers: dict[str, Tagged]) -> None:
    allowed = {"L": {"LI"}, "LI": {"Lbl", "LBody"}, "Table": {"TR"}, "TR": {"TH", "TD"}, "TOC": {"TOCI"}}
    found = Counter[str]()
    for kind, paper in papers.items():
        for part in paper.story.every():
            found[part.tag] += 1
            inner = allowed.get(part.tag)
            assert inner is None or {one.tag for one in part.parts()} <= inner, kind
            if part.tag == "LI":
                assert [one.tag for one in part.parts()][-1] == "LBody", kind
            if part.tag == "Table":
                assert len({len(row.parts()) for row in part.parts()}) == 1, kind
                scopes = {str(cell.entry.A.Scope) for cell in part.every() if cell.tag == "TH"}
                assert scopes == {"/Column", "/Row"}, kind
    assert all(found[tag] for tag in ("Sect", "L", "Table", "TH", "TOC", "Link", "Figure", "H3"))


def test_that_every_picture_is_told(papers: dict[str, Tagged], library: Library) -> None:
    figures = [part for part in papers["picture"].story.every() if part.tag == "Figure"]
    told_in = {
        step.stage.alt for step in library.lesson("taget-t3-f3").steps if isinstance(step.stage, ScenarioCase)
    }
    assert {str(part.entry.Alt) for part in figures} <= told_in
    assert all(len(part.entry.A.BBox) == 4 for part in figures)
    assert figures


def test_that_links_are_parts_with_their_own_words(papers: dict[str, Tagged]) -> None:
    paper = papers["handbook"]
    links = [part for part in paper.story.every() if part.tag == "Link"]
    assert len(links) == len(paper.notes) > 4
    for link, note in zip(links, paper.notes, strict=True):
        assert bare(str(note.Contents)) in bare(link.text())
        assert paper.owner(int(note.StructParent)).objgen == link.entry.objgen


def test_that_heads_and_page_numbers_are_furniture_and_the_foot_is_told_once(
    papers: dict[str, Tagged],
) -> None:
    paper = papers["guide"]
    assert "2 (" in paper.furniture
    text = paper.story.text()
    assert "2 (" not in text
    assert text.count("Till den som leder. Delas inte ut.") == 1


def test_that_every_card_says_for_itself_whom_to_ring(library: Library) -> None:
    story = structure.opened(drawn(library, Order(kind="scenario", subject="mvp-03"))).story
    assert (
        len([part for part in story.every() if part.tag == "H1"])
        == story.text().count("Behöver du prata?")
        > 1
    )


class Scribble(Solid):
    """Draws past the canvas's own words."""

    def height(self, width: float) -> float:
        return 20.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        canvas.line(x, top, x + width, top)


def test_that_what_tells_nothing_becomes_an_artifact_by_itself() -> None:
    paper = structure.opened(
        written(pages([Words("före"), Scribble(), Words("efter")], Frame("a", "b")), Info("prov"))
    )
    assert paper.bare == []
    assert paper.story.text() == "föreefter"


def test_that_what_is_split_over_pages_is_one_part() -> None:
    long = " ".join(f"ord{place}" for place in range(900))
    hung = Hung(Words("•"), Words(long))
    box = Stack((Words(long), Words("slut")), 1, "sunk")
    paper = structure.opened(written(pages([Words(long), hung, box], Frame("a", "b")), Info("prov")))
    found = Counter(part.tag for part in paper.story.every())
    assert (found["P"], found["L"], found["LI"], found["LBody"], found["Div"]) == (3, 1, 1, 1, 1)
    assert len(paper.pdf.pages) > 2
    assert bare(paper.story.text()) == f"{bare(long)}•{bare(long)}{bare(long)}slut"


def test_that_every_letter_has_its_meaning_and_the_fonts_are_as_the_standard_asks(
    papers: dict[str, Tagged],
) -> None:
    for kind, paper in papers.items():
        for page in paper.pdf.pages:
            fonts: Any = page.obj.Resources.Font
            for font in fonts.values():
                assert int(font.FontDescriptor.Flags) & 4, kind  # symbolic: then without an encoding
                assert "/Encoding" not in font, kind
                assert "/FontFile2" in font.FontDescriptor, kind
                assert "/ToUnicode" in font, kind
        assert not {"\0", "\ufeff", "\ufffe"} & set(paper.story.text() + paper.furniture), kind


def test_that_a_heading_too_deep_is_lifted_to_where_it_belongs() -> None:
    pieces = [
        Words("a", "title"),
        Words("b", "heading", level=3),
        Words("c", "name"),
        Words("d", "title"),
        Words("e", level=3),
    ]
    story = structure.opened(written(pages(pieces, Frame("x", "y")), Info("prov"))).story
    found = [(part.tag, part.text()) for part in story.every() if part.tag in HEADINGS]
    assert found == [("H1", "a"), ("H2", "b"), ("H2", "c"), ("H1", "d"), ("H2", "e")]
    assert [len(part.parts()) for part in story.parts()] == [3, 2]
