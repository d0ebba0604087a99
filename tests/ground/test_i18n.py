"""The interface language changes at once, and the pseudo-language shows what does not fit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import paths, privacy
from facilitator.i18n import (
    _,
    alphabetical,
    current_language,
    lengthened,
    ngettext,
    numeral,
    percentage,
    pgettext,
    set_language,
)


def test_that_english_shows_the_message_ids(english: None) -> None:
    assert _("Something nobody has translated") == "Something nobody has translated"
    assert [ngettext("{n} step", "{n} steps", number).format(n=number) for number in (0, 1, 2)] == [
        "0 steps",
        "1 step",
        "2 steps",
    ]
    assert pgettext("screen", "Black") == "Black"


def test_that_english_calls_what_is_led_a_lesson_and_never_a_pass() -> None:
    """`CONTEXT.md`: a pass is only what somebody does who lets a question go by."""
    texts = [
        path.read_text(encoding="utf-8") for path in (paths.resources_dir() / "locale" / "sv").glob("*.po")
    ]
    said = [line for text in texts for line in text.splitlines() if line.startswith("msgid")]
    assert len(said) > 1000
    wrong = re.compile(r"\b(a|an|the|each|every|no|{n}|staff|base|own|mentor) pass(es)?\b", re.IGNORECASE)
    assert [line for line in said if wrong.search(line)] == []


def test_that_swedish_has_one_word_for_one_thing() -> None:
    """`CONTEXT.md`: handledning is what mentors and adults meet for, and a step has a kortversion."""
    told = [
        entry
        for path in (paths.resources_dir() / "locale" / "sv").glob("*.po")
        for entry in path.read_text(encoding="utf-8").lower().split("\n\n")
    ]
    assert len(told) > 1000
    assert [one for one in told if "handledning" in one and "supervis" not in one] == []
    assert [one for one in told if "kortform" in one or "ledarstödet" in one] == []


def test_that_english_has_one_word_for_one_thing() -> None:
    texts = [
        path.read_text(encoding="utf-8").lower()
        for path in (paths.resources_dir() / "locale" / "sv").glob("*.po")
    ]
    assert [
        word for word in ("half group", "pupil health team", "leader's window") if word in "".join(texts)
    ] == []


def test_that_numbers_are_written_as_in_swedish(swedish: None) -> None:
    assert [numeral(1234), numeral(2.5), numeral(2.0), numeral(5, 1)] == [
        "1\N{NO-BREAK SPACE}234",
        "2,5",
        "2",
        "5,0",
    ]
    assert percentage(12.6) == "13 %"


def test_that_numbers_are_written_as_in_english(english: None) -> None:
    assert [numeral(1234), numeral(2.5), numeral(2.0), numeral(5, 1)] == ["1,234", "2.5", "2", "5.0"]
    assert percentage(12.6) == "13%"


def test_that_what_looks_like_a_person_stands_in_the_quotation_marks_of_english(english: None) -> None:
    assert privacy.told("Anna", privacy.Kind.NAME).startswith("“Anna” – ")


def test_that_names_come_in_the_order_of_the_swedish_alphabet() -> None:
    names = ["almskolan", "Ekskolan", "Élanskolan", "Zonskolan", "Åskolan", "Älvskolan", "Öskolan"]
    assert sorted({*names}, key=alphabetical) == names


def test_that_the_language_changes_for_the_next_text(swedish: None) -> None:
    set_language("pseudo")
    assert current_language() == "pseudo"
    assert len(_("Next")) > len("Next")
    set_language("en")
    assert _("Next") == "Next"


def test_that_an_unknown_language_is_refused_and_changes_nothing(swedish: None) -> None:
    with pytest.raises(ValueError, match="fi"):
        set_language("fi")
    assert current_language() == "sv"


@given(st.text(alphabet="abcdeo åäö.,", max_size=80))
def test_that_the_pseudo_language_is_forty_per_cent_longer(text: str) -> None:
    assert len(lengthened(text)) == len(text) + round(len(text) * 0.4)


def test_that_the_pseudo_language_keeps_fields_and_shortcuts() -> None:
    shown = lengthened("Open {name} of {count} %s %d &Edit")
    assert re.findall(r"\{\w+\}|%[sd]|&E", shown) == ["{name}", "{count}", "%s", "%d", "&E"]
    assert shown.format(name="a", count=1)
