"""The log as one XLSX file: the tables of the CSV set, typed, the measures, the scenarios, what every column means, and what is
in here.

Texts are Swedish whatever language the program shows: they belong to the file. The same log on the same day gives the
same bytes.
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from facilitator import __version__
from facilitator.errors import trouble_from
from facilitator.exchange.files import whole_set
from facilitator.exchange.packages.sessionpack import Step, Stopped
from facilitator.exchange.sheets import columns, csvset, occasionrows
from facilitator.exchange.sheets.cells import Cells
from facilitator.exchange.sheets.columns import SESSIONS, STEPS, Column
from facilitator.exchange.sheets.occasionrows import OCCASIONS
from facilitator.exchange.sheets.workbook import SHARE, Book, Table, make_room, opened
from facilitator.exchange.targets import SHEET, kind_for
from facilitator.i18n import speaking
from facilitator.journal import occasions
from facilitator.journal.figures import conditions, measures, scenariouse
from facilitator.journal.figures.definitions import definitions, shown
from facilitator.journal.figures.selection import Selection
from facilitator.journal.log import Log
from facilitator.planning.days import years_words
from facilitator.planning.occasions import Revision
from facilitator.policy import in_force

ABOUT, RUNS, MOMENTS, MEASURES, COLUMNS = "Läs mig", "Tillfällen", "Moment", "Mått", "Kolumner"
BESIDE: Final = "Utan programmet"
CONDITIONS: Final = "Förutsättningar"
SCENARIOS: Final = "Scenarier"
TOLD: Final = "Scenarier per tillfälle"
MEASURE_COLUMNS: Final = (
    Column("niva", "string", "Vad raden räknas över: alla, program, skola, grupp eller pass."),
    Column("skola_kod", "string", "Skolan, så som gruppen är inlagd."),
    Column("grupp_kod", "string", "Gruppens kod. Aldrig namn."),
    Column("program", "string", "Programmet."),
    Column("pass_id", "string", "Passets id i innehållet."),
    Column("tillfallen", "integer", "Antal tillfällen som raden räknas på."),
    Column("matt", "string", "Måttets namn. Vad det betyder står längre ner i det här bladet."),
    Column(SHARE, "number", "Måttet som andel. Tomt när det inte finns något att räkna på."),
    Column("taljare", "number", "Det som räknas."),
    Column("namnare", "number", "Det som det räknas av."),
    Column("underlag", "integer", "Antal tillfällen, planerade pass eller ändrade moment bakom måttet."),
    Column(
        "lasar", "string", "Läsår, juli till juni, på rader för en grupp: nästa läsår är samma kod en annan klass. Övriga rader räknas över alla läsår."
    ),
)  # fmt: skip
CONDITION_COLUMNS: Final = (
    Column("villkor", "string", "Vilken förutsättning raden handlar om: rummet, gruppen eller förberedelsen."),
    Column("svar", "string", "Ledarnas svar i formuläret efter passet."),
    Column("tillfallen", "integer", "Antal tillfällen med svaret. Tomt när de är färre än 3."),
    Column(SHARE, "number", "Medianen av hur stor del av kärnmomenten som hölls hela. Tomt när det inte finns något att räkna på."),
    Column("taljare", "number", "Kärnmoment som hölls hela."),
    Column("namnare", "number", "Kärnmoment i de pass som leddes med programmet."),
)  # fmt: skip
SCENARIO_COLUMNS: Final = (
    Column("scenario_id", "string", "Scenariots id i innehållet: passets eget, eller det som var valt i stället."),
    Column("scenario_titel", "string", "Scenariots titel i texten som kördes."),
    Column("program", "string", "Programmet."),
    Column("pass_id", "string", "Passets id i innehållet."),
    Column("pass_beteckning", "string", "Passets korta beteckning."),
    Column("tillfallen", "integer", "Antal tillfällen där scenariot användes. Tomt när de är färre än 3."),
    Column(
        "grupper", "integer", "Antal grupper som mötte det. Samma kod ett annat läsår är en annan grupp. Tomt när tillfällena är färre än 3."
    ),
)  # fmt: skip
_ANSWERS: Final[Mapping[conditions.Condition, tuple[str, Mapping[int, str]]]] = {
    "room": ("rum_tillrackligt", columns.ROOM), "group_form": ("gruppform", columns.GROUP_FORM),
    "prepared": (
        "forberedelse_min",
        {1: f"minst {measures.PREPARED_MIN} minuter", 0: f"under {measures.PREPARED_MIN} minuter"},
    ),
}  # fmt: skip
_DICTIONARY: Final = tuple(
    Column(name, "string", "") for name in ("blad", "kolumn", "typ", "betydelse", "koder eller källa")
)
_KINDS: Final[Mapping[str, str]] = {
    "string": "text", "integer": "heltal", "number": "tal", "boolean": "sant/falskt", "date": "datum", "time": "klockslag",
}  # fmt: skip
_LEVELS: Final[tuple[tuple[str, tuple[measures.By, ...]], ...]] = (
    ("alla", ()), ("program", ("programme",)), ("skola", ("school",)), ("grupp", ("school", "group", "year", "programme")),
    ("pass", ("programme", "lesson")),
)  # fmt: skip
_HERE: Final = (
    (RUNS, "En rad för varje pass som har letts, helt eller delvis."),
    (MOMENTS, "En rad för varje moment i de passen: planerad och faktisk tid och vad det blev av momentet."),
    (BESIDE, "En rad för varje tillfälle som hölls, ställdes in eller flyttades utan programmet."),
    (MEASURES, "Måtten, för alla och för varje program, skola, grupp och pass. Det finns ingen totalpoäng."),
    (
        CONDITIONS,
        "Hur rummet räckte, hur gruppen var samlad och hur länge passen förbereddes, och hur mycket av kärnan som hölls. Det visar vad som hänger ihop, inte varför.",
    ),
    (SCENARIOS, "Hur många tillfällen varje scenario användes i, och med hur många grupper."),
    (TOLD, "En rad för varje scenario som användes i ett tillfälle."),
    (COLUMNS, "Vad varje kolumn och varje mått betyder."),
)
_NAME_WIDTH: Final = max(len(name) for name, _words in _HERE) + 4
_WORDS_WIDTH: Final = 92
_TITLE_HEIGHT: Final = 24
"""Points: LibreOffice gives a row that says nothing of it the height of ordinary letters."""
_NEVER: Final = (
    "Namn på elever, ledare eller mentorer. Grupper är koder och människor är antal.",
    "Det elever har sagt, skrivit eller svarat, och ledarens anteckningar. De stannar på datorn.",
    "Kön, närvarolistor och händelser kring enskilda. Programmet frågar aldrig efter dem.",
    "Antal deltagare när de var färre än 6. Då står bara ett band, 1–5.",
    "Pass som bara har övats, och pass som inte är avslutade.",
)
_READING: Final = (
    "Tider är lokala. Klockslag är avrundade nedåt till 5 minuter.",
    "Andelar är tal mellan 0 och 1 och visas som procent.",
    "En liten grupp på en liten skola kan gå att känna igen. Lägg inte ihop bladen med andra listor.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a workbook holds: how many sessions and steps; how many sessions still run and are not in it."""

    file: Path
    sessions: int
    steps: int
    running: int


def export(journal: Log, file: Path, today: date, step: Step | None = None) -> Written:
    """Write every ended session as a workbook, in the place of a file that stands there; then mark them as exported.

    Raises WorldTrouble, or Stopped when `step` says so; then what stood there before stands there still, unless it says that
    the file is made (`csvset.mark`).
    """
    in_force().may_export("csv")
    kind_for(file, SHEET)
    if file.exists() and not file.is_file():
        raise trouble_from(FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)), file)
    written: list[tuple[str, int]] = []
    beside = occasions.standing(journal)
    with (
        speaking("sv"),
        whole_set(file.parent, (file.name,)) as files,
        opened(files[file.name], file, "Passlogg") as book,
    ):
        try:
            steps = _fill(book, journal, today, written, beside, step)
        except (ValueError, ArithmeticError) as error:  # a time that no calendar has
            raise journal.damaged(str(error)) from error
    csvset.mark(journal, written, steps, [one.hash for one in beside])
    return Written(file, len(written), steps, csvset.running(journal))


def _fill(
    book: Book, journal: Log, today: date, written: list[tuple[str, int]], beside: Sequence[Revision], step: Step | None
) -> int:  # fmt: skip
    about = book.sheet(ABOUT)
    runs, moments = book.table(RUNS, SESSIONS), book.table(MOMENTS, STEPS)
    cells, texts, told = Cells(), scenariouse.texts_of(journal), list[tuple[Any, ...]]()
    for chunk, rows, words in csvset.ended(journal):
        for row in chunk:
            runs.add(cells.session(row))
            written.append((row["session"], row["seq"]))
        for one in cells.steps(rows, words):
            moments.add(one)
        told += cells.scenarios(chunk, rows, words, texts)
        if step is not None and not step(len(written), 0):
            raise Stopped
    others = book.table(BESIDE, OCCASIONS)
    for occasion in occasionrows.cells(beside):
        others.add(occasion)
    shares = book.table(MEASURES, MEASURE_COLUMNS, {"matt": 30})
    for line in _measures(journal, today):
        shares.add(line)
    under = book.table(CONDITIONS, CONDITION_COLUMNS)
    for line in _conditions(journal):
        under.add(line)
    cases = book.table(SCENARIOS, SCENARIO_COLUMNS, {"scenario_titel": 40})
    for line in _scenarios(journal):
        cases.add(line)
    each = book.table(TOLD, columns.SCENARIOS, {"scenario_titel": 40})
    for case in told:
        each.add(case)
    meanings = book.table(COLUMNS, _DICTIONARY, {"kolumn": 30, "betydelse": 80, "koder eller källa": 40})
    for meaning in _meanings():
        meanings.add(meaning)
    sheets = {
        RUNS: runs, MOMENTS: moments, BESIDE: others, MEASURES: shares, CONDITIONS: under, SCENARIOS: cases, TOLD: each,
        COLUMNS: meanings,
    }  # fmt: skip
    for table in sheets.values():
        table.close()
    _about(book, about, sheets, today)
    return moments.rows


def _measures(journal: Log, today: date) -> Iterator[Sequence[Any]]:
    names = {one.key: one.name for one in definitions()}
    for level, by in _LEVELS:
        for place, found in measures.table(journal, Selection(), today, by).items():
            at = dict(zip(by, place, strict=True))
            years = years_words(int(at["year"])) if "year" in at else None
            for key in measures.KEYS:
                figure = found[key]
                yield (
                    level, at.get("school"), at.get("group"), at.get("programme"), at.get("lesson"), found.sessions,
                    names[key], shown(figure), round(figure.over, 1), round(figure.under, 1), figure.rests, years,
                )  # fmt: skip


def _conditions(journal: Log) -> Iterator[Sequence[Any]]:
    for condition, answers in conditions.conditions(journal, Selection()).items():
        name, words = _ANSWERS[condition]
        for value, found in answers.items():
            core = found.core
            yield name, words[value], found.lessons, shown(core), core.over, core.under


def _scenarios(journal: Log) -> Iterator[Sequence[Any]]:
    for one in scenariouse.used(journal, Selection()):
        key = one.key
        yield key.scenario, one.title, key.programme, key.lesson, one.label, one.sessions, one.groups


def _meanings() -> Iterator[Sequence[str]]:
    for sheet, own in (
        (RUNS, SESSIONS),
        (MOMENTS, STEPS),
        (BESIDE, OCCASIONS),
        (MEASURES, MEASURE_COLUMNS),
        (CONDITIONS, CONDITION_COLUMNS),
        (SCENARIOS, SCENARIO_COLUMNS),
        (TOLD, columns.SCENARIOS),
    ):
        for column in own:
            yield sheet, column.name, _KINDS[column.kind], column.meaning, ", ".join(column.codes)
    for one in definitions():
        counted = f"{one.meaning} Räknas: {one.over}, av {one.under}."
        yield MEASURES, one.name, one.unit, counted, one.source


def _about(book: Book, sheet: Any, tables: Mapping[str, Table], today: date) -> None:
    """What is in here and what never is."""
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, 1, _WORDS_WIDTH)
    sheet.set_row(0, _TITLE_HEIGHT)
    sheet.write_string(0, 0, "Passlogg", book.title)
    sheet.write_string(
        1, 0, f"Ur Passledaren {__version__}. Planerade pass räknas fram till {today.isoformat()}."
    )
    sheet.write_string(3, 0, "Det här finns i filen", book.bold)
    row = 4
    for name, words in _HERE:
        told = f"{words} Rader: {tables[name].rows}."
        make_room(sheet, row, (told, _WORDS_WIDTH))
        sheet.write_string(row, 0, name, book.bold)
        sheet.write_string(row, 1, told, book.wrap)
        row += 1
    for title, lines in (("Det här finns aldrig i filen", _NEVER), ("Så läser du", _READING)):
        sheet.write_string(row + 1, 0, title, book.bold)
        row += 2
        for line in lines:
            make_room(sheet, row, (line, _WORDS_WIDTH))
            sheet.write_string(row, 1, line, book.wrap)
            row += 1
