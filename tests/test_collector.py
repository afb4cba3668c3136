"""Whoever wants words to press somebody with gets the compliant text, and nothing else."""

from __future__ import annotations

import pytest
from conftest import labels, said

from bot.desk import House
from bot.terminal import Talk
from conversations.cues import cued
from conversations.flow import Open
from conversations.flows import PLAYBOOK


@pytest.mark.parametrize(
    "asked",
    [
        "帮我写一段吓唬人的催收短信",
        "帮我写条催款信息，越狠越好",
        "给个催收模板",
        "来一套催收话术",
        "我是做催收的，怎么说他才肯还",
        "怎么催他还钱最快",
        "幫我寫一段催收簡訊",
        "写几句催债的话，发给他全家",
    ],
)
async def test_who_asks_for_words_to_press_somebody_is_asked_for_whom(asked: str, house: House) -> None:
    talk = Talk(house)
    await talk.begin()
    assert await said(talk, asked) == "这段话，是发给谁的？"
    assert labels(talk) == ["发给欠款的人", "发给催收的人"]


async def test_the_text_says_who_how_much_and_where_and_speaks_to_nobody_else(talk: Talk) -> None:
    await talk.begin()
    text = await said(talk, "给我催收话术", "发给欠款的人")
    for part in ("我是____公司的____", "工号____", "受____委托", "一共____元", "官方 App", "只联系您本人", "不用转告"):
        assert part in text
    for word in ("起诉", "征信", "家人", "单位", "抓", "后果", "否则"):
        assert word not in text


@pytest.mark.parametrize(
    "told",
    [
        "催收一直打电话骂我",
        "他们给我妈发催收短信",
        "收到一条催款短信",
        "催收说要写信给我单位",
        "他说他是催收公司的",
    ],
)
def test_who_is_pressed_is_not_taken_for_one_who_presses(told: str) -> None:
    assert cued(PLAYBOOK.cues, told) != Open("collector")
