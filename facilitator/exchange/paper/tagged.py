"""A canvas that writes tagged PDF: what pieces tell becomes the tree of its structure, all else an artifact.

ISO 14289-1 (PDF/UA-1) asks for this, and the free ReportLab has none of it. Every page begins as an artifact, and each
text or picture that is told steps out of it; so nothing that is drawn can be without a mark.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFDictionary, PDFName, PDFObject, PDFStream
from reportlab.pdfgen.canvas import Canvas

from facilitator.exchange.paper.tree import Element, Run, Tag, Teller
from facilitator.overriding import override

rl_config.useA85 = 0  # a quarter smaller, and sooner written
_ARTIFACT: Final = "/Artifact BMC"
_END: Final = "EMC"
_UNSEEN: Final = ("row", "cell ")
"""Such a Div is for the looks of the twin; the PDF needs none of it."""
_COUNTED: Final = {"points": "Disc", "numbers": "Decimal"}
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Passledaren</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """`tree` is what has been told so far; `grey`: nothing is drawn in colour."""

    def __init__(self, file: Any, title: str, language: str, **more: Any) -> None:
        super().__init__(file, lang=language, pdfVersion=(1, 7), **more)
        self._teller = Teller()
        self.grey = more.get("enforceColorSpace") is not None
        self._title, self._language = title, language
        self._pages: list[Any] = []
        self._owners: list[list[Element]] = []
        self._links: list[tuple[Element, Any, int]] = []
        self._parts: dict[Element, _Raw] = {}
        self.setTitle(title)
        self.setViewerPreference("DisplayDocTitle", "true")

    @property
    def tree(self) -> Element:
        """The whole of it."""
        return self._teller.root

    def open_page(self, size: tuple[float, float]) -> None:
        """Begin a page."""
        self.setPageSize(size)
        self._owners.append([])
        self._code.append(_ARTIFACT)

    def close_page(self) -> None:
        """End the page."""
        self._leave()
        self.showPage()

    @override
    def _setAnnotations(self, page: Any) -> None:
        super()._setAnnotations(page)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._pages), PDFName("S")
        self._pages.append(page)

    # ---- what pieces tell ----

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """What is drawn here belongs to the page and not to the story."""
        before, self._teller.silent = self._teller.silent, True
        yield
        self._teller.silent = before

    @contextmanager
    def part(self, tag: Tag, *, kind: str = "", again: bool = False) -> Iterator[None]:
        """What is drawn here is one part; with `again` it goes on with the last one of the same sort."""
        if self._teller.silent:
            yield
            return
        self._teller.open(tag, kind=kind, again=again)
        yield
        self._teller.close()

    @contextmanager
    def told(self, run: Run, level: int, *, again: bool = False) -> Iterator[None]:
        """A text is drawn here: a heading of `level`, a paragraph at 0. With `again` it is the rest of the last one."""
        if self._teller.silent:
            yield
            return
        own, last = self._teller.text(run, level, again=again)
        self._enter(own, last)
        yield
        self._leave()
        self._code.append(_ARTIFACT)

    @contextmanager
    def figure(self, name: str, alt: str, box: tuple[float, ...]) -> Iterator[None]:
        """A picture is drawn here, inside `box` (left, low, right, top); one without words is there for the eye only."""
        if self._teller.silent or not alt:
            yield
            return
        own = self._teller.open("Figure")
        self._teller.close()
        own.name, own.alt, own.box = name, alt, box
        run = Run()
        own.children.append(run)
        self._enter(own, run)
        yield
        self._leave()
        self._code.append(_ARTIFACT)

    @contextmanager
    def leading(self, name: str, title: str, box: tuple[float, ...]) -> Iterator[None]:
        """What is drawn here leads to the place `name`."""
        if self._teller.silent:
            yield
            return
        own = self._teller.open("Link")
        own.name = name
        yield
        self._teller.close()
        key = len(self._links)
        note = _Link(
            Rect=self._absRect(box, 1), Contents=title, Destination=self._bookmarkReference(name), Border="[0 0 0]",
            StructParent=_Later(self, key), F=4,
        )  # fmt: skip
        self._addAnnotation(note)
        self._links.append((own, note, len(self._owners) - 1))

    def blank(self) -> None:
        """A line to write on is drawn here."""
        with self.part("Blank"):
            pass

    def place(self, name: str) -> None:
        """What begins next is the place of this name."""
        self._teller.place(name)

    def begins(self, level: int) -> None:
        """A section begins whose heading comes soon."""
        self._teller.begin(level)

    def _enter(self, own: Element, run: Run) -> None:
        self._leave()
        owners = self._owners[-1]
        run.at.append((len(self._owners) - 1, len(owners)))
        self._code.append(f"/{own.tag} <</MCID {len(owners)}>> BDC")
        owners.append(own)

    def _leave(self) -> None:
        if self._code[-1] == _ARTIFACT:
            self._code.pop()
        else:
            self._code.append(_END)

    # ---- the structure in the file ----

    @override
    def save(self) -> None:
        """Write the structure, then the file."""
        catalogue, document = self._doc.Catalog, self._doc
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        packet = _XMP.format(title=escape(self._title), language=escape(self._language))
        catalogue.Metadata = PDFStream(
            PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
            packet.encode(),
            filters=(),
        )
        root, parents = _Raw(), _Raw()
        catalogue.StructTreeRoot = root
        for one in (root, parents):
            document.Reference(one)
        self._register(self.tree)
        self._write(self.tree, self._ref(root))
        root.body = (
            f"<</Type /StructTreeRoot /K [{self._ref(self._parts[self.tree])}] /ParentTree {self._ref(parents)}"
            f" /ParentTreeNextKey {len(self._pages) + len(self._links)}>>"
        )
        parents.body = f"<</Nums [{' '.join(self._parents())}]>>"
        super().save()

    def link_key(self, place: int) -> int:
        """Where the parent of a link stands: behind those of the pages."""
        return len(self._pages) + place

    def _ref(self, thing: Any) -> str:
        return str(self._doc.Reference(thing).format(self._doc).decode())

    def _register(self, own: Element) -> None:
        self._parts[own] = made = _Raw()
        self._doc.Reference(made)
        for child in _written(own):
            if isinstance(child, Element):
                self._register(child)

    def _write(self, own: Element, parent: str) -> None:
        part = self._parts[own]
        me, kids, home = self._ref(part), list[str](), -1
        for child in _written(own):
            if isinstance(child, Element):
                self._write(child, me)
                kids.append(self._ref(self._parts[child]))
                continue
            for page, number in child.at:
                home = page if home < 0 else home
                kids.append(str(number) if page == home else self._elsewhere(page, number))
        kids += [self._object(note, page) for link, note, page in self._links_of(own)]
        more = [f"/Pg {self._ref(self._pages[home])}"] if home >= 0 else []
        more += [f"/Alt {_hex(own.alt)}"] if own.alt else []
        more += [f"/A {look}"] if (look := _look(own)) else []
        part.body = f"<</S /{own.tag} /P {parent} {' '.join(more)} /K [{' '.join(kids)}]>>"

    def _elsewhere(self, page: int, number: int) -> str:
        return f"<</Type /MCR /Pg {self._ref(self._pages[page])} /MCID {number}>>"

    def _object(self, note: Any, page: int) -> str:
        return f"<</Type /OBJR /Obj {self._ref(note)} /Pg {self._ref(self._pages[page])}>>"

    def _links_of(self, own: Element) -> Sequence[tuple[Element, Any, int]]:
        return [one for one in self._links if one[0] is own] if own.tag == "Link" else ()

    def _parents(self) -> Iterator[str]:
        for page, owners in enumerate(self._owners):
            yield f"{page} [{' '.join(self._ref(self._parts[own]) for own in owners)}]"
        for place, (own, _note, _page) in enumerate(self._links):
            yield f"{self.link_key(place)} {self._ref(self._parts[own])}"


def _written(own: Element) -> "Iterator[Element | Run]":
    """The children as the PDF has them: without what only the twin needs."""
    for child in own.children:
        if isinstance(child, Run) or (child.tag != "Blank" and not child.kind.startswith(_UNSEEN)):
            yield child
        elif child.tag != "Blank":
            yield from _written(child)


def _look(own: Element) -> str:
    if own.tag == "TH":
        return f"<</O /Table /Scope /{own.kind}>>"
    if own.tag == "L" and own.kind in _COUNTED:
        return f"<</O /List /ListNumbering /{_COUNTED[own.kind]}>>"
    if own.box:
        return f"<</O /Layout /BBox [{' '.join(f'{edge:.2f}' for edge in own.box)}]>>"
    return ""


def _hex(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


class _Raw(PDFObject):  # type: ignore[misc]
    """An object that is written by hand: there are thousands, and the library's own are slow."""

    body = ""

    def format(self, _document: Any) -> bytes:
        return self.body.encode("ascii")


class _Later(PDFObject):  # type: ignore[misc]
    """A number that is known when all pages are."""

    def __init__(self, canvas: TaggedCanvas, place: int) -> None:
        self._canvas, self._at = canvas, place

    def format(self, _document: Any) -> bytes:
        return str(self._canvas.link_key(self._at)).encode("ascii")


class _Link(LinkAnnotation):  # type: ignore[misc]
    permitted = (*LinkAnnotation.permitted, "StructParent")
