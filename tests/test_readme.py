"""The two READMEs: the same commands, and each of them works."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fake_telegram import FakeTelegram
from loopback import PYTHONPATH

ROOT = Path(__file__).parent.parent


def commands(name: str) -> list[str]:
    """The lines of the shell blocks of a file."""
    text = (ROOT / name).read_text("utf-8")
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()]


COMMANDS = commands("README.md")
QUICK_ONES = (" check", " pages", " words", " read", " care", " ask")
QUICK = [line for line in COMMANDS if " chat" in line or line.endswith(QUICK_ONES)]
RUN = [line for line in COMMANDS if line.startswith("export") or line.endswith(" run")]
DATA = [line for line in COMMANDS if re.search(r"wenzhu (key|backup|restore)\b", line)]
FACTS = [line for line in COMMANDS if line.endswith(" facts")]
MAKE = [line for line in COMMANDS if line.startswith("make ") and line != "make chat"]


def test_both_readmes_give_the_same_commands() -> None:
    assert commands("README.en.md") == COMMANDS
    assert len(QUICK) + len(RUN) + len(DATA) + len(FACTS) + len(MAKE) == len(COMMANDS)


@pytest.mark.parametrize("line", QUICK)
def test_a_command_of_the_readme_runs(line: str, tmp_path: Path) -> None:
    """In the checkout as it is after set-up, with no input, in an empty home."""
    before = changes()
    done = subprocess.run(
        ["bash", "-c", here(line)], cwd=ROOT, env=environment(tmp_path), stdin=subprocess.DEVNULL, timeout=120,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert changes() == before, f"{line} changed the checkout"


def test_the_commands_for_backup_and_key_run_one_after_the_other(tmp_path: Path) -> None:
    """On the data of somebody who has just talked at the terminal."""
    script = ["echo 正在通话 | .venv/bin/wenzhu chat --plain", *DATA[:2]]
    script += ["cd ~/.local/share/wenzhu/backups", "mv *.backup wenzhu-20261125T020000Z.backup", "cd -", *DATA[2:]]
    done = subprocess.run(
        ["bash", "-ec", "\n".join(map(here, script))],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    said = done.stdout.decode()
    for words in ("对得上数据", "备份好了", "没有放回来：0 位", "1 个人的钥匙"):
        assert words in said


@pytest.mark.parametrize("line", FACTS)
def test_the_facts_that_have_to_be_read_again_are_listed(line: str, tmp_path: Path) -> None:
    """Its exit code says whether one is past its date, which one day it will be."""
    done = subprocess.run(
        ["bash", "-c", here(line)], cwd=ROOT, env=environment(tmp_path), capture_output=True, check=False
    )
    assert done.returncode in (0, 1)
    assert done.stdout
    assert not done.stderr


@pytest.mark.parametrize("line", MAKE)
def test_a_target_of_the_readme_is_there(line: str, tmp_path: Path) -> None:
    done = subprocess.run([*line.split(), "-n"], cwd=ROOT, env=environment(tmp_path), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_where_what_reads_pictures_cannot_be_installed_make_chat_says_so_in_one_line_and_starts(tmp_path: Path) -> None:
    """The first time it is tried, afterwards only told."""
    line = f"{here('make chat')} OCR={tmp_path}/ocr PIP=false"
    for lines in (2, 1):
        done = subprocess.run(
            ["bash", "-c", line], cwd=ROOT, env=environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", check=True,
        )  # fmt: skip
        assert done.stdout.startswith("你好。")
        assert len(done.stderr.splitlines()) == lines
        assert "图片里的字还读不了" in done.stderr


async def test_the_commands_for_telegram_start_the_bot(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        (tmp_path / ".config/wenzhu").mkdir(parents=True)
        (tmp_path / ".config/wenzhu/token").write_text(fake.token)
        script = here("\n".join([*RUN[:-1], f"exec {RUN[-1]}"]))
        bot = await asyncio.create_subprocess_exec(
            "bash", "-c", script, cwd=ROOT,
            env={**environment(tmp_path), "WENZHU_API": fake.url, "PYTHONPATH": PYTHONPATH},
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        person = fake.user(7)
        person.says("/privacy")
        shown = await person.hears(1, timeout=15)
        bot.terminate()
        _, said = await bot.communicate()
    assert shown[0].text.startswith("运行的人：某某志愿者。")
    assert bot.returncode == 0
    assert "没有写明" not in said.decode()


def here(line: str) -> str:
    """The command with this environment's program, and for make with the Python that .venv was made with: with
    another one it would begin by setting .venv up anew."""
    make = f"make -s chat PYTHON={os.path.realpath(sys.executable)}"
    return line.replace(".venv/bin/wenzhu", f"{sys.executable} -m bot").replace("make chat", make)


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PIP_CERT", "SSL_CERT_FILE") if name in os.environ}
    return {**kept, "HOME": str(home)}


def changes() -> str:
    """What git sees of changed files; empty where this is no git checkout."""
    return subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
