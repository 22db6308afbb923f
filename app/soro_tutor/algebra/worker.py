"""The algebra's own process: takes one question at a time and answers it by SymPy."""

import contextlib
import signal
from multiprocessing.connection import Connection

READY = "ready"


def run(pipe: Connection, memory: int) -> None:
    """The process's whole life: READY once SymPy is there, then an answer for each (operation, one, other).

    An answer is True, False, or the exception's name where SymPy cannot tell. `memory` is the bound in bytes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from soro_tutor.domain.equivalence import DirectAlgebra

    _bound(memory)
    algebra = DirectAlgebra()
    with contextlib.suppress(EOFError, OSError):  # the window is gone, or wants no more
        pipe.send(READY)
        while (question := pipe.recv()) is not None:
            pipe.send(_answer(algebra, *question))


def _answer(algebra: object, operation: str, one: str, other: str) -> bool | str:
    try:
        return bool(getattr(algebra, operation)(one, other))
    except Exception as error:  # noqa: BLE001  a border: whatever SymPy cannot do decides nothing
        return type(error).__name__  # no more: its text may hold the learner's


def _bound(memory: int) -> None:
    """Where the system can, let the process itself fail beyond `memory`; the client watches it as well."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (4 * memory, 4 * memory))  # addresses, of which few are used
