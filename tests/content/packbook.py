"""Packs for tests: their members as plain data, on a small content of the program's own."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facilitator.content.adding import packfile
from facilitator.content.adding.packfile import Pack
from facilitator.content.adding.stacking import row_for
from facilitator.content.library import Library
from tests.content import builder
from tests.content.builder import TODAY, Data

INFO: Data = {
    "format": 1, "id": "ekby", "name": "Ekby kommuns pass", "version": "1.0.0", "publisher": "Ekby kommun",
    "program": "0.1.0",
}  # fmt: skip


def write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(builder.toml(data), encoding="utf-8")


def core(root: Path) -> Path:
    """The program's own content: two lessons of one programme, a scenario, a word and a row of the support list."""
    write(root / "programmes.toml", {"programme": [builder.programme()]})
    write(root / "glossary.toml", {"term": [builder.term()]})
    write(root / "support.toml", {"contact": [builder.contact()]})
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario()]})
    for lesson in (builder.lesson(), builder.lesson(id="mvp-09", slot=9, title="Våga äga", risk=2)):
        write(root / "mvp" / lesson["id"] / "lesson.toml", lesson)
    return root


def replaces(root: Path, lesson: str = "mvp-02") -> Data:
    """How a pack names a lesson of the program that it goes before."""
    row = row_for(Library.open(root, TODAY).lesson(lesson))
    return {"replaces": [{"lesson": row.lesson, "version": row.version, "sha256": row.sha256}]}


def members(lessons: list[Data], more: Mapping[str, Any] | None = None, **info: Any) -> dict[str, bytes]:
    """The members of a pack: what it says of itself, its lessons, and `more` files of plain data, text or bytes."""
    found = {"pack.toml": builder.toml(INFO | info).encode()}
    for lesson in lessons:
        found[f"{lesson['programme']}/{lesson['id']}/lesson.toml"] = builder.toml(lesson).encode()
    for name, content in (more or {}).items():
        text = builder.toml(content) if isinstance(content, dict) else content
        found[name] = text if isinstance(text, bytes) else text.encode()
    return found


def new_lesson(**changes: Any) -> Data:
    """A lesson that the program does not have."""
    return builder.lesson(id="mvp-10", slot=10, title="Ekbys eget", label="MVP 10") | changes


def pack(lessons: list[Data], more: Mapping[str, Any] | None = None, **info: Any) -> Pack:
    """A pack as it is read."""
    whole = INFO | info
    return packfile.pack_in(packfile.bytes_of(members(lessons, more, **info)), f"{whole['id']}.passinnehall")


def zipped(parts: list[tuple[zipfile.ZipInfo | str, bytes]], squeeze: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, however odd."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", squeeze) as file:
        for name, content in parts:
            file.writestr(name, content)
    return made.getvalue()


def opened(root: Path, *packs: Pack) -> Library:
    return Library.open(root, TODAY, on_top=packs)
