"""先问一句：一句话要对念的人是真的，就得先知道这几件事。每件只问一次，记着，随时能改。

一步写 `needs={"kin_signed": "no"}, otherwise="line_careful"`：
还不知道，先问这里的 kin_signed；不是 no，就换成 line_careful。
"""

from conversations.flow import Choose, Finish, Flow

# 给谁的话：写在 needs 里
MINE = {"whose": "mine"}
NOBODY_BOUND = {**MINE, "kin_signed": "no", "kin": "family mother father"}
"""A husband or wife may share the debt, so 「请不要联系我家人」 is not for whom he threatens to call those."""
WILL_CALL = {**MINE, "can_call": "yes"}
NOT_BOUND = {"whose": "kin", "relation": "parent other friend", "signed": "no"}
"""「我没有担保」 only for who said so, and is not the husband or wife, who may share the debt."""
STRANGER = {"whose": "other", "named": "no"}
NOT_MINE = {"whose": "other", "named": "mine"}

TRUTH = Flow(
    "truth",
    (
        # 谁借的，跟着问清他是谁
        Choose("whose", asks=True, mine="told", kin="relation", other="named", unsure="told"),
        Choose("relation", asks=True, parent="signed", partner="told", other="signed", friend="signed"),
        Choose("signed", asks=True, no="told", yes="told", unsure="told"),
        Choose("named", asks=True, no="told", mine="told", unsaid="told"),
        # 借钱的本人
        Choose("kin_signed", asks=True, no="told", yes="told", partner="told", unsure="told"),
        Choose("can_call", asks=True, yes="told", unsure="told"),
        Finish("told", quiet=True),
    ),
    polite=("relation", "signed", "named"),
)
