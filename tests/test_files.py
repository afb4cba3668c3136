"""What people send beside words: kept sealed, as one errand with one answer, whatever goes wrong on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random

import pytest
from conftest import at, running
from fake_telegram import FakeTelegram, Fault, Person, Sent
from what_is_kept import kept, on_disk, pictures

from bot import attached, fetching, keeping
from bot.house import open_house
from bot.settings import Settings
from bot.terminal import Hands

GREETED = "现在最急的是哪件"


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "QUIET", 0.2)
    monkeypatch.setattr(keeping, "AGAIN_AFTER", (0.01, 0.01))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - nobody tells when a file is there
            await asyncio.sleep(0.01)


def calls(fake: FakeTelegram, method: str) -> int:
    return sum(call.method == method for call in fake.journal)


async def answer(person: Person, n: int = 1) -> str:
    return "\n".join(bubble.text for bubble in await person.hears(n))


def progress(person: Person) -> list[Sent]:
    return [bubble for bubble in person.bubbles if bubble.text.startswith("收到")]


async def test_thirty_pictures_in_three_albums_are_one_bubble_one_answer_thirty_files(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    """Shuffled, some delivered twice, and some sent twice by the app, with an update of their own."""
    person, content = fake.user(7), pictures(30)
    lost = [Fault.accept_then_drop()]
    fake.faults = lambda method, params: lost.pop() if lost and method == "getUpdates" and fake.pending else None
    updates = [update for first in (0, 10, 20) for update in person.sends_album(content[first : first + 10])]
    for update in updates[::7]:
        fake.push_raw(update | {"update_id": fake.next_update_id})
    fake.shuffle(Random(1))
    async with running(fake, settings, clock):
        text = await answer(person, 3)
        await fake.settle(quiet=0.5)
    assert not lost, "some batch was delivered twice"
    assert "先留着了，30 个；5 个早就有，没存两份" in text
    assert GREETED in text
    assert len(person.bubbles) == 3
    (bubble,) = progress(person)
    assert (bubble.text.splitlines()[0], bubble.buttons) == ("收到 35 个，存好 30 个。", [])
    assert sorted(found for _, found, _ in await kept(settings, clock)) == sorted(content)


async def test_one_picture_is_kept_without_a_bubble_meanwhile(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    async with running(fake, settings, clock):
        person.sends_document("../../../etc/金丝雀.pdf", content=b"%PDF")
        text = await answer(person, 2)
    assert text.startswith("先留着了，1 个。\n里面的我还读不了")
    ((kind, content, about),) = await kept(settings, clock)
    assert (kind, content, about["name"]) == ("file", b"%PDF", "../../../etc/金丝雀.pdf")
    everything = b"".join(file.read_bytes() for file in settings.data.rglob("*") if file.is_file())
    assert "金丝雀".encode() not in everything
    assert b"%PDF" not in everything


async def test_voice_video_and_files_of_one_burst_are_one_errand(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    async with running(fake, settings, clock):
        person.sends_voice(content=b"v")
        await asyncio.sleep(0.1)
        person.sends_document(content=b"d")
        await asyncio.sleep(0.1)
        person.sends_photo(b"p")
        assert "留着了，3 个" in await answer(person, 3)
    assert sorted(kind for kind, *_ in await kept(settings, clock)) == ["file", "photo", "voice"]


# --- what goes wrong is told, and the rest is kept --------------------------------------------------------------


BAD = b"bad picture " * 500


def break_file(fake: FakeTelegram, how: str) -> None:
    """Make the file of BAD one that does not come whole."""
    (id,) = [id for id, content in fake.files.items() if content == BAD]
    always = {"cut off": Fault.cut_off, "502": Fault.refuse_502, "dropped": Fault.drop}
    match how:
        case "gone":
            del fake.files[id]
        case "says less" | "says more":
            fake.said_sizes[id] = len(BAD) + (1 if how == "says more" else -1)
        case "larger than said":
            fake.files[id] = bytes(21 * 2**20)
        case _:
            fake.faults = lambda method, params: (
                always[how]() if method == "download" and id in params["file_path"] else None
            )


@pytest.mark.parametrize("how", ["gone", "cut off", "502", "dropped", "says less", "says more", "larger than said"])
async def test_of_what_does_not_come_whole_nothing_stays_and_the_rest_is_kept(
    how: str, fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    person.sends_album([b"good", BAD])
    break_file(fake, how)
    async with running(fake, settings, clock):
        text = await answer(person, 3)
        assert len(on_disk(settings)) == 1
    assert "先留着了，1 个。" in text
    assert ("1 个超过 20 MB" if how == "larger than said" else "1 个没取到") in text
    assert [content for _, content, _ in await kept(settings, clock)] == [b"good"]


async def test_what_is_said_to_be_too_large_is_not_even_tried(
    fake: FakeTelegram, settings: Settings, bot: None
) -> None:
    person = fake.user(7)
    large = {"file_id": "large", "file_unique_id": "u", "file_size": 21 * 2**20}
    person._sends(document=large)
    assert "1 个超过 20 MB，我取不到：截图" in await answer(person, 2)
    assert calls(fake, "getFile") == 0
    assert on_disk(settings) == set()


async def test_a_download_that_is_cut_off_once_is_tried_again(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    faults = [Fault.cut_off()]
    fake.faults = lambda method, params: faults.pop() if method == "download" and faults else None
    async with running(fake, settings, clock):
        person.sends_photo(BAD)
        assert "先留着了，1 个。" in await answer(person, 2)
    assert [content for _, content, _ in await kept(settings, clock)] == [BAD]


async def test_when_telegram_asks_to_wait_it_is_waited(fake: FakeTelegram, settings: Settings) -> None:
    person = fake.user(7)
    faults = [Fault.flood(1)]
    fake.faults = lambda method, params: faults.pop() if method == "getFile" and faults else None
    async with running(fake, settings, Hands()):
        person.sends_photo(b"p")
        assert "先留着了，1 个。" in await answer(person, 2)


async def test_what_cannot_be_fetched_for_half_a_day_is_told(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    fake.faults = lambda method, params: Fault.flood(5) if method == "getFile" else None
    async with running(fake, settings, clock):
        person.sends_photo(b"p")
        await fake.settle(quiet=0.4)
    clock.set(clock() + 13 * 3600)
    async with running(fake, settings, clock):
        assert "1 个没取到" in await answer(person, 2)


# --- room -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lies", [False, True])
async def test_over_the_bytes_of_one_person_it_is_said_however_small_a_file_is_said_to_be(
    lies: bool, fake: FakeTelegram, settings: Settings, clock: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "MOST_BYTES", 1000)
    person, other = fake.user(7), fake.user(8)
    async with running(fake, settings, clock):
        person.sends_photo(b"a" * 900)
        await person.hears(2)
        size = 0 if lies else 200
        fake.files["more"] = b"b" * 200
        person._sends(document={"file_id": "more", "file_unique_id": "more", "file_size": size})
        assert "1 个没存：满了" in await answer(person, 2)
        assert calls(fake, "download") == 1 + lies
        other.sends_photo(b"c" * 900)
        assert "先留着了，1 个" in await answer(other, 2)
    assert len(await kept(settings, clock)) == 2


# --- who does not want it ---------------------------------------------------------------------------------------


async def test_halting_keeps_what_is_there_and_fetches_no_more(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    fake.faults = lambda method, params: Fault.delay(0.05 if fetched() < 4 else 30) if method == "download" else None

    def fetched() -> int:
        return calls(fake, "download") - 1

    async with running(fake, settings, clock):
        person.sends_album(pictures(10))
        await person.hears()
        await until(lambda: len(on_disk(settings)) == 8)  # four kept, and the parts of four
        person.presses("停下")
        text = await answer(person, 2)
        assert "先留着了，4 个。\n停下了，6 个没存。" in text
        await asyncio.sleep(0.5)
        assert calls(fake, "getFile") == 8
        assert len(on_disk(settings)) == 4
    assert len(await kept(settings, clock)) == 4


async def test_halting_can_be_typed_and_an_old_button_halts_nothing_else(fake: FakeTelegram, bot: None) -> None:
    person = fake.user(7)
    fake.faults = lambda method, params: Fault.delay(30) if method == "download" else None
    person.sends_album(pictures(2))
    (bubble,) = await person.hears()
    data = dict(bubble.buttons)["停下"]
    person.says("停下")
    assert "停下了，2 个没存。" in await answer(person, 2)
    bubble.message = bubble.message | {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}}
    person.presses("x", bubble=bubble)
    assert "那是之前的按钮" in await answer(person, 2)


async def test_who_deletes_everything_meanwhile_leaves_no_file(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    fake.faults = lambda method, params: Fault.delay(0.4) if method == "download" else None
    async with running(fake, settings, clock):
        person.sends_photo(b"first")
        await person.hears(2)
        assert len(on_disk(settings)) == 1
        person.sends_album(pictures(6))
        await person.hears()
        for said in ("删除", "全部删除", "确定，全部删除"):
            person.says(said)
        assert "删好了" in await answer(person)
        await fake.settle(quiet=0.8)
        assert on_disk(settings) == set()
    assert await kept(settings, clock) == []


# --- words below a picture --------------------------------------------------------------------------------------


async def test_despair_below_a_picture_goes_first_and_the_picture_is_kept(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    async with running(fake, settings, clock):
        person.sends_photo(b"p", caption="我不想活了")
        assert "钱的事先放下" in await answer(person)
        assert "先留着了，1 个" in await answer(person, 2)
    ((_, _, about),) = await kept(settings, clock)
    assert about["caption"] == "我不想活了"


async def test_what_cannot_wait_below_a_picture_is_heard_and_plain_words_only_kept(
    fake: FakeTelegram, settings: Settings, bot: None
) -> None:
    person = fake.user(7)
    person.sends_photo(b"p", caption="这是今天收到的")
    assert "先留着了，1 个" in await answer(person, 2)
    person.sends_photo(b"q", caption="他们在砸门")
    await fake.settle(quiet=0.5)
    assert "110" in person.bubbles[2].text


async def test_words_forwarded_with_a_picture_are_kept_as_a_message(fake: FakeTelegram, bot: None) -> None:
    person = fake.user(7)
    sent = int(at("2026-10-03T22:41"))
    origin = {"type": "hidden_user", "date": sent, "sender_user_name": "某某金融"}
    person.sends_album(pictures(2), "请尽快还款", forward_origin=origin)
    await fake.settle(quiet=0.5)
    assert any("留好了。某某金融，10月3日 周六 22:41。" in bubble.text for bubble in person.bubbles)
    person.says("/mydata")
    await fake.settle(quiet=0.5)
    assert "消息 1、文件 2" in person.bubbles[-1].text


# --- others are not kept waiting --------------------------------------------------------------------------------


async def test_nobody_waits_for_thirty_files_of_somebody_else(fake: FakeTelegram, bot: None) -> None:
    person, other = fake.user(7), fake.user(8)
    fake.faults = lambda method, params: Fault.delay(0.2) if method == "download" else None
    person.sends_album(pictures(30))
    await person.hears()
    for said in ("/start", "正在通话", "开始"):
        before = calls(fake, "download")
        other.says(said)
        await other.hears(2 if said == "/start" else 1, timeout=2)
        assert calls(fake, "download") - before <= 8, "an answer takes no longer than a few of thirty downloads"
    assert calls(fake, "download") < 30
    other.sends_photo(b"p")
    assert "先留着了，1 个" in await answer(other, 2)
    assert "先留着了，30 个" not in "".join(bubble.text for bubble in person.bubbles)
    assert "先留着了，30 个" in await answer(person, 2)


async def test_the_bubble_is_brought_up_to_date_about_once_a_second(fake: FakeTelegram, bot: None) -> None:
    person = fake.user(7)
    fake.faults = lambda method, params: Fault.delay(0.25) if method == "download" else None
    person.sends_album(pictures(30))
    await person.hears(3)
    await fake.settle()
    assert 1 <= calls(fake, "editMessageText") <= 4


# --- a start after a stop ---------------------------------------------------------------------------------------


async def test_files_that_no_row_names_are_removed_at_the_start(settings: Settings, clock: Hands) -> None:
    async with open_house(settings, clock):
        pass
    settings.files.mkdir()
    for name in ("0" * 32, f"{'1' * 32}.part"):
        (settings.files / name).write_bytes(b"x")
    async with open_house(settings, clock):
        assert on_disk(settings) == set()
