"""The print pack: every paper of a lesson in as many copies as the group needs, after a page that says how many."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from facilitator.content.script import Script
from facilitator.exchange.paper import cues, guide, pyramid, scenarios, sheets, support
from facilitator.exchange.paper.leaves import A4_SIZE, A4_WIDE, Frame, Leaf, pages
from facilitator.exchange.paper.pieces import RIGHT, Gap, Piece, Rule, Stack, Words
from facilitator.exchange.paper.rows import TableLine
from facilitator.exchange.paper.words import lesson_words
from facilitator.i18n import _, ngettext
from facilitator.planning.prints import GroupForm, Print, print_pack
from facilitator.planning.printwords import print_words

SHARES = (1.1, 6, 1.4, 1.4)


class Part(NamedTuple):
    """One kind of paper: what it is, how many copies, and all its pages in a row."""

    wanted: Print
    leaves: tuple[Leaf, ...]


def pack(script: Script, whole: Script, people: int, form: GroupForm = "whole") -> list[Leaf]:
    """All papers for `people` pupils; `whole` is the lesson in its usual length, for the guide to every length."""
    parts = [Part(one, tuple(_leaves(script, whole, one))) for one in print_pack(script, people, form)]
    return [*_summary(script, people, parts), *(leaf for part in parts for leaf in part.leaves)]


def _leaves(script: Script, whole: Script, wanted: Print) -> list[Leaf]:
    copies = wanted.copies
    match wanted.kind:
        case "guide":
            return guide.guide(whole) * copies
        case "cue-cards":
            return cues.cards(script) * (copies // 2)
        case "scenario":
            chosen = [one for one in script.scenarios.values() if one.title == wanted.title]
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


def _summary(script: Script, people: int, parts: Sequence[Part]) -> list[Leaf]:
    accent = script.programme.accent
    words = ngettext("Counted for {count} pupil.", "Counted for {count} pupils.", people).format(count=people)
    found: list[Piece] = [
        Words(_("To print"), "title"),
        Words(words, "lead", token="ink-2"),
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
