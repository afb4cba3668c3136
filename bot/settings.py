"""Settings, read once into a value: the environment over a TOML file over the defaults."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.complaint import Complaint
from conversations.scene import Host


class BadSetting(Complaint):
    """A setting that cannot be used."""


MOST_DAYS = 365

NAMES = (
    "TOKEN",
    "TOKEN_FILE",
    "API",
    "DATA",
    "KEY_FILE",
    "PROXY",
    "PACE",
    "TZ",
    "ADMINS",
    "USERS",
    "OPERATOR",
    "CONTACT",
    "PLACE",
    "BACKUP_DAYS",
    "CONFIG",
)
"""Every setting: WENZHU_ and the name in the environment, the name in lower case in the TOML file."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. `users` is None where anyone may use the bot."""

    token: str
    api: str
    data: Path
    key_file: Path
    proxy: str | None
    paced: bool
    zone: ZoneInfo
    admins: frozenset[int]
    users: frozenset[int] | None
    host: Host
    backup_days: int

    @property
    def database(self) -> Path:
        return self.data / "wenzhu.sqlite"

    @property
    def files(self) -> Path:
        """The folder of what people sent, sealed."""
        return self.data / "files"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def has_data(self) -> bool:
        """Whether there is something that only the key of before can open."""
        return self.database.exists() or any(self.backups.glob("*.backup"))


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read and check all settings. Raises BadSetting, in words for the person who set them."""
    given = {name.removeprefix("WENZHU_"): value for name, value in environment.items() if name.startswith("WENZHU_")}
    refuse_unknown(given, "WENZHU_", str.upper)
    values = {**from_file(given.get("CONFIG", "")), **{name: value.strip() for name, value in given.items()}}
    home = Path(environment.get("HOME") or Path.home())
    return Settings(
        token=token(values),
        api=address("API", values.get("API") or "https://api.telegram.org"),
        data=path(values.get("DATA") or "~/.local/share/wenzhu", home),
        key_file=path(values.get("KEY_FILE") or "~/.config/wenzhu/key", home),
        proxy=values.get("PROXY") or None,
        paced=one_of("PACE", values.get("PACE") or "telegram", ("telegram", "off")) == "telegram",
        zone=zone(values.get("TZ") or "Asia/Shanghai"),
        admins=numbers("ADMINS", values.get("ADMINS") or ""),
        users=None if (values.get("USERS") or "anyone") == "anyone" else numbers("USERS", values["USERS"]),
        host=Host(values.get("OPERATOR", ""), values.get("CONTACT", ""), values.get("PLACE", "")),
        backup_days=days("BACKUP_DAYS", values.get("BACKUP_DAYS") or "7"),
    )


def from_file(name: str) -> dict[str, str]:
    """The settings of the TOML file, by their names in the environment; lists become their items with commas."""
    if not name:
        return {}
    try:
        raw = tomllib.loads(Path(name).expanduser().read_text("utf-8"))
    except OSError as fault:
        raise BadSetting("config_unreadable", name=name, fault=type(fault).__name__) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadSetting("config_not_toml", name=name) from None
    refuse_unknown(raw, "", str.lower)
    return {
        key.upper(): ",".join(map(str, value)) if isinstance(value, list) else str(value).strip()
        for key, value in raw.items()
    }


def refuse_unknown(given: Mapping[str, object], prefix: str, case: Callable[[str], str]) -> None:
    for name in given:
        if name.upper() not in NAMES or name != case(name):
            near = difflib.get_close_matches(name.upper(), NAMES, 1, 0.5)
            if near:
                raise BadSetting("unknown_setting_near", name=prefix + name, near=prefix + case(near[0]))
            known = "、".join(prefix + case(known) for known in NAMES)
            raise BadSetting("unknown_setting", name=prefix + name, known=known)


def token(values: Mapping[str, str]) -> str:
    """The token itself, or the first line of the file that holds it; empty where none is set."""
    if values.get("TOKEN") and values.get("TOKEN_FILE"):
        raise BadSetting("two_tokens")
    if not (name := values.get("TOKEN_FILE")):
        return values.get("TOKEN", "")
    try:
        return Path(name).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting("token_file_unreadable", name=name, fault=type(fault).__name__) from None


def path(text: str, home: Path) -> Path:
    return home / text[2:] if text.startswith("~/") else Path(text)


def address(name: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadSetting("not_an_address", name=name)
    return text.rstrip("/")


def one_of(name: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise BadSetting("not_one_of", name=name, allowed=" / ".join(allowed))
    return text


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSetting("not_a_zone") from None


def days(name: str, text: str) -> int:
    """A number of days, at least one."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= MOST_DAYS):
        raise BadSetting("not_days", name=name, most=MOST_DAYS)
    return int(text)


def numbers(name: str, text: str) -> frozenset[int]:
    """Telegram ids, with commas or spaces between them."""
    items = text.replace(",", " ").split()
    if not all(item.isascii() and item.isdecimal() for item in items):
        raise BadSetting("not_numbers", name=name)
    return frozenset(int(item) for item in items)
