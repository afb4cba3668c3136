"""Whose despair is in a text: the writer's own, somebody's words that were quoted, another person's, or none.

Plain words and what stands beside them, clause by clause; nothing here is learnt, so every answer can be explained.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Despair(StrEnum):
    NONE = "none"
    OWN = "own"
    QUOTED = "quoted"
    BOTH = "both"
    OTHER = "other"


def despair(text: str, forwarded: bool = False) -> Despair:
    """Judge a text. A forwarded one is somebody's words, never the forwarder's own."""
    own = quoted = other = False
    carried = ""  # who speaks in a clause may be said in the one before: 他骂我，怎么不去死
    for clause in clauses(text):
        speaker = speaker_of(clause, carried)
        carried = speaker
        if is_threat(clause) and not speaks_of_self(clause):
            quoted = True
        elif says_despair(clause):
            if forwarded or speaker == "them":
                quoted = True
            elif speaker == "dear":
                other = True
            else:
                own = True
    if own:
        return Despair.BOTH if quoted else Despair.OWN
    if other:
        return Despair.OTHER
    return Despair.QUOTED if quoted else Despair.NONE


# --- what is looked for: words as they stand in a folded clause ------------------------------------

DESPAIR = re.compile(
    "|".join(
        (
            # 直接
            "不想活", "不想话了", "不要活", "唔想活", "唔想生", "唔想做人", "不想再活", "活不下", "活不成", "活不起",
            "活唔落", "活够了", "活腻", "活着没", "活着还有什么", "活着有什么", "活着好累", "活着太累", "活着真",
            "活着干嘛", "活着干啥", "活着做什么", "活得没", "没法活", "没有活", "没活头", "没活路", "怎么活", "咋活",
            "想死", "想去死", "我去死", "去死算", "死了算", "死掉算", "死咗算", "死了干净", "死了一了", "死了就",
            "死了是不是", "死了能", "死了会", "死了钱", "不如死", "还不如去死", "宁可死", "宁愿死", "让我死",
            "只有死", "只能死", "只剩死", "以死", "求死", "寻死", "找死路", "早点死", "快点死", "要是死了",
            "如果我死", "等我死", "我死以后", "我死后", "我死了", "我死咗", "自杀", "轻生", "寻短见", "自尽",
            "自我了断", "了断自己", "了结自己", "了结我", "结束生命", "结束自己", "结束我", "结束这条命",
            "结束这一生", "结束这一切", "不想在这个世", "不想留在这个世", "离开这个世", "离开人世", "告别这个世",
            # 委婉
            "一了百了", "睡过去不", "不醒来", "不用醒", "别醒", "不再醒", "醒不来", "不想醒", "想消失",
            "消失算", "消失在这个世", "彻底消失", "从这个世", "解脱", "想走了", "撑不下", "撑不住", "撑唔住",
            "顶唔顺", "顶不住了", "熬不下", "熬不过", "熬不住", "坚持不下", "挺不下", "挺不住", "扛不下",
            "没有我", "没了我", "少了我", "我不在了", "我走了以后", "我走以后", "我要走了", "下辈子", "来世",
            "来生", "没意思", "没意义", "没盼头", "没有盼头", "没希望", "没有希望", "看不到头", "看不到光",
            "绝望", "不如没", "多余的", "拖累", "累赘", "没脸活", "不配活", "人间不值得", "不想存在", "不想撑",
            "不想坚持", "不想再撑", "不想熬", "不想再熬", "没必要活", "没勇气活", "没力气活", "不留恋", "不恋",
            # 打算、告别
            "跳楼", "跳下去", "跳下来", "跳河", "跳江", "跳桥", "跳海", "上吊", "割腕", "喝农药", "喝药", "吞药",
            "吃药死", "安眠药", "烧炭", "开煤气", "煤气", "天台", "楼顶", "卧轨", "撞车死", "遗书", "遗言", "后事",
            "永别", "再见了", "照顾好我", "帮我照顾", "替我照顾", "保险够赔", "意外险", "保险赔", "人身险",
            # 网语、错字、拼音
            "想噶", "噶了", "嘎了", "想嘎", "鼠了", "想鼠", "想4", "想亖", "亖了", "自鲨", "自沙", "重开", "想寄",
            "不玩了", "鲨了我自己", "想si", "xiangsi", "xiangsl", "不想huo", "buxianghuo", "buxiangh", "huobuxia",
            "活不下区", "活不夏去", "活下去的", "si了算", "zisha", "去s", "想s了", "想死了", "emo到想",
        )
    )
)  # fmt: skip

HARMLESS = re.compile(
    "|".join(
        (
            "想死你", "想死他", "想死她", "想死我", "想死大家", "想死妈", "想死家", "不想活动", "不想死", "跳楼价",
            "自杀式", "活不活", "死循环", "一了百了地", "百了地还", "解脱债", "解脱贷", "不想再撑这", "没意思了吧",
            "怎么活动", "没有我的", "没有我签", "没有我本", "没有我同", "没有我们", "撑不住了吧", "再见了您",
            "没有意义的电话", "没意思的", "没有希望小", "希望小学", "希望能", "希望您", "有没有希望", "还有希望",
            "重开发票", "重开一", "重新开", "不玩了游戏", "开煤气店", "煤气费", "煤气灶", "遗书怎么写才有效",
            "喝药酒", "楼顶漏", "天台晾", "天台上晾", "意外险多少", "意外险要", "拖累了进度", "解脱了终于",
            "终于解脱", "没盼头的工作", "生意没", "生意活不", "店活不", "公司活不", "怎么活用", "厂撑不", "店撑不",
            "公司撑不", "手机撑不", "电池撑不", "撑不住了它", "预算撑不",
        )
    )
)  # fmt: skip

THREAT = re.compile(
    "|".join(
        (
            "你怎么不(?:去)?死", "怎么还不死", "怎么不去死", "咋不去死", "点解唔去死", "去死吧", "你去死", "你全家死",
            "死全家", "全家死", "弄死你", "打死你", "整死你", "搞死你", "砍死你", "逼死你", "让你死", "叫你死",
            "你死定", "你找死", "你想死", "想死就", "要死死远", "死远点", "死不死", "你死了", "你跳", "有种跳",
            "你怎么不跳", "赶紧死", "早点死了吧", "活该", "不得好死", "你活着", "你活不", "你还活着", "你咋不", "死给你看",
        )
    )
)  # fmt: skip

SPEECH = (
    r"(?:说|讲|骂|喊|吼|叫我|让我|要我|劝我|回我|发我|发来|发短信|发消息|写|威胁|恐吓|诅咒|咒|留言|语音|短信里|电话里)"
)
THEM = re.compile(
    r"(?:他|她|它|他们|对方|催收|催收员|催债|那人|那个人|那边|客服|有人|人家|佢|群里|别人|老板|债主|平台|朋友圈里|网上|新闻|歌词|小说|电影)"
    r".{0,12}"
    + SPEECH
    + "|骂我|咒我|叫我去|让我去|要我去|劝我去|喊我去|原话|发来的|收到.{0,6}短信|短信[:说写]|新闻|歌词|小说里|电影里|剧里|歌里"
)
DEAR = re.compile(
    r"(?:我|俺|咱)?(?:儿子|女儿|闺女|娃|孩子|老公|老婆|媳妇|丈夫|妻子|爱人|男朋友|女朋友|男友|女友|对象|妈妈|爸爸|老妈|老爸|妈|爸"
    r"|哥|姐|弟|妹|舅|叔|姑|姨|表哥|表姐|表弟|表妹|堂哥|堂弟|侄子|侄女|外甥|爷爷|奶奶|朋友|同事|同学|室友|舍友|闺蜜|兄弟|邻居|徒弟|学生|员工)"
)
SELF = re.compile(r"(?:我|俺|咱|本人|劳资|老子|咱家)")
PASSED_ON = re.compile(
    r"(?:他|她|佢|它)(?:.{0,8}(?:说|讲|发|写|留|老|一直|总|刚|最近|昨|今|又|站|在|要|想|不|活|没|把|买))"
)


def clauses(text: str) -> list[str]:
    """A text in clauses: one width, lower case, nothing between the characters of a word."""
    said = unicodedata.normalize("NFKC", text[:8192]).lower().translate(SIMPLER)
    parts = re.split(r"[。,!?;:\n、…~～—]+|[，！？；：]+", said)
    return [part for part in (re.sub(r"[\W_]+", "", part) for part in parts) if part]


def says_despair(clause: str) -> bool:
    return bool(DESPAIR.search(HARMLESS.sub("", clause)))


def is_threat(clause: str) -> bool:
    return bool(THREAT.search(clause))


def speaks_of_self(clause: str) -> bool:
    """想死就让我死: the writer's own, whatever the words."""
    return bool(re.search(r"我(?:真的?|就|也|都|是|好|太|只)?(?:想死|不想活|去死|活不)", clause))


def speaker_of(clause: str, carried: str) -> str:
    """Who speaks or is spoken of in a clause: "them", "dear", "self", or as in the clause before."""
    if THEM.search(clause) and not re.search(r"(?:说|骂|逼)得我|把我(?:逼|骂)", clause):
        dear = DEAR.search(clause)
        return "dear" if dear and not re.search("催收|对方|催债|骂我", clause) else "them"
    if (dear := DEAR.search(clause)) and dear_is_subject(clause, dear):
        return "dear"
    if SELF.search(clause):
        return "self"
    if carried == "dear" or (carried == "them" and not PASSED_ON.search(clause)):
        return carried
    return carried if PASSED_ON.search(clause) else ""


def dear_is_subject(clause: str, dear: re.Match[str]) -> bool:
    """我儿子不想活了 speaks of the son; 对不起我妈 and 我想死我妈怎么办 do not."""
    before, after = clause[: dear.start()], clause[dear.end() :]
    if re.search(r"(?:对不起|对不住|连累|拖累|照顾|舍不得|害了|想|跟|和|给|让|对|为|替|帮|求|告诉|陪)$", before):
        return False
    return bool(DESPAIR.search(after)) or bool(re.match(r".{0,6}(?:说|讲|发|留|写)", after))


SIMPLER = str.maketrans(
    "還這個嗎們說無沒問題對話電錢債裡裏讓給會過還點樣為麼開關書藥樓燒離結束時間醒來後別謝難過覺得頂順撐熬絕望夢見聽罵條盡殺連邊實親歡陽壓縮顧險賠遺視頻繫總臺跳",
    "还这个吗们说无没问题对话电钱债里里让给会过还点样为么开关书药楼烧离结束时间醒来后别谢难过觉得顶顺撑熬绝望梦见听骂条尽杀连边实亲欢阳压缩顾险赔遗视频系总台跳",
)
"""The traditional characters that occur in these words."""
