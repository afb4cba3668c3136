"""What a phone writes around messages: the name on top, and the times between the bubbles."""

from __future__ import annotations

from datetime import datetime

import pytest

from conversations.pictures import dated, title_of, without_frame
from conversations.times import BEIJING

NOW = datetime(2026, 11, 25, 10, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("10月3日 22:41", "2026-10-03 22:41"),
        ("10月3日22:41", "2026-10-03 22:41"),
        ("10月3日 晚上10:41", "2026-10-03 22:41"),
        ("12月3日 周三 上午8:05", "2025-12-03 08:05"),
        ("2024年2月29日 凌晨0:10", "2024-02-29 00:10"),
        ("对方：11-20 中午12:30", "2026-11-20 12:30"),
        ("2月30日 10:00", ""),
        ("22:41", ""),
        ("昨天 22:41", ""),
        ("请于11月28日 18:00前还款", ""),
    ],
)
def test_only_a_day_and_a_time_on_a_line_of_their_own_tell_when(line: str, when: str) -> None:
    found = dated(f"李经理\n{line}\n对方：在吗", NOW)
    assert (f"{found:%Y-%m-%d %H:%M}" if found else "") == when


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("李经理\n10月3日 22:41\n今天还钱", "李经理", "今天还钱"),
        ("李经理\n对方：今天还钱\n昨天 8:05\n我：好", "李经理", "对方：今天还钱\n我：好"),
        ("106980001234\n请还款", "106980001234", "请还款"),
        ("民事传票\n案号：（2026）京0101民初1号", "", "民事传票\n案号：（2026）京0101民初1号"),
        ("对方：今天还钱\n我：好", "", "对方：今天还钱\n我：好"),
        ("22:41", "", "22:41"),
        ("", "", ""),
    ],
)
def test_a_title_is_a_number_or_stands_above_what_is_said(text: str, title: str, said: str) -> None:
    assert (title_of(text), without_frame(text)) == (title, said)
