"""Texts that have broken other programs, and as many random ones as wanted."""

import random

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
