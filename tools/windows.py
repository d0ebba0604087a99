"""The two installers for Windows, made from a folder with the built program: MSI per computer, NSIS per user.

They need `wixl`, `msibuild` and `makensis` (Debian: wixl, msitools, nsis) and run on any system that has them.
"""

import hashlib
import os
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from tools import stamps

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGING: Final = ROOT / "packaging" / "windows"
ICON: Final = ROOT / "resources" / "icons" / "app.ico"
WIX: Final = "http://schemas.microsoft.com/wix/2006/wi"  # the name of the format, asked for by its readers
POLICY: Final = r"SOFTWARE\Policies\Passledaren"
RECORD: Final = r"SOFTWARE\Passledaren"
"""Below HKEY_LOCAL_MACHINE: what the MSI was given, so that an upgrade that is given nothing keeps it."""
_BEFORE: Final = "BEFORE_"
PROPERTIES: Final = {
    "SKOLA": "schools",
    "KOMMUN": "managed_by",
    "INNEHALL": "content_pack",
    "INNEHALL_SHA256": "content_sha256",
}
"""What msiexec is given, and the value of the policy that becomes of it."""
_PROPERTIES: Final = {
    "ARPPRODUCTICON": "passledaren.ico",
    "ARPNOMODIFY": "1",
    "MSIRESTARTMANAGERCONTROL": "Disable",  # no installation ends a lesson that is going on
    "REBOOT": "ReallySuppress",
}
_OURS: Final = uuid.UUID("0c1f6f6e-8a55-4f0e-9d6e-3f4f7b0a6c11")
UPGRADE_CODE: Final = "7E0B2C1A-64B7-4E0A-9C55-1B7E7A3D5F20"
"""The same for every version, for ever: how one version finds the one before."""


def product_code(version: str) -> str:
    """Return the MSI's own code, the same each time that version is made."""
    return _code(f"product {version}")


def _code(name: str) -> str:
    return str(uuid.uuid5(_OURS, name)).upper()


def _id(kind: str, name: str) -> str:
    return f"{kind}_{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def files(payload: Path) -> list[Path]:
    """Return every file of the built program, relative to its folder."""
    found = [path.relative_to(payload) for path in payload.rglob("*") if path.is_file()]
    found.sort(key=lambda path: (len(path.parts) > 1, path))  # the two starters, nearly alike, side by side
    if Path("Passledaren.exe") not in found:
        raise SystemExit(f"there is no Passledaren.exe in {payload}")
    if strange := [str(path) for path in found if "$" in str(path) or '"' in str(path)]:
        raise SystemExit(f"the installers cannot name these files: {strange}")
    return found


# ---- per computer ----


def msi(payload: Path, version: str, target: Path, work: Path) -> Path:
    """Make the MSI. Raises SystemExit with what wixl said."""
    source = work / "passledaren.wxs"
    source.write_bytes(description(payload, version, work))
    _run(["wixl", "-a", "x64", "-o", str(target), source.name], work)
    _run(["msibuild", str(target), *(word for query in _conditions() for word in ("-q", query))])
    return target


def description(payload: Path, version: str, work: Path) -> bytes:
    """Return what wixl reads in `work` (it takes relative paths alone): every file as a part of its own, and the rest."""
    ET.register_namespace("", WIX)
    wix = ET.Element(f"{{{WIX}}}Wix")
    number = ".".join(map(str, stamps.numbers(version)[:3]))
    product = _add(
        wix, "Product", Id=product_code(version), Name="Passledaren", Language="1053", Version=number,
        Manufacturer="Passledaren", UpgradeCode=UPGRADE_CODE,
    )  # fmt: skip
    _add(
        product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine",
        Description=f"Passledaren {version}", Manufacturer="Passledaren", Languages="1053",
    )  # fmt: skip
    newer = "En nyare version av Passledaren är redan installerad."
    _add(product, "MajorUpgrade", DowngradeErrorMessage=newer)
    _add(product, "Media", Id="1", Cabinet="passledaren.cab", EmbedCab="yes")
    _add(product, "Icon", Id="passledaren.ico", SourceFile=os.path.relpath(ICON, work))
    for name, value in _PROPERTIES.items():
        _add(product, "Property", Id=name, Value=value)
    root = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = _add(root, "Directory", Id="ProgramFiles64Folder")
    folder = _add(programs, "Directory", Id="INSTALLDIR", Name="Passledaren")
    menu = _add(root, "Directory", Id="ProgramMenuFolder")
    feature = _add(product, "Feature", Id="Passledaren", Level="1")
    for reference in (*_program(folder, payload, work), *_entries(folder, menu), *_policy(folder)):
        _add(feature, "ComponentRef", Id=reference)
    ET.indent(wix)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(wix, encoding="unicode").encode()


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{WIX}}}{tag}", attributes)


def _component(parent: ET.Element, name: str) -> ET.Element:
    return _add(parent, "Component", Id=_id("c", name), Guid=_code(name), Win64="yes")


def _program(folder: ET.Element, payload: Path, work: Path) -> Iterator[str]:
    """Every file of the program in its folder."""
    folders = {Path(): folder}
    for path in files(payload):
        for parent in (*reversed(path.parents[:-1]),):
            if parent not in folders:
                above = folders[parent.parent]
                folders[parent] = _add(above, "Directory", Id=_id("d", parent.as_posix()), Name=parent.name)
        name = path.as_posix()
        component = _component(folders[path.parent], name)
        source = os.path.relpath(payload / path, work)
        _add(component, "File", Id=_id("f", name), Name=path.name, Source=source, KeyPath="yes")
        yield _id("c", name)


def _entries(folder: ET.Element, menu: ET.Element) -> Iterator[str]:
    """The start menu, and the kind of file."""
    component = _component(menu, "start menu")
    _add(
        component, "Shortcut", Id="StartMenu", Name="Passledaren", Target="[INSTALLDIR]Passledaren.exe",
        WorkingDirectory="INSTALLDIR", Icon="passledaren.ico",
    )  # fmt: skip
    _value(component, r"SOFTWARE\Passledaren", "StartMenu", "1", key_path=True)
    yield _id("c", "start menu")
    component = _component(folder, "kind of file")
    kind = r"SOFTWARE\Classes\Passledaren.Package"
    _value(component, r"SOFTWARE\Classes\.passpaket", "", "Passledaren.Package", key_path=True)
    _value(component, r"SOFTWARE\Classes\.passinnehall", "", "Passledaren.Package")
    _value(component, kind, "", "Paket från Passledaren")
    _value(component, rf"{kind}\DefaultIcon", "", "[INSTALLDIR]Passledaren.exe,0")
    _value(component, rf"{kind}\shell\open\command", "", '"[INSTALLDIR]Passledaren.exe" take "%1"')
    yield _id("c", "kind of file")


def _policy(folder: ET.Element) -> Iterator[str]:
    """What msiexec is given becomes policy, and is written down beside it for the next version to go on with."""
    for given, key in PROPERTIES.items():
        for source in (given, _BEFORE + given):
            component = _component(folder, f"policy {source}")
            _value(component, POLICY, key, f"[{source}]", key_path=True)
            _value(component, RECORD, key, f"[{source}]")
            yield _id("c", f"policy {source}")


def _conditions() -> Iterator[str]:
    """What wixl has no words for, as SQL: when a part is installed, and where the older version's answers are read."""
    yield "INSERT INTO `InstallExecuteSequence` (`Action`, `Sequence`) VALUES ('AppSearch', 50)"
    for given, key in PROPERTIES.items():
        before = _BEFORE + given
        for source, condition in ((given, given), (before, f"{before} AND NOT {given}")):
            component = _id("c", f"policy {source}")
            yield f"UPDATE `Component` SET `Condition` = '{condition}' WHERE `Component` = '{component}'"
        yield f"INSERT INTO `AppSearch` (`Property`, `Signature_`) VALUES ('{before}', '{key}')"
        yield (
            "INSERT INTO `RegLocator` (`Signature_`, `Root`, `Key`, `Name`, `Type`) "
            f"VALUES ('{key}', 2, '{RECORD}', '{key}', 18)"  # HKLM; a plain value, 64 bits
        )
    secure = ";".join(("WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED", *PROPERTIES))
    yield f"UPDATE `Property` SET `Value` = '{secure}' WHERE `Property` = 'SecureCustomProperties'"


def _value(component: ET.Element, key: str, name: str, value: str, *, key_path: bool = False) -> None:
    attributes = {"Root": "HKLM", "Key": key, "Value": value, "Type": "string"}
    if name:
        attributes["Name"] = name
    if key_path:
        attributes["KeyPath"] = "yes"
    _add(component, "RegistryValue", **attributes)


# ---- per user ----


def setup(payload: Path, version: str, target: Path, work: Path) -> Path:
    """Make the NSIS installer. Raises SystemExit with what makensis said."""
    source = work / "passledaren.nsi"
    source.write_text(script(payload, version, target), encoding="utf-8-sig")
    _run(["makensis", "-V2", "-INPUTCHARSET", "UTF8", str(source)])
    return target


def script(payload: Path, version: str, target: Path) -> str:
    """Return the script of NSIS with every file named, so that only these are removed."""
    found = files(payload)
    folders = sorted({path.parent for path in found}, key=lambda path: (-len(path.parts), path))
    put, take, at = [], [], None
    for path in found:
        if path.parent != at:
            at = path.parent
            put.append(f'  SetOutPath "{_inside(at)}"')
        put.append(f'  File "{payload / path}"')
        take.append(f'  Delete "{_inside(path)}"')
    above = {parent for one in folders for parent in (one, *one.parents) if parent != Path()}
    take += [f'  RMDir "{_inside(one)}"' for one in sorted(above, key=lambda one: (-len(one.parts), one))]
    size = sum((payload / path).stat().st_size for path in found)
    filled = {
        "OUTFILE": str(target), "ICON": str(ICON), "VERSION": version, "FILES": "\n".join(put), "DELETES": "\n".join(take),
        "NUMBERS": ".".join(map(str, stamps.numbers(version))), "KILOBYTES": str(size // 1024),
    }  # fmt: skip
    text = (PACKAGING / "passledaren.nsi").read_text(encoding="utf-8")
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    return text


def _inside(path: Path) -> str:
    return "\\".join(("$INSTDIR", *path.parts))


def _run(command: list[str], cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]}: {(done.stdout + done.stderr)[-2000:]}")
