"""Writes the parity fixture: `python training/make_fixture.py WEIGHTS OUT.json`."""

import sys
from pathlib import Path

from annalist_training import fixture

if __name__ == "__main__":
    fixture.write(Path(sys.argv[1]), Path(__file__).parent / "lists/parity_sentences.txt", Path(sys.argv[2]))
