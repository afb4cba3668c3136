"""The ways to name a day: 大后天, 下周五, 十一月三十号, 月底, 三天内, 节后第一个工作日, 每月15号."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from conversations.spoken.dates import in_month, month, month_day, part_of_month, whole_date, year_end
from conversations.spoken.day import Named
from conversations.spoken.near_days import counted, relative, week, weekday
from conversations.spoken.work_and_holidays import HOLIDAYS, at_holiday, eve, every, working_day

Way = Callable[[dict[str, str], date], Named]
"""From the named pieces of an expression and the day on which it was said, to the day that it names."""

COUNT = r"(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
HALF = r"半(?=个?[月年])"
DAYS = r"天|周|星期|礼拜|年|工作日"
NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
NTH = r"(?P<nth>第?[0-9一二三四五六七八九十]{1,2}|最后一)"
WEEK = r"(?:周|星期|礼拜)"
WHICH = r"上上个?|上个?|下下个?|下个?|这个?|本"
YEAR = r"(?P<year>(?:20)?[0-9]{2}年|二[零一二三四五六七八九]{3}年|今年|明年|后年|去年)"

WAYS: tuple[tuple[str, Way], ...] = (
    # 每月第一个工作日, 每月15号, 每月底, 每周一三五, 每个工作日, 每天
    (rf"每个?月的?{NTH}个工作日", every),
    (rf"每个?月的?(?:(?P<day>{NUMBER})[号日]|(?P<end>[底末初]|最后一天))", every),
    (rf"(?:每个?|逢){WEEK}(?P<days>[一二三四五六日天](?:[、,和到至]?(?:{WEEK})?[一二三四五六日天]){{0,6}})", every),
    (r"(?:每个?|逢)(?P<work>工作日)", every),
    (r"每[天日]|每(?=[早晚])|天天", every),
    # 过两天, 3天后, 两周内, 一个半月后
    (rf"再?过(?P<count>{COUNT}|{HALF})(?:个?(?P<unit>{DAYS})|个(?P<more>半)?(?P<unit_2>月))之?后?", counted),
    (
        rf"(?P<count>{COUNT}|{HALF})(?:个?(?P<unit>日|{DAYS})|个(?P<more>半)?(?P<unit_2>月))"
        r"[之以]?(?P<side>[后内]|前(?![天面]))",
        counted,
    ),
    # 2026-11-28, 2026年11月28日, 12/5, 12.5号
    (r"(?P<year>20[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![0-9])", whole_date),
    (
        rf"{YEAR}?的?(?P<month>{NUMBER})月(?P<day>{NUMBER})(?:[日号](?![楼线店])|(?![0-9:点时一二三四五六七八九十个]))",
        whole_date,
    ),
    (r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})[日号]?(?![0-9./%])", whole_date),
    (r"(?P<month>[0-9]{1,2})\.(?P<day>[0-9]{1,2})[日号]", whole_date),
    # 下个月第一个工作日, 下个月10号, 12月中旬, 月底, 明年3月, 年底
    (rf"(?P<which>{WHICH}|当|次)月的?{NTH}个工作日", working_day),
    (rf"(?P<which>{WHICH}|当|次)月的?(?P<day>{NUMBER})[日号]", in_month),
    (
        rf"(?:{YEAR}?(?P<month>{NUMBER})月|(?P<which>{WHICH}|当|次)?月)份?的?(?P<part>[底末初]|[上中下]旬|中)",
        part_of_month,
    ),
    (rf"(?P<which>{WHICH}|当|次)月(?!供)|{YEAR}?(?P<month>{NUMBER})月份?(?![0-9一二三四五六七八九十])", month),
    (r"(?P<which>今年?|明年?)?的?年[底末]", year_end),
    # 下周五, 下周
    (rf"(?P<which>{WHICH})?{WEEK}(?P<day>[一二三四五六日天末1-7])", weekday),
    (rf"(?P<which>{WHICH}){WEEK}", week),
    # 节后第一个工作日, 春节前, 元旦, 除夕, 下一个工作日
    (
        rf"(?P<holiday>{'|'.join(HOLIDAYS)})(?:假期)?"
        r"(?:(?P<after>之?后)(?:的?(?:第(?P<nth>[一二三1-3])个工作日|上班第一天))?|(?:放假)?(?=之?前|以前)|当天|那天)",
        at_holiday,
    ),
    (r"(?P<holiday>元旦|春节|国庆节|五一|端午节?|中秋节?|清明节)", at_holiday),
    (r"除夕|大年三十|年三十", eve),
    (r"(?:下一?个|第一个|最近的)工作日", working_day),
    # 大后天, 今晚, 15号
    (r"(?P<word>大后|后|明|今|当|本|昨|前)[天日儿]|(?P<word_2>次)日", relative),
    (r"(?P<word>今|明|当|昨|后)(?=[早晚夜晨])", relative),
    (rf"(?<![0-9.:])(?P<day>{NUMBER})[号日](?![楼线店院文码])", month_day),
)
"""Every way to name a day, in the order in which it is tried."""
