"""想问一句：每一步是一个问题的回答，答完就回到刚才的地方。怎么问到这里，见 conversations/questions.toml。

用：欠网贷会坐牢吗
机：普通欠款一般是民事问题。……
"""

from conversations.flow import Choose, Finish, Flow
from conversations.questions import ASK, QUESTIONS

ANSWERS = tuple(Finish(one.id, offers=one.offers) for one in QUESTIONS if one.to.flow == ASK)

ASKING = Flow(ASK, (Choose("start", jail="jail", parents="parents", credit="credit_clear", stop="penalty"), *ANSWERS))
