"""The program's log: a small rotating file in the data folder that never holds what a learner wrote."""

import logging
import logging.handlers
from pathlib import Path

LOG_BYTES = 500_000


def start(data_dir: Path) -> None:
    """Log warnings and errors of this process into data_dir/logs; without a writable folder, nowhere."""
    logger = logging.getLogger("soro_tutor")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder = data_dir / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "soro.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)


def stop() -> None:
    """Close the log's files."""
    logger = logging.getLogger("soro_tutor")
    for handler in list(logger.handlers):
        handler.close()
        logger.removeHandler(handler)
