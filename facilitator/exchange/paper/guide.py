"""The guide to a lesson, for leaders: what it is for, the times in every length, and each step with all its words."""

from collections.abc import Iterable, Iterator, Sequence

from facilitator.content.checking import words as texts_of
from facilitator.content.model import (
    Lesson,
    Line,
    Prompt,
    Scenario,
    ScenarioCase,
    Sorting,
    SortItem,
    Step,
    Term,
    Terms,
)
from facilitator.content.script import Script, lengths_of, scenarios_of, terms_of
from facilitator.exchange.paper.leaves import Frame, Kept, Leaf, Whole, pages
from facilitator.exchange.paper.pieces import (
    RIGHT,
    Gap,
    Hung,
    Piece,
    Row,
    Rule,
    Stack,
    Together,
    Words,
    bullets,
)
from facilitator.exchange.paper.rows import Pair, TableLine
from facilitator.exchange.paper.words import (
    led_words,
    lesson_words,
    minutes_words,
    options_by_moment,
    phase_words,
    quoted,
    voice_words,
    weight_words,
)
from facilitator.i18n import _, pgettext

BESIDE = 13
"""How wide the column is that tells what a text is for, in steps of the grid."""


def guide(script: Script) -> list[Leaf]:
    """The guide as a paper of its own, with its scenarios and words at the end."""
    lesson = script.lesson
    frame = Frame(
        lesson_words(lesson),
        _("Guide for leaders"),
        _("For leaders. Not for pupils."),
        script.programme.accent,
    )
    scenarios = [script.scenarios[key] for key in scenarios_of(lesson.steps) if key in script.scenarios]
    return pages([*chapter(script), *_appendix(script, scenarios)], frame)


def chapter(script: Script) -> Iterator[Piece]:
    """The lesson from its title to its question for the next time."""
    lesson, accent = script.lesson, script.programme.accent
    yield Kept((Words(lesson.kicker, "label", token=accent), Words(lesson.title, "title"), Gap(1)))
    yield Words(lesson.summary, "lead")
    yield Gap(2)
    yield from _before(lesson, accent)
    yield from _times(lesson, accent)
    for place, step in enumerate(lesson.steps, 1):
        yield from _step(script, step, place)
    yield from _end(lesson, accent)


def _end(lesson: Lesson, accent: str) -> Iterator[Piece]:
    """The question and what the lesson is, which is too little for a page of its own."""
    version = _("Version {version}, gone through {day}").format(version=lesson.version, day=lesson.reviewed)
    yield Gap(1.6)
    yield heading(_("Question for the next time"), accent)
    yield Whole(
        (
            Words(lesson.next_time),
            Gap(0.6),
            Words(version, "small", token="ink-2"),
            Words(_reviewed(lesson), "small", token="ink-2"),
        )
    )


def _reviewed(lesson: Lesson) -> str:
    if lesson.granskad:
        return _("Reviewed by outside readers.")
    return _("Not yet reviewed by outside readers. Read it through before you use it.")


def heading(text: str, accent: str, level: int = 2) -> Kept:
    """A heading that stays with what it is over."""
    return Kept((Words(text, "heading", token=accent, level=level), Gap(0.6)))


def _list(title: str, lines: Sequence[str], accent: str, level: int = 2) -> Iterator[Piece]:
    if lines:
        yield Gap(1.6)
        yield heading(title, accent, level)
        yield from bullets(lines) if len(lines) > 1 else (Words(lines[0]), Gap(0.6))


def _before(lesson: Lesson, accent: str) -> Iterator[Piece]:
    facts = f"{lesson.grades} · {minutes_words(lesson.minutes)} · " + _("Risk level {risk} of 3").format(
        risk=lesson.risk
    )
    yield Words(facts, "strong")
    yield Gap(1)
    if lesson.content_note:
        yield Stack(
            (Words(_("To bear in mind"), "strong", token="warn"), Words(lesson.content_note)),
            1.4,
            "warn-soft",
            "warn",
        )
    yield from _list(_("Goals"), lesson.goals, accent)
    yield from _list(_("Prepare"), lesson.preparation, accent)
    yield from _list(_("Bring"), lesson.materials, accent)
    yield from _list(_("Room"), [lesson.room], accent)
    yield from _list(
        _("Curriculum and law"), [f"{goal.text} ({goal.source})" for goal in lesson.curriculum], accent
    )


def _times(lesson: Lesson, accent: str) -> Iterator[Piece]:
    lengths = lengths_of(lesson)
    shares = (0.6, 6, *(1.1 for _one in lengths), 1.2, 2.4)
    names = ("", _("Step"), *(minutes_words(n) for n in lengths), _("At least"), _("Weight"))
    yield Gap(1.6)
    yield heading(_("Times"), accent)
    yield Kept((_line(names, shares, "label", head=True), Gap(0.5), Rule(accent, "rule")))
    for place, step in enumerate(lesson.steps, 1):
        own = (_in_length(lesson, step, length) for length in lengths)
        cells = (
            str(place),
            step.title,
            *(str(n) if n else "–" for n in own),
            str(step.floor),
            weight_words(step.weight),
        )
        yield Stack((Gap(0.5), _line(cells, shares, "body"), Gap(0.5), Rule()))
    sums = (str(sum(_in_length(lesson, step, length) for step in lesson.steps)) for length in lengths)
    yield Stack((Gap(0.5), _line(("", _("In all"), *sums, "", ""), shares, "strong"), Gap(1)))


def _in_length(lesson: Lesson, step: Step, length: int) -> int:
    return step.minutes if length == lesson.minutes else step.at.get(str(length), step.minutes)


def _line(cells: Sequence[str], shares: Sequence[float], role: str, *, head: bool = False) -> Piece:
    last = len(cells) - 1
    words = [Words(text, role, align=RIGHT if 1 < n < last else 0) for n, text in enumerate(cells)]
    return TableLine(words, shares, head=head, name=1)


def _step(script: Script, step: Step, place: int) -> Iterator[Piece]:
    lesson, accent = script.lesson, script.programme.accent
    minutes = _("{minutes} min, at least {floor}").format(minutes=step.minutes, floor=step.floor)
    facts = (minutes, weight_words(step.weight), led_words(step.led_by, staff=lesson.age == "staff"))
    told = Words(" · ".join(facts), "label", token="ink-2", align=RIGHT)
    bar = Row((Words(f"{place}. {step.title}", "name"), told), (3, 2))
    yield Gap(3)
    yield Kept((Rule(accent, "rule"), Gap(1), bar, Gap(0.8)))
    yield from _shown(script, step)
    leader = step.leader
    for line in leader.say:
        yield from _spoken(line, accent, staff=lesson.age == "staff")
    yield from _labelled(pgettext("leader text", "Do"), bullets(leader.do))
    if leader.if_silent:
        yield from _labelled(_("If it goes quiet"), (Words(quoted(leader.if_silent)), Gap(0.6)))
    for reply in leader.if_said:
        both = Together((Words(quoted(reply.said), "strong"), Words(quoted(reply.answer))))
        yield from _labelled(_("If somebody says"), (both,))
        yield Gap(0.8)
    yield from _labelled(_("Watch out for"), bullets(leader.watch))
    if step.short is not None:
        title = _("Short form, {minutes} min").format(minutes=step.short.minutes)
        yield from _labelled(title, (Words(step.short.how), Gap(0.6)))
    if step.safe_stop:
        yield Words(_("The lesson may stop after this step and go on next time."), "small", token="ink-2")


def _spoken(line: Line, accent: str, *, staff: bool) -> Iterator[Piece]:
    """A line to say; among staff all are adults, and whoever leads says it, as in the leader's view."""
    who = pgettext("leader text", "Say") if staff else _("Say · {who}").format(who=voice_words(line.who))
    yield Hung(Words(who, "label", token=accent), Words(quoted(line.text), "spoken", bold=True), BESIDE)
    yield Gap(0.8)


def _labelled(title: str, lines: Sequence[Piece]) -> Iterator[Piece]:
    if lines:
        yield Hung(Words(title, "label", token="ink-2"), Stack(lines), BESIDE)


def _shown(script: Script, step: Step) -> Iterator[Piece]:
    lines = list(_screen(script, step))
    if lines:
        title = Words(_("On the projector"), "label", token="ink-2")
        yield Stack((title, *bullets(lines, bold=True)), 1.2, "sunk")
        yield Gap(1)


def _screen(script: Script, step: Step) -> Iterator[str]:
    """What pupils see, a line each."""
    stage = step.stage
    if isinstance(stage, ScenarioCase) and stage.scenario in script.scenarios:
        yield _("Scenario: {title}").format(title=script.scenarios[stage.scenario].title)
    for path, text, _rules in texts_of.texts(stage):
        if path[-1] == "alt":
            yield _("Picture: {what}").format(what=text)
        elif isinstance(stage, Sorting) and path[-1] == "fact":
            yield _fact(stage, stage.items[int(path[1])])
        elif path[-1] != "icon":
            yield text
    if isinstance(stage, Prompt):
        yield " · ".join(f"{phase_words(p.kind)} {minutes_words(p.minutes)}" for p in stage.phases)
    if isinstance(stage, Terms):
        for term in (script.terms[key] for key in stage.terms):
            yield f"{term.term}: {term.easy if script.lesson.age in ('F-3', '4-6') else term.meaning}"


def _fact(stage: Sorting, card: SortItem) -> str:
    """The fact behind a card as the projector tells it: after the right place, where there is one."""
    return f"{stage.places[card.answer - 1]}: {card.fact}" if card.answer else card.fact


def _appendix(script: Script, scenarios: Iterable[Scenario]) -> Iterator[Piece]:
    for scenario in scenarios:
        yield from told(scenario, script.programme.accent)
    terms = [script.terms[key] for key in terms_of(script.lesson)]
    if terms:
        yield Gap(1.6)
        yield Whole((heading(_("Words"), script.programme.accent), *glossary(terms)))


def told(scenario: Scenario, accent: str) -> Iterator[Piece]:
    """A scenario with its note to the leader, for leaders."""
    yield Gap(3)
    yield Kept(
        (
            Rule(accent, "rule"),
            Gap(1),
            Words(_("Scenario"), "label", token=accent),
            Words(scenario.title, "name"),
            Gap(0.6),
        )
    )
    yield Words(scenario.situation, "lead")
    yield from _list(_("The bystander’s thoughts"), scenario.thoughts, accent, 3)
    yield Gap(1.6)
    yield heading(_("What can a bystander do?"), accent, 3)
    for name, texts in options_by_moment(scenario):
        yield Pair((Words(name, token="ink-2"), Stack(bullets(texts))), (1, 4))
    yield from _list(_("Talk about"), scenario.questions, accent, 3)
    yield Gap(0.8)
    yield Stack(
        (Words(_("To the leader"), "strong", token="warn"), Words(scenario.to_leader)),
        1.4,
        "warn-soft",
        "warn",
    )


def glossary(terms: Iterable[Term]) -> Iterator[Piece]:
    """Words with what they mean, and an easier line for younger pupils."""
    for term in terms:
        yield Pair(
            (Words(term.term, "strong"), Stack((Words(term.meaning), Words(term.easy, token="ink-2")))),
            (2, 5),
        )
        yield Gap(1)
