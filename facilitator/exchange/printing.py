"""What can be printed, of what, and how: the one way in for the command line and the windows.

Light to import; what draws is imported when something is drawn, which may be in a thread of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from facilitator.content.checking.direction import read_from_right
from facilitator.content.decode import nearest, shown
from facilitator.content.library import LISTED, Library
from facilitator.content.model import (
    Age,
    Board,
    Corners,
    Diploma,
    Evaluation,
    Lesson,
    Pyramid,
    SupportContact,
)
from facilitator.content.script import Script, scenarios_of, terms_of
from facilitator.errors import ContentFault, NoSuch, Trouble, WorldTrouble, trouble_from
from facilitator.exchange.targets import PAGE, kind_for
from facilitator.exchange.targets import PDF as PDF_FILE
from facilitator.i18n import _, speaking
from facilitator.paths import write_whole
from facilitator.planning.prints import AS_USUAL, GroupForm, Saving, at_home_a_risk
from facilitator.planning.yearpaper import YearPaper
from facilitator.session.thread import GroupThread

if TYPE_CHECKING:
    from facilitator.exchange.paper.leaves import Leaf, Watch

First = Callable[[bytes], None]


class GivenUp(Exception):
    """Nobody waits for the paper any more: what a `watch` raises."""


Kind = Literal[
    "pack", "guide", "cue-cards", "scenario", "scenario-small", "pyramid", "corner-signs", "glossary", "evaluation",
    "board", "emergency", "diploma", "support-poster", "support-poster-a3", "support-cards", "concern", "supervision", "handbook",
    "agreement", "own-pyramid", "own-boxes", "own-board", "year",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
OWN: Final[tuple[Kind, ...]] = ("agreement", "own-pyramid", "own-boxes", "own-board")
"""Of a group, from its log: what it made itself."""
AGES: Final[tuple[Age, ...]] = get_args(Age)
BOARD: Final = "board"
PDF: Final = ".pdf"
HTML: Final = ".html"
_MARKUP: Final = b"<"
MENTORS: Final = "mvp"
"""The programme with mentors, who meet for supervision."""
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
    picks: tuple[tuple[str, str], ...] = ()
    """Scenarios in place of the lesson's own: step and scenario."""
    names: tuple[str, ...] = field(default=(), repr=False)
    """For the diploma: typed now, drawn once, kept nowhere."""
    thread: GroupThread | None = None
    """What the group brings, for its own posters; `subject` is its code."""
    year: YearPaper | None = None
    saving: Saving = AS_USUAL
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
        "board": _("Before, during and after: a board to write on, in A3"),
        "emergency": _("The whole lesson on paper: guide, cards and support list"),
        "diploma": _("Diploma"),
        "support-poster": _("Support list for the wall"),
        "support-poster-a3": _("Support list for the wall, in A3"),
        "support-cards": _("Support list as a small card"),
        "concern": _("Card: if somebody tells something"),
        "supervision": _("Sheet for supervision"),
        "handbook": _("Handbook of the programme"),
        "agreement": _("The group’s agreement"),
        "own-pyramid": _("The group’s own pyramid, in A3"),
        "own-boxes": _("The group’s own boxes and lists, in A3"),
        "own-board": _("The group’s own board: before, during and after"),
        "year": _("The plan of the school year"),
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
        "supervision": _("a blank form"),
        **dict.fromkeys(OWN, _("a group, from its log")),
        "year": _("a group, or all of them"),
        "handbook": _("a programme"),
    }.get(kind, _("a lesson or a programme"))


def offered(lesson: Lesson) -> tuple[Kind, ...]:
    """What there is to print of a lesson, the whole pack first."""
    return tuple(kind for kind in KINDS if kind in _of(lesson))


def _of(lesson: Lesson) -> Iterator[Kind]:
    yield from ("pack", "guide", "emergency", "support-poster", "support-poster-a3", "concern", "handbook")
    if lesson.programme == MENTORS:
        yield "supervision"
    if any(line.who in ("A", "B", "both") for step in lesson.steps for line in step.leader.say):
        yield "cue-cards"
    if scenarios_of(lesson.steps):
        yield from ("scenario", "scenario-small")
    if terms_of(lesson):
        yield "glossary"
    if not at_home_a_risk(lesson) and lesson.age != "staff":
        yield "support-cards"
    by_stage: tuple[tuple[type[object], Kind], ...] = (
        (Pyramid, "pyramid"), (Corners, "corner-signs"), (Board, "board"), (Evaluation, "evaluation"), (Diploma, "diploma"),
    )  # fmt: skip
    yield from (kind for stage, kind in by_stage if any(isinstance(s.stage, stage) for s in lesson.steps))


def offered_of(thread: GroupThread) -> tuple[Kind, ...]:
    """What there is to print of what a group made itself."""
    forms = {form for _step, form, _columns in thread.texts}
    there = {
        "agreement": bool(thread.rules), "own-pyramid": bool(thread.cards), "own-boxes": bool(forms - {BOARD}),
        "own-board": BOARD in forms,
    }  # fmt: skip
    return tuple(kind for kind in OWN if there[kind])


def file_name(order: Order) -> str:
    """A name for the file; never with a name that was typed."""
    return "-".join(part for part in (order.subject, order.kind) if part) + (HTML if order.html else PDF)


class OnlyForWeb(WorldTrouble):
    """A paper that only its HTML twin can show."""


def drawn(library: Library, order: Order, watch: "Watch | None" = None, first: First | None = None) -> bytes:
    """The PDF that was asked for, or its HTML twin, in the language of its lesson. The same content gives the same bytes.

    `first` gets the first page as a PDF of its own, long before the rest is drawn; `watch` how many are drawn of how many.

    Raises:
        NoSuch: there is no such thing, or it is not for paper.
        ContentFault: its lesson was left out.
        OnlyForWeb: it is read from the right, or a name that was typed has letters that the typeface lacks.
        WorldTrouble: the group has not made it.
    """
    from facilitator.exchange.paper.leaves import Info, told, written
    from facilitator.exchange.paper.plain import drawable
    from facilitator.exchange.paper.twin import html

    language = _language(library, order)
    if read_from_right(language) and not order.html:
        raise OnlyForWeb(_("The PDF cannot draw a text that is read from right to left."), _web_instead())
    if not order.html and not all(map(drawable, order.names)):
        raise OnlyForWeb(_("The PDF cannot draw every letter of the names."), _web_instead())
    try:
        with speaking(language):
            leaves, title = _leaves(library, order)
    except (ContentFault, WorldTrouble):
        _leaves(library, order)  # refused again, now in the language of whoever asks
        raise
    with speaking(language):
        info = Info(title, kind_words(order.kind), language, order.saving.grey)
        if order.html:
            return html(told(leaves, info), info).encode()
        if first is not None:
            first(written(leaves[:1], info))
        return written(leaves, info, watch)


def _web_instead() -> str:
    return _("Save it as a web page (.html) instead. It says the same, and the browser prints it.")


def save(library: Library, order: Order, file: Path) -> None:
    """Draw what was asked for and write it whole; a name that ends as a web page's gets the HTML twin, as a report does.

    Raises:
        NoSuch: there is no such thing, or it is not for paper.
        ContentFault: its lesson was left out.
        WorldTrouble: the disk refused, the name is that of something else, the group has not made it, or it is read from
            the right, which only the twin can be.
    """
    html = kind_for(file, *((PAGE,) if order.html else (PDF_FILE, PAGE))) is PAGE
    keep(drawn(library, replace(order, html=html)), file)


def keep(content: bytes, file: Path) -> None:
    """Write what was drawn, whole. Raises WorldTrouble: the disk refused, or the name is that of something else."""
    kind_for(file, PAGE if content.startswith(_MARKUP) else PDF_FILE)
    try:
        write_whole(file, content)
    except OSError as error:
        raise trouble_from(error, file) from error


def _language(library: Library, order: Order) -> str:
    own = (one.language for one in library.lessons if order.subject in (one.id, one.programme))
    return next(own, next((one.language for one in library.lessons), "sv"))


def _leaves(library: Library, order: Order) -> "tuple[list[Leaf], str]":
    from facilitator.exchange.paper import handbook, scenarios, sheets, supervision, support, yearplan
    from facilitator.exchange.paper.leaves import A3_SIZE, A4_SIZE

    subject, title = order.subject, kind_words(order.kind)
    size = A3_SIZE if order.kind == "support-poster-a3" else A4_SIZE
    if order.kind == "concern":
        return sheets.concern(order.local), title
    if order.kind == "supervision":
        return supervision.sheet(), title
    if order.kind == "year":
        plan = order.year
        assert plan is not None
        return yearplan.year_plan(plan), yearplan.year_words(plan)
    if order.kind in OWN:
        return _of_group(library, order), f"{subject} – {title}"
    if order.kind == "handbook":
        programme = library.programmes.get(_programme_of(library, subject))
        if programme is None or not any(one.programme == programme.id for one in library.lessons):
            raise _no_such(_("There is no programme “{id}”."), subject, library.programmes)
        return handbook.handbook(library, programme, order.local), programme.full_name
    if order.kind in ("support-poster", "support-poster-a3") and subject in AGES:
        age = next(age for age in AGES if age == subject)
        return support.whole_poster(
            support.fitting_rows(library.contacts, (*order.local, *library.added_for(age)), age), size
        ), title
    if order.kind in ("scenario", "scenario-small") and subject in library.scenarios:
        chosen, script = [library.scenarios[subject]], _around(library, subject)
        draw = scenarios.cards if order.kind == "scenario" else scenarios.small_cards
        return draw(script, chosen), chosen[0].title
    if subject in library.programmes and order.kind != "pack":
        return _of_programme(library, order), f"{library.programmes[subject].full_name} – {title}"
    script = library.script(subject, order.length or None, order.local, dict(order.picks))
    return _of_lesson(library, script, order), f"{script.lesson.label} · {script.lesson.title} – {title}"


def _of_group(library: Library, order: Order) -> "list[Leaf]":
    from facilitator.exchange.paper import own

    thread = order.thread or GroupThread()
    if order.kind not in offered_of(thread):
        raise _not_made(order, offered_of(thread))
    match order.kind:
        case "agreement":
            return own.agreement(order.subject, thread, library)
        case "own-pyramid":
            return own.pyramid(order.subject, thread, library)
        case _:
            return own.written_texts(order.subject, thread, library, boards=order.kind == "own-board")


def _not_made(order: Order, there: Iterable[Kind]) -> WorldTrouble:
    """The group has nothing of this to print so far: nothing is wrong with the content."""
    words = _("The group {code} has not made this yet: {kind}.")
    remedy = _("It comes from the lessons: print it when the group has made it.")
    if made := ", ".join(f"{kind_words(kind)} ({kind})" for kind in there):
        remedy += " " + _("So far there is: {kinds}.").format(kinds=made)
    said = words.format(code=shown(order.subject), kind=kind_words(order.kind))
    return WorldTrouble(said, remedy, kind=Trouble.UNKNOWN)


def _of_programme(library: Library, order: Order) -> "list[Leaf]":
    """The same paper of every lesson of a programme that has it, one after the other."""
    lessons = [
        one for one in library.lessons if one.programme == order.subject and order.kind in offered(one)
    ]
    if not lessons:
        problem = _("No lesson of {id} has this to print: {kind}.")
        raise NoSuch(problem.format(id=shown(order.subject), kind=kind_words(order.kind)))
    scripts = (library.script(one.id, None, order.local) for one in lessons)
    return [leaf for script in scripts for leaf in _of_lesson(library, script, order)]


def _of_lesson(library: Library, script: Script, order: Order) -> "list[Leaf]":
    from facilitator.exchange.paper import cues, guide, own, pack, pyramid, scenarios, sheets, support
    from facilitator.exchange.paper.leaves import A3_SIZE

    lesson = script.lesson
    if order.kind not in offered(lesson) and order.kind != "support-cards":
        problem = _("The lesson has nothing of this to print: {kind}.").format(kind=kind_words(order.kind))
        raise NoSuch(problem, _("There is: {names}.").format(names=", ".join(offered(lesson))))
    whole = library.script(lesson.id, None, order.local, dict(order.picks))
    bank = library.bank_of(lesson)
    match order.kind:
        case "pack":
            return pack.pack(pack.Scripts(script, whole, order.local), order.people, order.form, order.saving)
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
            return sheets.diploma(whole, order.names)
        case "board":
            return own.blank_board(whole)
        case "emergency":
            papers = (guide.guide(whole), scenarios.cards(whole, bank), support.poster(whole))
            return [*chain(*papers), *sheets.concern(order.local)]  # who has only this needs that card too
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


def _no_such(problem: str, wanted: str, there: Iterable[str]) -> NoSuch:
    return NoSuch(problem.format(id=shown(wanted)), nearest(wanted, there), LISTED)
