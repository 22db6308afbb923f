"""The entry point: `soro-tutor`, or `python -m soro_tutor`."""

import sys


def main() -> None:
    """Run the program and leave with its exit code.

    The engine's process imports this module again, so it must not import the window.
    """
    if getattr(sys, "frozen", False):  # from source it does nothing, but takes a while to import
        import multiprocessing

        multiprocessing.freeze_support()
    from soro_tutor import bootstrap

    sys.exit(bootstrap.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
