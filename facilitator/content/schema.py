"""JSON Schema of every content file, drawn from the model, so that an author's editor can help while typing."""

import dataclasses
import json
import types
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin

from facilitator.content import model
from facilitator.content.decode import hints
from facilitator.errors import trouble_from
from facilitator.paths import write_whole

_FILES: Final[dict[str, type[Any]]] = {
    "lesson": model.Lesson,
    "bank": model.ScenarioBank,
    "glossary": model.Glossary,
    "support": model.SupportList,
    "programmes": model.Programmes,
    "map": model.LessonMap,
    "pack": model.PackInfo,
}
_SIMPLE: Final[dict[Any, str]] = {bool: "boolean", int: "integer", float: "number", str: "string"}
Json = dict[str, Any]


def schemas() -> dict[str, Json]:
    """Return the schema (draft 2020-12) of each kind of content file, by the name of its schema file."""
    return {f"{name}.schema.json": _document(name, cls) for name, cls in _FILES.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder`, which is made when it is not there, and return the files.

    Raises:
        WorldTrouble: the folder cannot be written to.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas().items():
            path = folder / name
            text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
            write_whole(path, text.encode())
            written.append(path)
    except OSError as error:
        raise trouble_from(error, folder) from error
    return written


def _document(name: str, cls: type[Any]) -> Json:
    defs: Json = {}
    root = _table(cls, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:passledaren:{name}:{model.FORMAT}",
        **root,
        "$defs": dict(sorted(defs.items())),
    }


def _table(cls: Any, defs: Json) -> Json:
    fields = dataclasses.fields(cls)
    kinds = hints(cls)
    table: Json = {
        "description": str(cls.__doc__),
        "type": "object",
        "properties": {f.name: _property(kinds[f.name], f.metadata, defs) for f in fields},
        "required": [f.name for f in fields if _needed(f)],
        "additionalProperties": False,
    }
    if cls is model.Step:
        table["properties"]["form"]["enum"] = list(model.FORMS)
        table["allOf"] = [
            {
                "if": {"properties": {"form": {"const": form}}, "required": ["form"]},
                "then": {"properties": {"stage": _reference(stage, defs)}},
            }
            for form, stage in model.FORMS.items()
        ]
    return table


def _needed(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _reference(cls: Any, defs: Json) -> Json:
    if cls.__name__ not in defs:
        defs[cls.__name__] = {}  # its place, before its own fields ask for it
        defs[cls.__name__] = _table(cls, defs)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _property(kind: Any, rules: Any, defs: Json) -> Json:
    by_form = kind == model.Stage  # which stage it is follows from the step's form
    return {"description": rules["doc"], **({"type": "object"} if by_form else _kind(kind, rules, defs))}


def _kind(kind: Any, rules: Any, defs: Json) -> Json:
    origin = get_origin(kind)
    if origin is types.UnionType or origin is Union:
        return _kind(next(a for a in get_args(kind) if a is not type(None)), rules, defs)
    if origin is tuple:
        low, high = rules["each"] or (None, None)
        items = _kind(get_args(kind)[0], {**rules, "low": low, "high": high, "empty": False}, defs)
        return _limited({"type": "array", "items": items}, minItems=rules["low"], maxItems=rules["high"])
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin is dict:
        minutes = {"type": "integer", "minimum": 0, "maximum": 60}
        return {
            "type": "object",
            "propertyNames": {"pattern": "^[1-9][0-9]{1,2}$"},
            "additionalProperties": minutes,
        }
    if dataclasses.is_dataclass(kind):
        return _reference(kind, defs)
    if kind is date:
        return {"type": "string", "format": "date"}
    if kind is str:
        pattern = f"^{rules['pattern']}$" if rules["pattern"] else None
        least = None if rules["empty"] else 1
        return _limited({"type": "string"}, minLength=least, maxLength=rules["chars"], pattern=pattern)
    return _limited({"type": _SIMPLE[kind]}, minimum=rules["low"], maximum=rules["high"])


def _limited(schema: Json, **limits: Any) -> Json:
    return schema | {name: limit for name, limit in limits.items() if limit is not None}
