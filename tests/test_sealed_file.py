"""A sealed file opens as it was, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import chunks
from bot.sealed_file import SealedFile, read
from bot.secrets import PersonKey, Spoilt

CHUNK = 16
ADDED = chunks.SEALED_CHUNK - chunks.CHUNK
STRIDE = CHUNK + ADDED
KEY = PersonKey(b"p" * 16, b"k" * 32)
OTHERS = (PersonKey(b"q" * 16, b"k" * 32), PersonKey(b"p" * 16, b"l" * 32))

anything = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
pieces = st.lists(st.binary(max_size=3 * CHUNK), max_size=5)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK", CHUNK)
    monkeypatch.setattr(chunks, "SEALED_CHUNK", STRIDE)


def kept(folder: Path, content: Iterable[bytes]) -> Path:
    file = SealedFile(folder, KEY)
    for piece in content:
        file.add(piece)
    file.keep()
    return folder / file.name


def opens(path: Path, key: PersonKey = KEY) -> bytes | None:
    try:
        return b"".join(read(path, key))
    except Spoilt:
        return None


@given(pieces)
@anything
def test_it_opens_as_it_was_for_its_owner_alone(tmp_path: Path, content: list[bytes]) -> None:
    path = kept(tmp_path, content)
    whole = b"".join(content)
    assert opens(path) == whole
    assert [opens(path, other) for other in OTHERS] == [None, None]
    assert path.stat().st_size == len(whole) + ADDED * max(1, -(-len(whole) // CHUNK))
    assert path.stat().st_mode & 0o777 == 0o600


@given(pieces, st.data())
@anything
def test_cut_short_anywhere_it_does_not_open(tmp_path: Path, content: list[bytes], data: st.DataObject) -> None:
    path = kept(tmp_path, content)
    sealed = path.read_bytes()
    edges = [at for at in range(0, len(sealed), STRIDE)]
    path.write_bytes(sealed[: data.draw(st.sampled_from(edges) | st.integers(0, len(sealed) - 1))])
    assert opens(path) is None


@given(pieces, st.data())
@anything
def test_changed_or_longer_it_does_not_open(tmp_path: Path, content: list[bytes], data: st.DataObject) -> None:
    path = kept(tmp_path, content)
    sealed = bytearray(path.read_bytes())
    flipped = sealed.copy()
    flipped[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    for spoilt in (flipped, sealed + sealed[-STRIDE:], sealed + b"x"):
        path.write_bytes(spoilt)
        assert opens(path) is None


@given(st.lists(st.binary(min_size=CHUNK, max_size=CHUNK), min_size=2, max_size=5), st.data())
@anything
def test_in_another_order_it_does_not_open(tmp_path: Path, content: list[bytes], data: st.DataObject) -> None:
    path = kept(tmp_path, content)
    sealed = path.read_bytes()
    chunks = [sealed[at : at + STRIDE] for at in range(0, len(sealed), STRIDE)]
    order = data.draw(st.permutations(range(len(chunks))).filter(lambda order: order != sorted(order)))
    path.write_bytes(b"".join(chunks[number] for number in order))
    assert opens(path) is None


def test_exchanged_for_another_file_of_the_same_person_it_does_not_open(tmp_path: Path) -> None:
    one, other = kept(tmp_path, [b"a" * 40]), kept(tmp_path, [b"b" * 40])
    before = one.read_bytes()
    one.write_bytes(other.read_bytes())
    assert opens(one) is None
    one.write_bytes(before[:STRIDE] + other.read_bytes()[STRIDE:])
    assert opens(one) is None
    one.unlink()
    assert opens(one) is None


@pytest.mark.parametrize("done", [False, True])
def test_what_is_dropped_leaves_nothing(tmp_path: Path, done: bool) -> None:
    file = SealedFile(tmp_path, KEY)
    file.add(b"a" * 50)
    if done:
        file.keep()
    file.drop()
    assert list(tmp_path.iterdir()) == []
