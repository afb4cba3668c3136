"""Settings: the environment over a file over defaults, and errors in plain language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import NAMES, BadSetting, read_settings


def test_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    found = read_settings({"HOME": str(tmp_path)})
    assert found.api == "https://api.telegram.org"
    assert found.data == tmp_path / ".local/share/wenzhu"
    assert found.key_file == tmp_path / ".config/wenzhu/key"
    assert found.zone.key == "Asia/Shanghai"
    assert found.users is None
    assert found.paced
    assert not found.host.known


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "wenzhu.toml"
    file.write_text(
        'operator = "某某志愿者"\ncontact = "a@example.org"\nplace = "上海"\nusers = [1, 2]\ntz = "UTC"\n', "utf-8"
    )
    found = read_settings({"WENZHU_CONFIG": str(file), "WENZHU_TZ": "Asia/Tokyo"})
    assert found.host.known
    assert found.users == frozenset((1, 2))
    assert found.zone.key == "Asia/Tokyo"


def test_the_token_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("1:abc\n", "utf-8")
    assert read_settings({"WENZHU_TOKEN_FILE": str(tmp_path / "token")}).token == "1:abc"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("WENZHU_TOKNE", "1:abc", "是不是 WENZHU_TOKEN？"),
        ("WENZHU_XYZQ", "1", "可用的有"),
        ("WENZHU_PACE", "fast", "telegram / off"),
        ("WENZHU_TZ", "Beijing", "Asia/Shanghai"),
        ("WENZHU_TZ", "../etc/passwd", "Asia/Shanghai"),
        ("WENZHU_API", "api.telegram.org", "https://"),
        ("WENZHU_USERS", "我,你", "数字"),
        ("WENZHU_ADMINS", "²", "数字"),
        ("WENZHU_CONFIG", "/nowhere/x.toml", "读不了"),
        ("WENZHU_TOKEN_FILE", "/nowhere/token", "读不了"),
        ("WENZHU_PROXY", "geheim-4711", "socks5://"),
        ("WENZHU_PROXY", "ftp://anna:geheim@host:1", "socks5://"),
        ("WENZHU_PROXY", "http://anna:geheim@[host", "socks5://"),
        ("WENZHU_MODE", "push", "polling / webhook"),
        ("WENZHU_MODE", "webhook", "WENZHU_WEBHOOK_URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_the_way_out(name: str, value: str, says: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({name: value})
    assert says in str(caught.value)
    assert name in str(caught.value)
    assert "geheim" not in str(caught.value)


WEBHOOK = {
    "WENZHU_MODE": "webhook",
    "WENZHU_WEBHOOK_URL": "https://bot.example.org/w",
    "WENZHU_WEBHOOK_SECRET": "0123456789abcdefABCDEF_-01234567",
}


def test_a_webhook_listens_here_and_is_found_from_outside() -> None:
    found = read_settings(WEBHOOK)
    assert found.knocked_at
    assert found.webhook
    assert (found.webhook.url, found.webhook.path) == ("https://bot.example.org/w/telegram", "/w/telegram")
    assert (found.webhook.listen, found.webhook.port) == ("127.0.0.1", 8080)
    assert not read_settings({**WEBHOOK, "WENZHU_MODE": "polling"}).knocked_at


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("WENZHU_PORT", "0", "65535"),
        ("WENZHU_PORT", "²", "65535"),
        ("WENZHU_PORT", "99999", "65535"),
        ("WENZHU_WEBHOOK_URL", "bot.example.org", "https://"),
        ("WENZHU_WEBHOOK_SECRET", "short", "32"),
        ("WENZHU_WEBHOOK_SECRET", "密" * 40, "32"),
        ("WENZHU_WEBHOOK_SECRET_FILE", "/nowhere/secret", "只能设一个"),
    ],
)
def test_a_webhook_that_cannot_be_used_is_named_with_the_way_out(name: str, value: str, says: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({**WEBHOOK, name: value})
    assert says in str(caught.value)
    assert name.removesuffix("_FILE") in str(caught.value)
    assert WEBHOOK["WENZHU_WEBHOOK_SECRET"] not in str(caught.value)


def test_an_unknown_name_in_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "wenzhu.toml"
    file.write_text('tokn = "1:secret"\n', "utf-8")
    with pytest.raises(BadSetting) as caught:
        read_settings({"WENZHU_CONFIG": str(file)})
    assert "是不是 token？" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_every_setting_is_explained_in_both_readmes() -> None:
    for name in ("README.md", "README.en.md"):
        told = set(re.findall(r"`WENZHU_(\w+)`", (Path(__file__).parent.parent / name).read_text("utf-8")))
        assert told == set(NAMES), name
