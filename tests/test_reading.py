"""Reading a message: what a person would notice. The labelled sets are scored in `test_reading_score.py`."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conversations.facts import FACTS
from conversations.reading import Message, read
from conversations.reading.crossed import words
from conversations.reading.families import WORDS, pattern
from conversations.reading.kinds import sign_of
from conversations.reading.labels import ENTITIES, PRACTICES, WITHOUT_PRACTICE, Kind
from conversations.reading.lines import RULES
from conversations.reading.normalise import plain
from conversations.reading.signs import SIGNS
from conversations.times import BEIJING

ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 11, 25, 12, tzinfo=BEIJING)


def practices(text: str, **more: object) -> set[str]:
    return set(read(Message(text, **more)).practices)  # type: ignore[arg-type]  # the fields of a message, by name


def said(text: str, practice: str) -> list[str]:
    return [piece.text for piece in read(Message(text)).evidence if piece.practice == practice]


# --- one spelling, and the way back -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "plainly"),
    [
        ("【法-院-传-票】强_制_执_行", "【法院传票】强制执行"),
        ("再 不 还 钱", "再不还钱"),
        ("zai不 chu li", "再不处理"),
        ("曝\u200b光你的照\ufeff片", "曝光你的照片"),
        ("１６６６元", "1666元"),
        ("公開於網路", "公开于网络"),
        ("唔还打畀你阿妈", "不还打给你妈"),
        ("加薇信", "加微信"),
        ("资料传⬆️网", "资料传上网"),
        ("亻言讠斥", "信诉"),
        ("还88O元", "还880元"),
    ],
)
def test_hidden_words_are_read_in_one_spelling(written: str, plainly: str) -> None:
    assert plain(written).text == plainly


def test_an_ordinary_name_with_a_dash_and_an_english_word_stay_as_they_are() -> None:
    assert plain("诚远资产-强哥：打开 app 看看").text == "诚远资产-强哥：打开 app 看看"


def test_evidence_is_quoted_as_it_was_written() -> None:
    assert said("還不還？我把你照片發⬆️網，讓你們村都知道，8,800元", "threat_exposure") == [
        "我把你照片發⬆️網，讓你們村都知道"
    ]


# --- who speaks -------------------------------------------------------------------------------------------


def test_what_the_person_asks_is_not_held_against_the_caller() -> None:
    text = "坐席：您好，蓝桥银行，您逾期12天。\n我：你们会不会上门，会不会打给我爸妈？\n坐席：不会的，只联系您本人。"
    reading = read(Message(text, "call_transcript"))
    assert reading.kind is Kind.LAWFUL
    assert reading.practices == ()


def test_a_warning_against_a_practice_is_none() -> None:
    assert (
        practices("【蓝桥银行】您的贷款逾期3天，应还500元。请勿向个人账户转账，不要泄露验证码，我行不会联系您的亲友。")
        == set()
    )


# --- the hour, the count, the reader ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "late"), [("21:59", False), ("22:00", True), ("07:59", True), ("08:00", False), ("00:00", True)]
)
def test_ten_at_night_is_too_late_and_eight_in_the_morning_is_not_too_early(hour: str, late: bool) -> None:
    received = datetime.fromisoformat(f"2026-11-25T{hour}:00+08:00")
    found = practices("【橙借】您的欠款520元已逾期，请尽快归还", received_at=received)
    assert ("off_hours" in found) is late


def test_a_bill_at_night_is_no_collection() -> None:
    night = NOON.replace(hour=23)
    assert (
        read(Message("【交通银行】您11月信用卡账单已生成，到期还款日11月28日，详见手机银行。", "sms", night)).kind
        is Kind.LAWFUL
    )


@pytest.mark.parametrize(("before", "often"), [(5, False), (6, True)])
def test_the_seventh_contact_of_a_day_is_too_often(before: int, often: bool) -> None:
    prior = tuple(NOON - timedelta(minutes=20 * each) for each in range(1, before + 1))
    found = practices("还不接？660", received_at=NOON, prior_times=prior)
    assert ("excessive_frequency" in found) is often


def test_yesterdays_contacts_do_not_count() -> None:
    prior = tuple(NOON - timedelta(days=1, minutes=each) for each in range(9))
    assert "excessive_frequency" not in practices("还不接？660", received_at=NOON, prior_times=prior)


def test_a_debt_told_to_a_sister_is_disclosed_to_her() -> None:
    found = practices("您是小芳的姐姐吧，她在橙借借了七千多没还", recipient="family")
    assert {"addressed_to_third_party", "actually_disclosed_to_third_party"} <= found
    assert "addressed_to_third_party" in practices("您是小芳的姐姐吧，她在橙借借了七千多没还")


# --- any text ---------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["\ud800", "\x00", "：", "\n", "【", "】", "“", "还钱", "2,300元", "明天9点前", "http://a.top",
     "法院", "你妈", "a.b", "\u200b", "⬆️", "亻尔", "，"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join)))
@example("")
@example("\ud800\udfff\x00")
@example("还" * 10_000)
@example("：" * 500)
def test_any_text_can_be_read_and_is_quoted_exactly(text: str) -> None:
    reading = read(Message(text, "sms", NOON))
    for piece in reading.evidence:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert piece.practice in PRACTICES
    assert set(reading.entities) == set(ENTITIES)
    for found in (each for some in reading.entities.values() for each in some):
        assert found.text in text
    assert reading.kind not in WITHOUT_PRACTICE or not reading.evidence


# --- what it costs ----------------------------------------------------------------------------------------

LONGEST = 4096


def every_pattern() -> dict[str, re.Pattern[str]]:
    """All that is searched for: families, rules, signs, and whatever stands by itself in the files of the reader."""
    found = {f"family {name}": pattern(name) for name in WORDS}
    found |= {f"rule {rule.id}": words(rule) for rule in RULES}
    found |= {f"sign {name}": sign_of(name) for name in SIGNS}
    for file in (ROOT / "conversations" / "reading").glob("*.py"):
        for name, value in vars(import_module(f"conversations.reading.{file.stem}")).items():
            each = value if isinstance(value, tuple) else (value,)
            found |= {f"{file.stem} {name} {at}": one for at, one in enumerate(each) if isinstance(one, re.Pattern)}
    return found


def pumped(source: str) -> list[str]:
    """Texts that make a hidden repetition crawl: the pattern's own characters in a row, and what fills its gaps."""
    own = "".join(re.findall("[\u4e00-\u9fff]", source)) or "的"
    first = own[0]
    return [(seed * LONGEST)[:LONGEST] for seed in (own, first, f"{first}说", f"{own[:2]}1", "1,", "a.", "a1")]


def test_every_pattern_is_linear() -> None:
    """50 ms for 4,096 characters, whatever they are; a second try for a moment when the machine was busy."""
    for name, one in every_pattern().items():
        for text in pumped(one.pattern):
            assert min(searching(one, text) for _ in range(2)) < 0.05, f"{name}: {text[:8]!r}"


def searching(one: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    for _ in one.finditer(text):
        pass
    return time.process_time() - begun


@pytest.mark.parametrize("seed", ["你", "还1", "1,", "a.", "：a\n", "【", "我是", "一天", "\n"])
def test_a_pumped_text_is_read_in_a_moment(seed: str) -> None:
    text = (seed * LONGEST)[:LONGEST]
    begun = time.process_time()
    read(Message(text))
    assert time.process_time() - begun < 2


def test_what_a_rule_rests_on_is_a_fact() -> None:
    for rule in RULES:
        assert rule.practice in PRACTICES, rule.id
        assert rule.fact in FACTS, rule.id
        for family in (*rule.near.split(), *rule.unless.split()):
            assert family.removeprefix("+") in WORDS, rule.id
