"""The two ways in which updates come, for tests that have to hold in both."""

from __future__ import annotations

import contextlib
import random
import socket
from dataclasses import replace

from fake_telegram import FakeTelegram

from bot.settings import Settings, Webhook

MODES = ("polling", "webhook")
SECRET = "a-secret_of-32-characters-at-least"


def connected(fake: FakeTelegram, settings: Settings, mode: str) -> Settings:
    """Settings with which the bot talks to the fake Telegram in this mode."""
    fake.token = settings.token
    port = free_port()
    webhook = Webhook(f"http://127.0.0.1:{port}/bot", SECRET, "127.0.0.1", port) if mode == "webhook" else None
    return replace(settings, api=fake.url, knocked_at=webhook is not None, webhook=webhook)


def variables(mode: str) -> dict[str, str]:
    """The same for a process of its own."""
    if mode == "polling":
        return {}
    port = free_port()
    return {
        "WENZHU_MODE": "webhook",
        "WENZHU_PORT": str(port),
        "WENZHU_WEBHOOK_URL": f"http://127.0.0.1:{port}/bot",
        "WENZHU_WEBHOOK_SECRET": SECRET,
    }


def free_port() -> int:
    """A port that nobody listens at, and below those from which connections are made: it stays free between two
    lives of the bot."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as door, contextlib.suppress(OSError):
            door.bind(("127.0.0.1", port))
            return port
