"""Where things lie: the learner's data, and the data files that come with the program."""

import sys
from pathlib import Path

import platformdirs

PORTABLE_MARKER = "portable.txt"


def program_folder() -> Path:
    """The folder of the installed program, or of the checkout when it runs from source."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent
    return Path(__file__).parents[2]


def _bundle_folder() -> Path:
    """The folder that holds resources/ and i18n/: PyInstaller keeps it apart from the executable's."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else program_folder()


def resources() -> Path:
    """The folder of the bank, the curriculum, prompts, styles, icons and fonts."""
    return _bundle_folder() / "resources"


def model_catalog() -> Path:
    """The folder of the catalog of models and of its schema."""
    return _bundle_folder() / "models"


def catalogs(data_dir: Path) -> tuple[Path, Path]:
    """The folders whose TOML files say which models there are; what stands in the later one counts."""
    return model_catalog(), data_dir / "catalog"


def keys() -> Path:
    """The folder of the public keys with which the kits of this program's makers are signed."""
    return resources() / "keys"


def translations() -> Path:
    """The folder of the gettext catalogues."""
    return _bundle_folder() / "i18n"


def default_data_dir() -> Path:
    """The learner's data: beside the program when it is portable, else the user's own data folder."""
    if (program_folder() / PORTABLE_MARKER).is_file():
        return program_folder() / "data"
    return Path(platformdirs.user_data_dir("Soro Tutor", appauthor=False))


def database_file(data_dir: Path) -> Path:
    """The learners' database."""
    return data_dir / "soro.db"


def backups(data_dir: Path) -> Path:
    """The folder of the database's backups."""
    return data_dir / "backups"


def models(data_dir: Path) -> Path:
    """The folder into which models are put."""
    return data_dir / "models"


def kit(data_dir: Path) -> Path:
    """What is kept of a kit beside its models and packs, so that this computer can make sticks."""
    return data_dir / "kit"
