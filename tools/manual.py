"""Writes the two reference pages of the manual from the program's own tables: `python tools/manual.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from facilitator import settings  # noqa: E402
from facilitator.i18n import set_language  # noqa: E402
from facilitator.ui.actions import key_rows  # noqa: E402

KEYS = """# Tangenter under passet

De här tangenterna gäller så länge ett pass pågår, vilket av programmets fönster som än är överst. I ett textfält gäller
bokstäverna texten.

En klickare skickar bara några få tangenter: PgDn och PgUp (nästa, bakåt), F5 och Esc (startknappen), punkt eller B (trygg
skärm). Står markören i ett tomt textfält väntar ett ensamt B en sekund: kommer inga fler bokstäver visas trygg skärm. Esc
avslutar aldrig ett pass. En nedhållen knapp går bara ett steg. När projektorn är täckt gör nästa och bakåt ingenting.

| tangent | vad den gör |
|---|---|
{rows}

Samma lista visas i programmet med F1. Egna tangenter läggs till i inställningsfilen, se [Inställningar](installningar.md).
"""

SETTINGS = """# Inställningar

Det mesta väljs på sidan *Inställningar* i programmet. Valen sparas i filen `settings.json` i datamappen. Okända rader i
filen behålls. En trasig fil läggs åt sidan under ett eget namn, och programmet säger till.

| nyckel | vad den gör |
|---|---|
{rows}
"""


def keys_page() -> str:
    """The page of keys, in Swedish."""
    set_language("sv")
    return KEYS.format(rows="\n".join(f"| {keys} | {what} |" for keys, what in key_rows()))


def settings_page() -> str:
    """The page of settings, in Swedish."""
    set_language("sv")
    return SETTINGS.format(
        rows="\n".join(f"| `{o.key}` | {o.describe()} |" for o in settings.OPTIONS.values())
    )


def main() -> None:
    """Write both pages."""
    (ROOT / "docs" / "tangenter.md").write_text(keys_page(), encoding="utf-8")
    (ROOT / "docs" / "installningar.md").write_text(settings_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
