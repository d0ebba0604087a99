"""What only shows across all lessons: sentences that return, and how hard the texts are to read."""

import dataclasses

from facilitator.content.checking import corpus
from facilitator.content.model import Lesson, Text
from tests.content.builder import lesson, make


def saying(name: str, *sentences: str) -> Lesson:
    """A lesson of this name with one more step that shows these sentences."""
    whole = make(Lesson, lesson())
    step = dataclasses.replace(
        whole.steps[1], id="mer", form="text", stage=Text(heading="Mer", body=" ".join(sentences))
    )
    return dataclasses.replace(whole, id=name, steps=(*whole.steps[:1], step))


def test_that_a_sentence_in_two_lessons_is_found_whatever_its_case_and_end() -> None:
    found = corpus.repeats(
        [
            saying("ett", "Alla som ser kan göra något litet.", "Hej på er."),
            saying("två", "alla som ser kan göra något litet!", "Det här är en helt egen mening."),
        ]
    )
    (only,) = (each for each in found.found if each.sentence.startswith("Alla som ser"))
    assert only.places == ("ett", "två")
    assert 0 < found.share < 1


def test_that_short_sentences_and_those_of_one_lesson_may_return() -> None:
    twice = saying(
        "ett",
        "Tack för i dag.",
        "Någon står kvar och håller i dörren.",
        "Någon står kvar och håller i dörren.",
    )
    own = {"Tack för i dag.", "Någon står kvar och håller i dörren."}
    assert own.isdisjoint(
        each.sentence for each in corpus.repeats([twice, saying("två", "Tack för i dag.")]).found
    )


def test_that_the_index_counts_sentences_and_long_words() -> None:
    assert corpus.lix(["Du ser det. Gå dit nu."]) == 3.0
    assert corpus.lix(["Förebyggande våldsprevention"]) == 2 + 100
    assert corpus.lix([]) == 0


def test_that_what_is_too_hard_for_its_reader_is_told() -> None:
    hard = "Våldspreventionens förebyggande grundförutsättningar problematiserar åskådarperspektivet."
    assert [field for field, _index, _most in corpus.hard(saying("ett", hard))] == ["stage"]
    assert not list(corpus.hard(saying("ett", "Du ser något. Du går dit.")))
