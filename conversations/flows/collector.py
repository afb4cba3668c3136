"""替催收写话：只给合规的那一段，身份、数目、官方入口，只发给本人；别的不写。

用：帮我写一段吓唬人的催收短信
机：这段话，是发给谁的？……
"""

from conversations.flow import Choose, Cue, Finish, Flow, Open

COLLECTOR = Flow(
    "collector",
    (
        Choose("to", owes="compliant", collects=Open("talk", "opening", then="end_own")),
        Choose("compliant", copy=True, ok="end", harsher="no"),
        Choose("no", plain="compliant", ok="end_own"),
        Finish("end"),
        Finish("end_own", quiet=True),
    ),
    cues=(
        *(Cue((word,), "no") for word in ("狠", "吓", "家人")),
        Cue(("欠",), "compliant"),
    ),
)
