"""Exports the icons named in `resources/icons/icons.toml` from QtAwesome's Phosphor font to SVG files.

    python tools/export_icons.py          write what is missing or old, remove what is no longer named
    python tools/export_icons.py --check  change nothing; 1 when a file differs from what would be written

QtAwesome takes 150 ms to import, so the program itself draws these files before its first frame. The glyphs are
read from QtAwesome's own font file; Qt is not needed. The same list gives the same bytes.
"""

import argparse
import importlib.util
import json
import tomllib
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
OWN = {"app.svg"}
BOX = 256
"""Side of the square that Phosphor draws in; the view box of every file."""


def wanted() -> dict[str, str]:
    """Return the Phosphor name for each file name (without suffix)."""
    listed = tomllib.loads((ICONS / "icons.toml").read_text(encoding="utf-8"))
    bold = {name: f"{name}-bold" for name in listed["bold"]}
    nearest = {name: f"{other}-bold" for name, other in listed["nearest"].items()}
    return bold | nearest | {f"{name}-fill": f"{name}-fill" for name in listed["fill"]}


def drawings() -> dict[str, str]:
    """Return the text of every SVG file, by file name."""
    found = importlib.util.find_spec("qtawesome")
    if found is None or found.origin is None:
        raise SystemExit("qtawesome is not installed: it is in the group 'dev'")
    fonts = Path(found.origin).parent / "fonts"
    charmap = json.loads(next(fonts.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8"))
    names = wanted()
    if unknown := sorted(name for name, glyph in names.items() if glyph not in charmap):
        raise SystemExit(f"not in Phosphor: {', '.join(unknown)}")
    with TTFont(next(path for path in fonts.glob("phosphor-*.ttf"))) as font:
        return {
            f"{name}.svg": drawing(font, int(charmap[glyph], 16)) for name, glyph in sorted(names.items())
        }


def drawing(font: TTFont, code: int) -> str:
    """Return one glyph as SVG, in the colour of the text around it."""
    glyphs = font.getGlyphSet()
    scale = BOX / font["head"].unitsPerEm
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
    glyphs[font.getBestCmap()[code]].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, BOX)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BOX} {BOX}" fill="currentColor">'
        f'<path d="{pen.getCommands()}"/></svg>\n'
    )


def main() -> int:
    """Write the files, or tell which are old."""
    parser = argparse.ArgumentParser(
        description="Export the interface's icons from QtAwesome's Phosphor font."
    )
    parser.add_argument(
        "--check", action="store_true", help="change nothing; 1 when a file is old or left over"
    )
    only_check = parser.parse_args().check
    new = drawings()
    present = {
        path.name: path.read_text(encoding="utf-8") for path in ICONS.glob("*.svg") if path.name not in OWN
    }
    old = sorted(name for name in new.keys() | present.keys() if new.get(name) != present.get(name))
    if only_check:
        for name in old:
            print(f"old: {name}")
        return 1 if old else 0
    for name in old:
        if name in new:
            (ICONS / name).write_text(new[name], encoding="utf-8", newline="\n")
        else:
            (ICONS / name).unlink()
    print(f"{len(new)} icons, {len(old)} changed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
