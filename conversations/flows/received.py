"""收到催款消息：转发或粘贴过来，先留住，只说有把握的。"""

from conversations.answers import short_text
from conversations.flow import Ask, Choose, Finish, Flow, Open

RECEIVED = Flow(
    "received",
    (
        Ask("paste", short_text, then="more", pasted=True, how="how", done="end"),
        Choose("how", ok="paste"),
        Choose("more", again="paste", call=Open("live_call"), done="end"),
        Finish("end"),
    ),
)
