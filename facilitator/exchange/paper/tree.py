"""What a paper says, in reading order: the tree that is drawn as the tags of the PDF and written as the HTML twin."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

Tag = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure",
    "TOC", "TOCI", "Reference", "Link", "Blank",
]  # fmt: skip
"""The names are those of ISO 32000-1, 14.8.4; `Blank` is a line to write on, which only the twin has."""
HOLDS_TEXT: Final[tuple[Tag, ...]] = ("Lbl", "LBody", "TH", "TD", "Link")
"""In these a text stands as it is; elsewhere it is a paragraph or a heading."""
HEADINGS: Final[tuple[Tag, ...]] = ("H1", "H2", "H3")


@dataclass(eq=False, slots=True)
class Run:
    """A text as one drew it, and where it stands: pages counted from 0, each with its number of the marked content."""

    text: str = ""
    role: str = ""
    token: str = ""
    bold: bool = False
    at: list[tuple[int, int]] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Element:
    """A part of the tree.

    `kind` says more of a part than its tag: how a list is counted, whether a header cell is of a row or a column, the
    ground of a box. `name` is the place itself (Sect), where one comes to (Link) or the file (Figure).
    """

    tag: Tag
    kind: str = ""
    name: str = ""
    alt: str = ""
    box: tuple[float, ...] = ()
    children: "list[Element | Run]" = field(default_factory=list)

    def runs(self) -> Iterator[Run]:
        """All texts in it, in reading order."""
        for child in self.children:
            if isinstance(child, Run):
                yield child
            else:
                yield from child.runs()

    def every(self) -> "Iterator[Element]":
        """Itself and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.every()

    def words(self) -> str:
        """All text in it."""
        return " ".join(run.text for run in self.runs() if run.text)


class Teller:
    """Builds the tree while pieces tell what they are. What is told while `silent` is furniture and not in it."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.silent = False
        self._open = [self.root]
        self._level = 0
        self._begun = False
        self._place = ""

    @property
    def within(self) -> Element:
        """The part that is open."""
        return self._open[-1]

    def open(self, tag: Tag, *, kind: str = "", again: bool = False) -> Element:
        """Open a part in the one that is open; with `again` the last one goes on when it is of the same sort."""
        last = self.within.children[-1] if self.within.children else None
        if again and isinstance(last, Element) and (last.tag, last.kind) == (tag, kind):
            found = last
        else:
            found = Element(tag, kind)
            self.within.children.append(found)
        self._open.append(found)
        return found

    def close(self) -> None:
        """Close the part that is open."""
        self._open.pop()

    def text(self, run: Run, level: int, *, again: bool = False) -> tuple[Element, Run]:
        """Put a text where it belongs: the part that holds it, and the run it is; `again` the rest of the last one."""
        own, last = self.within, self.within.children[-1] if self.within.children else None
        if again and isinstance(last, Element) and last.tag in ("P", *HEADINGS):
            own, last = last, last.children[-1]
        elif own.tag not in HOLDS_TEXT:
            own, last = self.open(self.heading(level) if level else "P"), None
            self.close()
        if again and isinstance(last, Run):
            return own, last
        own.children.append(run)
        return own, run

    def place(self, name: str) -> None:
        """What begins next is the place of this name."""
        if not self.silent:
            self._place = name

    def begin(self, level: int) -> None:
        """A section begins whose heading, of this level, comes soon."""
        if self.silent or self._begun or self.within.tag not in ("Document", "Sect"):
            return
        level = min(level, self._level + 1)
        while len(self._open) > level:
            self._open.pop()
        self._level, self._begun = level, True
        self.open("Sect").name, self._place = self._place, ""

    def heading(self, level: int) -> Tag:
        """A heading comes here; tell which it is: one never skips a level."""
        self.begin(level)
        if self._begun:
            level, self._begun = self._level, False
        return HEADINGS[min(level, self._level + 1) - 1]
