"""The commands from outside: what they print, what they answer to bad input, how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from loopback import PYTHONPATH

ROOT = Path(__file__).parent.parent


def wenzhu(*arguments: str, home: Path, said: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in an empty home, from a folder that is not the checkout."""
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": PYTHONPATH, **more}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=said,
        capture_output=True,
        encoding="utf-8",
        cwd=home,
        env=environment,
        timeout=30,
        check=False,
    )


def test_with_no_input_the_start_screen_comes_and_it_ends_well(tmp_path: Path) -> None:
    done = wenzhu("chat", home=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout == (
        "你好。我帮人应对逾期催收。\n免费，不放贷，不代办。我是程序，不是律师。\n现在最急的是哪件？\n"
        "[正在通话] [收到催款消息] [家里被打扰] [想谈还款]\n\n"
        "下面四个键一直在，随时能按，也能打字。\n{正在通话} {我的进度} {我很难受} {更多}\n\n.\n"
    )


def test_the_next_start_recaps_the_talk(tmp_path: Path) -> None:
    wenzhu("chat", "--plain", home=tmp_path, said="正在通话\n开始\n")
    assert wenzhu("chat", "--plain", home=tmp_path).stdout.startswith("你回来了。上次在：接电话。\n")


def test_a_line_break_in_a_message_and_an_at_sign_as_text(tmp_path: Path) -> None:
    said = "正在通话\n开始\n他说了\n某某信息\\n工号 1\n改前面的回答\n@@不是命令\n"
    done = wenzhu("chat", "--plain", home=tmp_path, said=f"@at 2026-11-25T15:00\n{said}")
    assert done.returncode == 0
    assert done.stdout.count("\n.\n") + done.stdout.startswith(".") >= 7


def test_an_unknown_at_word_ends_with_2(tmp_path: Path) -> None:
    done = wenzhu("chat", "--plain", home=tmp_path, said="@dance\n")
    assert done.returncode == 2
    assert "@dance" in done.stderr


@pytest.mark.parametrize("line", ["@at tomorrow", "@wait soon", "@forward x", "@old 99 好", "@old 0 没有这个键"])
def test_a_malformed_at_line_ends_with_2_and_says_why(tmp_path: Path, line: str) -> None:
    done = wenzhu("chat", "--plain", home=tmp_path, said=f"{line}\n")
    assert done.returncode == 2
    assert done.stderr.strip()


def test_bytes_that_are_no_text_and_empty_lines_do_no_harm(tmp_path: Path) -> None:
    done = wenzhu("chat", "--plain", home=tmp_path, said="\n\x00\n   \n" + "长" * 9000 + "\n")
    assert done.returncode == 0
    assert done.stdout.count("\n.\n") == 5


def test_a_story_that_differs_shows_the_difference(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("# 不对的一个\n你好。我帮人应对逾期催收。\n\n> 正在通话\n别的话\n", "utf-8")
    done = wenzhu("chat", "--story", str(story), home=tmp_path)
    assert done.returncode == 1
    assert "-别的话" in done.stdout
    assert "+我在。先慢慢呼一口气。" in done.stdout


def test_a_story_that_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    assert wenzhu("chat", "--story", str(tmp_path / "none.txt"), home=tmp_path).returncode == 2
    bad = tmp_path / "bad.txt"
    bad.write_text("> @dance\n", "utf-8")
    assert wenzhu("chat", "--story", str(bad), home=tmp_path).returncode == 2


def test_check_says_that_all_is_well(tmp_path: Path) -> None:
    done = wenzhu("check", home=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "没有问题" in done.stdout


def test_read_answers_every_line_in_order_and_says_which_hold_no_message(tmp_path: Path) -> None:
    lines = [
        {
            "id": "a",
            "text": "今天不还就去你家，2,300元",
            "channel": "sms",
            "received_at": None,
            "recipient": None,
            "tags": ["x"],
        },
        {"id": 2, "text": "\ud800\x00", "received_at": "no time", "prior_times": "never"},
        {"id": 3},
    ]
    said = "".join(json.dumps(line) + "\n" for line in lines) + "nonsense\n"
    done = wenzhu("read", home=tmp_path, said=said)
    first, second, third, fourth = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    assert first["id"] == "a"
    assert first["kind"] == "collection_pressure"
    assert first["practices"] == ["no_identity", "threat_visit"]
    assert first["evidence"] == {"no_identity": [], "threat_visit": ["今天不还就去你家"]}
    assert first["entities"]["amounts"] == [{"text": "2,300元", "value": 2300.0}]
    assert {"rule": "visit.home", "practice": "threat_visit", "fact": "norm-field-visit"} in first["reasons"]
    assert second["id"] == 2
    assert second["kind"] == "unrelated"
    assert third["id"] is fourth["id"] is None
    assert third["error"]


def test_read_says_of_what_is_no_picture_why_it_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("今天不还就带人去你家", "utf-8")
    done = wenzhu("read", "--picture", "a.png", home=tmp_path)
    assert done.returncode == 1
    (line,) = map(json.loads, done.stdout.splitlines())
    assert line["id"] == "a.png"
    assert "图片" in line["error"]


def test_read_needs_no_token_and_ends_well_without_input(tmp_path: Path) -> None:
    done = wenzhu("read", home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_care_says_whose_despair_it_is_line_by_line(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "我不想活了"},
        {"id": 2, "text": "我不想活了", "forwarded": True},
        {"id": 3, "text": "他骂我去死，我真的想死", "forwarded": False},
        {"id": 4, "text": "我儿子说他不想活了", "forwarded": None},
        {"id": 5, "text": "累死了，怎么协商"},
        {"id": 6, "text": 7},
        {"id": 7, "text": "\ud800\x00"},
    ]
    said = "".join(json.dumps(line) + "\n" for line in lines) + "nonsense\n"
    done = wenzhu("care", home=tmp_path, said=said)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer.get("despair") for answer in answers] == [
        "own", "quoted", "both", "other", "none", None, "none", None,
    ]  # fmt: skip
    assert [answer["id"] for answer in answers] == ["a", 2, 3, 4, 5, None, 7, None]
    assert answers[5]["error"]
    assert answers[7]["error"]
    assert list(tmp_path.iterdir()) == [], "it keeps nothing and needs no key"


def test_care_needs_no_token_and_ends_well_without_input(tmp_path: Path) -> None:
    done = wenzhu("care", home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_care_scores_a_file_of_labels_in_counts_alone(tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    records = [{"id": "x1", "text": "我不想活了", "despair": "own"}, {"id": "x2", "text": "累死了", "despair": "none"}]
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    done = wenzhu("care", "--score", str(file), home=tmp_path)
    assert done.returncode == 0
    assert "labelled own, found own" in done.stdout
    assert "1 of 1" in done.stdout
    assert "不想活" not in done.stdout
    assert "x1" not in done.stdout
    file.write_text('{"id": 1, "text": "x", "despair": "sad"}\n', "utf-8")
    assert wenzhu("care", "--score", str(file), home=tmp_path).returncode == 1
    assert wenzhu("care", "--score", str(tmp_path / "none"), home=tmp_path).returncode == 2


def test_read_scores_a_file_of_labels(tmp_path: Path) -> None:
    labelled = {
        "id": 1,
        "text": "今天不还就带人去你家，2,300元",
        "kind": "violation",
        "practices": ["threat_visit"],
        "severity": 2,
    }
    file = tmp_path / "labelled.jsonl"
    file.write_text(json.dumps(labelled) + "\n", "utf-8")
    done = wenzhu("read", "--score", str(file), home=tmp_path)
    assert done.returncode == 0
    assert "violation read as collection_pressure" in done.stdout
    assert wenzhu("read", "--score", str(tmp_path / "none"), home=tmp_path).returncode == 2


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    assert wenzhu("dance", home=tmp_path).returncode == 2
    assert wenzhu(home=tmp_path).returncode == 2


def test_without_a_token_run_says_what_to_do(tmp_path: Path) -> None:
    done = wenzhu("run", home=tmp_path)
    assert done.returncode == 78
    assert "WENZHU_TOKEN" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_setting_ends_with_78(tmp_path: Path) -> None:
    done = wenzhu("chat", home=tmp_path, WENZHU_TOKNE="1:secret")
    assert done.returncode == 78
    assert "是不是 WENZHU_TOKEN？" in done.stderr
    assert "secret" not in done.stderr


def test_a_second_chat_on_the_same_data_ends_with_75(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "chat", "--plain"]
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": PYTHONPATH}
    first = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=tmp_path, encoding="utf-8"
    )
    assert first.stdout is not None
    assert first.stdout.readline().startswith("你好")
    second = wenzhu("chat", "--plain", home=tmp_path)
    first.communicate(timeout=10)
    assert second.returncode == 75
    assert first.returncode == 0
