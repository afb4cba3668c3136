"""The words: every locale that is there, every time as somebody would say it, and what the linter of words says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.sentences import needed, word_faults
from bot.words import LOCALES, SOURCE, Words
from bot.workshop import complete
from conversations.flows import PLAYBOOK
from conversations.screen import Text, When
from conversations.spoken.moments import time_meant
from conversations.times import BEIJING

NOW = datetime(2026, 11, 25, 21, 50, tzinfo=BEIJING)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-11-26T10:00", "明早 10 点"),
        ("2026-11-26T15:00", "明天 15 点"),
        ("2026-11-26T20:30", "明天 20 点半"),
        ("2026-11-25T22:15", "今天 22:15"),
        ("2026-11-28T10:00", "11月28日 周六 10:00"),
        ("2027-01-02T10:00", "2027年1月2日 周六 10:00"),
        ("2026-10-03T22:41", "10月3日 周六 22:41"),
        ("2025-10-03T22:41", "2025年10月3日 周五 22:41"),
    ],
)
def test_a_time_is_said_as_somebody_would_say_it(when: str, said: str) -> None:
    assert Words().value(When(moment(when), NOW), SOURCE) == said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("明天下午3点", "2026-11-26T15:00"),
        ("明早九点", "2026-11-26T09:00"),
        ("后天上午十点半", "2026-11-27T10:30"),
        ("晚上10点20", "2026-11-25T22:20"),
        ("今晚十一点", "2026-11-25T23:00"),
        ("９：３０", "2026-11-26T09:30"),
        ("3点", "2026-11-26T15:00"),
        ("明天中午12点", "2026-11-26T12:00"),
        ("大后天早上7点", "2026-11-28T07:00"),
        ("周五下午3点", "2026-11-27T15:00"),
        ("下周一上午10点", "2026-11-30T10:00"),
        ("礼拜天晚上八点", "2026-11-29T20:00"),
        ("周三下午3点", "2026-12-02T15:00"),
        ("这周三下午3点", None),
        ("11月28号下午3点", "2026-11-28T15:00"),
        ("1月8号", "2027-01-08T10:00"),
        ("15号早上9点", "2026-12-15T09:00"),
        ("2月30号", None),
        ("2月30号下午3点", None),
        ("2月29号早上9点", "2028-02-29T09:00"),
        ("31号", "2026-12-31T10:00"),
        ("周五", "2026-11-27T10:00"),
        ("明晚", "2026-11-26T20:00"),
        ("半小时后", "2026-11-25T22:20"),
        ("两个小时后", "2026-11-25T23:50"),
        ("3天后", "2026-11-28T10:00"),
        ("今天下午3点", None),
        ("随便", None),
        ("25点", None),
        ("12:99", None),
        ("", None),
    ],
)
def test_a_time_in_words_is_the_coming_one(said: str, meant: str | None) -> None:
    assert time_meant(said, NOW) == (moment(meant) if meant else None)


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        *((code, SOURCE) for code in ("zh-hans", "zh-CN", "zh-SG", "zh", "en", None, "nonsense!!", "zh_Hans")),
        *((code, "zh_Hant") for code in ("zh-hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-HK", "zh_Hant")),
    ],
)
def test_who_speaks_what_is_not_there_gets_the_source_locale(code: str | None, locale: str) -> None:
    assert Words().locale_for(code) == locale


@pytest.fixture
def two_locales(tmp_path: Path) -> Path:
    """The words of the house, and a further locale that has one sentence."""
    (tmp_path / SOURCE).symlink_to(LOCALES / SOURCE)
    folder = tmp_path / "zh_Hant" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "common.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "agreed"\nmsgstr "好，我記著。"\n',
        "utf-8",
    )
    return tmp_path


def test_a_further_locale_needs_a_folder_and_nothing_else(two_locales: Path) -> None:
    words = Words(two_locales)
    assert words.locale_for("zh-TW") == "zh_Hant"
    assert words.locale_for("zh-HK") == "zh_Hant"
    assert words.locale_for("zh-CN") == SOURCE
    assert words.say(Text("common", "agreed"), "zh_Hant") == "好，我記著。"
    assert words.say(Text("common", "refused"), "zh_Hant").startswith("好，记过的")


def test_words_adds_what_is_missing_in_reading_order_and_writes_no_sentence(two_locales: Path) -> None:
    file = two_locales / "zh_Hant" / "LC_MESSAGES" / "common.po"
    ids = needed(PLAYBOOK)["common"]
    assert complete(file, ids, "zh_Hant") == []
    text = file.read_text("utf-8")
    assert text.count('msgstr ""') == len(ids)  # the header's, and every entry but one
    positions = [text.index(f'msgid "{id}"') for id in ids]
    assert positions == sorted(positions)
    assert 'msgstr "好，我記著。"' in text


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "a"\nmsgstr "短"', "which nothing shows; remove it"),
        ('msgid "agreed"\nmsgstr "' + "长" * 33 + '"', "has 33 characters, 32 is the most"),
        ('msgid "agreed"\nmsgstr "「' + "长" * 43 + '」"', "has 45 characters, 44 is the most"),
        ('msgid "agreed"\nmsgstr "好，{nobody}"', "{nobody} stands for nothing"),
        ('msgid "agreed"\nmsgstr "好，{now.x}"', "{now.x} is not a plain name"),
        ('msgid "agreed"\nmsgstr " 好"', "begins or ends with a blank"),
        ('msgid "agreed"\nmsgstr "打 12356。"', "states a rule or a figure of one; write '#. fact: ID' above it"),
    ],
)
def test_what_is_wrong_with_a_sentence_is_said_with_its_place(two_locales: Path, entry: str, fault: str) -> None:
    folder = two_locales / "zh_Hant"
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "LC_MESSAGES" / "common.po").write_text(f"{header}{entry}\n", "utf-8")
    found = list(word_faults(PLAYBOOK, folder, complete=False))
    assert len(found) == 1
    assert fault in found[0]
    assert found[0].startswith("zh_Hant/common.po")


def test_a_missing_sentence_is_named_with_the_way_out(two_locales: Path) -> None:
    found = list(word_faults(PLAYBOOK, two_locales / "zh_Hant"))
    assert "zh_Hant/live_call.po lacks 'calm'; run wenzhu words, then write it" in found


def test_what_somebody_wrote_is_repeated_as_one_short_line() -> None:
    said = Words().say(Text("common", "forward.kept", {"sender": "一二三四五六七八九十\n十一十二十三", "sent": "x"}))
    assert said == "留好了。一二三四五六七八九十 …，x。"
    assert Words().say(Text("common", "forward.kept", {"sender": "{now}", "sent": "x"})) == "留好了。{now}，x。"
