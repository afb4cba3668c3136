"""Settings, read once into a value: the environment over a TOML file over the defaults."""

from __future__ import annotations

import difflib
import os
import re
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
    "MODE",
    "LISTEN",
    "PORT",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "WEBHOOK_SECRET_FILE",
    "ADMINS",
    "USERS",
    "OPERATOR",
    "CONTACT",
    "PLACE",
    "BACKUP_DAYS",
    "CONFIG",
)
"""Every setting: WENZHU_ and the name in the environment, the name in lower case in the TOML file."""


SHORTEST_SECRET = 32
DOOR = "/telegram"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram knocks, and where we listen. The secret tells Telegram from everybody else."""

    base: str
    secret: str
    listen: str
    port: int

    @property
    def url(self) -> str:
        return self.base + DOOR

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    def owns(self, url: str) -> bool:
        """Whether an address that Telegram names is one of this place."""
        return url == self.base or url.startswith(f"{self.base}/")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. `users` is None where anyone may use the bot. `webhook` is where Telegram would knock, None
    where no address is set; it is listened at if `knocked_at`, else Telegram is polled."""

    token: str
    api: str
    data: Path
    key_file: Path
    proxy: str | None
    paced: bool
    zone: ZoneInfo
    knocked_at: bool
    webhook: Webhook | None
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
    knocked_at = one_of("MODE", values.get("MODE") or "polling", ("polling", "webhook")) == "webhook"
    return Settings(
        token=secret(values, "TOKEN"),
        api=address("API", values.get("API") or "https://api.telegram.org"),
        data=path(values.get("DATA") or "~/.local/share/wenzhu", home),
        key_file=path(values.get("KEY_FILE") or "~/.config/wenzhu/key", home),
        proxy=proxy(values.get("PROXY") or ""),
        paced=one_of("PACE", values.get("PACE") or "telegram", ("telegram", "off")) == "telegram",
        zone=zone(values.get("TZ") or "Asia/Shanghai"),
        knocked_at=knocked_at,
        webhook=webhook(values, knocked_at),
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


def secret(values: Mapping[str, str], name: str) -> str:
    """A secret itself, or what stands in the file that holds it; empty where none is set."""
    if values.get(name) and values.get(f"{name}_FILE"):
        raise BadSetting("set_twice", name=name)
    if not (file := values.get(f"{name}_FILE")):
        return values.get(name, "")
    try:
        return Path(file).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting("file_unreadable", name=name, file=file, fault=type(fault).__name__) from None


def webhook(values: Mapping[str, str], needed: bool) -> Webhook | None:
    """Where Telegram would knock. Telegram allows secrets of A-Z a-z 0-9 _ - only, up to 256 of them."""
    if not values.get("WEBHOOK_URL"):
        if needed:
            raise BadSetting("no_webhook_url")
        return None
    known = secret(values, "WEBHOOK_SECRET")
    if needed and not (re.fullmatch(r"[A-Za-z0-9_-]{1,256}", known) and len(known) >= SHORTEST_SECRET):
        raise BadSetting("weak_secret", shortest=SHORTEST_SECRET)
    return Webhook(
        base=address("WEBHOOK_URL", values["WEBHOOK_URL"]),
        secret=known,
        listen=values.get("LISTEN") or "127.0.0.1",
        port=port(values.get("PORT") or "8080"),
    )


def port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and 0 < int(text) < 65536):
        raise BadSetting("not_a_port")
    return int(text)


def path(text: str, home: Path) -> Path:
    return home / text[2:] if text.startswith("~/") else Path(text)


def address(name: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadSetting("not_an_address", name=name)
    return text.rstrip("/")


def proxy(text: str) -> str | None:
    """A proxy's address, which may hold a password: no error repeats it."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https", "socks5", "socks5h") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise BadSetting("not_a_proxy")
    return text


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
