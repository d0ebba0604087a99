"""The policy for Windows' own tools: ADMX with Swedish and English texts, from the table of rules that the manual uses.

`python tools/manual.py` writes the files. The three addresses in them are names of the format, asked for by its readers.
"""

import sys
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from facilitator import settings  # noqa: E402
from facilitator.i18n import set_language  # noqa: E402
from facilitator.policy import REGISTRY_KEY, rules, shown  # noqa: E402
from facilitator.policy.rules import LOCKS, RULES, Rule  # noqa: E402

FOLDER: Final = ROOT / "packaging" / "windows" / "policy"
LANGUAGES: Final = {"sv": "sv-SE", "en": "en-US"}
FORMAT: Final = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
CHOICES: Final = {
    settings.LANGUAGE.key: ("sv", "en"),
    settings.SCREEN_MODE.key: ("auto", "one", "two"),
    settings.CONTRAST.key: ("system", "usual", "high", "high-dark"),
}
LISTS: Final = frozenset({rules.SCHOOLS.key, rules.EXPORT_FORMATS.key})
_SUPPORTED: Final = {
    "sv": "Passledaren på Windows 10 och senare",
    "en": "Passledaren on Windows 10 and later",
}
_ABOUT: Final = {
    "sv": "Bestämmer för alla som använder Passledaren på datorn.",
    "en": "Decides for everyone who uses Passledaren on the computer.",
}
_LOCKS: Final = {"sv": "Låser inställningen.", "en": "Locks the setting."}


def kind(rule: Rule[Any]) -> str:
    """Return how Windows asks for a rule's value: choice, switch, list, number or text."""
    if rule.key in CHOICES:
        return "choice"
    if isinstance(rule.default, bool):
        return "switch"
    if rule.key in LISTS:
        return "list"
    return "number" if rule is rules.RETENTION_MONTHS else "text"


def _choice(rule: Rule[Any], choice: str) -> str:
    """Return the name of a choice's text."""
    return f"{rule.key}_{choice}".replace("-", "_")


def files() -> dict[Path, str]:
    """Return every file by its path below `FOLDER`."""
    found = {Path("Passledaren.admx"): definitions()}
    for language, name in LANGUAGES.items():
        found[Path(name) / "Passledaren.adml"] = texts(language)
    return found


def write() -> None:
    """Write the files anew."""
    for path, content in files().items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(content, encoding="utf-8", newline="\n")


# ---- what can be decided ----


def definitions() -> str:
    """Return the ADMX: each rule, where its value is written, and how it is asked for."""
    root = _root("policyDefinitions")
    spaces = _add(root, "policyNamespaces")
    _add(spaces, "target", prefix="passledaren", namespace="Passledaren.Policies")
    _add(root, "resources", minRequiredRevision="1.0")
    supported = _add(_add(root, "supportedOn"), "definitions")
    _add(supported, "definition", name="SUPPORTED", displayName="$(string.SUPPORTED)")
    _add(_add(root, "categories"), "category", name="Passledaren", displayName="$(string.Passledaren)")
    policies = _add(root, "policies")
    for rule in RULES.values():
        _policy(policies, rule)
    return _written(root)


def _policy(policies: ET.Element, rule: Rule[Any]) -> None:
    attributes = {
        "name": rule.key, "class": "Machine", "displayName": f"$(string.{rule.key})",
        "explainText": f"$(string.{rule.key}_help)", "key": REGISTRY_KEY,
    }  # fmt: skip
    asked = kind(rule)
    if asked == "switch":
        attributes["valueName"] = rule.key
    else:
        attributes["presentation"] = f"$(presentation.{rule.key})"
    policy = _add(policies, "policy", **attributes)
    _add(policy, "parentCategory", ref="Passledaren")
    _add(policy, "supportedOn", ref="SUPPORTED")
    if asked == "switch":
        for tag, value in (("enabledValue", "1"), ("disabledValue", "0")):
            _add(_add(policy, tag), "decimal", value=value)
        return
    elements = _add(policy, "elements")
    named = {"id": rule.key, "valueName": rule.key}
    if asked == "choice":
        enum = _add(elements, "enum", required="true", **named)
        for choice in CHOICES[rule.key]:
            item = _add(enum, "item", displayName=f"$(string.{_choice(rule, choice)})")
            _add(_add(item, "value"), "string").text = choice
    elif asked == "number":
        _add(elements, "decimal", required="true", minValue="1", maxValue="1200", **named)
    elif asked == "list":
        _add(elements, "multiText", **named)
    else:
        _add(elements, "text", required="true", maxLength="1023", **named)


# ---- in words ----


def texts(language: str) -> str:
    """Return the ADML of a language: what each rule is called, what it means, and what its field is called."""
    set_language(language)
    root = _root("policyDefinitionResources")
    _add(root, "displayName").text = "Passledaren"
    _add(root, "description").text = _ABOUT[language]
    resources = _add(root, "resources")
    strings = _add(resources, "stringTable")
    fields = _add(resources, "presentationTable")
    for name, text in (("Passledaren", "Passledaren"), ("SUPPORTED", _SUPPORTED[language])):
        _add(strings, "string", id=name).text = text
    for rule in RULES.values():
        help_text = f"{rule.describe()} {_LOCKS[language]}" if rule in LOCKS else rule.describe()
        _add(strings, "string", id=rule.key).text = rule.name()
        _add(strings, "string", id=f"{rule.key}_help").text = help_text
        for choice in CHOICES.get(rule.key, ()):
            _add(strings, "string", id=_choice(rule, choice)).text = shown(rule.key, choice)
        _field(fields, rule)
    set_language("sv")
    return _written(root)


def _field(fields: ET.Element, rule: Rule[Any]) -> None:
    asked = kind(rule)
    if asked == "switch":
        return
    presentation = _add(fields, "presentation", id=rule.key)
    if asked == "text":
        box = _add(presentation, "textBox", refId=rule.key)
        _add(box, "label").text = rule.name()
        return
    tag = {"choice": "dropdownList", "number": "decimalTextBox", "list": "multiTextBox"}[asked]
    attributes = {"number": {"defaultValue": "24"}, "choice": {"noSort": "true"}}.get(asked, {})
    _add(presentation, tag, refId=rule.key, **attributes).text = rule.name()


# ---- XML ----


def _root(tag: str) -> ET.Element:
    return ET.Element(tag, {"xmlns": FORMAT, "revision": "1.0", "schemaVersion": "1.0"})


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
