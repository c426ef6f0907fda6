"""What Local Compacts hold, and for how long."""

from core.privacy import held

FIELDS = {
    "LocalCompact": held(
        "for as long as the register is kept: later Compacts and what was agreed under it refer to it",
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "kind": "which kind of agreement it is",
            "area": "for which locality",
            "about": "what it is about; published once it is launched",
            "begun_on": "since when it was worked on",
            "agreed_on": "when it was agreed",
            "launched_on": "since when everybody may read it",
            "review_due": "by when it is reviewed next",
            "lapsed_on": "when it lapsed",
            "lapse_reason": "why it lapsed; published once it was launched",
            "manager_organisation": "for whom its Compact Manager works",
            "working_group": "which working group looks after it",
            "document": "where its text can be read",
        },
    )
    | {
        name: ("personal", purpose, "until another Compact Manager is entered in their place")
        for name, purpose in {
            "manager_name": "who its Compact Manager is; published once it is launched",
            "manager_email": "where to write to its Compact Manager; published once it is launched",
            "manager_telephone": "where to ring its Compact Manager; published once it is launched",
        }.items()
    }
}
CALLED = {"LocalCompact": "Local Compacts whose Compact Manager you are"}
