"""The map: every link leads somewhere, to what comes before, and never around."""

from pathlib import Path

import pytest

from facilitator.content.checking.links import stations
from facilitator.content.library import Library
from facilitator.i18n import set_language
from tests.content import builder
from tests.content.builder import TODAY, Data

HOW = "Det ena bygger på det andra."


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three lessons for pupils, two for staff."""
    staff = builder.programme(id="staff", name="Personal", accent="staff")
    write(tmp_path / "programmes.toml", {"programme": [builder.programme(), staff]})
    write(tmp_path / "glossary.toml", {"term": [builder.term()]})
    write(tmp_path / "support.toml", {"contact": [builder.contact()]})
    write(tmp_path / "bank" / "mvp.toml", {"scenario": [builder.scenario()]})
    for programme in ("mvp", "staff"):
        for slot in (1, 2, 3) if programme == "mvp" else (1, 2):
            name = f"{programme}-0{slot}"
            data = builder.lesson(id=name, programme=programme, slot=slot)
            write(tmp_path / programme / name / "lesson.toml", data)
    return tmp_path


def write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(builder.toml(data), encoding="utf-8")


def opened(root: Path, *ends: tuple[str, str], how: str = HOW) -> Library:
    rows = [{"lesson": lesson, "builds_on": before, "how": how} for lesson, before in ends]
    write(root / "map.toml", {"link": rows})
    return Library.open(root, TODAY)


def told(library: Library) -> list[tuple[str, str, str]]:
    return [(fault.file, fault.field, fault.problem) for fault in library.faults]


def test_that_a_folder_without_a_map_is_whole(root: Path) -> None:
    library = Library.open(root, TODAY)
    assert (library.links, library.faults) == ((), ())


def test_that_links_are_read_in_their_order(root: Path) -> None:
    library = opened(root, ("mvp-03", "mvp-01"), ("mvp-02", "mvp-01"), ("mvp-02", "staff-01"))
    assert library.faults == ()
    assert [(link.lesson, link.builds_on, link.how) for link in library.links] == [
        ("mvp-03", "mvp-01", HOW), ("mvp-02", "mvp-01", HOW), ("mvp-02", "staff-01", HOW),
    ]  # fmt: skip


NOT_EARLIER = "“mvp-03” does not come earlier in the programme."


@pytest.mark.parametrize(
    ("ends", "field", "problem"),
    [
        (("mvp-04", "mvp-01"), "link[1].lesson", "There is no lesson “mvp-04”."),
        (("mvp-03", "mvp-00"), "link[1].builds_on", "There is no lesson “mvp-00”."),
        (("mvp-02", "mvp-03"), "link[1].builds_on", NOT_EARLIER),
        (("mvp-03", "mvp-03"), "link[1].builds_on", NOT_EARLIER),
    ],
)
def test_that_a_link_that_leads_nowhere_or_back_is_told_and_left_out(
    root: Path, ends: tuple[str, str], field: str, problem: str
) -> None:
    library = opened(root, ends, ("mvp-02", "mvp-01"))
    assert told(library) == [("map.toml", field, problem)]
    assert [link.lesson for link in library.links] == ["mvp-02"]
    assert len(library.lessons) == 5


def test_that_a_lesson_left_out_for_its_own_faults_is_named_as_such(root: Path) -> None:
    write(root / "mvp" / "mvp-02" / "lesson.toml", builder.lesson(minutes=51))
    assert told(opened(root, ("mvp-02", "mvp-01")))[-1] == (
        "map.toml", "link[1].lesson", "The lesson “mvp-02” has faults of its own.",
    )  # fmt: skip


@pytest.mark.parametrize("content", [b'id = "mvp-02', b"\xff", None])
def test_that_a_lesson_whose_file_cannot_be_read_is_not_said_to_be_missing(
    root: Path, content: bytes | None
) -> None:
    file = root / "mvp" / "mvp-02" / "lesson.toml"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    first, link = opened(root, ("mvp-02", "mvp-01")).faults
    assert first.file == "mvp/mvp-02/lesson.toml"
    assert (link.field, link.problem) == ("link[1].lesson", "The lesson “mvp-02” has faults of its own.")


def test_that_the_same_link_stands_once(root: Path) -> None:
    library = opened(root, ("mvp-02", "mvp-01"), ("mvp-02", "mvp-01"))
    assert told(library) == [("map.toml", "link[2]", "The same link appears twice.")]


def test_that_a_circle_over_programmes_is_told_and_its_links_left_out(root: Path) -> None:
    around = (("staff-02", "mvp-02"), ("mvp-03", "staff-02"), ("staff-01", "mvp-03"), ("mvp-02", "staff-01"))
    library = opened(root, *around, ("mvp-02", "mvp-01"))
    problem = "The lessons build on each other in a circle."
    assert told(library) == [("map.toml", f"link[{n}].builds_on", problem) for n in range(1, 5)]
    assert [(link.lesson, link.builds_on) for link in library.links] == [("mvp-02", "mvp-01")]


def test_that_a_link_says_how_in_plain_words_and_few(root: Path) -> None:
    long = " ".join(["ord"] * 21)
    assert told(opened(root, ("mvp-02", "mvp-01"), how=long)) == [
        ("map.toml", "link[1].how", "Too many words: 21.")
    ]
    assert told(opened(root, ("mvp-02", "mvp-01"), how="Skämt leder till slag."))[0][1] == "link[1].how"


def test_that_a_map_has_its_own_stations_and_those_that_prepare_them_just_before(root: Path) -> None:
    ends = ("mvp-03", "mvp-01"), ("mvp-03", "staff-02"), ("mvp-01", "staff-01")
    library = opened(root, *ends)
    names = [one.id for one in stations("mvp", library.lessons, library.links)]
    assert names == ["staff-01", "mvp-01", "staff-02", "mvp-03"]
    assert stations("staff", library.lessons, library.links) == ()
