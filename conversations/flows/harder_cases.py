"""谈还款的五种难处：这个月可能还不上、几家都还不完、账转给了别家、叫一次还清、谈不拢要调解。"""

from conversations.flow import Choose, Finish, Flow, Open

MINE = {"whose": "mine"}

MISS = Flow(
    "miss",
    (
        Choose("start", needs=MINE, otherwise="not_mine", copy=True, sent="sent", cannot="short"),
        Choose("short", said="sent"),
        Choose(
            "sent",
            calm=True,
            agreed=Open("agreement"),
            refused=Open("talk", "not_yet"),
            wait=Open("talk", "plan"),
            ok="end",
        ),
        Choose("not_mine", ok="end"),
        Finish("end", quiet=True),
    ),
)

SEVERAL = Flow(
    "several",
    (
        Choose("start", needs=MINE, otherwise="not_mine", copy=True, sent="sent", ok="end"),
        Choose("sent", calm=True, when=Open("talk", "plan"), ok="end"),
        Choose("not_mine", ok="end"),
        Finish("end", quiet=True),
    ),
)

ASSIGNED = Flow(
    "assigned",
    (
        Choose("start", ask="ask", file="file", paid="paid"),
        Choose("file", ask="ask"),
        Choose("paid", ask="ask", not_sold=Open("stop_paying", "paid")),
        Choose(
            "ask",
            needs=MINE,
            otherwise="ask_any",
            copy=True,
            sold="sold",
            not_sold="not_sold",
            when=Open("talk", "plan"),
        ),
        Choose("ask_any", copy=True, sold="sold", not_sold="not_sold", when=Open("talk", "plan")),
        Choose("sold", talk=Open("talk", "opening"), ok="end"),
        Choose("not_sold", keep=Open("received"), ok="end"),
        Finish("end", quiet=True),
    ),
)

LUMP_SUM = Flow(
    "lump_sum",
    (
        Choose("start", own="written", borrow="borrow", today="today"),
        Choose("borrow", longer=Open("talk", "longer"), ok="end"),
        Choose("today", ok="written", borrow="borrow"),
        Choose("written", copy=True, have="pay", no="no"),
        Choose("no", longer=Open("talk", "longer"), ok="end"),
        Choose("pay", ok="end"),
        Finish("end", quiet=True),
    ),
)

MEDIATION = Flow(
    "mediation",
    (
        Choose("start", text="text", bring="bring", ok="end"),
        Choose("text", needs=MINE, otherwise="not_mine", copy=True, bring="bring", ok="end"),
        Choose("bring", text="text", ok="end"),
        Choose("not_mine", ok="end"),
        Finish("end", quiet=True),
    ),
)
