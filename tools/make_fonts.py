"""Makes the bundled TTF fonts from the web fonts of the npm package `@fontsource/atkinson-hyperlegible-next`.

Run it only to take in a newer release of the font (the TTFs are committed):

    npm pack @fontsource/atkinson-hyperlegible-next@5.3.0      # in a temporary folder
    tar xzf fontsource-atkinson-hyperlegible-next-5.3.0.tgz
    python tools/make_fonts.py package

The web fonts are split into Latin and Latin Extended; each pair is merged into one TTF, so that Qt and
ReportLab find every letter in one file. The same input gives the same bytes.
"""

import argparse
import io
import sys
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible Next"
STYLES = {
    "Regular": "400-normal",
    "SemiBold": "600-normal",
    "Bold": "700-normal",
    "Italic": "400-italic",
    "BoldItalic": "700-italic",
}
NEEDED = "åäöÅÄÖéüÉÜ–—…”’•«»½×€§"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"


def unpacked(web_font: Path) -> io.BytesIO:
    """Return the web font as plain TrueType bytes, without the style table that merging cannot join."""
    font = TTFont(web_font, recalcTimestamp=False)
    font.flavor = None
    del font["STAT"]
    plain = io.BytesIO()
    font.save(plain)
    plain.seek(0)
    return plain


def merged(package: Path, style: str) -> TTFont:
    """Return one font holding the Latin and Latin Extended parts of `style`."""
    stem = "atkinson-hyperlegible-next"
    parts = [package / "files" / f"{stem}-{part}-{STYLES[style]}.woff" for part in ("latin", "latin-ext")]
    first = TTFont(parts[0], recalcTimestamp=False)
    font = Merger(Options(drop_tables=["STAT"])).merge([unpacked(part) for part in parts])
    font.recalcTimestamp = False
    font["head"].created = first["head"].created
    font["head"].modified = first["head"].modified
    font["head"].fontRevision = first["head"].fontRevision
    font["name"] = first["name"]
    if style == "SemiBold":  # a fifth style: group it under the family by the typographic names
        for name_id, text in ((16, FAMILY), (17, style)):
            font["name"].setName(text, name_id, 3, 1, 0x409)
    return font


def faults(font: TTFont) -> list[str]:
    """Return what the font lacks of the letters and features that Passledaren needs."""
    cmap = font.getBestCmap()
    missing = [f"letter {letter}" for letter in NEEDED if ord(letter) not in cmap]
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    if "tnum" not in features:
        missing.append("feature tnum (tabular figures)")
    kerning = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    return missing if "kern" in kerning else [*missing, "feature kern"]


def main() -> int:
    """Write the TTFs and the licence to `resources/fonts`; 1 when a font lacks something needed."""
    parser = argparse.ArgumentParser(description="Make resources/fonts from an unpacked npm package.")
    parser.add_argument("package", type=Path, help="the unpacked folder, usually called 'package'")
    package = parser.parse_args().package
    TARGET.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        font = merged(package, style)
        if missing := faults(font):
            print(f"{style} lacks: {', '.join(missing)}", file=sys.stderr)
            return 1
        path = TARGET / f"AtkinsonHyperlegibleNext-{style}.ttf"
        font.save(path, reorderTables=None)
        print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size // 1024} kB")
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    (TARGET / "OFL.txt").write_text(licence.rstrip() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
