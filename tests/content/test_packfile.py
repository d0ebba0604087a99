"""Hostile and damaged packs: a clear refusal or a whole pack, never a crash, and never a file outside the folder of packs."""

import hashlib
import io
import os
import stat
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.content.adding import packcheck, packdiff, packfile, packs
from facilitator.content.adding.packfile import LARGEST, MOST_MEMBERS, Pack, pack_in
from facilitator.content.library import Library
from facilitator.errors import ContentFault, Fault, WorldTrouble
from facilitator.i18n import set_language
from facilitator.paths import PACKS
from tests.content import builder
from tests.content.builder import TODAY
from tests.content.packbook import INFO, core, members, new_lesson, pack, zipped
from tests.content.test_pictures import png

NAME = "ekby.passinnehall"
WHOLE = packfile.bytes_of(members([new_lesson()], {"mvp/mvp-10/a.png": png()}))


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def parts() -> list[tuple[zipfile.ZipInfo | str, bytes]]:
    return [(name, content) for name, content in members([new_lesson()]).items()]


def refused(content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(ContentFault) as caught:
        pack_in(content, NAME)
    for fault in caught.value.faults:
        assert fault.file.startswith(NAME)
        assert fault.problem
    return caught.value.faults


def problem(content: bytes) -> str:
    return refused(content)[0].problem


@pytest.mark.parametrize("squeeze", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_that_a_pack_made_with_another_program_is_read(squeeze: int) -> None:
    folders: list[tuple[zipfile.ZipInfo | str, bytes]] = [("mvp/", b""), ("mvp/mvp-10/", b"")]
    found = pack_in(zipped([*folders, *parts()], squeeze), NAME)
    assert found.members == members([new_lesson()])
    assert found.info.name == INFO["name"]


@pytest.mark.parametrize(
    "name",
    [
        "../pack.toml", "/etc/passwd", "mvp/../../x/lesson.toml", "mvp\\mvp-10\\lesson.toml", "C:/x/lesson.toml",
        "mvp//lesson.toml", "./pack.toml", "mvp/mvp-10/lesson.toml/", "mvp/mvp-10/kör.exe", "mvp/mvp-10/a.svg",
        "mvp/mvp-10/LESSON.TOML", "mvp/mvp-10/lesson.toml.", "mvp/con/../x.png", "bank/lesson/lesson.toml", "\u202egnp.a",
        "mvp/mvp-10/inner.passinnehall", "__MACOSX/mvp/._lesson.toml", ".DS_Store", "mvp/mvp-10/deep/a.png", " ", "a" * 5000,
    ],
)  # fmt: skip
def test_that_only_names_of_content_are_taken(name: str) -> None:
    assert problem(zipped([*parts(), (name, b"x")])) == "This is nothing that a pack holds."


def test_that_a_name_cut_short_by_a_zero_is_not_taken_for_another() -> None:
    content = zipped([*parts(), ("mvp/mvp-10/a.png.exe", png())]).replace(
        b"mvp/mvp-10/a.png.exe", b"mvp/mvp-10/a.png\0exe"
    )
    assert problem(content) == "This is nothing that a pack holds."


def test_that_a_second_name_in_the_zip_leads_nowhere() -> None:
    info = zipfile.ZipInfo("glossary.toml")
    other = b"../../glossary.toml"
    field = struct.pack("<BI", 1, zlib.crc32(b"glossary.toml")) + other
    info.extra = struct.pack("<HH", 0x7075, len(field)) + field
    content = zipped([*parts(), (info, b"term = []")])
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        read_by_it = file.infolist()[-1].filename != "glossary.toml"  # later versions of Python do
    if read_by_it:
        assert problem(content) == "This is nothing that a pack holds."
    else:
        assert pack_in(content, NAME).members["glossary.toml"] == b"term = []"


def test_that_a_link_a_pipe_and_a_device_are_refused() -> None:
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK, stat.S_IFDIR):
        info = zipfile.ZipInfo("glossary.toml")
        info.create_system, info.external_attr = 3, (kind | 0o777) << 16
        assert problem(zipped([*parts(), (info, b"/etc/passwd")])) == "This is not a file."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_a_member_that_is_there_twice_is_refused() -> None:
    again = ("mvp/mvp-10/lesson.toml", builder.toml(new_lesson(title="Något annat")).encode())
    assert problem(zipped([*parts(), again])) == "The file is in the pack twice."


def test_that_a_locked_member_is_refused() -> None:
    content = bytearray(zipped(parts()))
    where = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, where + 8, 1)
    assert problem(bytes(content)) == "The file is locked with a password."


@pytest.mark.parametrize("squeeze", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_that_only_ordinary_squeezing_is_read(squeeze: int) -> None:
    assert problem(zipped(parts(), squeeze)) == "The file is squeezed in a way that is not read here."


@pytest.mark.slow
def test_that_declared_sizes_and_true_sizes_have_bounds() -> None:
    bomb = zipped([*parts(), ("mvp/mvp-10/a.png", bytes(LARGEST + 1))])
    assert len(bomb) < 200_000
    assert problem(bomb) == "There is too much in it."
    content = bytearray(zipped(parts()))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 10**9)
    assert problem(bytes(content)) == "There is too much in it."
    lying = bytearray(bomb)
    struct.pack_into("<I", lying, lying.rindex(b"PK\x01\x02") + 24, 100)
    tracemalloc.start()
    try:
        assert problem(bytes(lying)) == "The file is not whole."
        assert tracemalloc.get_traced_memory()[1] < 5_000_000, "it has not been unpacked"
    finally:
        tracemalloc.stop()


def test_that_a_size_that_is_not_the_true_one_is_damage() -> None:
    content = bytearray(WHOLE)
    where = content.rindex(b"PK\x01\x02") + 24
    (size,) = struct.unpack_from("<I", content, where)
    for lie in (size + 1, size - 1, 0):
        struct.pack_into("<I", content, where, lie)
        assert problem(bytes(content)) == "The file is not whole."


@pytest.mark.slow
def test_that_many_members_and_a_large_file_are_refused(tmp_path: Path) -> None:
    many: list[tuple[zipfile.ZipInfo | str, bytes]] = [
        (f"mvp/mvp-10/a{n}.png", b"") for n in range(MOST_MEMBERS)
    ]
    assert problem(zipped([*parts(), *many])) == "There is too much in it."
    large = tmp_path / NAME
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ContentFault) as caught:
        packfile.read(large)
    assert caught.value.faults[0].problem == "There is too much in it."


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04", b"SQLite format 3\0", b"%PDF-1.7", b"PK\x05\x06" + bytes(18), bytes(4000)]
)  # fmt: skip
def test_that_something_else_is_no_pack(content: bytes) -> None:
    assert problem(content) in ("The file is not a pack of content.", "The file is not whole.")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.zip", "a file that ends with .passinnehall"),
        ("a.passinnehall", "a whole one: ask for it once more"),
    ],
)
def test_that_a_file_whose_name_is_right_is_not_asked_for_a_right_name(name: str, expected: str) -> None:
    with pytest.raises(ContentFault) as caught:
        pack_in(b"x", name)
    (fault,) = caught.value.faults
    assert fault.expected == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "The field is missing."),
        (b"\xff\xfe", "The file is not written in UTF-8."),
        (b"id = ", "The value cannot be read."),
        (b"a" * 1_000_001, "There is too much in it."),
        (builder.toml(INFO | {"version": "1"}).encode(), None),
        (builder.toml(INFO | {"id": "../x"}).encode(), None),
        (builder.toml(INFO | {"name": "<b>Ekby</b>"}).encode(), "The text holds a tag or a code."),
        (builder.toml(INFO | {"publisher": "x" * 81}).encode(), None),
        (builder.toml(INFO | {"format": 2}).encode(), None),
        (builder.toml(INFO | {"colour": 1}).encode(), "Unknown field."),
    ],
)
def test_that_what_a_pack_says_of_itself_is_checked(text: bytes, told: str | None) -> None:
    first = refused(zipped([("pack.toml", text)]))[0]
    assert first.file == f"{NAME}/pack.toml"
    assert told is None or first.problem == told


def test_that_a_pack_needs_its_own_words() -> None:
    (fault,) = refused(zipped([("glossary.toml", b"term = []")]))
    assert (fault.file, fault.problem, fault.suggestion) == (f"{NAME}/pack.toml", "The file is missing.", "")


def test_that_what_cannot_be_read_is_the_worlds_trouble(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.passinnehall")  # one that nobody writes to would hang
    for path in (tmp_path / "none", tmp_path, tmp_path / "pipe.passinnehall", Path("a\0b")):
        with pytest.raises(WorldTrouble):
            packfile.read(path)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_that_damage_gives_a_refusal_or_the_very_same_members(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    heads = [place for place in range(len(content)) if content.startswith(b"PK", place)]
    for _n in range(data.draw(st.integers(1, 4))):
        near = st.sampled_from(heads).flatmap(lambda at: st.integers(at, min(at + 60, len(WHOLE) - 1)))
        place = min(data.draw(st.one_of(st.integers(0, len(WHOLE) - 1), near)), len(content) - 1)
        match data.draw(st.sampled_from(["flip", "byte", "cut", "insert", "drop"])):
            case "flip":
                content[place] ^= 1 << data.draw(st.integers(0, 7))
            case "byte":
                content[place] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]))
            case "cut":
                del content[max(place, 1) :]
            case "insert":
                content[place:place] = data.draw(st.binary(min_size=1, max_size=8))
            case _:
                del content[place : place + data.draw(st.integers(1, 8))]
        content = content or bytearray(b"x")
    try:
        found = pack_in(bytes(content), NAME)
    except ContentFault:
        return
    for name, whole in found.members.items():
        assert pack_in(WHOLE, NAME).members.get(name) == whole or name not in members([new_lesson()])


@pytest.mark.slow
@settings(max_examples=60)
@given(data=st.data())
def test_that_damaged_words_in_a_pack_give_a_refusal_or_a_whole_pack(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("rot") / "content"
    core(root)
    found = members([new_lesson()], {"glossary.toml": {"term": [builder.term(id="fristad", term="Fristad")]}})
    name = data.draw(st.sampled_from(sorted(found)))
    text = bytearray(found[name])
    place = data.draw(st.integers(0, len(text) - 1))
    text[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    found[name] = bytes(text)
    try:
        made = pack_in(packfile.bytes_of(found), NAME)
    except ContentFault:
        return
    library = Library.open(root, TODAY, on_top=[made])
    own = {lesson.id for lesson in library.lessons}
    assert own >= {"mvp-02", "mvp-09"}
    if library.refused:
        assert own == {"mvp-02", "mvp-09"}
        assert "fristad" not in library.terms
    else:
        assert library.on_top[0].lessons == ("mvp-10",)


# --- in the data folder ---------------------------------------------------------------------------------------


def put(data: Path, one: Pack, content: bytes | None = None) -> Path:
    return packs.add(data, content or packfile.bytes_of(one.members), one)


def test_that_a_pack_lies_whole_under_its_identifier_and_hash_and_nothing_else_is_written(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    one = pack([new_lesson()])
    path = put(data, one)
    assert path.name == f"ekby-{one.sha}.passinnehall"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == one.sha
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(one.relative_to(data).as_posix() for one in data.rglob("*")) == [
        PACKS,
        f"{PACKS}/{path.name}",
    ]
    assert [each.info.id for each in packs.look(data).packs] == ["ekby"]


def test_that_another_version_takes_the_place_of_the_one_before_and_others_stay(tmp_path: Path) -> None:
    put(tmp_path, pack([new_lesson()], id="ekby-syd", name="Syd"))
    put(tmp_path, pack([new_lesson()]))
    put(tmp_path, pack([new_lesson()], version="1.1.0"))
    found = packs.look(tmp_path)
    assert [(one.info.id, one.info.version) for one in found.packs] == [
        ("ekby", "1.1.0"),
        ("ekby-syd", "1.0.0"),
    ]
    assert found.broken == ()
    assert packs.remove(tmp_path, "ekby") == 1
    assert [one.info.id for one in packs.look(tmp_path).packs] == ["ekby-syd"]
    assert packs.remove(tmp_path, "ekby") == 0


def test_that_of_two_files_of_one_pack_the_newest_version_is_used_and_that_is_told(tmp_path: Path) -> None:
    for version in ("1.9.0", "1.10.0", "1.2.0"):
        one = pack([new_lesson()], version=version)
        folder = tmp_path / PACKS
        folder.mkdir(exist_ok=True)
        (folder / f"ekby-{one.sha}.passinnehall").write_bytes(packfile.bytes_of(one.members))
    found = packs.look(tmp_path)
    assert [one.info.version for one in found.packs] == ["1.10.0"]
    assert len(found.broken) == 2
    assert all("another version" in broken.faults[0].problem for broken in found.broken)


def test_that_every_odd_file_among_the_packs_is_told_and_the_whole_ones_are_used(tmp_path: Path) -> None:
    one = pack([new_lesson()])
    good = put(tmp_path, one)
    folder = good.parent
    content = good.read_bytes()
    other = hashlib.sha256(b"x").hexdigest()
    (folder / f"asby-{other}.passinnehall").write_bytes(content)  # not the bytes of that name
    (folder / f"asby-{one.sha}.passinnehall").write_bytes(content)  # another pack by that name
    (folder / f"dal-{other}.passinnehall").symlink_to("/dev/zero")
    (folder / f"eds-{other}.passinnehall").mkdir()
    (folder / "ekby.passinnehall").write_bytes(content)
    (folder / ".ekby.passinnehall.12-3").write_bytes(b"half")  # what a power cut leaves of a write
    found = packs.look(tmp_path)
    assert [each.info.id for each in found.packs] == ["ekby"]
    told = {each.file[:4].rstrip("-"): each.faults[0].problem for each in found.broken}
    assert told["ekby"] == "The file was not put here by the program."
    assert set(told) == {"asby", "dal", "eds", "ekby"}
    assert len(found.broken) == 5
    assert {each.faults[0].problem for each in found.broken if each.file.startswith("asby")} == {
        "The pack has been changed since it was added.", "The pack is called something else.",
    }  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == [PACKS]


def test_that_a_disk_that_refuses_leaves_the_packs_as_they_were(tmp_path: Path) -> None:
    (tmp_path / PACKS).write_bytes(b"a file where the folder should be")
    with pytest.raises(WorldTrouble):
        put(tmp_path, pack([new_lesson()]))
    assert packs.look(tmp_path).packs == ()
    assert packs.remove(tmp_path, "ekby") == 0


# --- for those who make them ------------------------------------------------------------------------------------


def laid_out(folder: Path, found: dict[str, bytes]) -> Path:
    for name, content in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture
def own_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = core(tmp_path / "content")
    monkeypatch.setattr("facilitator.paths._content", root)
    return root


def test_that_a_folder_becomes_the_same_pack_every_time(tmp_path: Path, own_core: Path) -> None:
    found = members([new_lesson()])
    folder = laid_out(tmp_path / "ekby", found)
    (folder / ".gitignore").write_text("x")
    content, made, findings = packcheck.make(folder, TODAY)
    assert content == packfile.bytes_of(found)
    assert made.sha == hashlib.sha256(content).hexdigest()
    assert findings.faults == ()
    assert [lesson.id for lesson in findings.lessons] == ["mvp-10"]
    file = tmp_path / NAME
    file.write_bytes(content)
    assert packcheck.check_pack(file, TODAY).faults == ()
    assert packcheck.check([folder, own_core], TODAY).faults == ()


def test_that_a_part_of_a_pack_is_checked_with_the_whole_of_it(tmp_path: Path, own_core: Path) -> None:
    found = members(
        [new_lesson(minutes=51), new_lesson(id="mvp-11", slot=11)], {"glossary.toml": b"term = 5\n"}
    )
    folder = laid_out(tmp_path / "ekby", found)
    for part, told in (
        ("mvp/mvp-10", ["ekby/mvp/mvp-10/lesson.toml"]), ("mvp/mvp-11/lesson.toml", []), ("glossary.toml", ["ekby/glossary.toml"]),
        (".", ["ekby/glossary.toml", "ekby/mvp/mvp-10/lesson.toml"]),
    ):  # fmt: skip
        assert [fault.file for fault in packcheck.check([folder / part], TODAY).faults] == told
    (folder / "glossary.toml").unlink()
    (folder / "mvp" / "mvp-10" / "lesson.toml").write_text(builder.toml(new_lesson()), encoding="utf-8")
    whole = packcheck.check([folder, folder / "mvp" / "mvp-11"], TODAY)
    assert [lesson.id for lesson in whole.lessons] == ["mvp-10", "mvp-11"]
    assert [lesson.id for lesson in packcheck.check([folder / "mvp" / "mvp-11"], TODAY).lessons] == ["mvp-11"]


def test_that_a_folder_with_faults_becomes_none(tmp_path: Path, own_core: Path) -> None:
    folder = laid_out(tmp_path / "ekby", members([new_lesson(minutes=51)]))
    with pytest.raises(ContentFault) as caught:
        packcheck.make(folder, TODAY)
    assert [fault.file for fault in caught.value.faults] == ["ekby/mvp/mvp-10/lesson.toml"]
    (folder / "mvp" / "mvp-10" / "anteckningar.docx").write_bytes(b"x")
    (folder / "mvp" / "mvp-10" / "ut.png").symlink_to("/etc/passwd")
    told = packcheck.check_pack(folder, TODAY).faults
    assert [fault.file for fault in told] == ["mvp/mvp-10/anteckningar.docx", "mvp/mvp-10/ut.png"]


# --- what it would change ---------------------------------------------------------------------------------------


def test_that_a_preview_tells_lesson_by_lesson_and_step_by_step(
    tmp_path: Path, own_core: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = new_lesson(id="mvp-07", slot=7, title="Likadant")
    changed = new_lesson(id="mvp-08", slot=8, title="Ändras")
    goes = new_lesson(
        id="mvp-11", slot=11, title="Försvinner", granskad=True, readers_done=["teacher", "counsellor"]
    )
    before = pack([same, changed, goes])
    after = new_lesson(id="mvp-08", slot=8, title="Ändras")
    after["steps"][4] |= {"title": "Rubriken"}
    after["steps"][8] |= {"id": "ny-ovning", "title": "Ny övning"}
    now = pack([same, after, new_lesson()], version="1.1.0")
    monkeypatch.setattr(packs, "_found", packs.Found((before,)))
    one = packdiff.preview(packfile.bytes_of(now.members), NAME, TODAY)
    assert [(change.kind, change.lesson) for change in one.changes] == [
        ("same", "mvp-07"), ("changed", "mvp-08"), ("new", "mvp-10"), ("gone", "mvp-11"),
    ]  # fmt: skip
    assert packdiff.told(one) == [
        "Here now: version 1.0.0.",
        "Changed: MVP 10 Ändras. New steps: Ny övning. Changed steps: Rubriken. Steps that go: Horn.",
        "New: MVP 10 Ekbys eget.",
        "Goes: MVP 10 Försvinner. What has been led stays in the log.",
        "Unchanged: 1 lesson.",
    ]
    (unread,) = packdiff.doubts(one)
    assert unread == "Not reviewed by outside readers yet: MVP 10 Likadant, MVP 10 Ändras, MVP 10 Ekbys eget."
    back = packdiff.preview(packfile.bytes_of(before.members), NAME, TODAY)
    assert back.is_here
    assert not back.is_older


def test_that_a_preview_tells_which_other_pack_would_fall(
    tmp_path: Path, own_core: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    longer = {"programmes.toml": {"programme": [builder.programme(lessons=12)]}}
    frame = pack([], longer, id="alm", name="Alms ram")
    leaning = pack([new_lesson(id="mvp-12", slot=12)], id="bro", name="Bros pass")
    monkeypatch.setattr(packs, "_found", packs.Found((frame, leaning)))
    shorter = {"programmes.toml": {"programme": [builder.programme(lessons=11)]}}
    newer = pack([], shorter, id="alm", name="Alms ram", version="2.0.0")
    one = packdiff.preview(packfile.bytes_of(newer.members), NAME, TODAY)
    assert [fallen.pack.info.id for fallen in one.fallen] == ["bro"]
    assert packdiff.doubts(one)[-1] == (
        "With it, the pack “Bros pass” can no longer be used: The programme has 11 lessons."
    )


def test_that_a_pack_that_would_not_be_whole_here_is_refused_before_anything_is_written(
    own_core: Path,
) -> None:
    bad = pack([new_lesson(concepts=["finns-inte"])])
    with pytest.raises(ContentFault) as caught:
        packdiff.preview(packfile.bytes_of(bad.members), NAME, TODAY)
    assert caught.value.faults[0].problem == "There is no term “finns-inte”."


def test_that_a_renamed_pack_is_known_by_its_content(tmp_path: Path) -> None:
    for name, content, answer in (
        ("mejl.zip", WHOLE, True), ("a.passinnehall", b"", True), ("b.zip", zipped(parts()[1:]), False), ("c.txt", b"x", False),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        assert packfile.looks_like(tmp_path / name) is answer
    assert not packfile.looks_like(tmp_path)
    assert not packfile.looks_like(tmp_path / "none")
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as file:
        assert file.namelist()[0] == "pack.toml"


def test_that_the_example_in_the_manual_is_what_a_pack_may_say_of_itself() -> None:
    page = (Path(__file__).parents[2] / "docs" / "innehall.md").read_text(encoding="utf-8")
    example = page.split("## Innehållspaket")[1].split("```toml\n")[1].split("```")[0]
    found = packfile.of_members({"pack.toml": example.encode()}, "", NAME)
    assert [row.lesson for row in found.info.replaces] == ["mvp-03"]
