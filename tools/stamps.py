"""What facilitator.spec puts on the built files: what Windows shows about them; and what it takes off: debug symbols."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

STRIPPED: Final = re.compile(r"^(libpython[\d.]+\.so[\d.]*|libpdfium\.so|.*\.cpython-.*\.so)$")
"""With symbols as they come, or where Python is built from source; Qt's and Pillow's own files stay as they came."""
_VERSION: Final = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable('041D04B0', [
      StringStruct('CompanyName', 'Passledaren'),
      StringStruct('FileDescription', '{about}'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', '{name}'),
      StringStruct('LegalCopyright', 'MIT'),
      StringStruct('OriginalFilename', '{name}.exe'),
      StringStruct('ProductName', 'Passledaren'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x041D, 0x04B0])])
  ]
)
"""
ABOUT: Final = {
    "Passledaren": "Passledaren visar ett pass på projektorn",
    "facilitator": "Passledaren för kommandoraden",
}


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows counts it: four numbers."""
    first = [int(one) for one in re.findall(r"\d+", version)[:4]]
    major, minor, patch, build = [*first, 0, 0, 0, 0][:4]
    return major, minor, patch, build


def windows_version(folder: Path, name: str, version: str) -> str:
    """Write what Windows shows about a starter, as PyInstaller reads it; return the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.version.txt"
    text = _VERSION.format(numbers=numbers(version), about=ABOUT[name], version=version, name=name)
    file.write_text(text, encoding="utf-8")
    return str(file)


def strip(bundle: Path) -> None:
    """Take symbols for debugging out of Python's own libraries; on Linux only."""
    if not sys.platform.startswith("linux") or shutil.which("strip") is None:
        return
    files = [p for p in bundle.rglob("*.so*") if not p.is_symlink() and STRIPPED.match(p.name)]
    subprocess.run(["strip", "--strip-unneeded", *map(str, sorted(files))], check=True)
