"""Reads the structure of a tagged PDF back, as a screen reader does: the tree, and the text that each part marks."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import pikepdf

from tests.paper.reading import letters_of

SHOWS: Final = frozenset(
    ("Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI")
)
"""What puts something on the page."""


@dataclass(eq=False)
class Part:
    """A structure element with what it marks: in reading order its parts and its texts."""

    tag: str
    entry: pikepdf.Object
    children: "list[Part | str]" = field(default_factory=list)

    def every(self) -> "Iterator[Part]":
        yield self
        for child in self.children:
            if isinstance(child, Part):
                yield from child.every()

    def parts(self) -> "list[Part]":
        return [child for child in self.children if isinstance(child, Part)]

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class Tagged:
    """A PDF with its tree. `bare` lists what is drawn without any mark; `furniture` the text of the artifacts."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.bare: list[str] = []
        self.furniture = ""
        self._marked: dict[tuple[int, int], str] = {}
        for place, page in enumerate(self.pdf.pages):
            self._read(place, page)
        self.seen: list[tuple[int, int]] = []
        self.owners: dict[tuple[int, int], tuple[int, int]] = {}
        self.notes: list[pikepdf.Object] = []
        self._places = {page.obj.objgen: place for place, page in enumerate(self.pdf.pages)}
        self.story = self._part(self.pdf.Root.StructTreeRoot.K[0])

    @property
    def marked(self) -> set[tuple[int, int]]:
        """Every page and number of a marked content that is no artifact."""
        return set(self._marked)

    def _read(self, place: int, page: pikepdf.Page) -> None:
        fonts: Any = page.obj.Resources.get("/Font", {})
        inside: list[int | None] = []
        own: dict[int, str] = {}
        for one in pikepdf.parse_content_stream(page):
            name, given = str(one.operator), list(one.operands)
            if name in ("BMC", "BDC"):
                number = int(given[1].MCID) if name == "BDC" else None
                assert (number is None) == (str(given[0]) == "/Artifact")
                inside.append(number)
                if number is not None:
                    self._marked[place, number] = ""
            elif name == "EMC":
                inside.pop()
            elif name == "Tf":
                own = letters_of(bytes(fonts[str(given[0])].ToUnicode.read_bytes()).decode("latin-1"))
            elif name in SHOWS:
                text = "".join(own[code] for code in bytes(given[0])) if name == "Tj" else ""
                if not inside:
                    self.bare.append(f"{place}: {name} {text}")
                elif inside[-1] is None:
                    self.furniture += text
                else:
                    self._marked[place, inside[-1]] += text
                assert len(inside) <= 1
        assert not inside

    def _part(self, entry: pikepdf.Object) -> Part:
        made = Part(str(entry.S)[1:], entry)
        home = self._places[entry.Pg.objgen] if "/Pg" in entry else -1
        for kid in entry.K:
            if isinstance(kid, int):
                made.children.append(self._text(made, home, kid))
            elif kid.get("/Type") == "/MCR":
                made.children.append(self._text(made, self._places[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                self.notes.append(kid.Obj)
            else:
                assert kid.P.objgen == entry.objgen
                made.children.append(self._part(kid))
        return made

    def _text(self, part: Part, place: int, number: int) -> str:
        self.seen.append((place, number))
        self.owners[place, number] = part.entry.objgen
        return self._marked[place, number]

    def owner(self, key: int) -> Any:
        """What the parent tree says of a page or a link."""
        numbers = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        return next(numbers[place + 1] for place in range(0, len(numbers), 2) if int(numbers[place]) == key)


@cache
def opened(content: bytes) -> Tagged:
    return Tagged(content)
