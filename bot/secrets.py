"""What is kept apart from the data: the key file, and everything made with it.

`seal` and `unseal` are the one pair through which every value passes that somebody wrote, and the chat id itself.
They change nothing yet; what they bind a value to is already said at every call.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path

from bot.settings import BadSetting

KEY_BYTES = 32
MARK_BYTES = 8


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Everything that is made with the key file."""

    key: bytes

    def lookup(self, telegram_id: int) -> bytes:
        """The keyed hash by which a person is found: the database alone does not tell who somebody is."""
        return self.derive(b"person", str(telegram_id).encode())

    def mark(self, person: bytes, turn: int, option: str) -> str:
        """The mark of a button: nobody can make one for another person, turn or option."""
        made = self.derive(b"button", b"%s|%d|%s" % (person, turn, option.encode()))
        return urlsafe_b64encode(made[:MARK_BYTES]).rstrip(b"=").decode()

    def verifies(self, person: bytes, turn: int, option: str, mark: str) -> bool:
        return hmac.compare_digest(self.mark(person, turn, option).encode(), mark.encode("utf-8", "replace"))

    def canary(self) -> bytes:
        """What a database keeps to know its key again."""
        return self.derive(b"canary", b"wenzhu")

    def derive(self, purpose: bytes, data: bytes) -> bytes:
        return hmac.digest(hmac.digest(self.key, purpose, hashlib.sha256), data, hashlib.sha256)


def seal(text: str, table: str, column: str, person: bytes, row: int = 0) -> bytes:
    """A value as it is stored, bound to its place. `row` is 0 for what a person has once."""
    return text.encode("utf-8", "replace")


def unseal(value: bytes, table: str, column: str, person: bytes, row: int = 0) -> str:
    return value.decode("utf-8")


def read_keys(path: Path, data_exists: bool) -> Keys:
    """Read the key file; at the very first start make it, readable by its owner alone, never over existing data."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        if data_exists:
            raise BadSetting("key_missing", path=path) from None
        return Keys(make_key(path))
    except OSError as fault:
        raise BadSetting("key_unreadable", path=path, fault=type(fault).__name__) from None
    if not key and not data_exists:  # the very first start was killed before it had written it
        path.unlink()
        return Keys(make_key(path))
    if len(key) != KEY_BYTES:
        raise BadSetting("key_short", path=path, bytes=KEY_BYTES)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise BadSetting("key_open", path=path)
    return Keys(key)


def make_key(path: Path) -> bytes:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            key = secrets.token_bytes(KEY_BYTES)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise BadSetting("key_unwritable", path=path, fault=type(fault).__name__) from None
    return key
