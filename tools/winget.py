"""Fills in the manifests of winget: `python tools/winget.py PACKAGES ADDRESS OUTDIR`.

PACKAGES is what `tools/package.py` made for Windows, signed if it is to be; ADDRESS is the folder on the web that they
are published in, which is known only then.
"""

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from facilitator import __version__  # noqa: E402
from tools import windows  # noqa: E402

TEMPLATES: Final = ROOT / "packaging" / "winget"
NAME: Final = "Passledaren.Passledaren"


def fill(packages: Path, address: str, outdir: Path) -> list[Path]:
    """Write the three manifests and return them."""
    known = {
        "VERSION": __version__,
        "ADDRESS": address.rstrip("/"),
        "PRODUCT": windows.product_code(__version__),
        "MSI": _hash(packages / f"Passledaren-{__version__}-x64.msi"),
        "SETUP": _hash(packages / f"Passledaren-{__version__}-x64-setup.exe"),
    }
    outdir.mkdir(parents=True, exist_ok=True)
    written = []
    for template in sorted(TEMPLATES.glob("*.yaml")):
        text = template.read_text(encoding="utf-8")
        for name, value in known.items():
            text = text.replace(f"@{name}@", value)
        kind = "" if template.stem == "version" else f".{template.stem}"
        written.append(outdir / f"{NAME}{kind}.yaml")
        written[-1].write_text(text, encoding="utf-8", newline="\n")
    return written


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest().upper()


def main() -> int:
    """Fill in, and tell which files were written."""
    parser = argparse.ArgumentParser(description="Fills in the manifests of winget.")
    parser.add_argument("packages", type=Path)
    parser.add_argument("address")
    parser.add_argument("outdir", type=Path)
    options = parser.parse_args()
    for path in fill(options.packages, options.address, options.outdir):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
