"""The handbook of a programme: cover, contents, every lesson, and the glossary, support list and scenarios as appendices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.content.library import Library
from facilitator.content.model import Programme, SupportContact
from facilitator.content.script import Script, terms_of
from facilitator.exchange.paper import guide, support
from facilitator.exchange.paper.leaves import A4_SIZE, Frame, Leaf, Placed, bare_pages, body, numbered
from facilitator.exchange.paper.pieces import RIGHT, Gap, Link, Mark, Piece, Row, Rule, Stack, Words
from facilitator.exchange.paper.words import lesson_words
from facilitator.i18n import _, ngettext


@dataclass(frozen=True)
class Chapter:
    """A part that begins on a new page; `head` stands at the top of its pages."""

    head: str
    pieces: tuple[Piece, ...]


def handbook(library: Library, programme: Programme, local: Sequence[SupportContact] = ()) -> list[Leaf]:
    """The whole book. Its contents and bookmarks lead to every lesson and appendix."""
    scripts = [
        library.script(one.id, None, local) for one in library.lessons if one.programme == programme.id
    ]
    accent = programme.accent
    chapters = [*_lessons(scripts), *_appendices(library, scripts, local)]
    parts = [(chapter, bare_pages(chapter.pieces)) for chapter in chapters]
    front = 1 + len(bare_pages(_contents(chapters, {})))
    places, at = {}, front + 1
    for _chapter, leaves in parts:
        for offset, leaf in enumerate(leaves):
            places.update({piece.name: at + offset for piece in _marks(leaf)})
        at += len(leaves)
    total = at - 1
    book = [_cover(programme, len(scripts))]
    contents = bare_pages(_contents(chapters, places))
    book += numbered(contents, Frame(programme.full_name, _("Contents"), "", accent), 2, total)
    for chapter, leaves in parts:
        foot = _("For leaders. Not for pupils.")
        frame = Frame(chapter.head, _("Handbook"), foot, accent)
        book += numbered(leaves, frame, len(book) + 1, total)
    return book


def _marks(leaf: Leaf) -> Iterator[Mark]:
    return (placed.piece for placed in leaf.placed if isinstance(placed.piece, Mark))


def _lessons(scripts: Sequence[Script]) -> Iterator[Chapter]:
    for script in scripts:
        title = lesson_words(script.lesson)
        yield Chapter(title, (Mark(title, script.lesson.id), *guide.chapter(script)))


def _appendices(
    library: Library, scripts: Sequence[Script], local: Sequence[SupportContact]
) -> Iterator[Chapter]:
    terms = {key: library.terms[key] for script in scripts for key in terms_of(script.lesson)}
    if terms:
        title = _("Words")
        ordered = sorted(terms.values(), key=lambda term: term.term.casefold())
        yield Chapter(title, (Mark(title, "words"), Words(title, "title"), Gap(2), *guide.glossary(ordered)))
    title = _("Support list")
    ages = dict.fromkeys(script.lesson.age for script in scripts)
    found = dict.fromkeys(
        c
        for age in ages
        for c in support.fitting_rows(library.contacts, (*local, *library.added_for(age)), age)
    )
    rows = support.rows(found, 0.72)
    yield Chapter(title, (Mark(title, "support"), Words(title, "title"), Gap(2), *rows))
    scenarios = dict.fromkeys(s for script in scripts for s in library.bank_of(script.lesson))
    if scenarios:
        title = _("Scenarios")
        pieces: list[Piece] = [Mark(title, "scenarios"), Words(title, "title")]
        for scenario in scenarios:
            pieces += [
                Mark(scenario.title, scenario.id, 1),
                *guide.told(scenario, scripts[0].programme.accent),
            ]
        yield Chapter(title, tuple(pieces))


def _cover(programme: Programme, lessons: int) -> Leaf:
    inside = body(A4_SIZE)
    count = ngettext("{count} lesson", "{count} lessons", lessons).format(count=lessons)
    pieces = (
        Mark(programme.full_name, "cover"),
        Gap(28),
        Words(programme.name, "heading", token=programme.accent, level=0),
        Gap(2),
        Words(programme.full_name, "cover"),
        Gap(3),
        Rule(programme.accent, "rule"),
        Gap(3),
        Words(_("Handbook for leaders"), "name", level=0),
        Words(count, "lead", token="ink-2"),
    )
    return Leaf(A4_SIZE, (Placed(Stack(pieces), inside.x, inside.top, inside.width),))


def _contents(chapters: Sequence[Chapter], places: dict[str, int]) -> list[Piece]:
    found: list[Piece] = [Words(_("Contents"), "title"), Gap(2)]
    for chapter in chapters:
        for piece in chapter.pieces:
            if isinstance(piece, Mark):
                role = "body" if piece.level else "strong"
                row = Row(
                    (Words(piece.title, role), Words(str(places.get(piece.name, 0)), role, align=RIGHT)),
                    (9, 1),
                )
                found += [Link(row, piece.name, piece.title), Gap(0.3 if piece.level else 0.9)]
    return found
