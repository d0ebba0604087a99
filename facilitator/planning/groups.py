"""A group is a code such as `6B`, `6B-h1` or `PERS` (the staff), how many it is and its school: never a list of people."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.i18n import _

CODE_LENGTH = 8
PEOPLE = range(1, 41)
SCHOOL_LENGTH = 80
STAFF = "P"
"""The grade of a staff group: its code begins with the whole word PERS, since a letter alone would let names through."""
STAFF_CODE = "PERS"
_CODE = re.compile(
    rf"({STAFF_CODE}|(F|[1-9])[A-ZÅÄÖ]{{1,2}})(-[a-zåäö][1-9])?"
)  # `1E-1` would be a number to a spreadsheet


class School(NamedTuple):
    """Whose groups: a school's, by its name; or those of a laptop (its id) that has not named one."""

    name: str
    laptop: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a school. `grade` is `F`, `1`–`9` or `P` for the staff, and follows from the code when it is not given.

    Raises ValueError, with a text for the person who filled it in, when a value is not possible.
    """

    code: str
    people: int
    grade: str = ""
    school: str = ""
    active: bool = True

    def __post_init__(self) -> None:
        problem = code_problem(self.code) or people_problem(self.people) or _school_problem(self.school)
        if problem:
            raise ValueError(problem)
        if self.grade not in ("", self.code[0]):
            raise ValueError(_("The grade and the group’s code do not agree."))
        object.__setattr__(self, "grade", self.code[0])


def is_staff(code: str) -> bool:
    """Whether a code is of a group of the staff's: it is the same people next year, where a class's code is another class."""
    return code[:1] == STAFF


def code_problem(code: str) -> str:
    """What is wrong with a group's code, in the interface language; empty when nothing is."""
    if len(code) <= CODE_LENGTH and _CODE.fullmatch(code):
        return ""
    return _(
        "Write the group as a code, for example 6B or 6B-h1, or PERS for the staff. Names are never entered here."
    )


def people_problem(people: int) -> str:
    """What is wrong with the number of people in a group, in the interface language; empty when nothing is."""
    if people in PEOPLE:
        return ""
    return _("A group is {low} to {high} people.").format(low=PEOPLE[0], high=PEOPLE[-1])


def _school_problem(school: str) -> str:
    if len(school) <= SCHOOL_LENGTH and school.isprintable():
        return ""
    return _("Write the school’s name in at most {n} characters.").format(n=SCHOOL_LENGTH)
