"""Runs a file of Python on the modules of the frozen program: for the tests alone, it is in no archive.

soro-tutor-trial FILE.py [ARGUMENT …]
"""

import multiprocessing
import runpy
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
