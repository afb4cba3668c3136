"""What is made with the key file: each person's own key, the hash by which they are found, the marks of buttons.

Everything that somebody wrote, and who they are, is sealed with that person's key (AES-256-GCM). What is sealed is
bound to its table, column, person and row: moved elsewhere, it does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
MARK_BYTES = 8
FORM = b"\x01"
"""The first byte of everything sealed: the form that follows is nonce, ciphertext, tag."""


class Spoilt(Exception):
    """A sealed value does not open: it was changed, moved, or sealed with another key."""


class Keys:
    """What is made with the key file. `index` is kept sealed in the database and outlives a change of the key file:
    people are found again, and the buttons in front of them go on working."""

    def __init__(self, master: bytes, index: bytes) -> None:
        self._wrapping = wrapping(master)
        self._index = index

    def lookup(self, telegram_id: int) -> bytes:
        """The keyed hash by which a person is found: the database alone does not tell who somebody is."""
        return derived(self._index, b"person", str(telegram_id).encode())

    def same_file(self, person: bytes, unique: str) -> bytes:
        """The hash by which a file is known again that somebody sends twice; no two people share one."""
        return derived(self._index, b"file", person + unique.encode("utf-8", "replace"))

    def mark(self, person: bytes, turn: int, option: str) -> str:
        """The mark of a button: nobody can make one for another person, turn or option."""
        made = derived(self._index, b"button", b"%s|%d|%s" % (person, turn, option.encode()))
        return urlsafe_b64encode(made[:MARK_BYTES]).rstrip(b"=").decode()

    def verifies(self, person: bytes, turn: int, option: str, mark: str) -> bool:
        return hmac.compare_digest(self.mark(person, turn, option).encode(), mark.encode("utf-8", "replace"))

    def new_person(self, person: bytes) -> tuple[PersonKey, bytes]:
        """A new key for a person, and the same one wrapped, as it stands in their row."""
        key = os.urandom(KEY_BYTES)
        return PersonKey(person, key), wrapped(self._wrapping, key, person)

    def of_person(self, person: bytes, stored: bytes) -> PersonKey:
        """The key that stands wrapped in a person's row. Raises Spoilt."""
        return PersonKey(person, unwrapped(self._wrapping, stored, person))


class PersonKey:
    """One person's key: seals and opens what is theirs. `row` is 0 for what a person has once."""

    __slots__ = ("_cipher", "_person")

    def __init__(self, person: bytes, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._person = person

    def seal(self, text: str, table: str, column: str, row: int = 0) -> bytes:
        return self.seal_bytes(text.encode("utf-8", "replace"), table, column, row)

    def open(self, value: bytes, table: str, column: str, row: int = 0) -> str:
        """The text again. Raises Spoilt."""
        return self.open_bytes(value, table, column, row).decode("utf-8")

    def seal_bytes(self, value: bytes, table: str, column: str, row: int = 0) -> bytes:
        return shut(self._cipher, value, place(table, column, self._person, row))

    def of_file(self, name: str) -> tuple[AESGCM, bytes]:
        """What a file of theirs is sealed with, and what it is bound to."""
        return self._cipher, place("file", name, self._person, 0)

    def open_bytes(self, value: bytes, table: str, column: str, row: int = 0) -> bytes:
        return opened(self._cipher, value, place(table, column, self._person, row))


def place(table: str, column: str, person: bytes, row: int) -> bytes:
    """Where a value stands, as it is bound to it."""
    return b"%s|%s|%s|%d" % (table.encode(), column.encode(), person, row)


def wrapping(master: bytes) -> AESGCM:
    """The cipher that wraps other keys."""
    return AESGCM(derived(master, b"wrap", b""))


def wrapped(cipher: AESGCM, key: bytes, whose: bytes) -> bytes:
    return shut(cipher, key, b"key|" + whose)


def unwrapped(cipher: AESGCM, stored: bytes, whose: bytes) -> bytes:
    """Raises Spoilt where it was wrapped with another key file, or for somebody else."""
    return opened(cipher, stored, b"key|" + whose)


def shut(cipher: AESGCM, value: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return FORM + nonce + cipher.encrypt(nonce, value, bound_to)


def opened(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    if sealed[:1] != FORM:
        raise Spoilt
    try:
        return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], bound_to)
    except (InvalidTag, ValueError):
        raise Spoilt from None


def derived(key: bytes, purpose: bytes, data: bytes) -> bytes:
    """A key or hash for one purpose. HMAC-SHA256 twice: the purposes cannot be mistaken for one another."""
    return hmac.digest(hmac.digest(key, purpose, hashlib.sha256), data, hashlib.sha256)
