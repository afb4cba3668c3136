"""是我的名字，但我没借：先不认，查自己的信用报告，请平台核实，再报警。和「号码以前是别人的」不混。"""

from conversations.flow import Choose, Finish, Flow, Open
from conversations.flows.truth import NOT_MINE

STOLEN_NAME = Flow(
    "stolen_name",
    (
        Choose("on_phone", yes="line", no="report"),
        Choose("line", needs=NOT_MINE, otherwise="line_unsaid", read="report", prove="prove"),
        Choose("line_unsaid", read="report", told=Open("family", "stranger", then="gone")),
        Choose("prove", ok="report"),
        Choose("report", there="objection", absent="absent", later="objection"),
        Choose("absent", ok="objection"),
        Choose("objection", needs=NOT_MINE, otherwise="request", copy=True, sent="police", entrance="entrance"),
        Choose("request", copy=True, sent="end", told=Open("family", "stranger", then="gone")),
        Choose("entrance", sent="police", letter="objection"),
        Choose("police", ok="end", code=Open("stop_paying", "code")),
        Finish("end", offers=("@open.stolen_name",)),
        Finish("gone", quiet=True),
    ),
    polite=(
        "on_phone",
        "line",
        "line_unsaid",
        "prove",
        "report",
        "absent",
        "objection",
        "request",
        "entrance",
        "police",
        "end",
    ),
)
