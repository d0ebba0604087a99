"""The first that a built starter runs: from here on the program's modules come from the file that both starters share.

Nothing but what PyInstaller itself has loaded by then can be imported here.
"""

import sys

import pyimod01_archive as archives  # type: ignore[import-not-found]
import pyimod02_importers as importers  # type: ignore[import-not-found]

FOLDER: str = sys._MEIPASS  # type: ignore[attr-defined]

importers.pyz_archive = archives.ZlibArchiveReader(f"{FOLDER}/program.pyz", check_pymagic=True)
importers._pyz_tree = None
sys.path_importer_cache.pop(FOLDER, None)
