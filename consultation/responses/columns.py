"""What a list of responses tells of each: who answered and how, to what, and when it was sent."""

from consultation.responses.models import Channel
from consultation.responses.naming import kind_of, name_of, sort_name_of
from core.registers.columns import CHOICE, DATETIME, Column

WHO = Column("who", "Who answered", name_of(), link=True, order=sort_name_of())
KIND = Column("kind", "Kind", kind_of(), order=kind_of())
HOW = Column("channel", "How it came", kind=CHOICE, choices=dict(Channel.choices), order="channel")
REFERENCE = Column("reference", "Reference", order="reference")
WHAT = Column("consultation", "Consultation", "consultation__title", order="consultation__sort_name")
SENT = Column("sent", "Sent", "submitted_at", kind=DATETIME, order="submitted_at")
