"""Picture files: whatever lies in a lesson's folder, the answer is a size or a fault with file, place and advice."""

import os
import struct
import zlib
from pathlib import Path

import pytest

from facilitator.content.library import Library
from facilitator.content.pictures import MAX_BYTES, MAX_SIDE, read_picture
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import set_language
from tests.content import builder


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def png(width: int = 300, height: int = 200) -> bytes:
    """A whole grey PNG."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(min(height, 5000)))
    return _png(width, height, zlib.compress(rows))


def _png(width: int, height: int, packed: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, before: bytes = b"") -> bytes:
    """The head of a JPEG, with other segments `before` the one that tells the size."""
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + bytes(10)
    return b"\xff\xd8" + before + frame + b"\xff\xd9"


def webp(kind: bytes, body: bytes) -> bytes:
    """A WebP whose first chunk is `kind`."""
    inner = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def lossless(width: int, height: int) -> bytes:
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(8))


def put(folder: Path, content: bytes, name: str = "gard.png") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refused(path: Path, root: Path) -> Fault:
    with pytest.raises(ContentFault) as caught:
        read_picture(path, root)
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png(300, 200)),
        ("a.jpg", jpeg(300, 200)),
        ("a.jpg", jpeg(300, 200, b"\xff\xe1\x00\x0aExif\0\0\0\0\xff\xff")),
        ("a.webp", lossless(300, 200)),
        (
            "a.webp",
            webp(b"VP8X", bytes(4) + (299).to_bytes(3, "little") + (199).to_bytes(3, "little") + bytes(4)),
        ),
        ("a.webp", webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 300, 200) + bytes(4))),
    ],
)
def test_that_the_size_is_read_from_the_head(tmp_path: Path, name: str, content: bytes) -> None:
    file = read_picture(put(tmp_path, content, name), tmp_path)
    assert (file.kind, file.width, file.height) == (name.split(".")[1], 300, 200)
    assert file.content == content


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x89PNG", b"\x89PNG\r\n\x1a\n" + bytes(40), b"GIF89a" + bytes(60), b"<svg xmlns='x'/>", b"BM" + bytes(80),
        b"\xff\xd8" + b"\xff" * 5000, b"\xff\xd8" + b"\xff\xd0" * 3000, b"\xff\xd8\xff\xe1\x00\x00" * 900,
        b"\xff\xd8\xff\xe1\xff\xff", b"RIFF\0\0\0\0WEBPVP8L", webp(b"VP8L", bytes(30)), webp(b"EVIL", bytes(30)),
        os.urandom(3000),
    ],
)  # fmt: skip
def test_that_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    fault = refused(put(tmp_path, content), tmp_path)
    assert fault.file == "gard.png"
    assert fault.problem == "This is not a picture that can be shown."
    assert fault.suggestion


@pytest.mark.parametrize(
    "size", [(MAX_SIDE + 1, 300), (300, 2**31 - 1), (2**32 - 1, 2**32 - 1), (0, 300), (50, 50)]
)
def test_that_a_size_nobody_can_show_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    fault = refused(put(tmp_path, _png(*size, b"")), tmp_path)
    assert fault.problem == f"The picture is {size[0]} × {size[1]} pixels."


def test_that_a_picture_by_another_name_is_refused(tmp_path: Path) -> None:
    assert "its name says something else" in refused(put(tmp_path, jpeg(300, 200)), tmp_path).problem


def test_that_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = put(tmp_path, png())
    with path.open("ab") as file:
        file.truncate(MAX_BYTES + 1)
    assert refused(path, tmp_path).problem == "The file is too large: 16.0 MB."


def test_that_no_picture_comes_from_outside_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "lesson"
    folder.mkdir()
    outside = put(tmp_path, png())
    (folder / "gard.png").symlink_to(outside)
    assert refused(folder / "gard.png", folder).problem == "The file leads out of the content folder."
    (folder / "loop.png").symlink_to(folder / "loop.png")
    assert refused(folder / "loop.png", folder).problem
    (folder / "dir.png").mkdir()
    assert refused(folder / "dir.png", folder).problem == "This is not a file."
    os.mkfifo(folder / "pipe.png")  # a pipe that nobody writes to would hang
    assert refused(folder / "pipe.png", folder).problem == "This is not a file."
    assert refused(folder / "none.png", folder).problem == "The file is missing."


def content(root: Path, form: str = "bystander-picture", **stage: object) -> Path:
    """A content folder with one lesson that shows pictures; `stage` changes a step; returns the lesson's folder."""
    folder = root / "mvp" / "mvp-02"
    folder.mkdir(parents=True)
    steps = builder.other_steps()
    for step in steps:
        if step["form"] == form:
            step["stage"] |= stage
    (folder / "lesson.toml").write_text(builder.toml(builder.lesson(steps=steps)), encoding="utf-8")
    for name, items in (
        ("programmes.toml", {"programme": [builder.programme()]}), ("glossary.toml", {"term": [builder.term()]}),
        ("support.toml", {"contact": [builder.contact()]}),
    ):  # fmt: skip
        (root / name).write_text(builder.toml(items), encoding="utf-8")
    (root / "bank").mkdir()
    (root / "bank" / "alla.toml").write_text(
        builder.toml({"scenario": [builder.scenario()]}), encoding="utf-8"
    )
    return folder


def picture_faults(root: Path) -> list[Fault]:
    return [f for f in Library.open(root, builder.TODAY).faults if "stage" in f.field]


def test_that_a_lesson_with_its_picture_has_no_fault(tmp_path: Path) -> None:
    put(content(tmp_path), png())
    assert not picture_faults(tmp_path)


def test_that_a_missing_picture_is_told_where_the_lesson_names_it(tmp_path: Path) -> None:
    content(tmp_path)
    faults = picture_faults(tmp_path)
    assert [fault.problem for fault in faults] == ["The file is missing."] * 2
    assert {fault.file for fault in faults} == {"mvp/mvp-02/lesson.toml"}
    assert all(fault.line and fault.field.endswith("stage.file") and fault.expected for fault in faults)


def test_that_the_missing_picture_of_a_scenario_is_told(tmp_path: Path) -> None:
    put(content(tmp_path, "scenario", file="igelkott.png", alt="En igelkott."), png())
    (fault,) = picture_faults(tmp_path)
    assert (fault.problem, fault.field) == ("The file is missing.", "steps[22].stage.file")


@pytest.mark.parametrize(
    "name", ["../gard.png", "/etc/passwd", "gard.svg", "a/b.png", "Gård.png", "gard.png\n"]
)
def test_that_a_file_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    put(content(tmp_path, file=name), png())
    assert [fault.field.rsplit(".", 1)[1] for fault in picture_faults(tmp_path)] == ["file"]


def test_that_people_lie_apart(tmp_path: Path) -> None:
    near = [{"id": f"b-{n}", "name": f"barn {n}", "x": 500 + 79 * n, "y": 500} for n in range(2)]
    put(content(tmp_path, spots=near), png())
    (fault,) = picture_faults(tmp_path)
    assert fault.problem == "“barn 1” and “barn 0” are too close to each other."
    assert fault.field.endswith("spots[2]")
