"""The reserve package as one HTML file: template, look, script, pictures and typeface, sealed off from any network.

The page's own policy (CSP) lets in nothing but what is in the file: the style and the script by their hash, pictures
and fonts as data. Texts of the lesson travel as JSON and are only ever shown as plain text.
"""

import base64
import hashlib
import html
import json
import re
import tomllib
from pathlib import Path
from typing import Any, Final

from facilitator.content.checking.direction import needs_arabic
from facilitator.errors import trouble_from
from facilitator.exchange import webfaces
from facilitator.exchange.reserve import words as w
from facilitator.exchange.reserve.parts import Picture, Reserve, Shown
from facilitator.exchange.targets import PAGE, kind_for
from facilitator.i18n import speaking
from facilitator.paths import resources_dir, write_whole

SCRIPTS: Final = (
    "place.js",
    "clock.js",
    "keys.js",
    "show.js",
    "stage.js",
    "paper.js",
    "leader.js",
    "begin.js",
)
FAMILY: Final = "Lasbar"
FACES: Final = {"Regular": 400, "SemiBold": 600}
_FIELD: Final = re.compile(r"\{\{([a-z-]+)\}\}")


def file_name(lesson: str, length: int) -> str:
    """A name for the file."""
    return f"{lesson}-reserv-{length}.html"


def page(reserve: Reserve) -> bytes:
    """The whole file, in the language of its lesson. The same content gives the same bytes."""
    with speaking(reserve.language):
        return _page(reserve).encode("utf-8")


def save(reserve: Reserve, file: Path) -> None:
    """Write the file whole. Raises WorldTrouble when the disk refuses, or the name is that of something else."""
    kind_for(file, PAGE)
    try:
        write_whole(file, page(reserve))
    except OSError as error:
        raise trouble_from(error, file) from error


def _page(reserve: Reserve) -> str:
    texts = w.words()
    lesson, leader = _json(_lesson(reserve)), _json(_leader(reserve))
    style, script = _style(arabic=needs_arabic(lesson) or needs_arabic(leader)), _script()
    policy = (
        f"default-src 'none'; img-src data:; font-src data:; style-src {_hashed(style)}; "
        f"script-src {_hashed(script)}; base-uri 'none'; form-action 'none'"
    )
    fields = {name: html.escape(text) for name, text in texts.items()}
    fields |= {
        "policy": html.escape(policy), "language": html.escape(reserve.language), "style": style, "script": script,
        "name": html.escape(f"{reserve.label} · {reserve.title}"), "accent": html.escape(reserve.accent),
        "lesson": lesson, "leader": leader,
        "words": _json(texts),
    }  # fmt: skip
    return _FIELD.sub(lambda found: fields[found[1]], _read("page.html"))


def _lesson(reserve: Reserve) -> dict[str, Any]:
    """What the projector shows, and what its clock needs."""
    return {
        "id": f"{reserve.lesson} {reserve.length}",
        "steps": [_step(step) for step in reserve.steps],
        "safe": _picture(reserve.safe),
        "support": _picture(reserve.support),
        "terms": [{"name": name, **_picture(picture)} for name, picture in reserve.terms.items()],
    }


def _step(step: Shown) -> dict[str, Any]:
    return {
        "title": step.title,
        "minutes": step.minutes,
        "floor": step.floor,
        "closing": step.closing,
        "pictures": [_picture(one) for one in step.pictures],
        "extra": {name: _picture(one) for name, one in step.extra.items()},
    }


def _picture(picture: Picture) -> dict[str, str]:
    return {"src": f"data:image/webp;base64,{_base64(picture.content)}", "words": picture.words}


def _leader(reserve: Reserve) -> dict[str, Any]:
    """What only leaders may see; the picture's window throws it away before it shows anything."""
    return {
        "told": [[[one.kind, one.title, one.text] for one in step] for step in reserve.told],
        "tell": w.tell(),
        "contacts": reserve.contacts,
        "keys": w.keys(),
    }


def _style(*, arabic: bool) -> str:
    colours = tomllib.loads((resources_dir() / "theme" / "light.toml").read_text(encoding="utf-8"))["colour"]
    tokens = "".join(f"--{name}:{value};" for name, value in colours.items())
    fonts = "".join(webfaces.latin(FAMILY, FACES) + (webfaces.arabic(FAMILY) if arabic else []))
    return f"{fonts}\n:root{{{tokens}}}\n{_read('look.css')}"


def _script() -> str:
    return "'use strict';\n(() => {\n" + "\n".join(_read(name) for name in SCRIPTS) + "\n})();"


def _read(name: str) -> str:
    return (resources_dir() / "reserve" / name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    return f"'sha256-{_base64(hashlib.sha256(text.encode('utf-8')).digest())}'"


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _json(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
