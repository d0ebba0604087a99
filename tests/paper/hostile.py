"""Texts that have broken other programs, and as many random ones as wanted."""

import random

from facilitator.exchange.paper.leaves import Frame, Info, pages, written
from facilitator.exchange.paper.pieces import Hung, Piece, Row, Stack, Words
from facilitator.exchange.paper.plain import plain
from tests.paper import structure

HOSTILE = (
    "om x<y och z>w", "<b>fet", "</para>", "<elev>", "<anna@skola.se>", "<img src='/etc/passwd'/>", "a & b &amp; &#65;",
    "<a href='x'>y</a>", "%s %(name)s {fält} \\n \\", "(parentes) [hake] <font color=red>", "**halv fet", "****", "** x **",
    "rad\nrad\r\nrad\ttabb", "h" * 300, "👩‍👩‍👧 عربي 漢字", "a\u202eb", "\x00\x07\x1b", "\ud800 halv", "", " ", "<!-- x -->",
    "<![CDATA[x]]>", "<?xml?>", "ﬁ e\u0301 ½ … ”’", "<seq/><bullet>x</bullet><onDraw name='x'/>",
)  # fmt: skip


def hostile(count: int) -> list[str]:
    """The known troublemakers, then random ones from all planes, half pairs and controls included."""
    chance = random.Random(20261125)
    kinds = (
        (0, 0x20),
        (0x20, 0x7F),
        (0x80, 0x250),
        (0x250, 0x3000),
        (0xD800, 0xE000),
        (0xE000, 0xFFFF),
        (0x10000, 0x10FFFF),
    )
    found = list(HOSTILE)
    while len(found) < count:
        parts = [chance.choice("<>&;/*\n\"'()\\{}% aåb") for _one in range(chance.randrange(6))]
        parts += [chr(chance.randrange(*chance.choice(kinds))) for _one in range(chance.randrange(1, 30))]
        chance.shuffle(parts)
        found.append("".join(parts))
    return found


def shown(text: str) -> str:
    """What is to stand on paper: every letter, or what is documented to stand for it; white space is one space."""
    return " ".join(plain(text).split())


def printed(texts: list[str]) -> list[str]:
    """Each text as it is read back from a PDF, in the pieces that papers are made of."""
    pieces: list[Piece] = []
    for place, text in enumerate(texts):
        one = Words(text)
        around = (one, Row((Words(""), one), (1, 2)), Hung(Words("•"), one), Stack((one,), 1, "sunk"))
        pieces += [Words(f"nr {place}", "strong"), around[place % 4]]
    story = structure.Tagged(written(pages(pieces, Frame("x", "y")), Info("prov"))).story
    found, place = [""] * len(texts), -1
    for part in story.every():
        text = " ".join(child for child in part.children if isinstance(child, str))
        if part.tag == "P" and text == f"nr {place + 1}":
            place += 1
        elif part.tag != "Lbl" and text:
            found[place] = " ".join(text.split())
    return found
