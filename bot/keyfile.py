"""The key file: made once, readable by its owner alone, never made anew over existing data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.settings import BadSetting

KEY_BYTES = 32


def read_key(path: Path, data_exists: bool) -> bytes:
    """Read the key file; make it at the very first start, when there is no data yet. Raises BadSetting."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        if data_exists:
            raise BadSetting("key_missing", path=path) from None
        return make_key(path)
    except OSError as fault:
        raise BadSetting("key_unreadable", path=path, fault=type(fault).__name__) from None
    if not key and not data_exists:  # the very first start was killed before it had written it
        path.unlink()
        return make_key(path)
    if len(key) != KEY_BYTES:
        raise BadSetting("key_short", path=path, bytes=KEY_BYTES)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise BadSetting("key_open", path=path)
    return key


def make_key(path: Path) -> bytes:
    """Write a new key where there is none, and onto the disk before it is used."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            key = secrets.token_bytes(KEY_BYTES)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as fault:
        raise BadSetting("key_unwritable", path=path, fault=type(fault).__name__) from None
    return key


def next_key(path: Path) -> Path:
    """Where the next key stands while one is changed for another."""
    return path.with_name(f"{path.name}.next")


def sync_folder(folder: Path) -> None:
    """Onto the disk: which names a folder holds."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
