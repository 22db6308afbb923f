"""What every test stands on: nothing is left behind, and nothing touches the person's own data."""

import multiprocessing
import threading
from collections.abc import Iterator

import psutil
import pytest
from hypothesis import settings

from soro_tutor import i18n

# A busy machine is no fault of the program: no example is too slow.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A thread or a process that outlives its test is a fault of the program."""
    threads = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in threads and thread.is_alive()]
    assert not left, f"threads left behind: {left}"
    assert not multiprocessing.active_children(), "engine processes left behind"
    assert not _strays(), f"processes left behind: {_strays()}"


def _strays() -> list[str]:
    """Child processes but for multiprocessing's own bookkeeper, which lives as long as the test run."""
    lines = [" ".join(child.cmdline()) for child in psutil.Process().children() if child.is_running()]
    return [line for line in lines if line and "resource_tracker" not in line]


@pytest.fixture(autouse=True)
def own_data_dir(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A forgotten --data-dir writes into a folder of the test run, never into the person's own."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test that switches the interface's language leaves it as it was."""
    i18n.use("en")
    yield
    i18n.use("en")
