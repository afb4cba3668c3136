"""A file that only takes up room: when the disk is full it is let go, so that whoever wants to delete everything, or
cannot go on, is served all the same."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SIZE = 8 << 20
"""Twice what the log of the database may grow to."""

LEFT_OVER = 4
"""It is taken again when so many times its size are free."""


class Reserve:
    """The room that is kept for leaving and for a crisis. `spent`: it was let go, and is in use for that."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "reserve"
        self.spent = False

    def hold(self) -> None:
        """Take the room, where there is enough of it."""
        if self.file.exists() or shutil.disk_usage(self.file.parent).free < LEFT_OVER * SIZE:
            return
        taking = self.file.with_suffix(".taking")
        with open(os.open(taking, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, SIZE)
            else:
                file.write(bytes(SIZE))
        taking.replace(self.file)
        self.spent = False

    def let_go(self) -> None:
        self.spent = self.spent or self.file.exists()
        self.file.unlink(missing_ok=True)
