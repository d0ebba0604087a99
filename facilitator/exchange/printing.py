"""What can be printed, of what, and how: the one way in for the command line and the windows.

Light to import; what draws is imported when something is drawn, which may be in a thread of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from facilitator.content.decode import near, shown
from facilitator.content.direction import read_from_right
from facilitator.content.library import Library
from facilitator.content.model import Age, Corners, Diploma, Evaluation, Lesson, Pyramid, SupportContact
from facilitator.content.script import Script, scenarios_of, terms_of
from facilitator.errors import ContentFault, Fault, WorldTrouble, trouble_from
from facilitator.i18n import _, speaking
from facilitator.paths import write_whole
from facilitator.planning.prints import GroupForm, at_home_a_risk

if TYPE_CHECKING:
    from facilitator.exchange.paper.leaves import Leaf

Kind = Literal[
    "pack", "guide", "cue-cards", "scenario", "scenario-small", "pyramid", "corner-signs", "glossary", "evaluation",
    "diploma", "support-poster", "support-poster-a3", "support-cards", "concern", "handbook",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
AGES: Final[tuple[Age, ...]] = get_args(Age)
PDF: Final = ".pdf"
HTML: Final = ".html"
PEOPLE: Final = 24
"""So many pupils when nobody says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted: `subject` names a lesson, a scenario, a programme or an age, as the kind asks for.

    `local`: the school's own rows of the support list. `length` in minutes, 0 the usual one.
    """

    kind: Kind
    subject: str = ""
    people: int = PEOPLE
    form: GroupForm = "whole"
    length: int = 0
    local: tuple[SupportContact, ...] = ()
    html: bool = False
    """The HTML twin instead of the PDF."""


def kind_words(kind: Kind) -> str:
    """What a kind is called."""
    return {
        "pack": _("Everything for the group, counted"),
        "guide": _("Guide for leaders"),
        "cue-cards": _("Cue cards for A and B"),
        "scenario": _("Scenario cards to copy"),
        "scenario-small": _("Scenario cards, four on a sheet"),
        "pyramid": _("The violence pyramid in A3, with cards"),
        "corner-signs": _("Signs for the corners, A to D"),
        "glossary": _("Words for the wall"),
        "evaluation": _("Evaluation"),
        "diploma": _("Diploma"),
        "support-poster": _("Support list for the wall"),
        "support-poster-a3": _("Support list for the wall, in A3"),
        "support-cards": _("Support list as a small card"),
        "concern": _("Card: if somebody tells something"),
        "handbook": _("Handbook of the programme"),
    }[kind]


def subject_words(kind: Kind) -> str:
    """What a kind is printed of."""
    return {
        "pack": _("a lesson"),
        "scenario": _("a lesson, a programme or a scenario"),
        "scenario-small": _("a lesson, a programme or a scenario"),
        "support-poster": _("a lesson, a programme or an age: {ages}").format(ages=", ".join(AGES)),
        "support-poster-a3": _("a lesson, a programme or an age: {ages}").format(ages=", ".join(AGES)),
        "concern": _("the school’s own contacts"),
        "handbook": _("a programme"),
    }.get(kind, _("a lesson or a programme"))


def offered(lesson: Lesson) -> tuple[Kind, ...]:
    """What there is to print of a lesson, the whole pack first."""
    return tuple(kind for kind in KINDS if kind in _of(lesson))


def _of(lesson: Lesson) -> Iterator[Kind]:
    yield from ("pack", "guide", "support-poster", "support-poster-a3", "concern", "handbook")
    if any(line.who in ("A", "B", "both") for step in lesson.steps for line in step.leader.say):
        yield "cue-cards"
    if scenarios_of(lesson.steps):
        yield from ("scenario", "scenario-small")
    if terms_of(lesson):
        yield "glossary"
    if not at_home_a_risk(lesson) and lesson.age != "staff":
        yield "support-cards"
    by_stage: tuple[tuple[type[object], Kind], ...] = (
        (Pyramid, "pyramid"), (Corners, "corner-signs"), (Evaluation, "evaluation"), (Diploma, "diploma"),
    )  # fmt: skip
    yield from (kind for stage, kind in by_stage if any(isinstance(s.stage, stage) for s in lesson.steps))


def file_name(order: Order) -> str:
    """A name for the file."""
    return "-".join(part for part in (order.subject, order.kind) if part) + (HTML if order.html else PDF)


def drawn(library: Library, order: Order) -> bytes:
    """The PDF that was asked for, or its HTML twin, in the language of its lesson. The same content gives the same bytes.

    Raises:
        ContentFault: there is no such thing, or it is not for paper.
        WorldTrouble: it is read from the right, which only the twin can be.
    """
    from facilitator.exchange.paper.leaves import Info, told, written
    from facilitator.exchange.paper.twin import html

    language = _language(library, order)
    if read_from_right(language) and not order.html:
        raise WorldTrouble(
            _("The PDF cannot draw a text that is read from right to left."),
            _("Save it as a web page (.html) instead. It says the same, and the browser prints it."),
        )
    with speaking(language):
        leaves, title = _leaves(library, order)
        info = Info(title, kind_words(order.kind), language)
        return html(told(leaves, info), info).encode() if order.html else written(leaves, info)


def save(library: Library, order: Order, file: Path) -> None:
    """Draw what was asked for and write it whole.

    Raises:
        ContentFault: there is no such thing, or it is not for paper.
        WorldTrouble: the disk refused, or it is read from the right, which only the twin can be.
    """
    content = drawn(library, order)
    try:
        write_whole(file, content)
    except OSError as error:
        raise trouble_from(error, file) from error


def _language(library: Library, order: Order) -> str:
    own = (one.language for one in library.lessons if order.subject in (one.id, one.programme))
    return next(own, next((one.language for one in library.lessons), "sv"))


def _leaves(library: Library, order: Order) -> "tuple[list[Leaf], str]":
    from facilitator.exchange.paper import handbook, scenarios, sheets, support
    from facilitator.exchange.paper.leaves import A3_SIZE, A4_SIZE

    subject, title = order.subject, kind_words(order.kind)
    size = A3_SIZE if order.kind == "support-poster-a3" else A4_SIZE
    if order.kind == "concern":
        return sheets.concern(order.local), title
    if order.kind == "handbook":
        programme = library.programmes.get(_programme_of(library, subject))
        if programme is None or not any(one.programme == programme.id for one in library.lessons):
            raise _no_such(_("There is no programme “{id}”."), subject, library.programmes)
        return handbook.handbook(library, programme, order.local), programme.full_name
    if order.kind in ("support-poster", "support-poster-a3") and subject in AGES:
        age = next(age for age in AGES if age == subject)
        return support.whole_poster(support.fitting_rows(library.contacts, order.local, age), size), title
    if order.kind in ("scenario", "scenario-small") and subject in library.scenarios:
        chosen, script = [library.scenarios[subject]], _around(library, subject)
        draw = scenarios.cards if order.kind == "scenario" else scenarios.small_cards
        return draw(script, chosen), chosen[0].title
    if subject in library.programmes and order.kind != "pack":
        return _of_programme(library, order), f"{library.programmes[subject].full_name} – {title}"
    script = library.script(subject, order.length or None, order.local)
    return _of_lesson(library, script, order), f"{script.lesson.label} · {script.lesson.title} – {title}"


def _of_programme(library: Library, order: Order) -> "list[Leaf]":
    """The same paper of every lesson of a programme that has it, one after the other."""
    lessons = [
        one for one in library.lessons if one.programme == order.subject and order.kind in offered(one)
    ]
    if not lessons:
        problem = _("The lesson has nothing of this to print: {kind}.").format(kind=kind_words(order.kind))
        raise ContentFault([Fault(order.subject, None, "", problem)])
    scripts = (library.script(one.id, None, order.local) for one in lessons)
    return [leaf for script in scripts for leaf in _of_lesson(library, script, order)]


def _of_lesson(library: Library, script: Script, order: Order) -> "list[Leaf]":
    from facilitator.exchange.paper import cues, guide, pack, pyramid, scenarios, sheets, support
    from facilitator.exchange.paper.leaves import A3_SIZE

    lesson = script.lesson
    if order.kind not in offered(lesson) and order.kind != "support-cards":
        problem = _("The lesson has nothing of this to print: {kind}.").format(kind=kind_words(order.kind))
        raise ContentFault([Fault(lesson.id, None, "", problem, ", ".join(offered(lesson)))])
    whole = library.script(lesson.id, None, order.local)
    bank = library.bank_of(lesson)
    match order.kind:
        case "pack":
            return pack.pack(script, whole, order.people, order.form)
        case "cue-cards":
            return cues.cards(script)
        case "scenario":
            return scenarios.cards(whole, bank)
        case "scenario-small":
            return scenarios.small_cards(whole, bank)
        case "pyramid":
            return pyramid.pyramid(whole)
        case "corner-signs":
            return sheets.corner_signs(whole)
        case "glossary":
            return sheets.words_for_wall(whole)
        case "evaluation":
            return sheets.evaluation(whole)
        case "diploma":
            return sheets.diploma(whole)
        case "support-poster":
            return support.poster(whole)
        case "support-poster-a3":
            return support.poster(whole, A3_SIZE)
        case "support-cards":
            return support.pocket_cards(whole)
        case _:
            return guide.guide(whole)


def _programme_of(library: Library, subject: str) -> str:
    """The programme meant: itself, or the one a lesson belongs to."""
    return next((one.programme for one in library.lessons if one.id == subject), subject)


def _around(library: Library, scenario: str) -> Script:
    """The lesson whose card a scenario is, else any: its name and colour stand at the top of the card."""
    own = (one for one in library.lessons if any(s.id == scenario for s in library.bank_of(one)))
    lesson = next(own, library.lessons[0])
    return library.script(lesson.id)


def _no_such(problem: str, wanted: str, there: Iterable[str]) -> ContentFault:
    names = list(there)
    return ContentFault(
        [Fault("", None, "", problem.format(id=shown(wanted)), ", ".join(names), near(wanted, names))]
    )
