"""What may be written as a group's code: a short code, never a person's name."""

import re

from facilitator import privacy
from facilitator.i18n import _

LONGEST = 20
_WORD = re.compile(r"[^\W\d_]{3,}")
_ALLOWED = frozenset(
    "klass grupp halv halva halvklass halvgrupp del arbetslag lag personal fritids förskoleklass mentorer mentorsgrupp "
    "årskurs och half group class staff team year mentors".split()
)


def code_problem(code: str) -> str:
    """Return why `code` cannot be a group's code, in one kind sentence; empty when it can."""
    if not code.strip():
        return _("Write a short code, for example 6B.")
    if len(code) > LONGEST:
        return _("A code has at most {longest} characters, for example 6B-h1.").format(longest=LONGEST)
    if not code.isprintable():
        return _("A code holds only letters, digits and dashes.")
    names = [
        word for word in _WORD.findall(code) if word.casefold() not in _ALLOWED and not _short_capitals(word)
    ]
    if names or privacy.scan(code):
        return _("This can be read as a name. Write a code that points out nobody, for example 6B or 6B-h1.")
    return ""


def _short_capitals(word: str) -> bool:
    return word.isupper() and len(word) <= 4
