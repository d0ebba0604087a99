"""The slimmed data of ICU: Swedish and English as before, the other languages as the root has it, and it loads."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tools import icu

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt brings ICU on Linux alone")

ASK = """
import ctypes, json, sys
folder, version = sys.argv[1:]
load = lambda name: ctypes.CDLL(f"{folder}/lib{name}.so.{version}", ctypes.RTLD_GLOBAL)
load("icudata"), load("icuuc")
inter = load("icui18n")
status, told = ctypes.c_int(0), {}
for language in ("sv_SE", "en_GB", "root", "de_DE"):
    opened = getattr(inter, f"ucol_open_{version}")
    opened.restype = ctypes.c_void_p
    status.value = 0
    way = opened(language.encode(), ctypes.byref(status))
    order = getattr(inter, f"ucol_strcoll_{version}")
    order.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_int32, ctypes.c_wchar_p, ctypes.c_int32]
    u16 = lambda text: ctypes.cast(ctypes.create_string_buffer(text.encode("utf-16-le") + bytes(2)), ctypes.c_wchar_p)
    before = lambda one, other: order(way, u16(one), len(one), u16(other), len(other)) < 0
    told[language] = [status.value <= 0, before("z", "å"), before("ä", "ö"), before("a", "B")]
print(json.dumps(told))
"""


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """Qt's three libraries of ICU, the data slimmed."""
    for path in Path(PySide6.__path__[0], "Qt", "lib").glob("libicu*.so.*"):
        shutil.copyfile(path, tmp_path / path.name)
    icu.slim(tmp_path)
    return tmp_path


def test_that_swedish_and_english_are_sorted_as_before_and_others_as_the_root_has_it(libraries: Path) -> None:
    (data,) = libraries.glob("libicudata.so.*")
    command = [sys.executable, "-c", ASK, str(libraries), data.name.rsplit(".", 1)[-1]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1000:]
    plain = [True, False, True, True]
    assert json.loads(done.stdout) == {
        "sv_SE": [True, True, True, True],
        "en_GB": plain,
        "root": plain,
        "de_DE": plain,
    }


def held(library: bytes) -> dict[str, bytes]:
    return {one.name: library[one.start : one.end].rstrip(b"\0") for one in icu.items(library)[1]}


def test_that_other_languages_are_gone_and_what_all_share_is_left(libraries: Path) -> None:
    (data,) = libraries.glob("libicudata.so.*")
    whole = next(Path(PySide6.__path__[0], "Qt", "lib").glob("libicudata.so.*")).read_bytes()
    before, left = held(whole), held(data.read_bytes())
    assert left == {name: before[name] for name in left}, "what is left is as it was"
    names = {name.split("/", 1)[1] for name in left}
    assert {"coll/sv.res", "coll/root.res", "coll/res_index.res", "root.res", "likelySubtags.res"} <= names
    assert not names & {"de.res", "coll/de.res", "lang/fi.res", "ibm-37_P100-1995.cnv"}
    assert data.stat().st_size < 6_000_000
