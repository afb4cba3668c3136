"""The guard itself: another machine is out of reach for tests and for what they start, this one is not."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys

import httpx
import loopback
import pytest

ELSEWHERE = "192.0.2.1"  # of the addresses that are for examples


def forgiven() -> list[str]:
    """What was tried, which is what this test wanted."""
    tried = loopback.FOUND[:]
    loopback.FOUND.clear()
    return tried


async def test_no_connection_leaves_this_machine_however_it_is_made() -> None:
    with socket.socket() as plain, pytest.raises(loopback.Outside):
        plain.connect((ELSEWHERE, 80))
    with socket.socket(type=socket.SOCK_DGRAM) as datagram, pytest.raises(loopback.Outside):
        datagram.sendto(b"", (ELSEWHERE, 53))
    with pytest.raises(loopback.Outside):
        await asyncio.open_connection("example.org", 80)
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.HTTPError):
            await client.get(f"http://{ELSEWHERE}/")
    assert len(forgiven()) == 4


async def test_this_machine_is_in_reach() -> None:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    _, writer = await asyncio.open_connection("localhost", server.sockets[0].getsockname()[1])
    writer.close()
    server.close()
    assert not loopback.FOUND


def test_a_program_that_tries_is_ended() -> None:
    program = f"import socket; socket.create_connection(('{ELSEWHERE}', 80), 1)"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": loopback.PYTHONPATH}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert ended.returncode == 99
    assert ELSEWHERE in ended.stderr.decode()
