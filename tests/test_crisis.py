"""Whose despair: plain statements are never missed, quotes are not taken for one's own, and nothing takes long."""

from __future__ import annotations

import json
import time
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from everyday import AFRAID_FOR_SOMEBODY, everyday, typed
from teach_despair import LEARNT_FROM, OUT, main

from bot.hearing import Said, understood
from bot.house import grounded
from bot.words import SOURCE, Words
from conversations.crisis import Despair, despair
from conversations.crisis.spelling import spell
from conversations.crisis.weighing import reasons, weigh
from conversations.engine import advance
from conversations.events import Forwarded, Typed
from conversations.received import own_despair
from conversations.rescue import HAPPENING
from conversations.scene import Scene
from conversations.session import Place, Session
from conversations.times import BEIJING

DATA = Path(__file__).parent / "data"
LEARNT = [json.loads(line) for name in LEARNT_FROM for line in (DATA / name).read_text("utf-8").splitlines()]
WORDS = Words()
PLAYBOOK = grounded(WORDS)
SCENE = Scene(datetime(2026, 11, 25, 15, tzinfo=BEIJING))
OWN = (Despair.OWN, Despair.BOTH)
PLAIN = (
    "不想活了", "想死", "活不下去", "活不下去了", "我想死", "不想活", "唔想活", "bu xiang huo le", "想亖",
    "不想話了", "没法活了", "活够了", "生不如死", "想自杀", "我要跳楼", "死了算了", "还不如死了", "遗书写好了",
    "想一死了之", "不想再醒来", "想结束生命", "有自杀的念头", "想離開這個世界", "活唔落去", "xiang si le",
    "想鼠了", "想自鲨", "不活了", "不想活下去", "不想再活下去了", "想去死", "我去死", "让我死吧",
    "我不想活在世上了", "想结束自己", "想跳河", "想轻生", "想寻死", "活着没意思", "活着没意义", "活着真没劲",
    "不如死了算了", "只想死", "想离开人世", "想上吊", "想割腕", "不愿活了", "毋想活", "勿想活", "冇法活",
    "活不成了", "活不了了", "活腻了", "想死的心都有了", "不想做人了", "唔想做人", "wo xiang si", "不想获了",
    "想4了", "想si", "没有活下去的勇气", "想了结自己", "我要自杀", "我要去死", "想跳下去", "不打算活了",
    "想死掉", "想从楼上跳下去", "只求一死", "我该死了", "早死早解脱", "死了就解脱了", "我想消失在这个世界",
    "不想活咯", "不想活哒", "不想活咧", "不想活嘞", "想死得很", "huo bu xia qu", "活不下", "活不夏去",
    "生不如屎", "我不配活着", "死了一了百了", "不想要命了",
)  # fmt: skip
PASTED = "【某某金融】您的账户已逾期30天，请于今日18点前还款，逾期将依法起诉，并联系您的紧急联系人。\n"
OPENINGS = (
    "", "真的", "我", "我真的", "欠了八万，", "他们天天打电话\n", "我妈也知道了。", "唉……", "就是那个我",
    "我老公也不管我我", "他骂我废物，", PASTED,
)  # fmt: skip
ENDINGS = ("", "。", "了", "，怎么办", "\n谢谢你", "😭", "！！！", "啊", "，利息怎么算")


@pytest.mark.parametrize("plain", PLAIN)
def test_a_plain_statement_is_never_missed(plain: str) -> None:
    said = [f"{opening}{plain}{ending}" for opening, ending in product(OPENINGS, ENDINGS)]
    assert [text for text in said if despair(text) not in OWN] == []


@pytest.mark.parametrize("plain", PLAIN[:9])
def test_it_is_heard_beside_a_message_that_was_pasted(plain: str) -> None:
    assert own_despair(PASTED + plain) in OWN
    assert own_despair(plain + "\n" + PASTED) in OWN


def test_on_ordinary_days_nobodys_despair_is_heard() -> None:
    """What collectors send is not the despair of whoever pastes it; and what people say of debts is none at all. A new
    story or message that is heard here is learnt by running tests/teach_despair.py."""
    assert [text for text in everyday() if despair(text) in OWN] == []
    assert [text for text in typed() if despair(text) is Despair.OTHER and text != AFRAID_FOR_SOMEBODY] == []


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
        ("催收发短信说，让你在这个城市活不下去", Despair.QUOTED),
        ("我老公也不管我我就是想死了算了", Despair.OWN),
        ("想死了那碗粉", Despair.NONE),
        ("不想活成我爸那样", Despair.NONE),
        ("儿子参军政审会不会受我影响", Despair.NONE),
        ("想换掉紧急联系人", Despair.NONE),
        ("会唔会有差人上门拉我", Despair.NONE),
        ("把App卸载了", Despair.NONE),
        ("房子是自家的，不用花", Despair.NONE),
        ("俺跟俺媳妇还有俩娃，一家四口", Despair.NONE),
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


def test_the_lists_hold_their_floor() -> None:
    """They taught it, so this is a floor and no estimate."""
    found = [(row["despair"], despair(row["text"], row["forwarded"])) for row in LEARNT]
    own = [answer in OWN for label, answer in found if label in OWN]
    others = [answer in OWN for label, answer in found if label not in OWN]
    assert sum(own) / len(own) > 0.96
    assert sum(others) / len(others) < 0.03
    assert sum(label == answer for label, answer in found) / len(found) > 0.95


STEPS = [(flow.id, step.id) for flow in PLAYBOOK.flows.values() for step in flow.steps]


@pytest.mark.parametrize("said", ["我不想活了", "撐不下去了，想死", "他骂我去死，我真的不想活了"])
def test_at_every_step_of_every_flow_money_is_put_down(said: str) -> None:
    for flow, step in STEPS:
        session = Session(places=(Place(flow, step),))
        event = understood(Said(said), PLAYBOOK, session, SCENE, WORDS, SOURCE)
        assert event == Typed(said), f"{flow}.{step}: taken for a button"
        places = advance(PLAYBOOK, session, event, SCENE).session.places
        assert [place.flow for place in places] == [PLAYBOOK.crisis], f"{flow}.{step}"


def test_at_every_step_somebody_elses_danger_opens_the_way_to_help() -> None:
    for flow, step in STEPS:
        session = Session(places=(Place(flow, step),))
        places = advance(PLAYBOOK, session, Typed("我儿子说他不想活了"), SCENE).session.places
        if (flow, step) != (PLAYBOOK.crisis, HAPPENING):  # somebody is on the phone to 120 there
            assert (places[-1].flow, places[-1].step) == (PLAYBOOK.crisis, "other"), f"{flow}.{step}"


def test_a_cruel_text_is_kept_where_one_is_and_what_is_said_of_it_is_heard() -> None:
    """Telegram sends a forwarded text and the words that go with it as two messages."""
    session = advance(PLAYBOOK, Session(), Forwarded("你怎么不去死"), SCENE).session
    assert PLAYBOOK.crisis not in {place.flow for place in session.places}
    places = advance(PLAYBOOK, session, Typed("我觉得他说得对，我真的想死"), SCENE).session.places
    assert [place.flow for place in places] == [PLAYBOOK.crisis]


def test_an_answer_can_be_explained() -> None:
    page = spell("把猫托给邻居了，密码写在纸上，我走了")
    assert reasons(page, frozenset(), "own")
    assert weigh(page, frozenset())[0] > 0


@pytest.mark.soak
def test_the_weights_are_what_the_sentences_teach(tmp_path: Path) -> None:
    main(tmp_path / "weights.tsv")
    assert (tmp_path / "weights.tsv").read_text("utf-8") == OUT.read_text("utf-8")


@pytest.mark.parametrize(
    "piece", ["死", "我想", "不想", "活", "他说", "啊 ", "我妈说", "「", "bu xiang ", "没有我", "，"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 4096)[:4096]
    begun = time.process_time()
    despair(text)
    assert time.process_time() - begun < 2
