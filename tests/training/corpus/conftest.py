"""What the tests of the corpus share."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_watcher_of_bars() -> Iterator[None]:
    """tqdm, the bars of datasets, starts a thread that would outlive the test."""
    tqdm = pytest.importorskip("tqdm", reason="the training's libraries are not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tqdm.tqdm, "monitor_interval", 0)
        yield


@pytest.fixture(autouse=True, scope="session")
def loop_of_fsspec() -> None:
    """fsspec, datatrove's view of files, keeps a thread as long as the process lives: it begins before."""
    asyn = pytest.importorskip("fsspec.asyn", reason="the training's libraries are not installed")
    asyn.get_loop()
