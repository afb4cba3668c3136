"""Whose a sign is: the writer's, somebody's whom the writer is afraid for, a stranger's, or only a tale's.

It belongs to whoever is speaking where it stands, and that is the writer unless somebody else plainly is.
"""

from __future__ import annotations

import re
from enum import StrEnum

from conversations.crisis.spelling import BLANK


def any_of(some: str) -> str:
    """Plain words, tried only where one of their first characters stands: most places are passed over at once."""
    options = sorted(some.split(), key=len, reverse=True)
    return f"(?=[{''.join(sorted({word[0] for word in options}))}])(?:{'|'.join(options)})"


class Voice(StrEnum):
    SELF = "self"
    DEAR = "dear"  # somebody the writer is afraid for
    THEM = "them"  # collectors, strangers, advertisements
    TALE = "tale"  # news, songs, cases at law: nobody here and now


class Scene:
    """A page and who is on it."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.worried = bool(WORRY.search(page))  # the writer asks how to help somebody

    def subject(self, start: int, end: int) -> re.Match[str] | None:
        """The last who does or is something. In 对不起我妈 the mother does nothing."""
        doers = [who for who in MENTION.finditer(self.page, start, end) if who.lastgroup]
        return doers[-1] if doers else None

    def voice(self, sign: re.Match[str]) -> Voice:
        """Whose a sign is."""
        start = sign.start()
        opened = self.page.rfind("“", 0, start)
        if opened > self.page.rfind("”", 0, start):
            return self.quoted(opened)
        return self.told(start) or self.meant(sign)

    def quoted(self, opened: int) -> Voice:
        """Who is quoted is said just before. Where nobody else is named, the words are the writer's own."""
        sentence = max(self.page.rfind("\n\n", 0, opened), opened - FAR)
        if who := self.subject(sentence, opened):
            return self.who(who)
        return Voice.THEM if BYSTANDER.search(self.page) else Voice.SELF

    def told(self, start: int) -> Voice | None:
        """Who says it, where that is said: 我儿子说不想活了, or 他跟我讲 at the end of the clause before."""
        line = self.line(start)
        if start - line <= NEAR and self.page[line - 2 : line - 1] != "\n":
            line = self.line(max(0, line - 1))
        speeches = list(SPEAKING.finditer(self.page, line, start))
        if not speeches:
            return None
        speech = speeches[-1]
        tail = self.page[speech.end() : start]
        if "\n" in tail.lstrip("我他她了一句什么") or len(tail) > NEAR or "了" in tail[1:]:
            return None
        who = self.subject(line, speech.start())
        voice = self.who(who) if who else self.named(line)
        return Voice.SELF if voice is Voice.THEM and tail.endswith("我") else voice

    def meant(self, sign: re.Match[str]) -> Voice:
        """Whom it is said of: the nearest subject, if it is near enough; otherwise the writer."""
        start = sign.start()
        who = self.subject(self.line(start), start)
        if "我" in sign[0]:
            return Voice.SELF
        if not who:
            return (self.named(start) if self.worried else None) or Voice.SELF
        voice, gap = self.who(who), self.page[who.end() : start]
        if voice is Voice.SELF and self.worried and GUESS.match(gap):
            return self.named(start) or Voice.SELF
        if voice is Voice.TALE or (voice is Voice.DEAR and self.worried):
            return voice
        near = len(gap) <= NEAR and "了" not in gap and "得" not in gap
        return voice if near and who.lastgroup != "them" else Voice.SELF

    def line(self, place: int) -> int:
        """Where the clause of a place begins. One without end, as voices are written down, is cut short."""
        return max(self.page.rfind("\n", 0, place) + 1, place - FAR)

    def who(self, who: re.Match[str]) -> Voice:
        """他 is whoever was named last; where nobody was, somebody to be afraid for."""
        if who.lastgroup == "third":
            return self.named(who.start()) or Voice.DEAR
        return Voice(who.lastgroup or "")

    def named(self, before: int) -> Voice | None:
        """Who was named last before a place, as far back as anybody remembers."""
        names = NAME.findall(self.page, max(0, before - MEMORY), before)
        return (Voice.DEAR if names[-1][0] else Voice.THEM) if names else None


NEAR = 8  # as far as a subject reaches without being named again
FAR = 60  # as far back as anybody looks for who speaks
MEMORY = 300  # and for whom 他 means

DEAR = (
    "儿子 女儿 闺女 孙子 孙女 娃儿 娃 孩子 老公 老婆 媳妇 丈夫 妻子 爱人 前夫 前妻 前任 男友 女友 男朋友 "
    "女朋友 对象 未婚夫 未婚妻 爸妈 父母 父亲 母亲 老妈 老爸 妈妈 爸爸 妈 爸 爹 娘 妹子 哥哥 姐姐 弟弟 "
    "妹妹 哥 姐 弟 妹 表哥 表姐 表弟 表妹 堂哥 堂弟 老舅 舅舅 舅 叔叔 叔 姑姑 姑 姨 侄子 侄女 外甥 爷爷 "
    "奶奶 外公 外婆 姥姥 姥爷 朋友 同事 同学 室友 舍友 闺蜜 姐妹 兄弟 哥们 邻居 徒弟 师傅 学生 员工 战友 "
    "工友 老乡 亲戚 租客 搭档 老师 学长 学姐 幺儿 幺妹 妮儿 小子 小伙子 男人 崽 我儿 我仔 女婿 堂客 婆娘 老伴 "
    "老头子 屋头那个 侄 表舅 大伯 伯 婶 嫂子 发小 骑手 客户 同桌 病友 教友 婆婆 公公 岳父 岳母 丈母娘 "
    "丈人 姐夫 妹夫 弟媳 儿媳 外孙 姑父 姨夫 阿公 阿嬷 老豆 粉丝 学员 合伙人"
)
THEM = (
    "他们 催收 催债 对方 客服 平台 那边 那头 那人 那个人 债主 放贷 网友 中介 老板 主管 龟儿子 法务 律师 "
    "某某 短信 电话 语音 原话 人家 群里 朋友圈 广告 骗子 大耳窿 陌生 私信 评论"
)
TALE = (
    "有人 小区 新闻 电影 电视剧 歌词 歌里 小说 剧本 论文 案例 报道 统计 主人公 男主 女主 主角 青少年 "
    "大学生 致人 逼人 借款人 当事人 死者 法律问题 书里 剧里 段子 抖音 老话 老人常说 宣传 题目 别人"
)
SPEECH = (
    "说 讲 骂 喊 吼 问 回我 回了 回他 发来 发了 发的 发给 发我 发“ 写 留言 威胁 "
    "恐吓 诅咒 咒 诉苦 念叨 告诉 打字 嚷 原话 短信 广告 收到 语音 标题 什么"
)
TO = (
    "对不起 对不住 连累 拖累 照顾 舍不得 害了 告诉 瞒着 离开 陪着 抱着 听见 跟 和 给 让 对 为 替 帮 求 "
    "陪 被 遭 向 骂 叫 喊 劝 咒 说 讲 害 没 少 养 当 找 见 比 像 想 怕 等 把 气 靠 看 管 欠 以 听"
)
"""Those after these words do nothing themselves: 对不起我妈."""

WORRIED = (
    r"怎么(?:劝|陪|帮|救|安慰|开导|拦)",
    r"(?:该|能|要不要|怎么).{0,6}(?:劝|报警|救|开导|跟他|跟她|摊开|做什么|办才)|救救|谁能帮|支招|不对劲",
    r"我(?:好|很|真)?(?:害怕$|怕他|怕她|担心他|担心她)|我感觉[他她]|联系不上|打不通|找不到[他她]|挂了$",
    r"关机|往那赶|听着像|看着他|陪他|陪她|问我|再来一次",
)

WHO = {name: any_of(some) for name, some in (("dear", DEAR), ("them", THEM), ("tale", TALE))}
SPEAKING = re.compile(any_of(SPEECH))
NAME = re.compile(f"({WHO['dear']})|({WHO['them']})")
MENTION = re.compile(
    f"{any_of(TO)}(?:[我你]?[的们家]?(?:{WHO['dear']}|{WHO['them']})|[我你他她]们?|自己)"  # no name: passed over
    f"|(?P<tale>{WHO['tale']})|(?P<dear>(?:[我你][们家的]?)?{WHO['dear']})|(?P<them>{WHO['them']})"
    r"|(?P<third>[他她])|(?P<self>我(?!家|的|们的)|自己)"
)
GUESS = re.compile("听|感觉|担心|怕|怀疑|看|猜|觉得")
BYSTANDER = re.compile(f"{WHO['them']}|{BLANK}|这[条句]|违规|投诉|证据|举报|截图|话术")
WORRY = re.compile("|".join(WORRIED), re.MULTILINE)
