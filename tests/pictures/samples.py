"""Slides for picture tests: every form with ordinary words, and with the longest words the content may hold."""

from dataclasses import fields, replace
from datetime import date
from itertools import count
from typing import Any, Final, TypeVar

from facilitator.content import model as m
from facilitator.content.checking.formrules import BESIDE_A_PICTURE
from facilitator.content.checking.words import SCREEN_CHARACTERS
from facilitator.content.script import Script
from facilitator.session import work as w
from facilitator.session.exercises import CARD_LIMIT, IDEAS_IN_A_COLUMN, TEXT_LIMIT, room_for
from facilitator.session.state import blank
from facilitator.ui.stage import compose
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.composing import COMPOSERS, sort, stand
from facilitator.ui.stage.composing import media as media_slides
from facilitator.ui.stage.exercises import agreement, board, corners, pyramid
from tests.session.builder import start
from tests.session.test_thread import after_a_lesson, opening

T = TypeVar("T")

SECRET: Final = "LEDARTEXT"
"""Stands in every text that only leaders may read."""

_WORDS: Final = (
    "ibland är det svårt att säga ifrån när någon i klassen skrattar åt ett könskränkande skämt och alla tittar ner "
    "i golvet medan överenskommelsen om att lyssna på varandra försvinner bortom omklädningsrummets dörr eftersom "
    "ansvarsfördelningen mellan åskådare vänner och vuxna känns oklar men en liten handling kan göra skillnad"
).split()


def words(chars: int, start: int = 0) -> str:
    """Exactly `chars` characters of ordinary Swedish, long words among short ones."""
    text, place = "", start
    while len(text) < chars:
        text += (" " if text else "") + _WORDS[place % len(_WORDS)]
        place += 1
    text = text[:chars]
    return (text[:-1] + "a" if text.endswith(" ") else text).capitalize()


def longest(cls: type[T], **given: Any) -> T:
    """A value of a stage form in which every text and every list is as long as the model allows."""
    numbers = count()
    filled = dict(given)
    for field in fields(cls):  # type: ignore[arg-type]  # T is always a dataclass
        rules = field.metadata
        if field.name in filled or rules["chars"] is None or rules["pattern"]:
            continue
        if rules["high"]:
            filled[field.name] = tuple(words(rules["chars"], 7 * next(numbers)) for _ in range(rules["high"]))
        else:
            filled[field.name] = words(rules["chars"], 7 * next(numbers))
    return cls(**filled)


def limit(cls: type[Any], name: str) -> int:
    """The most characters (or items, for a list without characters) a field may hold."""
    rules = next(field for field in fields(cls) if field.name == name).metadata
    return int(rules["chars"] or rules["high"])


def many(cls: type[Any], name: str) -> int:
    """The most items a list may hold."""
    return int(next(field for field in fields(cls) if field.name == name).metadata["high"])


def share(heading: int, lines: int, most: int) -> int:
    """Characters for each of `lines` points beside a heading, when a screen may hold only so many in all."""
    return min(most, (SCREEN_CHARACTERS - heading) // lines)


def stages() -> tuple[m.Stage, ...]:
    """Every step form with the longest words that the checker lets through, in the order of a lesson."""
    ask, note, text = limit(m.LookBack, "question"), many(m.LookBack, "reminders"), m.Text
    heading, dots = limit(text, "heading"), many(text, "points")
    memory = words(share(ask, note, limit(m.LookBack, "reminders")), 5)
    dot = words(share(heading, dots, limit(text, "points")), 9)
    forms: tuple[m.ViolenceForm, ...] = ("physical", "psychological", "racist")
    cards = tuple(
        m.Card(id=f"kort-{n}", text=words(limit(m.Card, "text"), n), forms=forms[: n % 4])
        for n in range(many(m.Pyramid, "cards"))
    )
    kinds: tuple[m.PhaseKind, ...] = ("alone", "buzz", "group")
    phases = tuple(m.Phase(kind=kind, minutes=1.5) for kind in kinds)
    items = tuple(
        longest(
            m.SortItem,
            id=f"lapp-{n}",
            answer=1,
            icon="users" if n % 2 else "",
            text=words(limit(m.SortItem, "text"), n),
        )
        for n in range(many(m.Sorting, "items"))
    )
    stairs = longest(
        m.Sorting,
        items=items,
        shape="stairs",
        places=tuple(words(limit(m.Sorting, "places"), n) for n in range(3)),
    )
    terms = tuple(f"ord-{n}" for n in range(many(m.Terms, "terms")))
    return (
        longest(m.Opening), longest(m.LookBack, reminders=(memory,) * note), longest(m.Agreement),
        longest(text, points=()), longest(text, body="", points=(dot,) * dots), longest(m.Terms, terms=terms),
        longest(m.Prompt, phases=phases), m.ScenarioCase(scenario="fall", roleplay=True),
        longest(m.Pyramid, cards=cards), longest(m.Corners, countable=True), longest(m.Board), longest(m.Round),
        *media(), longest(m.Support), longest(m.HotSeat), longest(m.Spectrum, countable=True), longest(m.Answers, countable=True),
        longest(m.Sorting, items=items), stairs,
        longest(m.Boxes), longest(m.MindMap), longest(m.Places), longest(m.OwnScenario),
        *calm_stages(),
    )  # fmt: skip


def calm_stages() -> tuple[m.Stage, ...]:
    """The forms with paper, pen, body and story, as long as the checker lets them be."""
    notes = words(
        share(limit(m.PaperNotes, "heading"), many(m.PaperNotes, "how"), limit(m.PaperNotes, "how")), 6
    )
    moves = words(share(limit(m.Movement, "heading"), many(m.Movement, "how"), limit(m.Movement, "how")), 8)
    return (
        longest(m.PaperNotes, how=(notes,) * many(m.PaperNotes, "how")), longest(m.Logbook),
        longest(m.Movement, how=(moves,) * many(m.Movement, "how")), longest(m.Story), m.Story(),
        longest(m.Evaluation), longest(m.Diploma), longest(m.Groups, size=4),
    )  # fmt: skip


PICTURE: Final = "gard.png"
"""A picture that the fixture of these tests draws in the lesson's folder."""


def media() -> tuple[m.Stage, ...]:
    """Pictures, with as many people as there may be, and a film."""
    people = tuple(
        m.Spot(id=f"barn-{n}", name=words(limit(m.Spot, "name"), n), x=n % 5 * 250, y=n // 5 * 1000)
        for n in range(many(m.BystanderPicture, "spots"))
    )
    return (
        longest(m.Picture, file=PICTURE), longest(m.BystanderPicture, file=PICTURE, spots=people),
        longest(m.Clip, kind="film"), m.Picture(file="borta.png", alt=words(limit(m.Picture, "alt"))),
    )  # fmt: skip


def script(accent: s.Accent = "mvp", age: m.Age = "7-9") -> Script:
    """A lesson of the longest words; everything that only leaders may read holds the secret word."""
    leader = m.Leader(
        say=(m.Line(who="A", text=f"{SECRET} säg"),), do=(f"{SECRET} gör",), watch=(f"{SECRET} se upp",),
        if_silent=f"{SECRET} tyst", if_said=(m.Reply(said=f"{SECRET} sagt", answer=f"{SECRET} svar"),),
    )  # fmt: skip
    names = {kind: form for form, kind in m.FORMS.items()}
    steps = tuple(
        m.Step(
            id=f"steg-{n}", form=names[type(stage)], title=f"{SECRET} steg", minutes=4, floor=2, weight="flexible",
            leader=leader, stage=stage, short=m.ShortForm(minutes=2, how=f"{SECRET} kort"),
        )
        for n, stage in enumerate(stages())
    )  # fmt: skip
    lesson = m.Lesson(
        format=1, id="prov", programme="prov", label=words(limit(m.Lesson, "label")).upper(), slot=1,
        kicker=words(limit(m.Lesson, "kicker"), 2), title=words(limit(m.Lesson, "title"), 3), summary=SECRET,
        version="1.0.0", reviewed=date(2026, 11, 23), granskad=False, language="sv", age=age, grades="åk 6",
        minutes=50, goals=(SECRET,), principles=("bystander", "leadership"),
        curriculum=(m.Goal(text=SECRET, source=SECRET),), concepts=(), materials=(SECRET,), room=SECRET,
        preparation=(SECRET,), risk=1, content_note=SECRET, next_time=SECRET, support=("alla",), steps=steps,
    )  # fmt: skip
    return Script(
        lesson=lesson, length=50, steps=steps, scenarios={"fall": scenario()},
        terms={f"ord-{n}": _term(n) for n in range(many(m.Terms, "terms"))},
        contacts=tuple(longest(m.SupportContact, **_CONTACT) for _ in range(5)),
        programme=m.Programme(id="prov", name="Prov", full_name="Prov", accent=accent, lessons=11),
    )  # fmt: skip


_CONTACT: Final[dict[str, Any]] = {
    "id": "rad", "ages": ("7-9",), "tags": ("alla",), "order": 1, "status": "checked",
    "checked": date(2026, 11, 23), "source": SECRET,
}  # fmt: skip


def _term(number: int) -> m.Term:
    return longest(m.Term, id=f"ord-{number}", term=words(limit(m.Term, "term"), number * 3))


def scenario() -> m.Scenario:
    """A scenario of the longest words."""
    kinds: tuple[m.OptionKind, ...] = ("say", "interrupt", "fetch", "support", "tell", "together", "nothing")
    options = tuple(
        m.Option(text=words(limit(m.Option, "text"), n * 5), kind=kind, when="during")
        for n, kind in enumerate(kinds)
    )
    return longest(
        m.Scenario, id="fall", age="7-9", place="yard", forms=("physical",), principles=("bystander",), role="friend",
        strength=1, options=options[: many(m.Scenario, "options")], questions=(SECRET,), to_leader=SECRET, support=("alla",),
    )  # fmt: skip


def first(kind: type[T]) -> T:
    """The longest stage of a form."""
    return next(stage for stage in stages() if isinstance(stage, kind))


def frame() -> s.Frame:
    """The frame of the first step of the longest lesson."""
    found = compose.still(script(), 0, 0).frame
    assert found is not None
    return found


def worked() -> dict[str, s.Slide]:
    """The exercises after a group's work: full, with the longest words that can be typed."""
    stage = first(m.Pyramid)
    placed = {card.id: (1 + n % 4,) for n, card in enumerate(stage.cards)} | {"kort-2": (2, 3)}
    heap = {card.id: (1,) for card in stage.cards}
    own = tuple(m.Card(id=f"own-{n}", text=words(CARD_LIMIT, n)) for n in range(6))
    ideas = tuple(words(TEXT_LIMIT, n) for n in range(IDEAS_IN_A_COLUMN))
    rules = first(m.Agreement)
    added = tuple(words(TEXT_LIMIT, 4 * n) for n in range(w.RULES_IN_ALL - len(rules.rules)))
    in_hand = stage.cards[3]
    opened = start(
        opening=[replace(opening(after_a_lesson()), word=words(24), rules=(words(60), words(60, 3)))]
    )
    look_back = m.LookBack(question=words(48), reminders=tuple(words(60, 2 * n) for n in range(4)))
    steps = tuple(
        replace(step, stage=look_back) if step.id == "sist" else step for step in opened.session.script.steps
    )
    brought = replace(opened.session, script=replace(opened.session.script, steps=steps))
    return {
        "look-back-brought": compose.compose_step(brought, 1, 5),
        "pyramid-placed": pyramid(stage, w.Pyramid(placed, top=True), in_hand, 0, frame()),
        "pyramid-heap": pyramid(stage, w.Pyramid(heap, added=own), own[0], 0, frame()),
        "corners-counted": corners(first(m.Corners), w.Counts((12, 2, 0, None), True), 1, frame()),
        "board-full": board(first(m.Board), w.Board(ideas, ideas, ideas), frame()),
        "agreement-full": agreement(rules, w.Rules(added), len(rules.rules), frame()),
        "pyramid-form": pyramid(stage, w.Pyramid(placed, form="racist"), in_hand, 0, frame()),
        "pyramid-form-ended": pyramid(
            stage, w.Pyramid(placed, top=True, form="psychological"), None, 1, frame()
        ),
        **_sorted(),
        **_counted(),
        **written(),
        **grouped(),
        **pictured(),
        "freeze": compose._scenario(scenario(), True, True, 0, frame()),
    }


def _counted() -> dict[str, s.Slide]:
    counts = w.Counts((12, 2, None), True)
    return {
        "line-counted": stand.spectrum(SESSION, first(m.Spectrum), counts, 1, frame()),
        "answers-counted": stand.answers(SESSION, first(m.Answers), counts, 1, frame()),
    }


def _sorted() -> dict[str, s.Slide]:
    """Sortings with two to four places and as stairs: spread, all in one place, with a fact, and at the end."""
    stairs = next(x for x in stages() if isinstance(x, m.Sorting) and x.shape == "stairs")
    wide = first(m.Sorting)
    found: dict[str, s.Slide] = {}
    for stage in (replace(wide, places=wide.places[:2]), replace(wide, places=wide.places[:3]), wide, stairs):
        name = f"sorting-{stage.shape}-{len(stage.places)}"
        ids = [item.id for item in stage.items]
        spread = {card: 1 + n % len(stage.places) for n, card in enumerate(ids[:8])}
        heap = dict.fromkeys(ids, len(stage.places))
        found[f"{name}-spread"] = _sorting(stage, w.Sorted(spread, explained=tuple(ids[:3])), 0)
        found[f"{name}-heap"] = _sorting(stage, w.Sorted(heap, explained=tuple(ids)), 1)
        found[f"{name}-why"] = _sorting(stage, w.Sorted(spread, told=ids[2]), 0)
        found[f"{name}-why-ended"] = _sorting(stage, w.Sorted(heap, told=ids[2]), 1)
    return found


def _sorting(stage: m.Sorting, work: w.Sorted, revealed: int) -> s.Slide:
    return sort.sorting(SESSION, stage, work, revealed, frame())


def texts_for(stage: m.Stage) -> w.Texts:
    """As many and as long texts as can be written."""
    chars, most = room_for(stage)
    return w.Texts(
        tuple(tuple(words(chars, 3 * n + place) for n in range(most)) for place in range(w.places(stage)))
    )


def composed(stage: m.Stage, work: w.Work | None, revealed: int = 0, people: int = 26) -> s.Slide:
    """The slide of a form after the group's work."""
    return COMPOSERS[type(stage)](replace(SESSION, people=people), stage, work, revealed, frame())


def written() -> dict[str, s.Slide]:
    """What leaders have written for the group: all places full; the fewest and the most places."""
    full: dict[str, m.Stage] = {
        "Boxes": first(m.Boxes), "MindMap": first(m.MindMap), "Places": first(m.Places),
        "OwnScenario": first(m.OwnScenario),
    }  # fmt: skip
    made = {
        f"{name}-{n}-full": composed(stage, texts_for(stage), n)
        for name, stage in full.items()
        for n in range(3 if name == "Boxes" else 1)
    }
    whole = first(m.MindMap)
    for n in range(1, len(whole.branches)):
        stage = replace(whole, branches=whole.branches[:n])
        made[f"MindMap-of-{n}"] = composed(stage, texts_for(stage))
    two = replace(first(m.OwnScenario), parts=first(m.OwnScenario).parts[:2])
    one = replace(first(m.Places), lists=first(m.Places).lists[:1])
    return made | {"own-of-2": composed(two, texts_for(two)), "places-of-1": composed(one, texts_for(one))}


def grouped() -> dict[str, s.Slide]:
    """Groups of few and of many, in every size."""
    stage = first(m.Groups)
    return {
        f"groups-{people}-{size}-{tap}": composed(stage, w.Sizes(size), tap, people)
        for people in (1, 7, 26, 31, 99)
        for size in (2, 3, 5, 8)
        for tap in (0, 1)
    }


def pictured() -> dict[str, s.Slide]:
    """A bystander picture where everyone is marked and a story, each with its picture and without."""
    stage = first(m.BystanderPicture)
    work = w.Spots({spot.id: 1 + n % len(stage.roles) for n, spot in enumerate(stage.spots)})
    gone = replace(stage, file="borta.png")
    case = replace(scenario(), situation=words(BESIDE_A_PICTURE))
    photos = {
        "told": media_slides.photo(SESSION, PICTURE, "En skolgård."),
        "told-gone": s.Photo("", words(200)),
    }
    taps = {0, 1, 2, 3 + len(case.thoughts), 2 + len(case.thoughts) + len(case.options)}
    return {
        **{f"{name}-{n}": compose._told(case, at, n, frame()) for name, at in photos.items() for n in taps},
        "people-marked": media_slides.bystanders(SESSION, stage, work, 0, frame()),
        "people-gone": media_slides.bystanders(SESSION, gone, work, 0, frame()),
    }


def others() -> dict[str, s.Slide]:
    """Slides that belong to no step."""
    return {
        "safe": compose.cover("safe"), "black": compose.cover("black"), "white": compose.cover("white"),
        "identify": compose.identify(), "reading": compose.reading_card(),
    }  # fmt: skip


def every() -> dict[str, s.Slide]:
    """Every picture: all taps of all steps, the worked exercises, covers and cards."""
    lesson = script()
    found = {
        f"{step.form}-{n}-{tap}": slide
        for n, step in enumerate(lesson.steps)
        for tap, slide in enumerate(compose.stills(lesson, n))
    }
    return found | worked() | others()


SESSION = blank("prov", script())
