"""Who says what: a text as clauses, each with its speaker's side. Only the collecting side is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    THEM = "them"  # whoever collects, offers or deceives
    ME = "me"  # the person who was written to, and people around them


@dataclass(frozen=True, slots=True)
class Clause:
    start: int
    end: int
    text: str
    side: Side
    sentence: int  # clauses of one sentence share a number


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words: where they begin and end on the page, without the name before them."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Talk:
    turns: tuple[Turn, ...]
    clauses: tuple[Clause, ...]
    them: tuple[str, ...]  # the names of the collecting side
    me: tuple[str, ...]

    @property
    def is_dialogue(self) -> bool:
        return bool(self.me) and bool(self.them)

    def said_by(self, side: Side) -> str:
        return "\n".join(clause.text for clause in self.clauses if clause.side is side)


def talk(text: str) -> Talk:
    """Split a text into turns and clauses. A text without names is one turn of the other side."""
    turns = tuple(turns_of(text))
    names = tuple(dict.fromkeys(turn.name for turn in turns if turn.name))
    me = tuple(name for name in names if mine(name, names))
    clauses: list[Clause] = []
    for turn in turns:
        side = Side.ME if turn.name in me else Side.THEM
        clauses += clauses_of(text, turn, side, clauses[-1].sentence + 1 if clauses else 0)
    return Talk(turns, tuple(clauses), tuple(name for name in names if name not in me), me)


def turns_of(text: str) -> list[Turn]:
    found = [name for name in SPEAKER.finditer(text) if not NO_SPEAKER.search(name["name"])]
    if len(found) == 1 and not (found[0].start() == 0 or TALKER.search(found[0]["name"]) or ME.match(found[0]["name"])):
        found = []
    turns: list[Turn] = []
    if not found or text[: found[0].start()].strip():
        turns.append(Turn("", 0, found[0].start() if found else len(text)))
    unnamed = bool(turns)
    for at, name in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        answer = text.find("\n", name.end(), end) if unnamed and ME.match(name["name"]) else -1
        turns.append(Turn(name["name"].strip(), name.end(), end if answer < 0 else answer))
        if answer >= 0:
            turns.append(Turn("", answer, end))
    return turns


def mine(name: str, names: tuple[str, ...]) -> bool:
    """Whether a name is the person's own side: me, a relative, or the guest of somebody who plainly works there."""
    if ME.match(name):
        return True
    if len(names) < 2 or TALKER.search(name):
        return False
    talkers = [other for other in names if TALKER.search(other)]
    if any(other.endswith(name) for other in talkers):  # 飞哥, who was 盛和资产-飞哥 before
        return False
    if talkers or KIN.search(name):
        return True
    return bool(GUEST.search(name)) and not any(ME.match(other) for other in names)


def clauses_of(text: str, turn: Turn, side: Side, first: int) -> list[Clause]:
    clauses: list[Clause] = []
    sentence, at = first, turn.start
    for mark in [*MARK.finditer(text, turn.start, turn.end), None]:
        end = mark.start() if mark else turn.end
        piece = text[at:end]
        if stripped := piece.strip(EDGES):
            start = at + piece.index(stripped)
            clauses.append(Clause(start, start + len(stripped), stripped, side, sentence))
        if mark:
            at = mark.end()
            sentence += mark[0].strip() not in {"，", ",", "、"} and mark[0] != " "
    return clauses


HAN = "\u4e00-\u9fff"
SPEAKER = re.compile(
    r"(?:^|\n)[ \t]*(?:[\[(（【]?\d{1,2}:\d{2}(?::\d{2})?[\])）】]?[ \t]*)?"
    r"(?P<name>[^\s:：，。！？；,!?;【】\[\]“”\"《》]{1,16}?)[ \t]*(?:[（(][^）)\n]{1,12}[)）])?[:：][ \t]*"
)
NO_SPEAKER = re.compile(
    r"http|^\d+$|标题|日期|时间|地点|金额|合计|案号|编号|单号|电话|地址|网址|链接|账号|户名|开户|卡号|"
    r"提示|提醒|通知|公告|温馨|致$|尊敬|您好|你好|内容|主题|备注|注$|"
    r"说明|如下|例如|方案|名称|姓名|关于|要求|结果|回复$|答复$|原告|被告|申请人|收件|寄件|附件|函$|书$|"
    r"令$|^至|^抄送|还款日|状态|密码|验证码|微信号?$|问$|答$"
)
TALKER = re.compile(
    r"客服|坐席|座席|催|专员|专管|法务|律师|经理|主任|警官|法官|书记员|对方|来电|陌生|^甲|销售|中介|顾问|"
    r"代理|骗子|贷|语音|机器人|系统|群主|调解|外访|外勤|"
    r"资产|银行|金融|平台|公司|中心|老师|助理|组长|主管|队长|总监|业务|信用|钱包|借|商务|工号|男声|女声|"
    r"录音|ai|智能|委外|客诉|债|警|检察|法院|物业|房东|他$|她$|那边|打来"
)
ME = re.compile(
    r"我$|我[（(]|本人|乙$|乙方|机主|用户|借款人|债务人|欠款人|客户$|我方|自己|接听|被叫|当事人|"
    r"我[妈爸姐哥弟妹老]|持卡人|接电话"
)
KIN = re.compile(
    r"妈|爸|爹|娘|姐|哥|弟|妹|叔|姑|舅|姨|婶|嫂|爷|奶|外公|外婆|老婆|老公|妻|丈夫|儿子|女儿|家属|家人|"
    r"同事|朋友|邻居|同学|室友|前台|hr|人事|老板$|领导$"
)
GUEST = re.compile(r"先生|女士|小姐|某|[*x×]|^[\u4e00-\u9fff]$|^老.$|^小.$")
MARK = re.compile(
    r"[。！？；!?;\n…~]+|(?<!\d)[，,]|[，,](?!\d{3}(?!\d))|、(?=[^，。]{6})|"
    rf"(?<=[{HAN}]{{2}})[ \t]+(?=[{HAN}]{{2}})|——+|[】]"
)
EDGES = " \t\r\n，,。：:；;、“”\"'‘’「」『』（）()[]【】《》~—-…"
