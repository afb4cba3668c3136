"""我的情况：说过的几件事，一眼看到，点一下就能改。"""

from conversations.flow import TRUTH, Choose, Finish, Flow, Open

WHOSE = Open(TRUTH, "whose")

MY_CASE = Flow(
    "my_case",
    (
        Choose(
            "mine",
            needs={"whose": "mine"},
            otherwise="kin",
            whose=WHOSE,
            kin_signed=Open(TRUTH, "kin_signed"),
            can_call=Open(TRUTH, "can_call"),
            ok="end",
        ),
        Choose(
            "kin",
            needs={"whose": "kin"},
            otherwise="other",
            whose=WHOSE,
            relation=Open(TRUTH, "relation"),
            signed=Open(TRUTH, "signed"),
            ok="end",
        ),
        Choose(
            "other",
            needs={"whose": "other"},
            otherwise="unsure",
            whose=WHOSE,
            named=Open(TRUTH, "named"),
            ok="end",
        ),
        Choose("unsure", whose=WHOSE, ok="end"),
        Finish("end", quiet=True),
    ),
    polite=("kin",),
)
