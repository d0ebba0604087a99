"""The description beside the CSV files: a Frictionless data package that says what every column means."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitator.exchange.sheets import dialect
from facilitator.exchange.sheets.columns import SESSIONS, STEPS, Column
from facilitator.exchange.sheets.occasionrows import OCCASIONS

FILE = "datapackage.json"
SESSIONS_FILE = "sessions.csv"
STEPS_FILE = "steps.csv"
OCCASIONS_FILE = "occasions.csv"
TABLES: Mapping[str, tuple[Column, ...]] = {
    SESSIONS_FILE: SESSIONS,
    STEPS_FILE: STEPS,
    OCCASIONS_FILE: OCCASIONS,
}
_KEYS = {
    SESSIONS_FILE: ["tillfalle_id"],
    STEPS_FILE: ["tillfalle_id", "moment_id"],
    OCCASIONS_FILE: ["tillfalle_id"],
}
_TITLES = {
    SESSIONS_FILE: "Tillfällen: en rad per hållet pass",
    STEPS_FILE: "Moment: en rad per moment och tillfälle",
    OCCASIONS_FILE: "Utan programmet: en rad per tillfälle som hölls, ställdes in eller flyttades",
}
_ABOUT = (
    "Passlogg från Passledaren. Inga elevuppgifter: grupper är koder, deltagare är antal. Anteckningar och "
    "pass som bara har övats ingår inte. En cell med text som ett kalkylprogram kan ta för en formel (den börjar, efter "
    "blanksteg, med = + - @, eller med tabb, vagnretur eller apostrof) eller för något annat än text (som 0127, 3/4, 6EM och "
    "sant) har fått en apostrof först; ta bort exakt en apostrof för att få texten. Tider är lokala och avrundade nedåt till "
    "5 minuter. Färre än 6 deltagare anges bara som band."
)


def describe(files: Mapping[str, Path]) -> str:
    """The description, as JSON, of written CSV files by name. Raises OSError."""
    package = {
        "profile": "tabular-data-package",
        "name": "passlogg",
        "title": "Passlogg",
        "description": _ABOUT,
        "csv_dialect": dialect.NAME,
        "resources": [_resource(name, columns, files[name]) for name, columns in TABLES.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def print_of(file: Path) -> str:
    """The hash of a file as the description states it. Raises OSError."""
    with file.open("rb") as stream:
        return "sha256:" + hashlib.file_digest(stream, "sha256").hexdigest()


def _resource(name: str, columns: Sequence[Column], file: Path) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
        "primaryKey": _KEYS[name],
    }
    if name == STEPS_FILE:
        reference = {"resource": Path(SESSIONS_FILE).stem, "fields": ["tillfalle_id"]}
        schema["foreignKeys"] = [{"fields": ["tillfalle_id"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": Path(name).stem,
        "title": _TITLES[name],
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": dialect.ENCODING,
        "bytes": file.stat().st_size,
        "hash": print_of(file),
        "dialect": {
            "delimiter": dialect.DELIMITER,
            "lineTerminator": dialect.LINE_END,
            "quoteChar": dialect.QUOTE,
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.meaning}
    if column.kind == "number":
        field |= {"decimalChar": dialect.DECIMAL}
    if column.kind == "boolean":
        field |= {"trueValues": [dialect.YES], "falseValues": [dialect.NO]}
    if column.kind == "time":
        field |= {"format": "%H:%M"}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = list(column.codes)
    if column.pattern:
        constraints["pattern"] = column.pattern
    return field | ({"constraints": constraints} if constraints else {})
