"""The school's own rows of the support list."""

import unicodedata
from datetime import date, timedelta

import pytest

from facilitator.content.local import is_local, is_stale, local_contact
from facilitator.content.model import Lesson, SupportContact
from facilitator.content.script import contacts_for, from_json, script_of, to_json
from tests.content import builder

DAY = date(2026, 11, 23)


def test_that_own_rows_come_first_on_every_list_and_survive_storage() -> None:
    lesson = builder.make(Lesson, builder.lesson(age="F-3"))
    own = [local_contact(n, f"Roll {n}", "rum 2", "Alla", DAY) for n in range(1, 6)]
    national = [builder.make(SupportContact, builder.contact())]
    found = contacts_for(lesson, national, own)
    assert [is_local(row) for row in found] == [True] * 4 + [False]
    base = builder.script()
    script = script_of(base.lesson, 50, base.programme, base.scenarios, base.terms, found)
    assert from_json(to_json(script)).contacts == found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (unicodedata.normalize("NFD", "Skolsköterska"), "Skolsköterska"), (" Kurator ", "Kurator"), ("Kura\u034ftor", "Kurator"),
        ("Kurator \ufffd", "Kurator"), ("\u3164", "–"),
    ],
)  # fmt: skip
def test_that_a_row_that_was_pasted_is_as_a_lesson_may_have_it(written: str, shown: str) -> None:
    base = builder.script()
    row = local_contact(1, written, written, written, DAY)
    assert (row.name, row.reach, row.audience) == (shown, shown, shown)
    script = script_of(base.lesson, 50, base.programme, base.scenarios, base.terms, (row,))
    assert from_json(to_json(script)) == script


def test_that_a_row_is_stale_after_half_a_year() -> None:
    assert not is_stale(DAY, DAY + timedelta(days=180))
    assert is_stale(DAY, DAY + timedelta(days=181))
