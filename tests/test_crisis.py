"""Whose despair: plain statements are never missed, quotes are not taken for one's own, and nothing takes long."""

from __future__ import annotations

import json
import time
from itertools import product
from pathlib import Path

import pytest

from conversations.crisis import Despair, despair

PHRASES = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "despair.jsonl").read_text("utf-8").splitlines()
]
OWN = (Despair.OWN, Despair.BOTH)
PLAIN = (
    "不想活了",
    "想死",
    "活不下去",
    "活不下去了",
    "我想死",
    "不想活",
    "唔想活",
    "bu xiang huo le",
    "想亖",
    "不想話了",
)
OPENINGS = ("", "真的", "我", "我真的", "欠了八万，", "他们天天打电话\n", "我妈也知道了。", "唉……")
ENDINGS = ("", "。", "了", "，怎么办", "\n谢谢你", "😭", "！！！")


@pytest.mark.parametrize(("opening", "plain", "ending"), list(product(OPENINGS, PLAIN, ENDINGS)))
def test_a_plain_statement_is_never_missed(opening: str, plain: str, ending: str) -> None:
    assert despair(f"{opening}{plain}{ending}") in OWN


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("他骂我，你怎么不去死", Despair.QUOTED),
        ("催收发短信说：死全家", Despair.QUOTED),
        ("他让我去死，我真的不想活了", Despair.BOTH),
        ("我儿子说不想活了", Despair.OTHER),
        ("累死了", Despair.NONE),
        ("想死你了", Despair.NONE),
        ("打死我也不还", Despair.NONE),
        ("跳楼价大甩卖", Despair.NONE),
        ("", Despair.NONE),
    ],
)
def test_whose_words_they_are(said: str, whose: Despair) -> None:
    assert despair(said) is whose


@pytest.mark.parametrize(
    "said",
    [
        "说要去我妈的单位", "我还有两个孩子要养", "我妈身体不好", "他们要找我爸", "我好怕", "那就算了", "我住六楼",
        "他说今晚要来", "又打来了", "我想早点结束这个电话", "我睡不着", "他让我今天还，不然就走法律程序",
        "我一个人在家", "钱已经没了", "我想走，不想听了", "拜托你们别打给我妈",
    ],
)  # fmt: skip
def test_everyday_talk_in_a_call_is_no_alarm(said: str) -> None:
    assert despair(said) is Despair.NONE


@pytest.mark.parametrize("said", ["不想活了", "你怎么不去死", "我想死"])
def test_a_forwarded_text_is_never_the_persons_own(said: str) -> None:
    assert despair(said, forwarded=True) is Despair.QUOTED


def test_the_phrase_lists_hold_their_floor() -> None:
    """Half of these lines were read while the patterns were written, so this is a floor and no estimate."""
    own = [row for row in PHRASES if row["group"] == "own"]
    near = [row for row in PHRASES if row["group"] == "near"]
    found = sum(despair(row["text"], row["forwarded"]) in OWN for row in own)
    alarms = sum(despair(row["text"], row["forwarded"]) in OWN for row in near)
    assert (len(own), len(near)) == (300, 300)
    assert found >= 250
    assert alarms <= 20


@pytest.mark.parametrize(
    "piece", ["死", "我想", "不想", "活", "他说", "啊 ", "我妈说", "「", "bu xiang ", "没有我", "，"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 4096)[:4096]
    begun = time.perf_counter()
    despair(text)
    assert time.perf_counter() - begun < 2
