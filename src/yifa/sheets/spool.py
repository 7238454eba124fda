"""Rows put down once and read many times, in memory while they are few and in a nameless temporary file after that.

A sheet of 200,000 rows is parsed once; every later pass reads the spool. Only rows with something in them are kept,
each with its number in the sheet.
"""

import io
import pickle
import tempfile
from collections.abc import Iterator
from typing import IO

from yifa.sheets.cells import Row

BATCH = 500
IN_MEMORY = 8 * 1024 * 1024  # bytes before the spool moves to disk


class Spool:
    """Write with `add`, then `close_writing`, then iterate as often as wanted."""

    def __init__(self) -> None:
        self._file: IO[bytes] = io.BytesIO()
        self._on_disk = False
        self._batch: list[tuple[int, Row]] = []
        self.count = 0
        self.last_row = 0

    def add(self, number: int, row: Row) -> None:
        """Keep one row; `number` counts from 1."""
        self._batch.append((number, row))
        self.count += 1
        self.last_row = max(self.last_row, number)
        if len(self._batch) >= BATCH:
            self.close_writing()

    def close_writing(self) -> None:
        """Put the last rows down."""
        if not self._batch:
            return
        pickle.dump(self._batch, self._file, pickle.HIGHEST_PROTOCOL)
        self._batch = []
        if not self._on_disk and self._file.tell() > IN_MEMORY:
            memory, self._file = self._file, tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the book
            memory.seek(0)
            while block := memory.read(1 << 20):
                self._file.write(block)
            self._on_disk = True

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        """Every row with its number, from the first; several readers at once do not disturb each other."""
        place = 0
        while True:
            self._file.seek(place)
            try:
                # Our own bytes in an unnamed file of this process: nobody else can have written them.
                batch: list[tuple[int, Row]] = pickle.load(self._file)
            except EOFError:
                return
            place = self._file.tell()
            yield from batch

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def __del__(self) -> None:
        self.close()
