"""What is known of places, why, and for how long. None of it is about a person, but for who noted an alert."""

from core.privacy import held

KEPT = "for good: what was judged on a day rests on it"
VOID = {"voided_on": "when it was declared void", "void_reason": "why it is void"}
DAYS = {"starts": "from when it is so", "ends": "until when it is so"}

FIELDS = {
    "BoundaryChange": held(
        KEPT,
        none={
            "kind": "whether small areas moved, or a count is put right",
            "first_day": "from when",
            "small_areas": "how many",
            "organisation": "the health body",
            "area": "the council's area",
            "to_organisation": "the health body they move to",
            "to_area": "the council's area they move to",
            "organisation_total": "how many all of the body has",
            "area_total": "how many all of the area has",
            "reason": "why the boundary changes",
            "source": "what says so",
            "proposed_on": "when it was proposed",
            "carried_out_on": "when it was carried out",
            **VOID,
        },
    ),
    "SmallAreaCount": held(
        KEPT,
        none={
            "organisation": "the health body",
            "area": "the council's area",
            "number": "how many small areas they share, or all of one has",
            "source": "who counted",
            "source_day": "of which day the count is",
            "begun_by": "the boundary change that began it",
            "ended_by": "the boundary change that ended it",
            **DAYS,
            **VOID,
        },
    ),
    "CouncilTier": held(
        KEPT,
        none={
            "area": "the area of a lower-tier council",
            "upper": "the area of its upper tier",
            "source": "what says so",
            **DAYS,
            **VOID,
        },
    ),
    "AreaPoint": held(
        KEPT,
        none={"area": "the area", "latitude": "where it is drawn on a map", "longitude": "where it is drawn on a map"},
    ),
    "Pair": held(
        KEPT,
        none={
            "organisation": "the health body",
            "area": "the area of the upper-tier council",
            "shared": "how many small areas they share",
            "organisation_total": "how many the body has",
            "area_total": "how many the council has",
            "of_organisation": "the share of the body that lies in the council",
            "of_area": "the share of the council that lies in the body",
            "verdict": "whether they are co-terminous",
            **DAYS,
        },
    ),
    "BoundaryAlert": held(
        KEPT,
        none={
            "judged_on": "the day it is about",
            "found_on": "when it was given",
            "cause": "what changed",
            "change": "the boundary change",
            "pairs_before": "how many pairs could be judged before",
            "coterminous_before": "how many of them were co-terminous",
            "pairs_after": "how many can be judged since",
            "coterminous_after": "how many of them are co-terminous",
            "noted_on": "when somebody noted it",
            "note": "what is done about it",
        },
        personal={"noted_by": "who noted it"},
    ),
    "LostPair": held(
        KEPT,
        none={
            "alert": "the alert",
            "organisation": "the health body",
            "area": "the council's area",
            "of_organisation_before": "the share of the body before",
            "of_area_before": "the share of the council before",
            "of_organisation_after": "the share of the body since",
            "of_area_after": "the share of the council since",
        },
    ),
}
CALLED = {"BoundaryAlert": "Alerts of boundary changes that were noted"}
