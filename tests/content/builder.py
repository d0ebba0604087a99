"""Valid content as plain data, for tests to use as it is or to break in one place."""

from datetime import date
from json.encoder import encode_basestring
from typing import Any, TypeVar

from facilitator.content.decode import decode
from facilitator.content.model import Lesson, Programme, Scenario, SupportContact, Term
from facilitator.content.script import Script, contacts_for, script_of

TODAY = date(2026, 11, 23)
Data = dict[str, Any]


T = TypeVar("T")


def make(cls: type[T], data: Data) -> T:
    """Return the model value of valid plain data."""
    value, wrongs = decode(cls, data)
    assert value is not None, wrongs
    return value


def programme(**changes: Any) -> Data:
    """A programme of eleven lessons."""
    return {
        "id": "mvp", "name": "MVP", "full_name": "Mentorer i våldsprevention", "accent": "mvp", "lessons": 11,
    } | changes  # fmt: skip


def term(**changes: Any) -> Data:
    """A word of the glossary."""
    return {
        "id": "askadare", "term": "Åskådare", "meaning": "En som ser eller hör att något händer.",
        "easy": "Den som ser vad som händer.",
    } | changes  # fmt: skip


def contact(**changes: Any) -> Data:
    """A verified row of the support list."""
    return {
        "id": "bris", "name": "Bris", "reach": "116 111", "audience": "Du som är under 18 år",
        "ages": ["F-3", "4-6", "7-9"], "tags": ["alla"], "order": 2, "status": "checked",
        "checked": date(2026, 9, 1), "source": "bris.se, 2026",
    } | changes  # fmt: skip


def scenario(**changes: Any) -> Data:
    """A situation for years 4–6."""
    options = [
        ("Jag ropar på honom", "interrupt", "during"), ("Jag går fram och ställer mig bredvid", "support", "during"),
        ("Jag hämtar en vuxen", "fetch", "during"), ("Jag frågar hur det är sen", "support", "after"),
        ("Jag gör ingenting", "nothing", "during"),
    ]  # fmt: skip
    return {
        "id": "bollen", "title": "Bollen", "age": "4-6", "place": "yard", "forms": ["psychological"],
        "principles": ["bystander"], "role": "classmate", "strength": 1,
        "situation": "Du står vid planen. Några håller bollen så högt att Milo inte når den. Alla skrattar utom Milo.",
        "thoughts": ["Är det här på skoj?", "Hur mår Milo?", "Ska jag säga något?"],
        "options": [{"text": text, "kind": kind, "when": when} for text, kind, when in options],
        "questions": ["Vad kan man göra?", "Vad är svårt?", "Vem kan man hämta?"],
        "to_leader": "Läs långsamt. Låt ingen svara för Milo.",
        "support": ["alla"],
    } | changes  # fmt: skip


def step(id: str, form: str, minutes: int, stage: Data, **changes: Any) -> Data:  # noqa: A002
    """A flexible step with its least minutes two below the planned ones."""
    return {
        "id": id, "form": form, "title": id.capitalize(), "minutes": minutes, "floor": max(1, minutes - 2),
        "weight": "flexible", "stage": stage, "leader": {"say": [{"who": "A", "text": "Nu börjar vi."}]},
    } | changes  # fmt: skip


def steps() -> list[Data]:
    """Fifty minutes, forty without the corners; every step form once."""
    cards = [{"id": f"kort-{n}", "text": f"Kort {n}", "forms": ["latent"]} for n in range(1, 5)]
    return [
        step("start", "opening", 3, {"lead": "I dag pratar vi om **mod**.", "plan": ["Ett fall", "En övning"]}),
        step("sist", "look-back", 3, {"question": "Vad minns du?", "reminders": ["Vi pratade om ord."]}),
        step("regler", "agreement", 3, {"question": "Hur pratar vi?", "rules": ["Vi lyssnar.", "Man får stå över."]}),
        step("ord", "terms", 3, {"heading": "Dagens ord", "terms": ["askadare"]}),
        step("kort-text", "text", 2, {"heading": "Att se", "body": "Den som ser kan göra **något**."}),
        step("prat", "prompt", 4, {"question": "Vad gör en vän?", "phases": [{"kind": "pair", "minutes": 2}]}),
        step(
            "fallet", "scenario", 10, {"scenario": "bollen"}, weight="core", led_by="A", strength=2, safe_stop=True,
            short={"minutes": 8, "how": "Hoppa över sista frågan."},
        ),
        step(
            "pyramiden", "pyramid", 6,
            {
                "question": "Var hör kortet hemma?", "levels": ["Ord", "Blickar", "Knuffar", "Hot", "Slag"],
                "cards": cards, "top": ["Grovt våld"], "ending": "Vad händer om någon säger stopp?",
            },
        ),
        step(
            "horn", "corners", 8, {"statement": "Det är lätt att säga till.", "corners": ["Ja", "Nej", "Ibland"],
            "open": "Eget svar"}, weight="optional", at={"40": 0},
        ),
        step("tavlan", "board", 2, {"question": "Vad kan man göra?", "before": ["Hälsa"], "after": ["Fråga"]}, floor=1),
        step("runda", "round", 4, {"prompt": "Ett ord jag tar med mig."}, weight="protected", at={"40": 2}, floor=2),
        step("stod", "support", 2, {"heading": "Här finns hjälp"}, weight="protected", floor=1),
    ]  # fmt: skip


def other_steps() -> list[Data]:
    """Every step form that `steps` lacks, once, between an opening and an ending."""
    items = [
        {"id": f"lapp-{n}", "text": f"Lapp {n}", "answer": 1, "fact": "Därför.", "source": "Prov, 2026"}
        for n in range(1, 4)
    ]
    spots = [{"id": f"barn-{n}", "name": f"barn {n}", "x": 100 * n, "y": 500} for n in range(1, 3)]
    picture = {"file": "gard.png", "alt": "En skolgård."}
    stages: dict[str, Data] = {
        "hot-seat": {"warm_up": "Jag gillar gröt.", "statements": ["Ett", "Två"]},
        "line": {"statement": "Det är lätt att säga till.", "ends": ["Nej", "Ja"]},
        "answers": {"statement": "Får man ångra sig?", "answers": ["Ja", "Nej", "Kanske"]},
        "sorting": {"question": "Sant eller falskt?", "places": ["Sant", "Falskt"], "items": items},
        "boxes": {"question": "Varifrån?", "frames": ["Killar", "Tjejer"], "outside": "Sen?", "without": "Utan?"},
        "mind-map": {"centre": "Mod", "branches": ["Se", "Göra"]},
        "places": {"question": "Var?", "lists": ["Tryggt", "Otryggt"]},
        "own-scenario": {"heading": "Vårt eget", "parts": ["Var?", "Vem ser?"]},
        "paper-notes": {"heading": "Vad är svårt?", "how": ["Skriv inga namn.", "Vik lappen."]},
        "logbook": {"prompt": "Vad tar du med dig?"}, "movement": {"heading": "Res dig", "how": ["Sträck på dig."]},
        "story": {}, "evaluation": {"heading": "Vad tyckte du?", "questions": ["Vad var bra?"]},
        "diploma": {"heading": "Tack", "text": "Ni har gått elva pass."}, "groups": {"heading": "Grupper", "size": 4},
        "picture": picture, "clip": {"kind": "film", "title": "En film"},
        "bystander-picture": {**picture, "question": "Vem ser?", "spots": spots, "roles": ["Ser"]},
    }  # fmt: skip
    plain = steps()
    return [
        *plain[:3],
        *(step(form, form, 2, stage) for form, stage in stages.items()),
        plain[6],
        *plain[-2:],
    ]


def lesson(**changes: Any) -> Data:
    """A whole lesson of fifty minutes that can also be run in forty."""
    return {
        "format": 1, "id": "mvp-02", "programme": "mvp", "label": "MVP 2", "slot": 2, "kicker": "MVP · åk 6",
        "title": "Att göra något", "summary": "Vi tränar på vad man kan göra.", "version": "1.0.0",
        "reviewed": date(2026, 11, 1), "granskad": False, "language": "sv", "age": "4-6", "grades": "åk 6",
        "minutes": 50, "goals": ["Känna igen en åskådare.", "Kunna ge ett förslag."], "principles": ["bystander"],
        "curriculum": [{"text": "Visa respekt för andra.", "source": "Lgr22, kapitel 1, 2022"}],
        "concepts": ["askadare"], "materials": ["Papper"], "room": "Ring av stolar.",
        "preparation": ["Läs fallet högt en gång."], "risk": 1, "content_note": "Någon kan känna igen sig.",
        "next_time": "Vad provade du?", "support": ["barn"], "steps": steps(), "lengths": [40],
        "readers_needed": ["teacher", "counsellor"],
    } | changes  # fmt: skip


def script(length: int = 50, **changes: Any) -> Script:
    """The built lesson ready to run in `length` minutes."""
    whole = make(Lesson, lesson(**changes))
    return script_of(
        whole,
        length,
        make(Programme, programme()),
        {"bollen": make(Scenario, scenario())},
        {"askadare": make(Term, term())},
        contacts_for(whole, [make(SupportContact, contact())]),
    )


def toml(value: Any, table: bool = True) -> str:
    """Return plain data as TOML: a pair a line on top, lists item by item on lines of their own."""
    if isinstance(value, dict):
        pairs = [f"{encode_basestring(key)} = {toml(item, False)}" for key, item in value.items()]
        return "".join(f"{pair}\n" for pair in pairs) if table else "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list):
        return "[\n" + "".join(f"  {toml(item, False)},\n" for item in value) + "]"
    if isinstance(value, str):
        return encode_basestring(value).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else str(value)
