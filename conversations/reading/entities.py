"""What a message names: sums, days, numbers to call, links, organisations, people, case numbers, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from conversations.reading.days import deadlines
from conversations.reading.message import Found
from conversations.reading.page import Page
from conversations.reading.senders import Name
from conversations.reading.turns import Side, Talk
from conversations.spoken.money import money_in
from conversations.spoken.sums import Sum


def entities(
    page: Page, talk: Talk, names: Iterable[Name], received: datetime | None
) -> Mapping[str, tuple[Found, ...]]:
    """Everything that is named, in the words of the original, each once."""
    text = page.text
    links = [found.span() for found in URL.finditer(text)]
    numbers = [found.span("number") for found in PHONE.finditer(text) if apart(found.span("number"), links)]
    accounts = [found.span("account") for pattern in ACCOUNTS for found in pattern.finditer(text)]
    accounts = [span for span in accounts if apart(span, links)]
    cases: list[tuple[int, int]] = []
    for pattern in CASES:
        cases += [
            span for found in pattern.finditer(text) if apart(span := found.span("case"), cases + accounts + links)
        ]
    signed = [(name.start, name.end) for name in names if name.signs]
    numbers = [span for span in numbers if apart(span, accounts + cases + signed) and not PART.match(text, span[1])]
    theirs = [(clause.start, clause.end) for clause in talk.clauses if clause.side is Side.THEM]

    def said(start: int) -> bool:
        return any(begin <= start < stop for begin, stop in theirs)

    taken = links + numbers + accounts + cases
    days = [
        (start, end, day) for start, end, day in deadlines(text, received) if said(start) and apart((start, end), taken)
    ]
    taken += [(start, end) for start, end, _ in days]
    money = [each for each in money_in(text) if isinstance(each, Sum) and apart((each.start, each.end), taken)]
    money = [replace(each, start=after_currency(text, each.start), end=whole_sum(text, each.end)) for each in money]
    return {
        "amounts": once(
            Found(page.quote(each.start, each.end), value=each.most / 100) for each in money if telling(each)
        ),
        "deadlines": once(Found(page.quote(start, end), date=day) for start, end, day in days),
        "phones": once(Found(page.quote(*span), digits=digits(text[slice(*span)])) for span in numbers),
        "urls": once(Found(page.quote(*span)) for span in links),
        "companies": once(Found(page.quote(name.start, name.end)) for name in names),
        "collector": once(Found(page.quote(*span)) for span in people(text, talk)),
        "case_numbers": once(Found(page.quote(*span)) for span in cases),
        "accounts": once(Found(page.quote(*span)) for span in accounts),
    }


def after_currency(text: str, start: int) -> int:
    return start + 3 * text.startswith("人民币", start)


def whole_sum(text: str, end: int) -> int:
    """Where a sum ends as it is labelled: with its 蚊 or 洋钿, without the 钱 after 块."""
    if text.startswith(("蚊", "洋钿"), end):
        return end + (1 if text[end] == "蚊" else 2)
    return end - text[:end].endswith("块钱")


def telling(money: Sum) -> bool:
    """一块 and 一 are mostly no money."""
    return money.fen >= FEWEST


def apart(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in others)


def once(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple({piece.text: piece for piece in found}.values())


def digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def people(text: str, talk: Talk) -> list[tuple[int, int]]:
    """Whoever acts for the other side: a staff number, a name with its title, the name before a turn."""
    spans: list[tuple[int, int]] = []
    for turn in talk.turns:
        if turn.name and turn.name in talk.them and (found := SPOKEN.search(turn.name)):
            at = text.rindex(turn.name, 0, turn.start)
            start, end = found.span("who" if found["who"] else "last")
            spans.append((at + start, at + end))
    theirs = [(clause.start, clause.end) for clause in talk.clauses if clause.side is Side.THEM]
    for pattern in PERSON:
        for found in pattern.finditer(text):
            span = found.span("who")
            if any(start <= span[0] < end for start, end in theirs) and apart(span, spans):
                spans.append(span)
    return spans


HAN = "\u4e00-\u9fff"
TOP_NAMES = """
    com cn net org gov top xyz cc vip win site ink icu club shop online live fun info pw tk me co link work
    tech store app io in ltd group pro ren wang mobi biz space cloud life asia hk tv la so im ly click loan
    cash finance beauty lol buzz cyou sbs one run art today world press wiki kim red pub fit plus law credit
    money fund center help support example test invalid
"""
TOP = "|".join(TOP_NAMES.split())
URL = re.compile(
    rf"(?:https?://)?(?<![a-z0-9@.])(?:[a-z0-9][a-z0-9\-]{{0,40}}\.){{1,4}}(?:{TOP})(?![a-z0-9])(?::\d{{2,5}})?(?:/[a-z0-9\-_./?=&%#+]{{0,80}})?|"
    r"https?://[a-z0-9\-_./?=&%#+:]{3,100}"
)
PHONE = re.compile(
    r"(?<![\d.a-z\-/*])(?P<number>1[3-9]\d(?:[ \-]?[\d*]){8}|1\d{6} \d{4}|400(?:[ \-]?\d){7}|"
    r"800(?:[ \-]?\d){7}|0\d{2,4}[ \-]\d{4}[ \-]?\d{3,4}(?:[ \-转]\d{1,5})?|"
    r"0\d{2,4}[ \-]?\d{7,8}(?:[ \-转]\d{1,5})?|\d{5}-\d{4} \d{4}|"
    r"(?:(?<=话)|(?<=询)|(?<=线)|(?<=：)|(?<=[:： ]))\d{4} \d{4}|0\d-\d{4}-\d{4}|95\d{3}(?:\d{1,3})?|"
    r"96\d{3,4}|12[13]\d{2}|12355|123\d{2}|100(?:86|10|00|11)|"
    r"\d{3,4}[ \-]\d{3,4}[ \-]\d{3,4}|(?:(?<=电)|(?<=拨)|(?<=打)|(?<=话)|(?<=询))1(?:10|20)|"
    r"\d{7,12}(?=联系|转|分机))(?![\d%*]|\.\d|元|块|万|,\d|年|月|号|笔|天|期)"
)
PART = re.compile(r"[/\-]\d|[元块万期年月天%]|,\d{3}")
ACCOUNTS = (
    re.compile(r"(?:加|微|联系)(?:q|line)[:：]?\s?(?P<account>\d{6,11}|[a-z][a-z0-9\-_]{3,19})"),
    re.compile(r"(?P<account>尾号[零〇一二三四五六七八九幺]{3,4})"),
    re.compile(r"扫码[:：](?P<account>[a-z][a-z0-9\-_]{3,19})"),
    re.compile(r"(?:尾号|末四位|尾数|后四位)[为是:：]?(?P<account>\d{3,4})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<account>\d{4}(?:[ \-]?[\d*]{4}){2,3}[ \-]?[\d*]{1,4})(?![\d])"),
    re.compile(
        r"(?:微信号?|wx|vx|v|qq群?|扣扣|支付宝(?:账号|号)?|加我|加微|微|抖音号|"
        r"账号)[号:：是为 ]{0,3}(?P<account>[a-z][a-z0-9_\-]{4,19}|(?<=qq)\d{5,11}|(?<=qq[:： 号])\d{5,11}|"
        r"(?<=扣扣)\d{5,11})"
    ),
    re.compile(r"(?:户号|缴费号)[为是:： ]{0,2}(?P<account>\d{6,12})"),
    re.compile(r"(?:支付宝|微信)[号:： ]{0,2}(?P<account>1\d{2}\*{4}\d{4})"),
    re.compile(r"(?:账号|账户|卡号|对公账户)[号:：是为 ]{0,3}(?P<account>\d[\d ]{7,24}\d)"),
)
CASES = (
    re.compile(
        rf"(?P<case>[{HAN}]{{0,6}}〔20\d\d〕(?:第)?\d{{1,8}}号?|(?<=[字号])第?20\d\d-\d{{2,6}}号?|"
        rf"20\d\d(?!年)[{HAN}]{{1,3}}\d{{0,4}}[{HAN}]{{1,4}}\d{{1,6}}(?:号|(?!\d)))"
    ),
    re.compile(r"字20\d\d(?:年)?第?(?P<case>\d{2,8}号)"),
    re.compile(
        rf"(?P<case>(?<=[)）\]〕])[{HAN}][{HAN}\d]{{0,12}}?\d{{1,8}}(?:之[一二三四])?号|"
        rf"[(（\[〔]?20\d\d[)）\]〕]法[{HAN}]{{1,3}}\d{{1,8}}号)"
    ),
    re.compile(
        r"(?:合同|协议|借据|案件|工单|受理|编|单|订单|诉求|邮单|邮件|运单|函件?|文|档案|客户|案|流水|备案|"
        r"登记|回执|投诉|函|警情|查询|快递|业务|通知书|账单|调解|委托|授权|凭证|事件|记录|批次|证|立案|执行|"
        r"借款)(?:号码?|编号|序号|单号|书号|编码|"
        r"id)?[为是:： (（]{0,3}(?P<case>(?!20\d\d[)）\]〕])(?=[a-z0-9\-_]{0,24}\d)[a-z0-9][a-z0-9\-_]{3,28})(?!\d|"
        r"元|块|,\d|\.|"
        r"年|月|万|期|天)"
    ),
    re.compile(r"(?<![a-z0-9.@_\-/])(?P<case>[a-z]{1,6}[\-_]?\d{6,14}(?:[\-_]\d{1,6})?(?:cn)?)(?![a-z0-9_.@/])"),
)
FEWEST = 500  # fen, of what is called money in passing
SURNAME = (
    "["
    "苗温祁晏尤滕佟路骆车池凤麦宁兰娄辛桂牛单裘沙甘匡阚茅宫焦巴"
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方俞任袁柳史唐费廉"
    "薛雷贺倪汤殷罗毕郝邬安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛米贝明成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾"
    "江童颜郭梅林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁段侯武刘龙叶白蒲卓"
    "乔阎谭劳申冉桑尚温庄柴翟聂曾文关简饶丘岳向欧阳候覃肖闫付戚"
    "]"
)
TITLES = "主任|经理|律师|警官|法官|老师|专员|主管|组长|队长|科长|处长|书记员|检察官|调解员|总监|总|会计|外勤"
TWICE = rf"(?P<twice>(?![谢哈呵嘿天常好快慢等看想试聊说拜爸妈哥姐妹弟爷奶叔年多])[{HAN}])(?P=twice)"
PERSON = (
    re.compile(rf"(?:联系|找|加|我是|由)(?P<who>{SURNAME}[{HAN}]?(?:法务|客服|顾问|助理))"),
    re.compile(
        r"(?:工号|警号|坐席号?|员工号|客服号|客服中心(?=\d{4}号)|"
        r"编号(?=[零〇一二三四五六七八九幺]))[为是:： ]{0,2}(?P<who>[a-z]{0,4}\d{2,6}|"
        r"[a-z]{1,3}-?\d{2,6}|[零〇一二三四五六七八九幺]{3,6})(?![\d\-a-z])"
    ),
    re.compile(rf"(?P<who>{SURNAME}[{HAN}]{{0,1}}(?:{TITLES}))(?!事务|函|费|您好|你好|[{HAN}]{{0,2}}(?:吗|吧|？|\?))"),
    re.compile(
        r"(?:专员|助理|书记员|法官|房东|经理|客服|业务员|顾问|法务|调解员|联系人|经办人?|承办人?|负责人|秘书|外勤|"
        r"我是|我叫|找|推荐|转运|财务)[:：是为]?"
        rf"(?P<who>[小老阿](?!额|板|师|是|区|赖|家|人|时|姐|数)[{HAN}](?![{HAN}]?(?:额|区|贷))|{SURNAME}某|"
        rf"{SURNAME}[{HAN}](?:先生|女士|姐|哥|姨|师傅)|{SURNAME}(?:先生|女士|姐|哥|姨|师傅)(?!吗|，您|您))"
    ),
    re.compile(
        rf"(?:承办律师|经办律师|经办人|联系人|法官助理|书记员|客户经理|负责人|承办人|调解员|承办法官|律师)[:：是为]?"
        rf"(?P<who>{SURNAME}[{HAN}]{{1,2}})(?=[，。,:：\d 电(（]|$)"
    ),
    re.compile(rf"(?:我姓|免贵姓|本人姓|敝姓|(?<=[，。,员师])姓|这边姓)(?P<who>{SURNAME})"),
    re.compile(
        rf"(?:我叫|叫我|我是[{HAN}]{{0,8}}的)(?P<who>[小老阿][{HAN}]|{SURNAME}[{HAN}]{{1,2}}(?=，|。|,|$)|"
        rf"[{HAN}][哥姐])(?![{HAN}]{{3}})"
    ),
    re.compile(rf"我(?P<who>老{SURNAME})(?:啊|呀|，)"),
    re.compile(
        r"(?:资产|消金|金融|借|贷|分期|银行|商行|信用|贷后|催收|法务|执行局|专班|助理|警号|推荐)"
        rf"(?P<who>[小老阿](?!额|板|师|是|区|赖|家|人|时|姐|数|百|贷|微)[{HAN}]|"
        rf"{SURNAME}[{HAN}]{{1,2}}(?=，))(?=[啊呀哈，,。：:！! ]|$)"
    ),
    re.compile(rf"[。！!，,\n ](?P<who>[小老阿](?!额|板|师)[{HAN}]|{TWICE}|{SURNAME}队)(?=\s{{0,2}}$|1\d)"),
)
SPOKEN = re.compile(
    rf"(?P<who>[小老阿][{HAN}]{{1,2}}|{TWICE}|{SURNAME}(?:嬢嬢|孃孃|"
    rf"阿姨|大爷|叔)|{SURNAME}[{HAN}]?(?:{TITLES}|哥|姐|姨|队|sir|师傅|奶奶|生)|[{HAN}]哥|"
    rf"[{HAN}]总|表[哥姐弟妹]|叔叔|姨夫|舅舅)$"
    rf"|[-—_](?P<last>[{HAN}]{{1,3}}|[a-z]{{2,8}})$"
)
