"""Writes the table of all lessons, `docs/passen.md`, from the content itself: `python tools/lessons.py`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from facilitator.content.checking.readers import reader_names, unread_by  # noqa: E402
from facilitator.content.library import Library  # noqa: E402
from facilitator.content.model import Lesson  # noqa: E402
from facilitator.content.script import lengths_of, scenarios_of  # noqa: E402
from facilitator.i18n import set_language  # noqa: E402

FRAME: Final = ("opening", "look-back", "agreement", "support")
"""What every lesson opens and closes with; left out of the table."""
FORMS: Final = {
    "text": "text", "terms": "begrepp", "prompt": "samtal", "scenario": "scenario", "pyramid": "våldspyramid",
    "corners": "fyra hörn", "hot-seat": "heta stolen", "line": "linjen", "answers": "ja–nej–kanske",
    "sorting": "sortering", "board": "innan–medan–efteråt", "boxes": "boxar", "mind-map": "tankekarta",
    "places": "platskarta", "own-scenario": "eget scenario", "paper-notes": "anonyma lappar", "logbook": "loggbok",
    "movement": "rörelsepaus", "story": "berättelse", "evaluation": "utvärdering", "diploma": "diplom",
    "groups": "gruppindelning", "round": "runda", "picture": "bild", "bystander-picture": "åskådarbild",
    "clip": "film eller ljud",
}  # fmt: skip
"""The forms in Swedish, by their names in the files."""

PAGE: Final = """# Alla pass

{count} pass. Tabellen skrivs av `python tools/lessons.py` ur innehållet självt; ändra den aldrig för hand.

- **Längd**: minuter; passets vanliga längd i fetstil.
- **Risk**: 1 lugnt, 2 en vuxen är alltid med, 3 elevhälsan vet i förväg och en vuxen leder de starka stegen.
- **Former**: utöver början (välkomst, tillbakablick, överenskommelse) och stödlistan, som alla pass har.
- **Scenarier**: först det som ligger i passet, sedan de andra som är skrivna till temat. De kan väljas i stället i
  *Förbered*, utom de med ¹: de är för starka för steget, eller så berättas passets eget med en bild.
- **Granskning**: vilka som inte har läst passet än. Vad det betyder står i [Skriva innehåll](innehall.md).
"""
HEAD: Final = """
## {name}

| pass | | längd | ålder | risk | former | scenarier | granskning |
|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The page, in Swedish."""
    set_language("sv")
    library = Library.open(ROOT / "scenarios")
    text = PAGE.format(count=len(library.lessons))
    for programme in library.programmes.values():
        rows = [_row(library, lesson) for lesson in library.lessons if lesson.programme == programme.id]
        if rows:
            text += HEAD.format(name=programme.full_name) + "".join(rows)
    return text


def _row(library: Library, lesson: Lesson) -> str:
    lengths = (f"**{n}**" if n == lesson.minutes else str(n) for n in lengths_of(lesson))
    forms = dict.fromkeys(FORMS[step.form] for step in lesson.steps if step.form not in FRAME)
    cells = (
        lesson.label, lesson.title, " · ".join(lengths), lesson.grades, str(lesson.risk), ", ".join(forms),
        ", ".join(_scenarios(library, lesson)), _review(lesson),
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |\n"


def _scenarios(library: Library, lesson: Lesson) -> Iterator[str]:
    own = scenarios_of(lesson.steps)
    yield from (library.scenarios[key].title for key in own)
    can = {one.id for offered in library.choices_of(lesson).values() for one in offered}
    rest = [one for one in library.theme_of(lesson) if one.id not in own]
    yield from (one.title for one in rest if one.id in can)
    yield from (f"{one.title}¹" for one in rest if one.id not in can)


def _review(lesson: Lesson) -> str:
    if lesson.granskad:
        return "granskat"
    left = unread_by(lesson)
    return f"saknas: {reader_names(left)}" if left else "inte granskat"


def main() -> None:
    """Write the page."""
    (ROOT / "docs" / "passen.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
