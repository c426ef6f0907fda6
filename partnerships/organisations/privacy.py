"""What is known of partners, why, and for how long. The register is public; of people it holds only what a body
itself publishes as its address and telephone."""

KEPT = "for good: the register remembers bodies that are gone"
TERMS = "for good: old descriptions refer to it"
KEY = ("none", "key", KEPT)
STARTS = ("none", "from when it holds", KEPT)
ENDS = ("none", "until when it holds", KEPT)
WHOSE = ("none", "which organisation it is about", KEPT)
DATED = {"id": KEY, "starts": STARTS, "ends": ENDS}

FIELDS = {
    "OrganisationKind": {
        **DATED,
        "code": ("none", "name for imports and programs", TERMS),
        "title": ("none", "what such a body is called", TERMS),
        "plural": ("none", "what such bodies are called", TERMS),
        "sector": ("none", "to which sector it belongs", TERMS),
        "is_public_body": ("none", "whether it is a public body", TERMS),
        "role_text": ("none", "what such bodies do", TERMS),
    },
    "Area": {
        **DATED,
        "name": ("none", "what the place is called", TERMS),
        "kind": ("none", "what kind of place it is", TERMS),
        "gss_code": ("none", "its official code", TERMS),
        "parent": ("none", "in which area it lies", TERMS),
    },
    "Organisation": {
        "id": KEY,
        "version": ("none", "tells whether somebody else changed it meanwhile", KEPT),
        "name": ("none", "what it is called", KEPT),
        "sort_name": ("none", "its name as lists sort it", KEPT),
        "search_text": ("none", "its names and codes as they are searched", KEPT),
        "kind": ("none", "what kind of body it is", KEPT),
        "code": ("none", "its main code", KEPT),
        "opened": ("none", "since when it exists", KEPT),
        "closed": ("none", "its last day", KEPT),
        "duplicate_of": ("none", "the entry that is kept of a body that was entered twice", KEPT),
        "voided_on": ("none", "when the import or reorganisation that made it was undone", KEPT),
        "void_reason": ("none", "why that was undone", KEPT),
        "area": ("none", "where it is", KEPT),
        "about": ("none", "what it does, in its own words", KEPT),
        "address": ("personal", "where to write to; of a small group it may be a home", KEPT),
        "postcode": ("personal", "where to write to; of a small group it may be a home", KEPT),
        "telephone": ("personal", "where to ring; of a small group it may be a person's", KEPT),
        "email": ("personal", "where to write to; of a small group it may be a person's", KEPT),
        "website": ("none", "where to read more", KEPT),
        "income": ("commercial", "its size, as it publishes it", KEPT),
        "income_year_end": ("none", "the year the income is of", KEPT),
        "size": ("none", "the band of its income", KEPT),
        "is_partner": ("none", "whether it is a partner here", KEPT),
        "confirmed_on": ("none", "when its entry was last confirmed", KEPT),
        "confirm_by": ("none", "by when its entry should be confirmed", KEPT),
    },
    "KindSpell": {**DATED, "organisation": WHOSE, "kind": ("none", "what kind of body it was then", KEPT)},
    "Identifier": {
        **DATED,
        "organisation": WHOSE,
        "scheme": ("none", "who gave the code", KEPT),
        "value": ("none", "by which code others know it", KEPT),
    },
    "OrganisationName": {
        **DATED,
        "organisation": WHOSE,
        "name": ("none", "what it was or is also called", KEPT),
        "kind": ("none", "whether the name is former, short or another", KEPT),
    },
    "AreaServed": {**DATED, "organisation": WHOSE, "area": ("none", "where it works", KEPT)},
    "Described": {
        **DATED,
        "organisation": WHOSE,
        "term": ("none", "what describes it: whom it serves, who leads it, what it offers", KEPT),
    },
    "Tie": {
        **DATED,
        "organisation": WHOSE,
        "other": ("none", "to which body it belongs", KEPT),
        "kind": ("none", "how it belongs to it", KEPT),
    },
    "UmbrellaMembership": {
        **DATED,
        "member": WHOSE,
        "umbrella": ("none", "to which umbrella body it belongs", KEPT),
        "membership_class": ("none", "as a member or an affiliate", KEPT),
    },
    "PartnerSpell": {
        **DATED,
        "organisation": WHOSE,
        "marked_by": ("personal", "who said that it is a partner here", KEPT),
    },
    "Lineage": {
        "id": KEY,
        "ancestor": ("none", "what came before", KEPT),
        "descendant": ("none", "what came after", KEPT),
        "kind": ("none", "how it passed on", KEPT),
        "on": ("none", "when it passed on", KEPT),
        "share": ("none", "how much of it passed on", KEPT),
        "source": ("none", "where that is written", KEPT),
    },
    "Funding": {
        **DATED,
        "funder": ("none", "who pays, for the wall between funder and funded", KEPT),
        "funded": ("none", "who is paid, for the wall between funder and funded", KEPT),
        "note": ("commercial", "what the money is for", KEPT),
    },
}

CALLED = {
    "Organisation": "An organisation's entry",
    "PartnerSpell": "Who is a partner here",
}
