"""Packs the built program for those who install it: `python tools/package.py OUTDIR`.

Without more it builds the bundle and packs it for this system: an archive with an installer script, and a portable zip.
The packages for Windows are made from a bundle that Windows has built:

    python tools/package.py OUTDIR --payload FOLDER --system windows

Beside the packages lie `SHA256SUMS`, the list of parts, and what goes to those who look after computers.
"""

import argparse
import hashlib
import io
import lzma
import os
import platform
import shutil
import stat
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from facilitator import __version__  # noqa: E402
from facilitator.paths import PORTABLE  # noqa: E402
from tools import admx, bundle, parts, windows  # noqa: E402

LINUX: Final = ROOT / "packaging" / "linux"
PROGRAM: Final = "Passledaren"
MARKER: Final = (
    "Så länge den här filen ligger här sparar Passledaren allt i mappen data bredvid programmet.\n"
)
SUMS: Final = "SHA256SUMS"
_XZ: Final = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9}]


def moment() -> int:
    """Return the second that every file in a package is marked with."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", bundle.EPOCH))


# ---- archives ----


def portable(payload: Path, target: Path) -> Path:
    """Make the zip that is unpacked anywhere, on a stick too, and keeps everything with it."""
    when = datetime.fromtimestamp(moment(), UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in _entries(payload):
            info = zipfile.ZipInfo(f"{PROGRAM}/{path.relative_to(payload).as_posix()}", when)
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
            if path.is_symlink():
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(info, str(path.readlink()))
            else:
                info.external_attr = (stat.S_IFREG | _mode(path)) << 16
                archive.writestr(info, path.read_bytes())
        info = zipfile.ZipInfo(f"{PROGRAM}/{PORTABLE}", when)
        info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
        archive.writestr(info, MARKER)
    return target


def archive(payload: Path, target: Path) -> Path:
    """Make the archive for Linux: the program, and scripts that install and remove it."""
    top = target.name.split(".tar")[0]
    with lzma.open(target, "wb", filters=_XZ) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for path in _entries(payload):
            _put(tar, path, f"{top}/{PROGRAM}/{path.relative_to(payload).as_posix()}")
        for path in sorted(LINUX.iterdir()):
            _put(tar, path, f"{top}/{path.name}")
        _put(tar, ROOT / "resources" / "icons" / "app.png", f"{top}/passledaren.png")
    return target


def policy(target: Path) -> Path:
    """Make the zip with the policy for Windows' own tools and the example of a policy file."""
    when = datetime.fromtimestamp(moment(), UTC).timetuple()[:6]
    files = {path.as_posix(): admx.FOLDER / path for path in admx.files()}
    files["policy.example.toml"] = ROOT / "resources" / "policy.example.toml"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, when), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def _put(tar: tarfile.TarFile, path: Path, name: str) -> None:
    info = tarfile.TarInfo(name)
    info.mtime, info.mode = moment(), 0o777 if path.is_symlink() else _mode(path)
    if path.is_symlink():
        info.type, info.linkname = tarfile.SYMTYPE, str(path.readlink())
        tar.addfile(info)
        return
    content = path.read_bytes()
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _entries(folder: Path) -> Iterator[Path]:
    """Every file and link below a folder, always in the same order: the two starters, nearly alike, side by side."""
    found = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    return iter(sorted(found, key=lambda path: (path.parent != folder, path)))


def _mode(path: Path) -> int:
    return 0o755 if path.stat().st_mode & 0o100 else 0o644


# ---- everything for one system ----


def pack(payload: Path, system: str, outdir: Path) -> list[Path]:
    """Make every package for a system from the built program, and the list of hashes; return the files."""
    outdir.mkdir(parents=True, exist_ok=True)
    stem = f"{PROGRAM}-{__version__}"
    made = []
    if system == "windows":
        with tempfile.TemporaryDirectory(dir=outdir, prefix=".") as work:
            made.append(windows.msi(payload, __version__, outdir / f"{stem}-x64.msi", Path(work)))
            made.append(windows.setup(payload, __version__, outdir / f"{stem}-x64-setup.exe", Path(work)))
        made.append(portable(payload, outdir / f"{stem}-windows-x64-portable.zip"))
        made.append(policy(outdir / f"{stem}-policy.zip"))
    else:
        kind = f"{stem}-{system}-{platform.machine()}"
        made.append(portable(payload, outdir / f"{kind}-portable.zip"))
        if system == "linux":
            made.append(archive(payload, outdir / f"{kind}.tar.xz"))
    beside = outdir / f"{stem}-{system}-{parts.SBOM}"
    made += [Path(shutil.copyfile(listed, beside)) for listed in payload.rglob(parts.SBOM)]
    sums(outdir)
    return made


def sums(folder: Path) -> Path:
    """Write the SHA-256 of every file in a folder, as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return folder / SUMS


def main() -> int:
    """Build where nothing built is given, then pack."""
    here = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    parser = argparse.ArgumentParser(description="Packs the built program for those who install it.")
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--payload", type=Path, help="a folder with the built program; built here without it")
    parser.add_argument("--system", choices=("linux", "macos", "windows"), default=here)
    options = parser.parse_args()
    if options.payload is None and options.system != here:
        parser.error("the program can only be built on the system that it is for: give --payload")
    with tempfile.TemporaryDirectory() as work:
        payload = options.payload or bundle.build(Path(work), Path(work) / "work")
        made = pack(payload.resolve(), options.system, options.outdir.resolve())
    for path in made:
        print(f"{path.stat().st_size / 1e6:6.1f} MB  {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
