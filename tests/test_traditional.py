"""The words in traditional characters: written from the source, corrected by hand, and never stale without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import said
from retell import STORIES

from bot.derived import derived_faults
from bot.desk import House
from bot.story import language, read_story
from bot.terminal import Talk
from bot.traditional import converted, only_simplified, traditional
from bot.words import DERIVED, SOURCE, Words
from bot.workshop import derive
from conversations.characters import SIMPLIFIED
from conversations.cues import KIN, folded
from conversations.danger import asks_for_money_or_codes
from conversations.flows import PLAYBOOK


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("这个软件会发短信给后面的联系人。", "這個軟體會發簡訊給後面的聯絡人。"),
        ("照着念：「这笔账我会处理。」", "照著唸：「這筆帳我會處理。」"),
        ("挂断了", "掛斷了"),
        ("要走法律程序，我是程序。", "要走法律程序，我是程式。"),
        ("先别认、别签。皇后在两公里外，干杯。", "先別認、別簽。皇后在兩公里外，乾杯。"),
        ("好，{due}再说。", "好，{due}再說。"),
    ],
)
def test_a_sentence_is_said_as_in_taiwan_and_as_we_mean_it(source: str, said: str) -> None:
    assert traditional(source) == said
    assert not only_simplified(said)


def test_a_character_of_simplified_text_is_found_among_traditional_ones() -> None:
    assert only_simplified("這个號碼發给後面的人，打给皇后") == "个给给"
    assert only_simplified("為什麼、爲什麼、着急、著急、裡面、裏面、台灣、臺灣") == ""


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """The words of a small house, in the source locale only."""
    put(tmp_path, SOURCE, {"title": "标题", "hello": "您好，{now}。", "partner": "爱人"})
    derive(tmp_path)
    return tmp_path


def put(locales: Path, locale: str, sentences: dict[str, str], note: str = "") -> None:
    file = locales / locale / "LC_MESSAGES" / "house.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    entries = "".join(f'{note}msgid "{id}"\nmsgstr "{said}"\n\n' for id, said in sentences.items())
    file.write_text(f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n{entries}', "utf-8")


def correct(locales: Path, before: str, after: str) -> None:
    """What a writer does in an editor."""
    file = locales / DERIVED / "LC_MESSAGES" / "house.po"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def sentence(locales: Path, id: str) -> str:
    return Words(locales).sentence("house", id, DERIVED)


def test_a_new_sentence_needs_nothing_but_the_command(locales: Path) -> None:
    assert list(derived_faults(locales)) == []
    assert sentence(locales, "hello") == "您好，{now}。"
    put(locales, SOURCE, {"title": "关于", "hello": "您好，{now}。", "partner": "爱人", "end": "再见。"})
    assert list(derived_faults(locales)) == [
        f"{DERIVED}/house.po title: should say 「關於」; run wenzhu words, "
        "or write '#. by hand:' above it to keep what it says",
        f"{DERIVED}/house.po lacks 'end'; run wenzhu words",
    ]
    derive(locales)
    assert list(derived_faults(locales)) == []
    assert (sentence(locales, "title"), sentence(locales, "end")) == ("關於", "再見。")


def test_a_correction_stays_and_is_asked_about_when_its_source_changes(locales: Path) -> None:
    correct(locales, 'msgid "partner"\nmsgstr "配偶"', '#. by hand:\nmsgid "partner"\nmsgstr "先生或太太"')
    (fault,) = derived_faults(locales)
    assert "run wenzhu words" in fault
    for _ in range(2):
        derive(locales)
        assert list(derived_faults(locales)) == []
        assert sentence(locales, "partner") == "先生或太太"

    put(locales, SOURCE, {"title": "标题", "hello": "您好，{now}。", "partner": "丈夫或妻子"})
    derive(locales)
    assert sentence(locales, "partner") == "先生或太太", "a correction is never overwritten"
    (fault,) = derived_faults(locales)
    assert fault.startswith(f"{DERIVED}/house.po partner: was corrected by hand, and {SOURCE} says something else")
    assert "丈夫或妻子" in fault


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgid "hello"', '#. by hand:\nmsgid "hello"', "needs no correction any more"),
        ('msgid "hello"\nmsgstr "您好，{now}。"', '#. by hand:\nmsgid "hello"\nmsgstr "您好。"', "placeholders"),
        ('msgid "title"\nmsgstr "標題"', '#. by hand:\nmsgid "title"\nmsgstr "这個標題"', "holds 这, which only"),
        ('msgid "title"', 'msgid "gone"\nmsgstr "不在"\n\nmsgid "title"', "has no such sentence any more"),
    ],
)
def test_what_is_wrong_with_a_correction_is_said(locales: Path, before: str, after: str, fault: str) -> None:
    correct(locales, before, after)
    found = [line for line in derived_faults(locales) if "not noted yet" not in line]
    assert len(found) == 1
    assert fault in found[0]


def test_a_correction_of_a_sentence_that_is_gone_is_named(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(locales, 'msgid "partner"\nmsgstr "配偶"', '#. by hand:\nmsgid "partner"\nmsgstr "先生或太太"')
    put(locales, SOURCE, {"title": "标题", "hello": "您好，{now}。"})
    derive(locales)
    assert "partner was corrected by hand" in capsys.readouterr().err
    assert list(derived_faults(locales)) == []


# --- what people type in traditional characters ---------------------------------------------------


def words_that_lead_somewhere() -> list[str]:
    cues = [*PLAYBOOK.cues, *(cue for flow in PLAYBOOK.flows.values() for cue in flow.cues)]
    return [word for cue in cues for word in cue.words] + [word for words in KIN.values() for word in words]


@pytest.mark.parametrize("kind", ["s2t", "s2tw", "s2hk"])
def test_every_word_that_leads_somewhere_does_so_in_traditional_characters(kind: str) -> None:
    for word in words_that_lead_somewhere():
        assert folded(converted(kind, word)) == folded(word)


def test_the_pairs_of_characters_are_those_of_opencc() -> None:
    for char, plain in SIMPLIFIED.items():
        assert plain in {converted(kind, char) for kind in ("t2s", "tw2s", "hk2s")}, char


def test_a_code_asked_for_in_traditional_characters_is_a_full_stop() -> None:
    assert asks_for_money_or_codes("把驗證碼發給我，馬上幫您處理")
    assert asks_for_money_or_codes("請轉到個人帳戶")
    assert not asks_for_money_or_codes("請勿洩露驗證碼")


# --- the talk -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hant-taiwan", "hant-hongkong"])
def test_a_story_in_traditional_characters_is_answered_in_nothing_else(name: str) -> None:
    text = (STORIES / f"{name}.txt").read_text("utf-8")
    assert language(text) in ("zh-TW", "zh-HK")
    for exchange in read_story(text):
        assert not only_simplified(exchange.answer), exchange.said


async def test_a_button_is_pressed_by_its_words_in_either_script(house: House) -> None:
    talk = Talk(house, "zh-TW")
    await talk.begin()
    assert (await said(talk, "正在通话")).startswith("我在。先慢慢呼一口氣。")
    assert (await said(talk, "开始")).startswith("第 1 句")
    assert (await said(talk, "简体")).startswith("好，改成简体字了。")
    assert (await said(talk, "他說了")).startswith("很好。打给我就记下")


async def test_the_script_that_somebody_chose_stays(house: House) -> None:
    talk = Talk(house)
    await talk.begin()
    assert "改成繁體字了" in await said(talk, "繁體字")
    assert "這裡還沒有記錄" in await said(talk, "/progress")
    again = Talk(house)
    await again.begin()
    assert "這裡還沒有記錄" in await said(again, "/progress"), "whatever their Telegram speaks"


async def test_whoever_deletes_everything_is_answered_in_the_script_they_chose(house: House) -> None:
    talk = Talk(house)
    await talk.begin()
    await said(talk, "繁體")
    assert "刪好了" in await said(talk, "/delete", "全部刪除")


async def test_a_reminder_rings_in_traditional_characters(house: House) -> None:
    talk = Talk(house, "zh-HK")
    await talk.begin()
    await said(talk, "想談還款", "怎麼打", "約個時間打", "明早", "可以")
    shown = await talk.hear("@wait 1d")
    assert shown[0].text.startswith("早上好。說好的那件小事")
