"""Which letters the program's own typefaces have; any other is drawn as the computer can, or as an empty box."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from facilitator.content.checking import words
from facilitator.content.checking.direction import from_right
from facilitator.content.decode import Wrong
from facilitator.i18n import _
from facilitator.paths import resources_dir


@cache
def known() -> frozenset[int]:
    """The code points of the typefaces together, as `tools/make_fonts.py` wrote them down."""
    lines = (resources_dir() / "fonts" / "letters.txt").read_text(encoding="ascii").splitlines()
    ends = (tuple(int(each, 16) for each in line.split()) for line in lines)
    return frozenset(code for first, last in ends for code in range(first, last + 1))


def lacking(text: str) -> str:
    """The letters of a text that no typeface of the program has, each once, in the order they stand."""
    return "".join(dict.fromkeys(one for one in text if ord(one) not in known() and not one.isspace()))


def check_letters(item: Any) -> Iterator[Wrong]:
    """Report, once for a lesson or an item of the library, what the projector or a PDF may not be able to draw."""
    written = [(path, text) for path, text, _rules in words.texts(item)]
    foreign = next(((path, letters) for path, text in written if (letters := lacking(text))), None)
    if foreign is not None:
        path, letters = foreign
        problem = _("The program’s typefaces lack the letters: {letters}").format(letters=" ".join(letters))
        expected = _("letters that every computer shows the same")
        yield Wrong(path, problem, expected, _("Look at the step on the computer it will be shown on."))
    turned = next((path for path, text in written if from_right(text)), None)
    if turned is not None:
        problem = _("Text that is read from right to left is not drawn in a PDF.")
        yield Wrong(turned, problem, _("the web page (.html) as the paper"), _("Print the web page instead."))
