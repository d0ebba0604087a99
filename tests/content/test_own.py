"""Lessons of this computer's own: saved whole or not at all, before every other pack, and never lost on the way."""

import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator import paths
from facilitator.content.adding import own, packdiff, packfile, packs
from facilitator.content.adding.stacking import OWN
from facilitator.content.changing.editing import Editing
from facilitator.content.library import Library
from facilitator.errors import ContentFault, WorldTrouble
from tests.content import builder, packbook
from tests.content.builder import TODAY

pytestmark = pytest.mark.slow

SAID = ("steps", 0, "stage", "lead")
OURS = "Så här säger vi det hos oss."


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder, beside a small content of the program's own."""
    (tmp_path / "data").mkdir()
    paths.use_content(packbook.core(tmp_path / "innehall"))
    yield tmp_path / "data"
    paths.use_content(None)
    packs.use(Path("/nowhere"))
    packs.serve(())


def library(data: Path) -> Library:
    packs.use(data)
    return Library.in_use(TODAY)


def changed(data: Path, text: str = OURS, lesson: str = "mvp-02") -> Editing:
    editing = own.begin(library(data), lesson)
    editing.put(SAID, text)
    return editing


def lead(lesson: str, there: Library) -> str:
    return str(getattr(there.lesson(lesson).steps[0].stage, "lead", ""))


def test_that_a_saved_lesson_goes_before_the_programs_own_until_it_is_taken_away(data: Path) -> None:
    before = lead("mvp-02", library(data))
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    then = library(data)
    assert lead("mvp-02", then) == OURS
    used = then.pack_of("mvp-02")
    assert used is not None
    assert (used.info.id, used.info.publisher, used.replaced) == (OWN, "Ekskolan", ("mvp-02",))
    own.remove(data, "mvp-02", "Ekskolan", TODAY)
    assert lead("mvp-02", library(data)) == before
    assert own.pack() is None


def test_that_a_changed_text_is_no_longer_called_reviewed(data: Path) -> None:
    root = paths.scenarios_dir()
    file = {"granskad": True, "readers_needed": ["teacher"], "readers_done": ["teacher"]}
    packbook.write(root / "mvp" / "mvp-02" / "lesson.toml", builder.lesson(**file))
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    lesson = library(data).lesson("mvp-02")
    assert (lesson.granskad, lesson.readers_needed, lesson.readers_done) == (False, ("teacher",), ())


def test_that_a_lesson_can_be_saved_beside_the_one_it_began_as(data: Path) -> None:
    editing = changed(data)
    editing.put(("title",), "Vårt eget")
    key = own.save(data, library(data), editing, "Ekskolan", TODAY, as_new=True)
    then = library(data)
    assert lead("mvp-02", then) != OURS
    assert (then.lesson(key).title, lead(key, then)) == ("Vårt eget", OURS)
    assert not then.programmes[then.lesson(key).programme].planned
    again = own.begin(then, key)
    again.put(SAID, "En gång till.")
    assert own.save(data, then, again, "Ekskolan", TODAY) == key
    assert lead(key, library(data)) == "En gång till."
    own.remove(data, key, "Ekskolan", TODAY)
    with pytest.raises(ContentFault):
        library(data).lesson(key)


def test_that_one_lesson_goes_and_the_other_stays(data: Path) -> None:
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    own.save(data, library(data), changed(data, lesson="mvp-09"), "Ekskolan", TODAY)
    own.remove(data, "mvp-02", "Ekskolan", TODAY)
    there = library(data)
    assert lead("mvp-02", there) != OURS
    assert lead("mvp-09", there) == OURS
    assert len(list((data / paths.PACKS).iterdir())) == 1


def test_that_what_another_program_has_saved_meanwhile_stays(data: Path) -> None:
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    editing = changed(data, lesson="mvp-09")
    there = library(data)
    packs.use(Path("/nowhere"))  # as when this program had read before the other wrote
    own.save(data, there, editing, "Ekskolan", TODAY)
    assert (lead("mvp-02", library(data)), lead("mvp-09", library(data))) == (OURS, OURS)


def test_that_a_lesson_saved_anew_is_written_for_the_programs_text_of_today(data: Path) -> None:
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    root = paths.scenarios_dir()
    packbook.write(root / "mvp" / "mvp-02" / "lesson.toml", builder.lesson(title="Programmets nya"))
    used = library(data).pack_of("mvp-02")
    assert used is not None
    assert any("har ändrats sedan dess" in note.problem for note in used.notes), [
        n.problem for n in used.notes
    ]
    own.save(data, library(data), changed(data, "En gång till."), "Ekskolan", TODAY)
    used = library(data).pack_of("mvp-02")
    assert used is not None
    assert used.notes == ()


def test_that_a_lesson_of_ones_own_that_no_longer_fits_is_opened_as_it_was_written(data: Path) -> None:
    before = lead("mvp-02", library(data))
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    root = paths.scenarios_dir()
    packbook.write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario(id="annat")]})
    for name in ("mvp-02", "mvp-09"):
        file = root / "mvp" / name / "lesson.toml"
        file.write_text(file.read_text("utf-8").replace('"bollen"', '"annat"'), encoding="utf-8")
    there = library(data)
    assert [one.pack.info.id for one in there.refused] == [OWN]
    assert lead("mvp-02", there) == before
    editing = own.begin(there, "mvp-02")
    assert editing.get(SAID) == OURS
    (wrong,) = editing.check(there).wrongs
    assert wrong.path[-1] == "scenario"
    assert editing.choices(int(wrong.path[1]), there) == ()
    assert editing.preview(there) is None


def riskier(lesson: str) -> None:
    """The program's own lesson as an update brings it: the school's version is below its risk level now."""
    packbook.write(paths.scenarios_dir() / "mvp" / lesson / "lesson.toml", builder.lesson(id=lesson, risk=3))


def test_that_one_lesson_of_ones_own_that_no_longer_fits_takes_no_other_with_it(data: Path) -> None:
    for lesson in ("mvp-02", "mvp-09"):
        own.save(data, library(data), changed(data, lesson=lesson), "Ekskolan", TODAY)
    riskier("mvp-02")
    there = library(data)
    assert (lead("mvp-02", there) == OURS, lead("mvp-09", there) == OURS) == (False, True)
    (left_out,) = there.refused
    assert (left_out.file, left_out.lesson) == ("egna.passinnehall/mvp/mvp-02", "mvp-02")
    assert own.begin(there, "mvp-02").get(SAID) == OURS
    packbook.write(paths.scenarios_dir() / "mvp" / "mvp-02" / "lesson.toml", builder.lesson())
    assert lead("mvp-02", library(data)) == OURS


def test_that_the_others_are_changed_and_taken_away_while_one_does_not_fit(data: Path) -> None:
    for lesson in ("mvp-02", "mvp-09"):
        own.save(data, library(data), changed(data, lesson=lesson), "Ekskolan", TODAY)
    for lesson in ("mvp-02", "mvp-09"):
        riskier(lesson)
    assert {one.lesson for one in library(data).refused} == {"mvp-02", "mvp-09"}
    with pytest.raises(ContentFault, match="kan ett paket inte sänka"):
        own.save(data, library(data), changed(data, "Annat.", "mvp-02"), "Ekskolan", TODAY)
    own.remove(data, "mvp-09", "Ekskolan", TODAY)
    own.save(data, library(data), changed(data, "Annat.", "mvp-09"), "Ekskolan", TODAY)
    there = library(data)
    assert (lead("mvp-09", there), [one.lesson for one in there.refused]) == ("Annat.", ["mvp-02"])


def test_that_what_does_not_pass_the_check_is_told_with_its_field_and_never_used(data: Path) -> None:
    editing = changed(data, "Våld leder till mer våld.")
    (wrong,) = editing.check(library(data)).of_step(0)
    assert wrong.path == SAID
    assert "säger mer än vi vet" in wrong.problem
    with pytest.raises(ContentFault) as refused:
        own.save(data, library(data), editing, "Ekskolan", TODAY)
    assert refused.value.faults[0].field == "steps[1].stage.lead"
    assert own.pack() is None


def test_that_it_goes_before_every_other_pack_and_is_not_brought_in_by_a_file(data: Path) -> None:
    named = packbook.replaces(paths.scenarios_dir())
    theirs = packbook.pack([builder.lesson(title="Kommunens")], id="kommun", **named)
    packs.add(data, packfile.bytes_of(theirs.members), theirs)
    editing = own.begin(library(data), "mvp-02")
    assert editing.get(("title",)) == "Kommunens"
    editing.put(("title",), "Skolans")
    own.save(data, library(data), editing, "Ekskolan", TODAY)
    assert library(data).lesson("mvp-02").title == "Skolans"
    with pytest.raises(ContentFault, match="görs på den här datorn"):
        packdiff.preview(packfile.bytes_of(own.pack().members), "egna.passinnehall")  # type: ignore[union-attr]


def test_that_what_a_pack_that_is_taken_away_leaves_is_what_is_told(data: Path) -> None:
    named = packbook.replaces(paths.scenarios_dir())
    first = packbook.pack([builder.lesson(title="Kommunens")], id="ekby", name="Ekby", **named)
    last = packbook.pack(
        [builder.lesson(title="Stadens"), packbook.new_lesson(title="Nytt")], id="sund", name="Sund", **named
    )
    for theirs in (first, last):
        packs.add(data, packfile.bytes_of(theirs.members), theirs)

    def told(pack: str, there: Library) -> tuple[tuple[str, ...], tuple[str, ...]]:
        (used,) = (one for one in there.on_top if one.info.id == pack)
        found = packdiff.leaving(used, TODAY)
        return found.lines, found.doubts

    there = library(data)
    assert told("ekby", there) == (("Inget pass ändras: andra versioner går före paketets.",), ())
    assert told("sund", there) == (
        ("1 pass försvinner: MVP 10 Nytt.", "Passet från ”Ekby” används igen: MVP 2 Kommunens."),
        (),
    )
    for lesson in ("mvp-02", "mvp-10"):
        own.save(data, library(data), changed(data, lesson=lesson), "Ekskolan", TODAY)
    assert told("sund", library(data)) == (("Inget pass ändras: andra versioner går före paketets.",), ())


def test_that_a_lesson_that_a_newer_pack_lacks_is_not_said_to_come_back_where_ones_own_is_used(
    data: Path,
) -> None:
    named = packbook.replaces(paths.scenarios_dir())
    older = packbook.pack([builder.lesson(title="Kommunens"), packbook.new_lesson()], **named)
    packs.add(data, packfile.bytes_of(older.members), older)
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    library(data)
    newer = packbook.pack([packbook.new_lesson()], version="2.0.0")
    found = packdiff.preview(packfile.bytes_of(newer.members), "ekby.passinnehall", TODAY)
    assert [(one.kind, one.lesson) for one in found.changes] == [("same", "mvp-10")]


def test_that_a_lesson_of_ones_own_that_falls_with_a_pack_is_told_before_it_is_taken_away(data: Path) -> None:
    more = {"programmes.toml": {"programme": [builder.programme(id="ekby", name="Ekby")]}}
    theirs = packbook.pack([builder.lesson(id="ekby-1", programme="ekby", title="Deras")], more)
    packs.add(data, packfile.bytes_of(theirs.members), theirs)
    own.save(data, library(data), changed(data, lesson="ekby-1"), "Ekskolan", TODAY)
    (used,) = (one for one in library(data).on_top if one.info.id == "ekby")
    found = packdiff.leaving(used, TODAY)
    assert found.lines == ("1 pass försvinner: MVP 2 Deras.",)
    (doubt,) = found.doubts
    assert doubt.startswith("Utan det går ert eget pass ”MVP 2 Deras” inte längre att använda: ")


def test_that_a_lesson_of_ones_own_that_is_not_used_is_told_of_before_all_of_them_go(data: Path) -> None:
    for lesson in ("mvp-02", "mvp-09"):
        own.save(data, library(data), changed(data, lesson=lesson), "Ekskolan", TODAY)
    riskier("mvp-02")
    (used,) = library(data).on_top
    assert packdiff.leaving(used, TODAY) == packdiff.Leaving(
        ("Programmets eget pass används igen: MVP 2 Våga äga.",),
        ("1 pass som inte används som det är nu försvinner: MVP 2 Att göra något.",),
    )


def test_that_the_file_for_others_bears_another_identifier_and_can_be_added(data: Path) -> None:
    with pytest.raises(WorldTrouble):
        own.to_give(library(data), "Ekskolan", "Ekskolan")
    own.save(data, library(data), changed(data), 'Ek"skolan', TODAY)
    content = own.to_give(library(data), "Ekskolan i Å-by", "Ekskolan")
    packs.remove(data, OWN)
    library(data)
    one = packdiff.preview(content, "fil.passinnehall")
    assert (one.info.id, one.info.publisher, one.info.name) == (
        "egna-ekskolan-i-a-by",
        "Ekskolan",
        "Pass från Ekskolan",
    )
    packs.add(data, content, one.pack)
    assert lead("mvp-02", library(data)) == OURS


def test_that_a_lesson_that_no_longer_fits_is_not_in_the_file_for_others(data: Path) -> None:
    for lesson in ("mvp-02", "mvp-09"):
        own.save(data, library(data), changed(data, lesson=lesson), "Ekskolan", TODAY)
    riskier("mvp-02")
    there = library(data)
    assert own.left_out(there) == ("MVP 2 Att göra något",)
    content = own.to_give(there, "Ekskolan", "Ekskolan")
    packs.remove(data, OWN)
    library(data)
    one = packdiff.preview(content, "fil.passinnehall")
    assert [(change.kind, change.lesson) for change in one.changes] == [("replaces", "mvp-09")]
    assert [row.lesson for row in one.info.replaces] == ["mvp-09"]


def test_that_no_file_for_others_is_made_when_none_of_the_lessons_fits(data: Path) -> None:
    own.save(data, library(data), changed(data), "Ekskolan", TODAY)
    riskier("mvp-02")
    with pytest.raises(WorldTrouble, match="Inget av era egna pass går att använda"):
        own.to_give(library(data), "Ekskolan", "Ekskolan")


@settings(max_examples=30)
@given(
    text=st.one_of(
        st.text(max_size=60), st.just("x" * 10_000), st.just('<b>"""\\\n</b>\x00\u202e👩‍👧\ud800 مرحبا')
    )
)
def test_that_a_draft_comes_back_as_it_was_typed(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("data")
    editing = Editing("mvp-02", builder.toml(builder.lesson()))
    editing.put(SAID, text)
    own.keep_draft(folder, editing)
    again = own.draft_of(folder, "mvp-02")
    assert again is not None
    assert again.get(SAID) == text
    assert again.values == editing.values


def test_that_a_draft_is_there_after_the_program_was_killed(data: Path) -> None:
    typed = Editing("mvp-02", builder.toml(builder.lesson())).to_json()
    code = (
        "import sys, time; from pathlib import Path; from facilitator.content.adding import own; "
        "from facilitator.content.changing.editing import Editing; one = Editing.from_json(sys.argv[2]); n = 0\n"
        "while True: n += 1; one.put(('title',), f'Utkast {n}'); own.keep_draft(Path(sys.argv[1]), one); print(n, flush=True)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(data), typed], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    last = [int(child.stdout.readline()) for _line in range(20)][-1]
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    kept = own.draft_of(data, "mvp-02")
    assert kept is not None
    assert int(kept.get(("title",)).split()[1]) >= last


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff", b'{"format": 1, "lesson": 3, "text": "", "values": []}']
)
def test_that_a_draft_that_cannot_be_read_is_told_of_and_put_aside(data: Path, content: bytes) -> None:
    file = data / own.DRAFTS / "mvp-02.json"
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(ContentFault, match="lagts undan"):
        own.draft_of(data, "mvp-02")
    assert own.draft_of(data, "mvp-02") is None
    assert (file.parent / "mvp-02.broken").read_bytes() == content


def test_that_a_saved_lesson_has_no_draft_left_and_one_that_was_refused_has(data: Path) -> None:
    good, bad = changed(data), changed(data, "Det leder till.", "mvp-09")
    for editing in (good, bad):
        own.keep_draft(data, editing)
    own.save(data, library(data), good, "", TODAY)
    with pytest.raises(ContentFault):
        own.save(data, library(data), bad, "", TODAY)
    assert own.draft_of(data, "mvp-02") is None
    kept = own.draft_of(data, "mvp-09")
    assert kept is not None
    assert kept.get(SAID) == "Det leder till."
    assert tomllib.loads(kept.text)["id"] == "mvp-09"
