"""The print pack: every paper of a lesson in as many copies as the group needs, after a page that says how many."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from facilitator.content.model import SupportContact
from facilitator.content.script import Script
from facilitator.exchange.paper import cues, guide, pyramid, scenarios, sheets, support
from facilitator.exchange.paper.leaves import A4_SIZE, A4_WIDE, Frame, Leaf, pages
from facilitator.exchange.paper.pieces import RIGHT, Gap, Piece, Rule, Stack, Words
from facilitator.exchange.paper.rows import TableLine
from facilitator.exchange.paper.words import lesson_words
from facilitator.i18n import _, ngettext
from facilitator.planning.prints import A_SHEET, GroupForm, Print, Saving, print_pack
from facilitator.planning.printwords import print_words

SHARES = (1.1, 6, 1.4, 1.4)


class Part(NamedTuple):
    """One kind of paper: what it is, how many copies, and all its pages in a row."""

    wanted: Print
    leaves: tuple[Leaf, ...]


class Scripts(NamedTuple):
    """The lesson as it is led, in its usual length for the guide to every length, and the school's contacts for leaders."""

    led: Script
    whole: Script
    own: Sequence[SupportContact]


def pack(scripts: Scripts, people: int, form: GroupForm, saving: Saving) -> list[Leaf]:
    """All papers for `people` pupils.

    For a printer with two sides, what is cut apart, put up or handed out alone has an empty back.
    """
    wanted = print_pack(scripts.led, people, form, saving)
    parts = [Part(one, tuple(_leaves(scripts, one, saving))) for one in wanted]
    every = _summary(scripts.led, people, parts, saving)
    if saving.two_sided:
        return [leaf for part in (Part(wanted[0], tuple(every)), *parts) for leaf in _backed(part, saving)]
    return [*every, *(leaf for part in parts for leaf in part.leaves)]


def _backed(part: Part, saving: Saving) -> Iterator[Leaf]:
    """The pages of a part, so that every paper begins on a sheet of its own."""
    both = part.wanted.kind == "guide" or (part.wanted.kind == "scenario" and saving.small_cards)
    papers = _papers(part) if both else [(leaf,) for leaf in part.leaves]
    for leaves in papers:
        yield from leaves
        if len(leaves) % 2:
            yield Leaf(leaves[-1].size, ())


def _papers(part: Part) -> list[tuple[Leaf, ...]]:
    """A part's pages, copy by copy."""
    each = max(1, len(part.leaves) // max(1, part.wanted.copies)) if part.wanted.kind == "guide" else 2
    return [part.leaves[first : first + each] for first in range(0, len(part.leaves), each)]


def _leaves(scripts: Scripts, wanted: Print, saving: Saving) -> list[Leaf]:
    script, copies = scripts.led, wanted.copies
    match wanted.kind:
        case "guide":
            return guide.guide(scripts.whole) * copies
        case "concern":
            return sheets.concern(scripts.own) * copies
        case "cue-cards":
            return cues.cards(script) * (copies // len(wanted.voices))
        case "scenario":
            chosen = [one for one in script.scenarios.values() if one.title == wanted.title]
            if saving.small_cards:
                return scenarios.small_cards(script, chosen[:1]) * ceil(copies / A_SHEET)
            return scenarios.cards(script, chosen[:1]) * copies
        case "corner-signs":
            return sheets.corner_signs(script)[:4] * (copies // 4)
        case "pyramid":
            return pyramid.pyramid(script) * copies
        case "evaluation":
            return sheets.evaluation(script) * copies
        case "diploma":
            return sheets.diploma(script) * copies
        case "support-poster":
            return support.poster(script) * copies
        case "support-cards":
            return support.pocket_cards(script) * ceil(copies / support.CARDS_A_SHEET)


def _summary(script: Script, people: int, parts: Sequence[Part], saving: Saving) -> list[Leaf]:
    accent = script.programme.accent
    if script.lesson.age == "staff":
        words = ngettext("Counted for {count} participant.", "Counted for {count} participants.", people)
    else:
        words = ngettext("Counted for {count} pupil.", "Counted for {count} pupils.", people)
    found: list[Piece] = [
        Words(_("To print"), "title"),
        Words(words.format(count=people), "lead", token="ink-2"),
        Gap(3),
        _row((_("Copies"), _("What"), _("Pages A4"), _("Pages A3")), "label", head=True),
        Gap(0.5),
        Rule(accent, "rule"),
    ]
    for part in parts:
        name, why = print_words(part.wanted)
        small = sum(leaf.size in (A4_SIZE, A4_WIDE) for leaf in part.leaves)
        large = len(part.leaves) - small
        numbers = (str(part.wanted.copies), name, str(small or "–"), str(large or "–"))
        found += [Gap(0.8), _row(numbers, "strong", why), Gap(0.8), Rule()]
    every = [leaf for part in parts for leaf in part.leaves]
    small = sum(leaf.size in (A4_SIZE, A4_WIDE) for leaf in every)
    found += [Gap(0.8), _row(("", _("In all"), str(small), str(len(every) - small or "–")), "strong"), Gap(2)]
    if saving.two_sided:
        sheets = sum(1 for part in parts for _leaf in _backed(part, saving)) // 2 + 1
        told = ngettext(
            "On both sides: {count} sheet with this one.",
            "On both sides: {count} sheets with this one.",
            sheets,
        )
        found.append(Words(told.format(count=sheets)))
        found.append(Words(_("What is cut apart or put up has an empty back."), token="ink-2"))
    if small < len(every):
        found.append(Words(_("Without a printer for A3: let it shrink those pages to A4."), token="ink-2"))
    frame = Frame(lesson_words(script.lesson), _("Print pack"), "", accent)
    return pages(found, frame)


def _row(cells: Sequence[str], role: str, why: str = "", *, head: bool = False) -> Piece:
    sides = (0, 0, RIGHT, RIGHT)
    found: list[Piece] = [Words(text, role, align=side) for text, side in zip(cells, sides, strict=True)]
    if why:
        found[1] = Stack((found[1], Words(why, "small")))
    return TableLine(found, SHARES, head=head, name=1)
