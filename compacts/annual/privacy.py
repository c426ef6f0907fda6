"""What annual agreements hold, and for how long. Nothing of it is about a person: leads are organisations."""

from core.privacy import held

KEPT = "for as long as the register is kept: later years follow from earlier ones"
OF = {"annual": "of which annual agreement"}
FIELDS = {
    "AnnualAgreement": held(
        KEPT,
        none={
            "agreement": "its parties, drafts and signatures",
            "framework": "under which framework",
            "service": "for which service",
            "sort_name": "what lists sort by",
            "year": "for which financial year",
            "follows": "which agreement of the year before it follows",
            "governance": "how the service is governed; published with its draft",
            "users_involved": "how users are involved; likewise",
            "carers_involved": "how carers are involved; likewise",
            "vcs_involved": "how the voluntary and community sector is involved; likewise",
        },
    ),
    "AnnualOutcome": held(
        KEPT, none=OF | {"what": "what is to be achieved", "why_jointly": "why the partners do it together"}
    ),
    "AnnualPriority": held(
        KEPT,
        none=OF
        | {
            "what": "what is put first",
            "strategy": "which strategy it carries out",
            "stage": "which stage of it",
        },
    ),
    "InvestmentIntention": held(
        KEPT,
        none=OF
        | {
            "partner": "which partner",
            "purpose": "what it is for",
            "pooled": "whether it goes into the pooled budget",
            "recurrent": "whether it goes on in later years",
        },
        commercial={
            "amount": "how much; read by the parties, the secretariat and auditors until the draft is published",
            "note": "what else is said of it; likewise",
        },
    ),
    "AnnualMeasure": held(
        KEPT,
        none=OF
        | {
            "measure": "by which measure it is monitored",
            "level": "whether it is national or local",
            "aim": "what it is to come to",
        },
    ),
    "WorkLine": held(
        KEPT,
        none=OF
        | {
            "what": "what is done",
            "lead": "which organisation leads",
            "due_on": "by when",
            "measure": "by which measure it is monitored",
            "state": "how it stands",
        },
    ),
    "WorkProgress": held(
        KEPT,
        none={
            "line": "of which line of a work plan",
            "noted_on": "on which day it stood so",
            "state": "how it stood",
            "note": "what was done",
        },
    ),
}
