"""Where people live, as they say it, and whose clock that is; and what they chose of that and of their quiet hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conversations.hours import Hours
from conversations.scene import Scene

ZONES: Mapping[str, tuple[str, ...]] = {
    "Asia/Shanghai": ("北京", "上海", "中国", "国内", "大陆", "内地"),
    "Asia/Hong_Kong": ("香港",),
    "Asia/Macau": ("澳门",),
    "Asia/Taipei": ("台湾", "台北"),
    "Asia/Urumqi": ("乌鲁木齐", "新疆时间"),
    "Asia/Singapore": ("新加坡",),
    "Asia/Kuala_Lumpur": ("马来西亚", "吉隆坡"),
    "Asia/Bangkok": ("泰国", "曼谷", "清迈"),
    "Asia/Phnom_Penh": ("柬埔寨", "金边", "西港"),
    "Asia/Vientiane": ("老挝", "万象"),
    "Asia/Yangon": ("缅甸", "仰光"),
    "Asia/Ho_Chi_Minh": ("越南", "胡志明", "河内"),
    "Asia/Manila": ("菲律宾", "马尼拉"),
    "Asia/Jakarta": ("印尼", "印度尼西亚", "雅加达"),
    "Asia/Tokyo": ("日本", "东京", "大阪"),
    "Asia/Seoul": ("韩国", "首尔"),
    "Asia/Dubai": ("迪拜", "阿联酋"),
    "Europe/Moscow": ("莫斯科",),
    "Europe/Istanbul": ("土耳其", "伊斯坦布尔"),
    "Europe/London": ("英国", "伦敦"),
    "Europe/Paris": ("法国", "巴黎"),
    "Europe/Berlin": ("德国", "柏林"),
    "Europe/Madrid": ("西班牙", "马德里"),
    "Europe/Rome": ("意大利", "罗马", "米兰"),
    "America/New_York": ("纽约", "美东", "波士顿"),
    "America/Chicago": ("芝加哥", "休斯敦"),
    "America/Los_Angeles": ("洛杉矶", "美西", "旧金山", "西雅图"),
    "America/Toronto": ("多伦多",),
    "America/Vancouver": ("温哥华",),
    "Australia/Sydney": ("悉尼",),
    "Australia/Melbourne": ("墨尔本",),
    "Pacific/Auckland": ("新西兰", "奥克兰"),
    "Africa/Lagos": ("尼日利亚", "拉各斯"),
    "Africa/Johannesburg": ("南非", "约翰内斯堡"),
}
"""Zones by their name in the time zone database. The first word is how one is called; none is in a country of several
zones unless it is a city's."""

CHINA = "Asia/Shanghai"
QUIET = {"usual": (time(21), time(9)), "longer": (time(20), time(10)), "never": (time(9), time(9))}
"""What the buttons stand for: from when, until when."""


def zone_named(said: str) -> str:
    """The zone of the place that is named, or whose own name is written; empty where there is none."""
    found = {zone for zone, places in ZONES.items() for place in places if place in said}
    if len(found) == 1:
        return found.pop()
    name = said.strip()
    try:
        return ZoneInfo(name).key if "/" in name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def called(zone: str) -> str:
    """How a zone is called: by the place that people name, else by its own name."""
    return ZONES.get(zone, (zone,))[0]


def chosen_zone(notes: Mapping[str, str], scene: Scene) -> Hours:
    said = notes.get("hours.zone", "")
    return replace(scene.hours, zone=CHINA if said == "china" else said)


def chosen_quiet(notes: Mapping[str, str], scene: Scene) -> Hours:
    said = notes.get("hours.quiet", "usual")
    start, end = QUIET[said] if said in QUIET else map(time.fromisoformat, said.split())
    return replace(scene.hours, quiet_from=start, quiet_until=end)
