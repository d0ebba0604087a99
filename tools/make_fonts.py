"""Makes the bundled TTF fonts from web fonts of npm: `@fontsource/atkinson-hyperlegible-next` and, for Arabic
script, `@fontsource/noto-sans-arabic`.

Run it only to take in a newer release of a font (the TTFs are committed):

    npm pack @fontsource/atkinson-hyperlegible-next@5.3.0      # in a temporary folder
    tar xzf fontsource-atkinson-hyperlegible-next-5.3.0.tgz
    python tools/make_fonts.py package
    python tools/make_fonts.py --arabic package                # the same with noto-sans-arabic
    python tools/make_fonts.py --letters                       # after either: what `check` knows of the fonts

The web fonts are split into Latin and Latin Extended; each pair is merged into one TTF, so that Qt and
ReportLab find every letter in one file. The same input gives the same bytes.
"""

import argparse
import io
import sys
from pathlib import Path

from fontTools import subset
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
ARABIC_STYLES = {"Regular": "400-normal", "Bold": "700-normal"}
ARABIC_NEEDED = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟٠١٢٣٤٥٦٧٨٩پچژگکیڤەێۆڕڵٹڈڑںہھےټځڅډړږښڼې"
"""Arabic; what Persian and Dari, Sorani Kurdish, Urdu, and Pashto add."""
ARABIC_LETTERS = (*range(0x0600, 0x0700), *range(0x0750, 0x0780), 0x20, 0x200C, 0x200D, 0x25CC)
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LETTERS = TARGET / "letters.txt"


def arabic(package: Path, style: str) -> TTFont:
    """Return the Arabic font of `style` as TrueType: letters of living languages, with all their joined forms."""
    web_font = package / "files" / f"noto-sans-arabic-arabic-{ARABIC_STYLES[style]}.woff"
    font = TTFont(web_font, recalcTimestamp=False)
    font.flavor = None
    wanted = subset.Options(layout_features=["*"], notdef_outline=True, glyph_names=False)
    wanted.drop_tables += ["STAT"]
    maker = subset.Subsetter(wanted)
    maker.populate(unicodes=ARABIC_LETTERS)
    maker.subset(font)
    return font


def arabic_faults(font: TTFont) -> list[str]:
    """Return what the font lacks of the letters and features that Arabic script needs."""
    cmap = font.getBestCmap()
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    missing = [f"letter {letter}" for letter in ARABIC_NEEDED if ord(letter) not in cmap]
    return missing + [f"feature {name}" for name in ("init", "medi", "fina", "rlig") if name not in features]


def letters() -> str:
    """Return all code points that the regular fonts have together, as ranges, one a line."""
    there: set[int] = set()
    for path in sorted(TARGET.glob("*-Regular.ttf")):
        with TTFont(path) as font:
            there |= set(font.getBestCmap())
    starts = sorted(code for code in there if code - 1 not in there)
    ends = sorted(code for code in there if code + 1 not in there)
    return "".join(f"{start:04x} {end:04x}\n" for start, end in zip(starts, ends, strict=True))


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


def write_arabic(package: Path) -> int:
    """Write the Arabic TTFs and their licence; 1 when a font lacks something needed."""
    for style in ARABIC_STYLES:
        font = arabic(package, style)
        if missing := arabic_faults(font):
            print(f"{style} lacks: {', '.join(missing)}", file=sys.stderr)
            return 1
        path = TARGET / f"NotoSansArabic-{style}.ttf"
        font.save(path, reorderTables=None)
        print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size // 1024} kB")
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    (TARGET / "OFL-NotoSansArabic.txt").write_text(licence.rstrip() + "\n", encoding="utf-8")
    return 0


def write_latin(package: Path) -> int:
    """Write the Latin TTFs and their licence; 1 when a font lacks something needed."""
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


def main() -> int:
    """Do what the command line asks for; 1 when a font lacks something needed."""
    parser = argparse.ArgumentParser(description="Make resources/fonts from an unpacked npm package.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("package", type=Path, nargs="?", help="the unpacked folder, usually called 'package'")
    what.add_argument("--arabic", type=Path, metavar="PACKAGE", help="the unpacked folder of the Arabic font")
    what.add_argument("--letters", action="store_true", help="write down which letters the fonts have")
    chosen = parser.parse_args()
    if chosen.letters:
        LETTERS.write_text(letters(), encoding="utf-8")
        return 0
    return write_arabic(chosen.arabic) if chosen.arabic else write_latin(chosen.package)


if __name__ == "__main__":
    raise SystemExit(main())
