"""What the linter of wording says: each fault with its place and the way out, and nothing about good sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.traditional import simplified, traditional
from bot.wording import unprompted, wording, wording_faults
from bot.words import DERIVED, SOURCE
from conversations.check import faults
from conversations.effects import Remind
from conversations.flow import Choose, Finish, Flow, Playbook
from conversations.flows import PLAYBOOK
from conversations.times import next_morning

HOUSE = Playbook(
    flows={
        "talk": Flow(
            "talk",
            (
                Choose("start", ok="mother"),
                Choose("mother", ok="end"),
                Finish("end", does=(Remind("ring", next_morning),)),
            ),
            polite=("mother",),
        ),
        "ring": Flow("ring", (Choose("bell", ok="end"), Finish("end"))),
    },
    menu=("talk",),
    crisis="talk",
)


def found(folder: Path, entry: str, catalogue: str = "talk", locale: str = SOURCE) -> list[str]:
    """What is said of one entry, as it stands in a file."""
    file = folder / locale / "LC_MESSAGES" / f"{catalogue}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    file.write_text(f"{header}{entry}\n", "utf-8")
    return list(wording_faults(HOUSE, folder / locale, simplified if locale == DERIVED else str))


def entry(sentence: str, id: str = "start", note: str = "") -> str:
    return f'{note}msgid "{id}"\nmsgstr "{sentence}"'


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("你不是老赖。", "老赖"),
        ("你必须今天打电话。", "必须"),
        ("不还的话，后果自负。", "后果自负"),
        ("这里有个绝招。", "绝招"),
        ("我包你谈成。", "包"),
        ("这样一定会停。", "一定"),
        ("他肯定能同意。", "肯定"),
        ("我保证他不再打。", "保证"),
        ("成功率 100%。", "100%"),
        ("我们懂法。", "懂法"),
        ("别想不开，坚强点。", "坚强"),
        ("就假装没接到。", "假装"),
        ("可以先伪造一份。", "伪造"),
        ("先换手机号。", "换手机号"),
        ("先借一笔还上。", "先借"),
        ("这家秒批，马上下款。", "下款"),
        ("点这里：https://example.org", "://"),
        ("天天投诉他。", "天天投诉"),
        ("快挂断！", "！"),
    ],
)
def test_what_nobody_frightened_should_read_is_named_with_another_way_to_say_it(
    tmp_path: Path, sentence: str, word: str
) -> None:
    said = found(tmp_path, entry(sentence))
    rule = next(rule for rule in wording().never if word in rule.words)
    assert f"{SOURCE}/talk.po start: says 「{word}」; {rule.instead}" in said


@pytest.mark.parametrize(
    "sentence",
    ["红包、面包和钱包，都不一定。", "没关系，慢慢来。", "可以先不接。", "①② 先看这一句。", "「您好，请问您是哪家？」"],
)
def test_a_good_sentence_passes(tmp_path: Path, sentence: str) -> None:
    assert found(tmp_path, entry(sentence)) == []


def test_a_hard_word_is_named_with_the_plain_one(tmp_path: Path) -> None:
    said = found(tmp_path, entry("当务之急是查清债务。"))
    assert f"{SOURCE}/talk.po start: says 「当务之急」; say 「最要紧的」" in said
    assert f"{SOURCE}/talk.po start: says 「债务」; say 「欠款」" in said


def test_a_clause_is_short_enough_to_be_read_while_shaking(tmp_path: Path) -> None:
    assert found(tmp_path, entry("一二三四五六七八九十一二三四五六七八九十，好。")) == []
    (fault,) = found(tmp_path, entry("一二三四五六七八九十一二三四五六七八九十多，好。"))
    assert "has 21 characters, 20 between pauses is the most" in fault


@pytest.mark.parametrize("picture", ["😊", "✅", "⚠", "★"])
def test_no_picture_stands_for_a_word(tmp_path: Path, picture: str) -> None:
    (fault,) = found(tmp_path, entry(f"记好了{picture}"))
    assert f"shows {picture}" in fault


def test_a_parent_is_told_nin_and_whoever_owes_ni(tmp_path: Path) -> None:
    assert found(tmp_path, entry("您先坐下。", "mother")) == []
    assert found(tmp_path, entry("可以说：「你吃饭了吗？」", "mother")) == []
    assert "says 「您」" in found(tmp_path, entry("您先坐下。"))[0]
    assert "says 「你」" in found(tmp_path, entry("你先坐下。", "mother"))[0]


def test_the_line_on_a_lock_screen_tells_nothing(tmp_path: Path) -> None:
    assert unprompted(HOUSE) == {"common.knock_for_all", "ring.bell"}
    assert found(tmp_path, entry("说好的那件小事。\\n打官方客服，说还款。", "bell"), "ring") == []
    (fault,) = found(tmp_path, entry("该还款了。", "bell"), "ring")
    assert "says 「还款」 in the line that a lock screen shows" in fault


def test_everything_with_which_the_bot_speaks_first_is_known() -> None:
    assert {"common.knock_for_all", "call_lender.knock", "check_in.knock", "expiry.knock"} <= unprompted(PLAYBOOK)


@pytest.mark.parametrize(("fact", "faults"), [("", 1), ("cba-2026-hours", 1), ("psl-47", 0)])
def test_what_is_against_a_statute_is_called_so_and_nothing_else(tmp_path: Path, fact: str, faults: int) -> None:
    note = f"#. fact: {fact}\n" if fact else ""
    assert len(found(tmp_path, entry("这样做违法。", note=note))) == faults


def test_a_word_is_allowed_with_a_reason_and_only_where_it_stands(tmp_path: Path) -> None:
    said_by_him = "#. allowed 必须: said by him\n"
    assert found(tmp_path, entry("他说你必须今天还。", note=said_by_him)) == []
    assert len(found(tmp_path, entry("他说你必须今天还。", note="#. allowed 必须:\n"))) == 1
    assert len(found(tmp_path, entry("他说你必须今天还，否则后果自负。", note=said_by_him))) == 1
    (fault,) = found(tmp_path, entry("他说你今天要还。", note=said_by_him))
    assert "allows 「必须」 and needs not" in fault


def test_traditional_characters_are_read_by_the_same_rules(tmp_path: Path) -> None:
    (fault,) = found(tmp_path, entry(traditional("我们懂法。")), locale=DERIVED)
    assert fault.startswith(f"{DERIVED}/talk.po start: says 「懂法」")


def test_a_polite_step_that_is_not_there_is_named() -> None:
    flow = Flow("talk", (Choose("start", ok="end"), Finish("end")), polite=("sart",))
    (fault,) = faults(Playbook({"talk": flow}, ("talk",), "talk"))
    assert fault == "talk: the polite step 'sart' does not exist; did you mean 'start'?"
