"""Ends the engine's process when a chat template, a stranger's program, does not end."""

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager

from soro_tutor.engine.messages import Rendering
from soro_tutor.engine.model import Emit
from soro_tutor.engine.template import Guard

TEMPLATE_SECONDS = 10.0


def watchdog(emit: Emit, seconds: float = TEMPLATE_SECONDS) -> Guard:
    """What goes around a rendering; the window is told before, so that it knows of what the process died."""

    @contextmanager
    def guard() -> Iterator[None]:
        emit(Rendering(is_begun=True))
        with open(os.devnull, "wb") as nowhere:
            # faulthandler's timer is a thread of C: a template cannot hold it up by holding Python's lock.
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()
        emit(Rendering(is_begun=False))

    return guard
