"""Where the program finds its own files, and where it keeps what it records."""

import sys
from pathlib import Path

import platformdirs

APP_NAME = "Passledaren"


def bundle_root() -> Path:
    """Return the folder that holds `resources` and `scenarios`: unpacked bundle, checkout or installed wheel."""
    if getattr(sys, "frozen", False):
        return Path(str(getattr(sys, "_MEIPASS", Path(sys.executable).parent)))
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "resources" / "fonts").is_dir() else package / "_bundle"


def resources_dir() -> Path:
    """Return the folder with fonts, icons, theme tokens and catalogues."""
    return bundle_root() / "resources"


def scenarios_dir() -> Path:
    """Return the folder with the lessons that come with the program."""
    return bundle_root() / "scenarios"


def default_data_dir() -> Path:
    """Return the user's own folder for sessions and settings; local to the computer, never roaming.

    The folder is not created here.
    """
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=False))
