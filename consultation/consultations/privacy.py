"""What consultations hold, and for how long."""

KEPT = "7 years after it closed"

FIELDS = {
    "Consultation": {
        "id": ("none", "key", KEPT),
        "version": ("none", "so that two people do not overwrite each other", KEPT),
        "title": ("none", "what it is called", KEPT),
        "sort_name": ("none", "what lists sort by", KEPT),
        "search_text": ("none", "what search looks in", KEPT),
        "reference": ("none", "how people name it", KEPT),
        "host": ("none", "who asks", KEPT),
        "summary": ("none", "what it is about", KEPT),
        "contact_name": ("personal", "whom to ask; published", KEPT),
        "contact_telephone": ("personal", "where to ask; published", KEPT),
        "contact_email": ("personal", "where to ask; published", KEPT),
        "opens_on": ("none", "the first day of answering", KEPT),
        "closes_on": ("none", "the last day of answering", KEPT),
        "opens_at": ("none", "the instant of opening", KEPT),
        "closes_at": ("none", "the instant of closing", KEPT),
        "published_at": ("none", "since when everybody may read it", KEPT),
        "published_by": ("personal", "who published it", KEPT),
        "withdrawn_at": ("none", "when it was withdrawn", KEPT),
        "withdrawal_reason": ("none", "why it was withdrawn; published", KEPT),
        "text_key": ("none", "which state of the text is kept in memory", KEPT),
    },
    "Section": {
        "id": ("none", "key", KEPT),
        "version": ("none", "so that two people do not overwrite each other", KEPT),
        "consultation": ("none", "whose section it is", KEPT),
        "number": ("none", "its place", KEPT),
        "title": ("none", "what it is called", KEPT),
        "text": ("none", "the document that is consulted on; published", KEPT),
    },
    "Question": {
        "id": ("none", "key", KEPT),
        "version": ("none", "so that two people do not overwrite each other", KEPT),
        "consultation": ("none", "whose question it is", KEPT),
        "parent": ("none", "which question it is a part of", KEPT),
        "section": ("none", "which section it asks about", KEPT),
        "key": ("none", "its name in exports", KEPT),
        "number": ("none", "the number shown", KEPT),
        "position": ("none", "its place", KEPT),
        "kind": ("none", "how it is answered", KEPT),
        "text": ("none", "what is asked; published", KEPT),
        "help_text": ("none", "help for answering; published", KEPT),
    },
    "Choice": {
        "id": ("none", "key", KEPT),
        "question": ("none", "whose choice it is", KEPT),
        "key": ("none", "its name in exports", KEPT),
        "label": ("none", "the answer offered; published", KEPT),
        "position": ("none", "its place", KEPT),
    },
}

CALLED = {"Consultation": "A consultation"}
