"""难处的证明：按原因，要哪几样，各去哪里拿；只交真的。"""

from conversations.flow import Choose, Finish, Flow

MATERIALS = Flow(
    "materials",
    (
        Choose("reason", job="job", ill="ill", income="income", care="care"),
        Choose("job", ok="genuine"),
        Choose("ill", ok="genuine"),
        Choose("income", ok="genuine"),
        Choose("care", ok="genuine"),
        Choose("genuine", other="reason", ok="end"),
        Finish("end", quiet=True),
    ),
)
