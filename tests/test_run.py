"""`wenzhu run` as a process: how it starts, how it ends, and what it says on standard error."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from fake_telegram import FakeTelegram, Fault
from loopback import PYTHONPATH
from modes import MODES, variables

ROOT = Path(__file__).parent.parent
LINE = "没有写明谁在运行"


async def start(fake: FakeTelegram, home: Path, **more: str) -> asyncio.subprocess.Process:
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": PYTHONPATH,
        "WENZHU_TOKEN": fake.token,
        "WENZHU_API": fake.url,
        "WENZHU_PACE": "off",
        **more,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=home, env=environment, stderr=asyncio.subprocess.PIPE
    )


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    _, said = await asyncio.wait_for(process.communicate(), 20)
    return process.returncode, said.decode()


@pytest.mark.parametrize("mode", MODES)
async def test_sigterm_under_load_ends_within_five_seconds_with_nothing_lost(mode: str, tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        place = variables(mode)
        process = await start(fake, tmp_path, **place)
        people = [fake.user(number) for number in range(1, 9)]
        for person in people:
            person.says("/start")
        await asyncio.gather(*(person.hears(2, timeout=10) for person in people))
        for person in people:
            person.presses("正在通话")
            person.says("开始")
        await asyncio.sleep(0.03)
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
        assert (code, time.monotonic() - asked < 5) == (0, True)
        again = await start(fake, tmp_path, **place)
        await asyncio.gather(*(person.hears(2, timeout=10) for person in people))
        again.send_signal(signal.SIGTERM)
        assert (await ended(again))[0] == 0
        for person in people:
            assert ["慢慢呼一口气" in b.text for b in person.bubbles[2:]] == [True, False]
        assert fake.token not in said


async def test_a_refused_token_ends_with_77_and_is_not_printed(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        token = fake.token
        fake.token = "99:another"
        code, said = await ended(await start(fake, tmp_path, WENZHU_TOKEN=token))
    assert code == 77
    assert "@BotFather" in said
    assert token not in said


async def test_a_token_revoked_while_running_ends_with_77(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        process = await start(fake, tmp_path)
        person = fake.user(7)
        person.says("/start")
        await person.hears(2, timeout=10)
        fake.token = "99:another"
        person.says("正在通话")
        assert (await ended(process))[0] == 77


async def test_a_webhook_of_somebody_elses_ends_with_75_and_names_its_host(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        await hook(fake, "https://hooks.example.org/secret-path")
        code, said = await ended(await start(fake, tmp_path))
    assert code == 75
    assert "hooks.example.org" in said
    assert "secret-path" not in said


async def hook(fake: FakeTelegram, url: str) -> None:
    import telegram

    async with telegram.Bot(fake.token, base_url=f"{fake.url}/bot") as other:
        await other.set_webhook(url)


async def test_somebody_else_polling_ends_with_75(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        fake.faults = lambda method, params: Fault.conflict() if method == "getUpdates" else None
        code, said = await ended(await start(fake, tmp_path))
    assert code == 75
    assert "同一个令牌" in said


async def test_a_second_instance_on_the_same_data_ends_with_75(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        first = await start(fake, tmp_path)
        person = fake.user(7)
        person.says("/start")
        await person.hears(2, timeout=10)
        code, said = await ended(await start(fake, tmp_path))
        first.send_signal(signal.SIGTERM)
        assert (await ended(first))[0] == 0
    assert code == 75
    assert "已经有一个在运行" in said


@pytest.mark.parametrize(
    ("more", "warned"), [({}, True), ({"WENZHU_OPERATOR": "甲", "WENZHU_CONTACT": "乙", "WENZHU_PLACE": "丙"}, False)]
)
async def test_who_runs_it_is_asked_for_in_one_line(tmp_path: Path, more: dict[str, str], warned: bool) -> None:
    async with FakeTelegram() as fake:
        process = await start(fake, tmp_path, **more)
        person = fake.user(7)
        person.says("/privacy")
        shown = (await person.hears(1, timeout=10))[0].text
        process.send_signal(signal.SIGTERM)
        _, said = await ended(process)
    assert (said.count(LINE) == 1) is warned
    assert ("没有写明" in shown) is warned


async def until_it_fails(process: asyncio.subprocess.Process) -> str:
    """What is said on standard error until the bot could not greet Telegram, or has ended."""
    assert process.stderr
    said = ""
    while "greeting_failed" not in said and (line := await asyncio.wait_for(process.stderr.readline(), 20)):
        said += line.decode()
    return said


async def test_a_proxys_password_is_printed_nowhere(tmp_path: Path) -> None:
    """One that refuses, one that nobody answers at, one that is no address at all."""
    password = "geheim-4711"

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with FakeTelegram() as fake:
        for address in (
            f"http://anna:geheim-4711@127.0.0.1:{port}",
            "socks5://anna:geheim-4711@127.0.0.1:9",
            "geheim-4711",
        ):
            process = await start(fake, tmp_path, WENZHU_PROXY=address)
            said = await until_it_fails(process)
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            said += (await ended(process))[1]
            assert "greeting_failed" in said or process.returncode
            assert password not in said
            assert "anna" not in said
            assert fake.token not in said
    server.close()
