"""What names of suppliers hold, and for how long. A sole trader's name may be a person's."""

from core.privacy import held

CALLED = {"SupplierName": "Your name as a supplier in a contract register that a public body published"}
FIELDS = {
    "SupplierName": held(
        "for as long as the register is kept: later sheets of the same body name the same supplier",
        none={
            "body": "in whose register it stands",
            "organisation": "who is meant",
            "identifier": "the identifier beside the name",
            "seen_on": "when it was first seen",
            "confirmed_on": "when a person said who is meant",
        },
        personal={"written": "what the register calls the supplier", "sort_name": "the same, as names are compared"},
    )
}
