"""Whose a link is: an institution's own address, or one that leads somewhere else."""

from __future__ import annotations

import re

OFFICIAL = re.compile(
    r"(?:^|[./])(?:[a-z0-9\-]{1,40}\.){0,4}(?:gov\.cn|court\.gov\.cn|edu\.cn|org\.cn|icbc\.com\.cn|ccb\.com|"
    r"abchina\.com|boc\.cn|bankcomm\.com|psbc\.com|cmbchina\.com|cmbc\.com\.cn|spdb\.com\.cn|"
    r"spdbccc\.com\.cn|cib\.com\.cn|citicbank\.com|cebbank\.com|"
    r"cgbchina\.com\.cn|hxb\.com\.cn|pingan\.com|bank\.pingan\.com|95516\.com|unionpay\.com|alipay\.com|"
    r"antgroup\.com|mybank\.cn|webank\.com|weixin\.qq\.com|qq\.com|tenpay\.com|jd\.com|jdpay\.com|"
    r"meituan\.com|duxiaoman\.com|360jie\.com\.cn|qfin\.com|ppdai\.com|fenqile\.com|"
    r"lexin\.com|mucfc\.com|msxf\.com|mi\.com|didiglobal\.com|douyin\.com|10086\.cn|10010\.com|189\.cn|"
    r"95598\.cn|pbccrc\.org\.cn|12306\.cn|sf-express\.com|taobao\.com|tmall\.com|pinduoduo\.com|"
    r"tousu\.sina\.com\.cn|12377\.cn|bankofbeijing\.com\.cn|citic\.com)(?:[/:]|$)"
)
ODD_TOP = re.compile(
    r"\.(?:top|xyz|cc|vip|win|site|ink|icu|club|shop|online|live|fun|info|pw|tk|me|co|link|work|store|in|"
    r"ltd|group|pro|ren|wang|mobi|biz|space|cloud|life|click|loan|cash|lol|buzz|cyou|sbs|one|run|art|"
    r"today|world|kim|red|pub|law|credit|money|fund|center|help|support|so|im|io|app|la|tv)(?:[/:]|$)"
)
SHORTENER = re.compile(
    r"(?:^|/)(?:t\.cn|dwz\.cn|url\.cn|suo\.im|suo\.nz|bit\.ly|c-?t\.cn|u\.nu|is\.gd|tinyurl\.com|"
    r"w\.url\.cn|dwz\.[a-z]+|s\.[a-z0-9\-]+\.[a-z]+|m\.tb\.cn|reurl\.cc|t\.co|goo\.gl|rb\.gy|ssl\.[a-z]+|"
    r"x\.co|6du\.in|sourl\.cn|mrw\.so|tb\.cn)(?:/|$)"
)
DRESSED = re.compile(r"\d|-")
DOMAIN = re.compile(r"(?:https?://)?([^/:]+)")


def suspicious(link: str) -> bool:
    """Whether a link is no institution's own as far as its name tells: an odd top-level name, a shortener, a host
    with digits or a dash in it. A plain name under .cn or .com is taken for the sender's."""
    bare = re.sub(r"^https?://", "", link)
    if OFFICIAL.search(bare):
        return False
    host = DOMAIN.match(bare)
    name = host[1] if host else bare
    return bool(ODD_TOP.search(bare) or SHORTENER.search(bare) or DRESSED.search(name) or len(name) < 6)
