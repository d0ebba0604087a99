"""The library: whole lessons only, every fault of the tree at once, search, and scripts ready to run."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from facilitator.content.checking.findings import check_paths
from facilitator.content.library import Library
from facilitator.content.model import SupportContact
from facilitator.content.script import from_json, to_json
from facilitator.errors import ContentFault, Fault, NoSuch
from facilitator.i18n import set_language
from tests.content import builder
from tests.content.builder import TODAY, Data


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(builder.toml(data), encoding="utf-8")


def lesson_at(root: Path, data: Data) -> None:
    write(root / data["programme"] / data["id"] / "lesson.toml", data)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid(tmp_path / "content")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """What lies in `root`, for tests that only ask."""
    return opened(laid(tmp_path_factory.mktemp("whole")))


def laid(root: Path) -> Path:
    """A content folder with two programmes and three lessons, all right."""
    taget = builder.programme(id="taget", name="TÅGET", accent="taget")
    write(root / "programmes.toml", {"programme": [taget, builder.programme()]})
    write(root / "glossary.toml", {"term": [builder.term(), builder.term(id="mod", term="Mod")]})
    write(root / "support.toml", {"contact": [builder.contact()]})
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario()]})
    write(root / "bank" / "taget.toml", {"scenario": [builder.scenario(id="koen", title="Kön till maten")]})
    lesson_at(root, builder.lesson(id="mvp-09", slot=9, title="Våga äga"))
    lesson_at(root, builder.lesson())
    lesson_at(root, builder.lesson(id="taget-b1", programme="taget", slot=1, concepts=["askadare", "mod"]))
    return root


def opened(root: Path) -> Library:
    return Library.open(root, TODAY)


def ids(lessons: Iterable[object]) -> list[str]:
    return [str(getattr(lesson, "id", "")) for lesson in lessons]


def seen(faults: Iterable[Fault]) -> list[tuple[str, str, str]]:
    return [(fault.file, fault.field, fault.problem) for fault in faults]


def test_that_whole_content_opens_sorted_by_programme_and_slot(whole: Library) -> None:
    library = whole
    assert library.faults == ()
    assert library.warnings == ()
    assert ids(library.lessons) == ["taget-b1", "mvp-02", "mvp-09"]
    assert sorted(library.scenarios) == ["bollen", "koen"]
    assert list(library.programmes) == ["taget", "mvp"]
    assert sorted(library.terms) == ["askadare", "mod"]
    assert ids(library.contacts) == ["bris"]


def test_that_a_lesson_with_a_fault_is_left_out_whole_and_the_others_stay(root: Path) -> None:
    lesson_at(root, builder.lesson(minutes=51))
    library = opened(root)
    assert ids(library.lessons) == ["taget-b1", "mvp-09"]
    (fault,) = library.faults
    assert (fault.file, fault.field, fault.line) == ("mvp/mvp-02/lesson.toml", "minutes", 15)
    with pytest.raises(ContentFault) as refused:
        library.script("mvp-02")
    assert refused.value.faults == (fault,)


def test_that_the_faults_of_the_whole_tree_come_at_once(root: Path) -> None:
    write(root / "glossary.toml", {"term": [builder.term(), builder.term(id="mod", easy="")], "colour": 1})
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario(thoughts=["Nej.", "Va?", "Hur?"])]})
    (root / "mvp" / "mvp-09" / "lesson.toml").write_text("id = ", encoding="utf-8")
    (root / "mvp" / "tom").mkdir()
    library = opened(root)
    assert library.lessons == ()
    own = "The scenario “bollen” has faults of its own."
    scenario = "steps[7].stage.scenario"
    assert seen(library.faults) == [
        ("glossary.toml", "colour", "Unknown field."),
        ("glossary.toml", "term[2].easy", "The text is empty."),
        ("bank/mvp.toml", "scenario[1].thoughts[1]", "A thought is a question."),
        ("mvp/mvp-02/lesson.toml", scenario, own),
        ("mvp/mvp-09/lesson.toml", "", "The value cannot be read."),
        ("mvp/tom/lesson.toml", "", "The file is missing."),
        ("taget/taget-b1/lesson.toml", "concepts[2]", "The term “mod” has faults of its own."),
        ("taget/taget-b1/lesson.toml", scenario, own),
    ]


def test_that_words_and_minutes_are_judged_in_one_go(root: Path) -> None:
    data = builder.lesson(minutes=51, colour="red", title="x" * 70, summary=" ")
    data["steps"][0]["stage"]["lead"] = " Nu <b>"
    data["steps"][1]["stage"]["question"] = 5
    lesson_at(root, data)
    kinds = [fault.field for fault in opened(root).faults]
    assert kinds == ["colour", "title", "summary", "steps[1].stage.lead", "steps[2].stage.question"]
    del data["steps"][1]["stage"]["question"]
    data["steps"][1]["stage"]["question"] = "Minns du?"
    lesson_at(root, data)
    faults = [fault.field for fault in opened(root).faults]
    assert faults == [
        "colour",
        "title",
        "summary",
        "steps[1].stage.lead",
        "minutes",
        "title",
        "steps[1].stage.lead",
    ]
    assert "mvp-02" not in ids(opened(root).lessons)


def test_that_an_identifier_stands_once_in_all_files(root: Path) -> None:
    write(root / "bank" / "taget.toml", {"scenario": [builder.scenario(title="En annan")]})
    write(root / "support.toml", {"contact": [builder.contact(), builder.contact()]})
    library = opened(root)
    assert seen(library.faults) == [
        ("support.toml", "contact[2].id", "“bris” appears twice."),
        ("bank/taget.toml", "scenario[1].id", "“bollen” appears twice."),
    ]
    assert library.scenarios["bollen"].title == "Bollen"


def test_that_a_lesson_lies_in_the_folder_of_its_name(root: Path) -> None:
    write(root / "mvp" / "mvp-07" / "lesson.toml", builder.lesson())
    write(root / "taget" / "mvp-08" / "lesson.toml", builder.lesson(id="mvp-08", slot=8))
    library = opened(root)
    misplaced = "The identifier is not the name of its folder."
    assert seen(library.faults) == [
        ("mvp/mvp-07/lesson.toml", "id", misplaced),
        ("taget/mvp-08/lesson.toml", "programme", misplaced),
    ]
    assert ids(library.lessons) == ["taget-b1", "mvp-02", "mvp-09"]


def test_that_old_facts_warn_and_keep_nothing_out(root: Path) -> None:
    library = Library.open(root, date(2027, 12, 1))
    assert ids(library.lessons) == ["taget-b1", "mvp-02", "mvp-09"]
    assert library.faults == ()
    assert [(warning.file, warning.field) for warning in library.warnings] == [
        ("support.toml", "contact[1].checked"),
        ("mvp/mvp-02/lesson.toml", "reviewed"),
        ("mvp/mvp-09/lesson.toml", "reviewed"),
        ("taget/taget-b1/lesson.toml", "reviewed"),
    ]


def test_that_a_lesson_nobody_can_call_after_warns(root: Path) -> None:
    write(root / "support.toml", {"contact": [builder.contact(status="to-check")]})
    problems = {warning.problem for warning in opened(root).warnings}
    assert problems == {"No verified row of the support list fits this lesson."}


@pytest.mark.parametrize("name", ["programmes.toml", "glossary.toml", "support.toml"])
def test_that_a_missing_file_is_told(root: Path, name: str) -> None:
    (root / name).unlink()
    assert (name, "", "The file is missing.") in seen(opened(root).faults)


def test_that_no_content_at_all_is_an_empty_library(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    for nowhere in (tmp_path / "gone", tmp_path, file):
        library = opened(nowhere)
        assert library.lessons == ()
        assert library.faults


def test_that_hidden_entries_and_loose_files_are_left_alone(root: Path) -> None:
    (root / ".git" / "x").mkdir(parents=True)
    (root / "mvp" / "README.md").write_text("x", encoding="utf-8")
    (root / "bank" / "notes.txt").write_text("x", encoding="utf-8")
    assert opened(root).faults == ()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_that_a_name_that_is_no_text_can_still_be_told(root: Path) -> None:
    (root / "mvp" / "\udcff\u202e").mkdir()
    (fault,) = opened(root).faults
    assert fault.file == "mvp/\ufffd\ufffd/lesson.toml"
    (fault,) = check_paths([root / "mvp" / "\udcffgone"], TODAY).faults
    assert fault.file == "\ufffdgone"


def test_that_a_linked_lesson_outside_is_refused(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    lesson_at(outside, builder.lesson(id="mvp-05", slot=5))
    (root / "mvp" / "mvp-05").symlink_to(outside / "mvp" / "mvp-05", target_is_directory=True)
    library = opened(root)
    assert seen(library.faults) == [
        ("mvp/mvp-05/lesson.toml", "", "The file leads out of the content folder.")
    ]
    assert "mvp-05" not in ids(library.lessons)


# --- finding and running --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["taget-b1", "mvp-02", "mvp-09"]),
        ("våga", ["mvp-09"]),
        ("VAGA aga", ["mvp-09"]),
        ("våg äg", ["mvp-09"]),
        ("mod", ["taget-b1"]),
        ("åk 6 boll", ["taget-b1", "mvp-02", "mvp-09"]),
        ("boll", ["taget-b1", "mvp-02", "mvp-09"]),
        ("tåg", ["taget-b1"]),
        ("kanna igen", ["taget-b1", "mvp-02", "mvp-09"]),
        ("pyramiden", ["taget-b1", "mvp-02", "mvp-09"]),
        ("planen milo", ["taget-b1", "mvp-02", "mvp-09"]),
        ("åga våga finns-inte", []),
        ("  –  ", ["taget-b1", "mvp-02", "mvp-09"]),
        ("ollen", []),
        ("[(*", ["taget-b1", "mvp-02", "mvp-09"]),
    ],
)
def test_that_search_finds_words_by_their_beginning(whole: Library, text: str, found: list[str]) -> None:
    assert ids(whole.search(text)) == found


def test_that_a_script_is_ready_to_run(whole: Library) -> None:
    library = whole
    script = library.script("taget-b1")
    assert script.length == 50
    assert script.programme.name == "TÅGET"
    assert sorted(script.terms) == ["askadare", "mod"]
    assert list(script.scenarios) == ["bollen"]
    assert ids(script.contacts) == ["bris"]
    assert from_json(to_json(script)) == script
    assert library.script("taget-b1", 40).length == 40
    own = builder.make(SupportContact, builder.contact(id="kurator", name="Kuratorn"))
    assert ids(library.script("taget-b1", None, [own]).contacts) == ["kurator", "bris"]


def test_that_what_is_not_there_is_refused_with_a_hint(whole: Library) -> None:
    library = whole
    for asked in ("mvp-2", "MVP-02"):
        with pytest.raises(NoSuch, match=f"There is no lesson “{asked}”") as refused:
            library.lesson(asked)
        assert refused.value.remedy == "The nearest: mvp-02, mvp-09."
        assert "fault" not in str(refused.value)
    with pytest.raises(NoSuch, match="not written for 45 minutes"):
        library.script("mvp-02", 45)


# --- checking -------------------------------------------------------------------------------------------


def test_that_a_check_looks_at_what_it_is_asked_about(root: Path) -> None:
    lesson_at(root, builder.lesson(minutes=51))
    write(root / "bank" / "taget.toml", {"scenario": [builder.scenario(id="koen", title="")]})

    def files(*paths: Path) -> list[str]:
        return [fault.file for fault in check_paths(paths, TODAY).faults]

    lesson = "mvp/mvp-02/lesson.toml"
    assert files(root) == ["bank/taget.toml", lesson]
    assert files(root, root / "mvp") == ["bank/taget.toml", lesson]
    assert files(root / "mvp") == [lesson]
    assert files(root / "mvp" / "mvp-02") == [lesson]
    assert files(root / lesson) == [lesson]
    assert files(root / "bank") == ["bank/taget.toml"]
    assert files(root / "taget") == []
    assert ids(check_paths([root / "taget"], TODAY).lessons) == ["taget-b1"]
    assert ids(check_paths([root], TODAY).lessons) == ["taget-b1", "mvp-09"]


def test_that_a_check_tells_what_hinders_that_a_scenario_is_changed(root: Path) -> None:
    cast, lost = (
        [{"name": "Milo", "part": "exposed"}],
        builder.scenario(id="koen", lessons=["mvp-02", "mvp-7"]),
    )
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario(cast=cast)]})
    write(root / "bank" / "taget.toml", {"scenario": [lost]})
    steps = builder.steps()
    steps[4]["leader"] = {"if_silent": "Vad tänker Milo nu?"}
    lesson_at(root, builder.lesson(steps=steps))
    found = [(one.file, one.field, one.problem) for one in check_paths([root]).warnings]
    assert (
        "mvp/mvp-02/lesson.toml",
        "kort-text",
        "“Milo” belongs to a scenario that a leader may change.",
    ) in found
    assert ("koen", "lessons", "There is no lesson “mvp-7”.") in found
    assert [one.id for one in opened(root).choices_of(opened(root).lesson("mvp-02"))["fallet"]] == [
        "bollen",
        "koen",
    ]


def test_that_a_check_of_something_else_says_so(tmp_path: Path, root: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.toml", root / "gone.toml", root / "mvp" / "gone"):
        (fault,) = check_paths([path], TODAY).faults
        assert (fault.file, fault.problem) == (path.name, "There is no content here.")


def test_that_a_library_is_a_value(root: Path) -> None:
    library = opened(root)
    assert library == opened(root)
    assert replace(library, lessons=()).search("") == ()
