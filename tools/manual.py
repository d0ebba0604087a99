"""Writes the reference pages of the manual from the program's own tables: `python tools/manual.py`."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from facilitator import settings  # noqa: E402
from facilitator.i18n import set_language  # noqa: E402
from facilitator.policy import REGISTRY_KEY  # noqa: E402
from facilitator.policy.rules import LOCKS, RULES, Rule  # noqa: E402
from facilitator.ui.actions import key_rows  # noqa: E402
from facilitator.ui.desk.keys import DESK_KEYS  # noqa: E402
from tools import admx  # noqa: E402

KEYS = """# Tangenter under passet

De här tangenterna gäller så länge ett pass pågår, vilket av programmets fönster som än är överst. I ett textfält gäller
bokstäverna texten.

En klickare skickar bara några få tangenter: PgDn och PgUp (nästa, bakåt), F5 och Esc (startknappen), punkt eller B (trygg
skärm). Står markören i ett tomt textfält väntar ett ensamt B en sekund: kommer inga fler bokstäver visas trygg skärm. Esc
avslutar aldrig ett pass. En nedhållen knapp går bara ett steg. När projektorn är täckt gör nästa och bakåt ingenting. Med
bara en skärm gäller det allt som ändrar bilden, för då ser inte heller ledaren vad som händer.

Finns det inga kort att lägga väljer också 1–5 ett steg i listan. Med bara en skärm gör de inte det, för listan tar bilden
ifrån eleverna: då står det i stället att F6 öppnar den.

| tangent | vad den gör |
|---|---|
{rows}

Samma lista visas i programmet med F1. Egna tangenter läggs till på *Inställningar* under *Tangenter och klickare*: tryck på tangenten i fältet där och välj vad den ska betyda.

## Före och efter passet

| tangent | vad den gör |
|---|---|
{desk_rows}
"""

SETTINGS = """# Inställningar

Det mesta väljs på sidan *Inställningar* i programmet. Valen sparas i filen `settings.json` i datamappen. Okända rader i
filen behålls. En trasig fil läggs åt sidan under ett eget namn, och programmet säger till.

| nyckel | vad den gör |
|---|---|
{rows}
"""

POLICY = """# Policy: bestämt för hela datorn

Den som sköter skolans datorer kan bestämma en del för alla som använder dem. Det går före det som var och en väljer. I
programmet syns det överst på sidan *Inställningar*: vad som är bestämt, av vem, och varför något inte går att ändra.
`facilitator doctor` visar vad som är bestämt, men inte av vem eller för vilka skolor: den rapporten ska gå att skicka vidare.

## Var den ligger

| system | plats |
|---|---|
| Windows, registret | `HKEY_LOCAL_MACHINE\\{registry}` |
| Windows, fil | `%ProgramData%\\Passledaren\\policy.toml` |
| Linux | `/etc/xdg/Passledaren/policy.toml` |
| macOS | `/Library/Application Support/Passledaren/policy.toml` |

Registret går före filen, rad för rad. Användarens egen del av registret läses inte: där kan vilket program som helst
skriva. Ge bara administratörer rätt att skriva i mappen. Policyn läses när programmet startar.

Ett exempel att börja från följer med programmet: `resources/policy.example.toml`. I registret är texter `REG_SZ`, ja och nej
`REG_DWORD` (1 eller 0), dagar en text som `2026-12-18`, och listor `REG_MULTI_SZ` eller en text med semikolon mellan.

## Vad som kan bestämmas

| nyckel | vad den gör | exempel |
|---|---|---|
{rows}

`content_pack` och `content_sha256` hör ihop, likaså `retention_months` och `retention_decision`: den ena används inte utan
den andra.

## När något är fel

Alla fel visas på en gång, med fil, nyckel och vad som väntades: i programmet när det startar, på *Inställningar*, och i
`doctor`. Resten av policyn gäller. Det som inte går att läsa ersätts av det försiktigaste: ingen anteckning efter passet
(`free_text`), inget ut ur loggen (`export_formats`), programmets egna pass (`content_pack`). Passet går alltid att leda.

## Var uppgifterna ligger

| | plats |
|---|---|
| Windows | `%LOCALAPPDATA%\\Passledaren`, aldrig i den mapp som följer med användaren (`Roaming`) |
| Linux | `~/.local/share/Passledaren` |
| macOS | `~/Library/Application Support/Passledaren` |
| portabelt | mappen `data` bredvid programmet, när filen `portable.txt` ligger där |
| flyttad | dit *Flytta mappen* på Inställningar, eller `facilitator move MAPP`, har flyttat den |

Loggen öppnas inte på nätverket. I en mapp som synkas med ett moln säger programmet till vid varje start. Säkerhetskopior
får ligga på en server (`backup_folder`): dit läggs bara hela, stängda filer. När programmet tas bort ligger uppgifterna
kvar, och programmet säger var på sidan *Så håller sig programmet tyst*.

Programmet öppnar inga portar och gör inga anslutningar, så brandväggen behöver inget undantag.

## Vad policyn inte gör

- `retention_months` visas, men programmet tar inte bort något av sig självt.
- `free_text` gäller anteckningen efter passet. Det som skrivs under en övning, som en parkerad fråga, påverkas inte.
- Typsnittet går inte att byta: det är valt för att vara lätt att läsa.
- Registret är prövat mot en efterbildning i testerna, inte på en riktig Windowsdator.
"""

EXAMPLE = """# Exempel på en policy för Passledaren. Kopiera filen, ta bort tecknet # framför det som ska gälla, och lägg den där
# docs/policy.md säger. Så här, med allt bortkommenterat, bestämmer den ingenting.

{rows}
"""

EXAMPLES = {
    "managed_by": '"Skolans IT"',
    "schools": '["EK = Ekskolan", "ALM = Almskolan"]',
    "language": '"sv"',
    "text_size": "1.2",
    "contrast": '"system"',
    "screen_mode": '"auto"',
    "safe_key_is_black": "false",
    "fades": "false",
    "touch": "false",
    "free_text": "false",
    "export_formats": '["csv", "package"]',
    "backup_folder": '"/srv/passledaren/kopior"',
    "content_pack": '"/srv/passledaren/pass"',
    "content_sha256": f'"{"0123456789abcdef" * 4}"',
    "packs": "false",
    "frozen_until": "2026-12-18",
    "frozen_version": '"0.1.0"',
    "retention_months": "24",
    "retention_decision": '"GN 2026/14"',
}


def keys_page() -> str:
    """The page of keys, in Swedish."""
    set_language("sv")
    rows = "\n".join(f"| {keys} | {what} |" for keys, what in key_rows())
    return KEYS.format(rows=rows, desk_rows="\n".join(f"| {key.keys} | {key.help()} |" for key in DESK_KEYS))


def settings_page() -> str:
    """The page of settings, in Swedish."""
    set_language("sv")
    return SETTINGS.format(
        rows="\n".join(f"| `{o.key}` | {o.describe()} |" for o in settings.OPTIONS.values())
    )


def policy_page() -> str:
    """The page of the policy, in Swedish."""
    set_language("sv")
    rows = "\n".join(f"| `{r.key}` | {_meaning(r)} | `{r.key} = {EXAMPLES[r.key]}` |" for r in RULES.values())
    return POLICY.format(rows=rows, registry=REGISTRY_KEY)


def policy_example() -> str:
    """The policy to begin from, everything commented out."""
    set_language("sv")
    rows = "\n\n".join(f"# {_meaning(r)}\n# {r.key} = {EXAMPLES[r.key]}" for r in RULES.values())
    return EXAMPLE.format(rows=rows)


def _meaning(rule: Rule[Any]) -> str:
    return f"{rule.describe()} Låser inställningen." if rule in LOCKS else rule.describe()


def main() -> None:
    """Write all pages, and the policy for Windows' own tools."""
    admx.write()
    (ROOT / "docs" / "policy.md").write_text(policy_page(), encoding="utf-8")
    (ROOT / "resources" / "policy.example.toml").write_text(policy_example(), encoding="utf-8")
    (ROOT / "docs" / "tangenter.md").write_text(keys_page(), encoding="utf-8")
    (ROOT / "docs" / "installningar.md").write_text(settings_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
