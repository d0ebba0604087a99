"""Keeps the Swedish catalogue: one .po file per room, compiled to the one .mo file that the program reads.

    python tools/catalog.py extract [ROOM ...]   take in new texts from the sources; keeps what is translated
    python tools/catalog.py prune [ROOM ...]     the same, and drops texts that no source uses any more
    python tools/catalog.py compile              write resources/locale/sv/LC_MESSAGES/passledaren.mo
    python tools/catalog.py check                list what is untranslated, unused or contradictory; 1 if anything

The same text in two rooms needs the same Swedish in both; where it should differ, use `pgettext`.
Swedish reads warm and short, with du; `{fields}` stay as they are. The apostrophe of the English is ’, as its quotation marks are “ and ”.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "facilitator"
SWEDISH = ROOT / "resources" / "locale" / "sv"
COMPILED = SWEDISH / "LC_MESSAGES" / "passledaren.mo"
ROOMS = ("core", "desk", "console", "stage")
HEADER = """\
msgid ""
msgstr ""
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

Key = tuple[str | None, str]
"""Context and the (singular) English text."""


class SteadyCatalog(Catalog):
    """A catalogue whose header holds no date and no tool, so that the same texts give the same bytes."""

    mime_headers = property(
        lambda _self: [
            ("Language", "sv"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ]
    )


def room_of(source: Path) -> str:
    """Return the room whose .po file holds the texts of `source`, a path below `facilitator/`."""
    folders = source.parts[:-1]
    if folders[:1] != ("ui",):
        return "core"
    return folders[1] if folders[1:2] in (("desk",), ("console",)) else "stage"


def key_of(message: Message) -> Key:
    """Return what tells one message from another."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def used(room: str) -> SteadyCatalog:
    """Return the texts that the sources of `room` show, untranslated."""
    texts = SteadyCatalog(locale="sv")
    for path in sorted(SOURCES.rglob("*.py")):
        if room_of(path.relative_to(SOURCES)) == room:
            found = extract_from_file(
                "python", path, keywords=DEFAULT_KEYWORDS, comment_tags=["Translators:"]
            )
            for _line, text, comments, context in found:
                texts.add(text, auto_comments=comments, context=context)
    return texts


def translated(room: str) -> dict[Key, Message]:
    """Return what the .po file of `room` holds; nothing when there is no file yet."""
    path = SWEDISH / f"{room}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key_of(message): message for message in read_po(file, locale="sv") if message.id}


def is_whole(message: Message) -> bool:
    """Tell whether every form of the message has a translation."""
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(forms) and all(forms)


def extract(rooms: list[str], *, keep_unused: bool) -> None:
    """Write the .po files of `rooms` anew; a text another room has translated already is taken from there."""
    before = {room: translated(room) for room in ROOMS}
    for room in rooms:
        elsewhere = {
            key: message for other in ROOMS if other != room for key, message in before[other].items()
        }
        texts = used(room)
        for message in list(texts):
            if not message.id:
                continue
            known = before[room].get(key_of(message), elsewhere.get(key_of(message)))
            if known is not None and isinstance(known.id, str) is isinstance(message.id, str):
                message.string = known.string
                message.user_comments = known.user_comments
        wanted = {key_of(message) for message in texts}
        if keep_unused:
            for key, message in before[room].items():
                if key not in wanted:
                    texts.add(
                        message.id,
                        message.string,
                        context=message.context,
                        user_comments=message.user_comments,
                    )
        body = io.BytesIO()
        write_po(
            body, texts, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
        )
        SWEDISH.mkdir(parents=True, exist_ok=True)
        content = (
            f"# Swedish texts of the room “{room}”; tools/catalog.py says how they are kept.\n{HEADER}\n"
        )
        (SWEDISH / f"{room}.po").write_bytes(content.encode() + body.getvalue().strip() + b"\n")


def compiled() -> bytes:
    """Return the .mo file made of all rooms."""
    whole = SteadyCatalog(locale="sv", fuzzy=False)
    for room in ROOMS:
        for message in translated(room).values():
            if is_whole(message):
                whole.add(message.id, message.string, context=message.context)
    content = io.BytesIO()
    write_mo(content, whole)
    return content.getvalue()


def faults() -> Iterator[str]:
    """Yield one line for everything that is not in order."""
    seen: dict[Key, tuple[str, object]] = {}
    for room in ROOMS:
        known, wanted = translated(room), {key_of(message) for message in used(room) if message.id}
        for key in sorted(wanted, key=str):
            if key not in known or not is_whole(known[key]):
                yield f"{room}: untranslated: {key[1]!r}"
        for key in sorted(known.keys() - wanted, key=str):
            yield f"{room}: unused: {key[1]!r}"
        for key, message in known.items():
            if "'" in "".join((*forms_of(message.id), *forms_of(message.string))):
                yield f"{room}: a straight apostrophe in place of ’: {key[1]!r}"
            if not is_whole(message):
                continue
            if fields(message.id) != fields(message.string):
                yield f"{room}: other {{fields}} than the English: {key[1]!r}"
            other_room, other = seen.setdefault(key, (room, message.string))
            if other != message.string:
                yield f"{room}: not the same Swedish as in {other_room}: {key[1]!r}"
    yield from unreadable_calls()
    if not COMPILED.exists() or COMPILED.read_bytes() != compiled():
        yield "the .mo file is old: run python tools/catalog.py compile"


def fields(text: object) -> set[str]:
    """Return the fields in braces, in all forms of a message together."""
    return {field for form in forms_of(text) for field in re.findall(r"\{\w*\}", form)}


def forms_of(text: object) -> list[str]:
    """Return the forms of a text: one, or the singular and the plural."""
    return [str(form) for form in (text if isinstance(text, list | tuple) else (text,))]


def unreadable_calls() -> Iterator[str]:
    """Yield each call whose text cannot be read from the source, so that it would never be translated."""
    texts_of = {"_": 1, "ngettext": 2, "pgettext": 2}
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in texts_of:
                texts = node.args[: texts_of[node.func.id]]
                if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
                    yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}: not a plain text in {node.func.id}()"


def main() -> int:
    """Do what the command line asks; 1 when `check` finds something."""
    parser = argparse.ArgumentParser(description="Keep the Swedish catalogue.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in (("extract", "take in new texts"), ("prune", "take in new texts, drop unused ones")):
        command = commands.add_parser(name, help=meaning)
        command.add_argument(
            "rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}; all when none is named"
        )
    commands.add_parser("compile", help="write the .mo file")
    commands.add_parser("check", help="list what is not in order")
    chosen = parser.parse_args()
    if chosen.command in ("extract", "prune"):
        if unknown := set(chosen.rooms) - set(ROOMS):
            parser.error(f"no such room: {', '.join(sorted(unknown))}")
        extract(chosen.rooms or list(ROOMS), keep_unused=chosen.command == "extract")
    elif chosen.command == "compile":
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        COMPILED.write_bytes(compiled())
    else:
        found = list(faults())
        print("\n".join(found) or "The catalogue is whole.", file=sys.stderr if found else sys.stdout)
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
