"""Lines recognised in a picture become the text that a person would copy from it. All boxes are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import cos, radians, sin

import pytest

from conversations.pictures import Seen, told
from conversations.pictures.bands import bands, joined
from conversations.pictures.seen import Colour, legible
from conversations.reading.turns import Side, talk

WIDTH, HEIGHT = 1000, 2000
PAGE, WHITE, GREEN = (237, 237, 237), (255, 255, 255), (149, 236, 105)


def line(text: str, left: float, top: float, right: float = 0, ground: Colour = PAGE, high: float = 50) -> Seen:
    right = right or left + 45 * len(text)
    corners = ((left, top), (right, top), (right, top + high), (left, top + high))
    return Seen(corners, text, 0.99, ground)


def slanted(lines: list[Seen], degrees: float) -> list[Seen]:
    by, x, y = radians(degrees), WIDTH / 2, HEIGHT / 2
    return [
        replace(
            seen,
            corners=tuple(
                (x + (a - x) * cos(by) - (b - y) * sin(by), y + (a - x) * sin(by) + (b - y) * cos(by))
                for a, b in seen.corners
            ),
        )
        for seen in lines
    ]


CHAT = [
    line("21:47", 80, 40),
    line("李经理", 432, 150),
    line("昨天 21:40", 400, 240, 600),
    line("您好，您尾号4471的借款", 160, 340, 800, WHITE),
    line("已逾期37天。", 160, 412, 470, WHITE),
    line("你是哪家公司的？", 480, 600, 840, GREEN),
    line("今天不处理，", 160, 780, 420, WHITE),
    line("请把委托书发给我，我会", 210, 960, 835, GREEN),
    line("和平台核对", 210, 1032, 440, GREEN),
]
COPIED = """\
李经理
昨天 21:40
对方：您好，您尾号4471的借款已逾期37天。
我：你是哪家公司的？
对方：今天不处理，
我：请把委托书发给我，我会和平台核对"""


@pytest.mark.parametrize("degrees", [0, -3, 10])
def test_a_chat_is_read_from_the_top_with_who_says_what(degrees: float) -> None:
    assert told(slanted(CHAT[::-1], degrees), WIDTH, HEIGHT) == COPIED


def test_the_reader_of_messages_judges_the_other_side_alone() -> None:
    heard = talk(told(CHAT, WIDTH, HEIGHT))
    assert heard.is_dialogue
    assert "逾期37天" in heard.said_by(Side.THEM)
    assert "委托书" in heard.said_by(Side.ME)
    assert "委托书" not in heard.said_by(Side.THEM)


def test_a_letter_has_no_sides_though_its_signature_stands_to_the_right() -> None:
    page = [
        line("告知函", 430, 100),
        line("　　您名下的借款已逾期，请于本月", 190, 220, 900),
        line("三十日前还款。", 100, 290, 420),
        line("如有困难，请致电客服。", 190, 420, 690),
        line("某某消费金融", 620, 640, 900),
    ]
    assert told(page, WIDTH, HEIGHT).splitlines() == [
        "告知函",
        "您名下的借款已逾期，请于本月三十日前还款。",
        "如有困难，请致电客服。",
        "某某消费金融",
    ]


def test_the_cells_of_a_row_stand_on_one_line() -> None:
    page = [
        line("应还总额", 100, 300),
        line("￥８，６４２．１５", 650, 304),
        line("还款日", 100, 400),
        line("30日", 700, 398),
    ]
    assert told(page, WIDTH, HEIGHT) == "应还总额 ¥8,642.15\n还款日 30日"


def test_a_clock_is_left_out_of_the_status_bar_only() -> None:
    bar = [line("21:47", 80, 40), line("5G", 800, 42), line("88%", 900, 40)]
    assert told([*bar, line("21:46", 440, 900)], WIDTH, HEIGHT) == "21:46"
    assert told([line("逾期37天", 80, 40)], WIDTH, HEIGHT) == "逾期37天"


def test_an_avatar_taken_for_a_letter_is_left_out() -> None:
    assert told([*CHAT, line("0", 20, 340, 130, high=110)], WIDTH, HEIGHT) == COPIED


def test_bands_overlap_and_reach_the_end() -> None:
    for height in (1, 2000, 2600, 2601, 10_250):
        cut = list(bands(height))
        assert (cut[0][0], cut[-1][1]) == (0, height)
        assert all(above[1] - below[0] >= 200 for above, below in pairwise(cut))
        assert max(bottom - top for top, bottom in cut) <= 2600


def test_a_line_seen_in_two_bands_or_cut_by_one_stands_once() -> None:
    first = [line("甲", 100, 500), line("乙", 100, 1850), line("丙的上半", 100, 1970, high=30)]
    second = [line("乙的下半", 100, 0, high=30), line("乙", 101, 52), line("丙", 100, 170)]
    page = joined([((0, 2000), first), ((1800, 3000), second)])
    assert [seen.text for seen in page] == ["甲", "乙", "丙"]
    assert page[-1].corners[0] == (100, 1970)


def test_letters_that_stand_on_end_do_not_make_a_picture_legible() -> None:
    upright = line("今天不处理", 100, 100)
    tall = replace(line("我们就外访", 100, 100), corners=((100, 100), (150, 100), (150, 400), (100, 400)))
    assert legible([upright, tall]) == pytest.approx(0.495)
    assert legible([]) == 0
