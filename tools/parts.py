"""What is really inside the bundle: every part with version and licence, its texts, and a list of it all in CycloneDX.

Used by facilitator.spec. A file that belongs to no known part, or a part without a licence text, stops the build.
"""

import functools
import importlib.metadata
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import tomllib
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from facilitator import __version__

ROOT: Final = Path(__file__).resolve().parents[1]
SBOM: Final = "sbom.cdx.json"
SQLITE_FLOOR: Final = (3, 51, 3)
"""Older ones can damage a log that two connections write to; the program opens one, so this is the second guard."""
_LICENCE_FILE: Final = re.compile(r"(LICEN[CS]E|COPYING|AUTHORS|NOTICE)[^/]*$", re.IGNORECASE)
_NAMESPACE: Final = uuid.UUID("5d0d8a1c-5b5e-4c56-9d0a-6f2f5f0f6a11")
_MICROSOFT: Final = re.compile(r"(vcruntime|msvcp|ucrtbase|concrt|api-ms-win)", re.IGNORECASE)


class Part(NamedTuple):
    """One part of the bundle. `licence` is an SPDX expression, or empty where only the texts tell."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]
    purl_type: str = "generic"
    carrier: str = ""


def check_sqlite(found: tuple[int, ...] = sqlite3.sqlite_version_info, system: str = sys.platform) -> None:
    """Stop where the program brings its own SQLite and it is too old; on Linux the distribution mends its own."""
    if system in ("win32", "darwin") and found < SQLITE_FLOOR:
        floor = ".".join(map(str, SQLITE_FLOOR))
        raise SystemExit(f"SQLite {'.'.join(map(str, found))} is in this Python; {floor} or later is needed")


# ---- finding out ----


def inside(modules: Iterable[str], binaries: Iterable[tuple[str, str]]) -> list[Part]:
    """Return every part that the modules and the files (name in the bundle, source) come from, sorted by name."""
    packages = importlib.metadata.packages_distributions()
    tops = {name.split(".")[0] for name in modules}
    names = {packages[top][0] for top in tops if top in packages and top != "facilitator"}
    strangers = []
    for _name, source in binaries:
        path = Path(source)
        if owner := _distribution_of(path):
            names.add(owner)
        elif not path.is_relative_to(Path(sys.base_prefix).resolve()) and not _MICROSOFT.match(path.name):
            strangers.append(path.resolve())
    installed = [_from_distribution(name) for name in {_proper(name) for name in names}]
    parts = [*installed, *_python(), *_from_system(strangers)]
    parts += _carried({part.name: part for part in parts})
    parts.sort(key=lambda part: (part.name.lower(), part.carrier))
    if silent := [part.name for part in parts if not part.texts]:
        raise SystemExit(f"no licence text is known for: {silent}")
    return parts


@functools.cache
def _files() -> dict[str, str]:
    """Return which distribution each installed file belongs to."""
    found = {}
    for installed in importlib.metadata.distributions():
        root = Path(str(installed.locate_file(""))).resolve()
        for file in installed.files or ():
            found[os.path.normpath(root / file)] = installed.name
    return found


def _distribution_of(path: Path) -> str:
    found = path.resolve()
    ours = any(
        found.is_relative_to(Path(sysconfig.get_path(kind)).resolve()) for kind in ("purelib", "platlib")
    )
    return _files().get(str(found), "") if ours else ""


def _proper(name: str) -> str:
    return importlib.metadata.distribution(name).name


def _from_distribution(name: str) -> Part:
    installed = importlib.metadata.distribution(name)
    told = _told()
    texts = [
        Path(str(file.locate()))
        for file in installed.files or ()
        if ".dist-info/licenses/" in file.as_posix()
        or (".dist-info" in file.as_posix() and _LICENCE_FILE.search(str(file)))
    ]
    texts += [ROOT / "resources" / text for text in told["texts"].get(name, ())]
    licence = str(told["licences"].get(name) or installed.metadata.json.get("license_expression") or "")
    return Part(name, installed.version, licence, tuple(texts), "pypi")


def _python() -> list[Part]:
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    texts = [text for text in (own, Path(sys.base_prefix) / "LICENSE.txt") if text.is_file()][:1]
    starter = importlib.metadata.distribution("pyinstaller")
    copying = [Path(str(f.locate())) for f in starter.files or () if _LICENCE_FILE.search(str(f))]
    sqlite = ROOT / "resources" / "licences" / "SQLite.txt"
    return [
        Part("Python", sys.version.split()[0], "PSF-2.0", tuple(texts)),
        Part("SQLite", sqlite3.sqlite_version, "blessing", (sqlite,), carrier="Python"),
        Part(
            "PyInstaller bootloader",
            starter.version,
            "GPL-2.0-or-later WITH Bootloader-exception",
            tuple(copying[:1]),
        ),
    ]


def _from_system(files: Sequence[Path]) -> list[Part]:
    """Return the Debian packages that libraries of the system come from."""
    if not files:
        return []
    if shutil.which("dpkg-query") is None:
        raise SystemExit(f"nobody knows where these come from: {sorted(map(str, files))}")
    known_as = {
        path: (str(path), str(path).removeprefix("/usr")) for path in files
    }  # /lib is a link to /usr/lib
    found = _answer(["dpkg-query", "-S", *sorted({name for names in known_as.values() for name in names})])
    owners = dict(line.rsplit(": ", 1)[::-1] for line in found.splitlines())
    owned = {path: [owners[name] for name in names if name in owners] for path, names in known_as.items()}
    if unknown := sorted(str(path) for path, owner in owned.items() if not owner):
        raise SystemExit(f"nobody knows where these come from: {unknown}")
    packages = sorted({owner[0] for owner in owned.values()})
    versions = _answer(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *packages])
    return [
        Part(name, version, "", (Path("/usr/share/doc") / name / "copyright",), "deb")
        for name, version in (line.split() for line in versions.splitlines())
    ]


def _answer(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@functools.cache
def _told() -> dict[str, Any]:
    return tomllib.loads((ROOT / "tools" / "parts.toml").read_text(encoding="utf-8"))


def _carried(known: dict[str, Part]) -> list[Part]:
    """Return what lies inside other parts."""
    found = []
    for entry in _told()["inside"]:
        name = entry.get("carrier", "")
        if name and name not in known:
            continue
        text = (ROOT / "resources" / entry["text"],) if "text" in entry else known[name].texts
        version = _version(entry.get("version", ""), known.get(name))
        found.append(Part(entry["name"], version, entry["licence"], text, carrier=name))
    return found


def _version(told: str, carrier: Part | None) -> str:
    if told == "carrier" and carrier:
        return carrier.version
    if not told:
        return ""
    from PIL import features

    return str(features.version(told) or "")


# ---- telling ----


def papers(parts: Sequence[Part], workpath: Path) -> list[tuple[str, Path]]:
    """Write what is inside, and return every file for the folder `licences`: its place in the bundle and its source."""
    found = [
        ("licences/LICENSE", ROOT / "LICENSE"),
        ("licences/NOTICE.md", ROOT / "resources" / "licences" / "NOTICE.md"),
    ]
    for part in parts:
        found += [(f"licences/{part.carrier or part.name}/{_place(text)}", text) for text in part.texts]
    workpath.mkdir(parents=True, exist_ok=True)
    listed = "".join(f"{part.name} {part.version}".strip() + "\n" for part in parts)
    for name, content in (("VERSIONS.txt", listed), (SBOM, sbom(parts))):
        (workpath / name).write_text(content, encoding="utf-8", newline="\n")
        found.append((f"licences/{name}", workpath / name))
    return sorted(dict(found).items())


def _place(text: Path) -> str:
    """Return where a text lies in its part's folder: as the part itself has ordered its licences."""
    found = text.as_posix().split(".dist-info/licenses/")
    return found[1] if len(found) == 2 else text.name


def sbom(parts: Sequence[Part]) -> str:
    """Return the list of parts as CycloneDX 1.6 in JSON; the same parts give the same text."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import DisjunctiveLicense
    from cyclonedx.output.json import JsonV1Dot6

    own = Component(
        name="Passledaren",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref="passledaren",
        licenses=[DisjunctiveLicense(id="MIT")],
    )
    refs = {part: _component(part) for part in parts}
    bom = Bom(
        serial_number=uuid.uuid5(_NAMESPACE, repr([part[:3] for part in parts])), components=refs.values()
    )
    bom.metadata.component = own
    bom.metadata.timestamp = built_at()
    bom.register_dependency(own, [refs[part] for part in parts if not part.carrier])
    for carrier in parts:
        bom.register_dependency(refs[carrier], [refs[part] for part in parts if part.carrier == carrier.name])
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    return json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _component(part: Part) -> Any:
    from cyclonedx.model.component import Component
    from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
    from packageurl import PackageURL

    namespace = "debian" if part.purl_type == "deb" else None
    name = part.name.lower().replace("_", "-") if part.purl_type == "pypi" else part.name
    licence = (
        LicenseExpression(part.licence)
        if part.licence
        else DisjunctiveLicense(name=f"licences/{part.name}/copyright")
    )
    return Component(
        name=part.name,
        version=part.version or None,
        bom_ref=f"{part.carrier}/{part.name}".strip("/"),
        licenses=[licence],
        purl=PackageURL(part.purl_type, namespace, name, part.version or None),
    )


def built_at() -> datetime:
    """Return the moment that the build is marked with: SOURCE_DATE_EPOCH, or now."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC)
