"""Reads what collectors send: what kind of message it is, which lines it crosses and where exactly."""

from conversations.reading.message import Evidence, Message, Reading
from conversations.reading.reader import read

__all__ = ["Evidence", "Message", "Reading", "read"]
