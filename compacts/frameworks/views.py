"""The pages of framework agreements."""

from compacts.agreements.models import COLOURS as STAGES
from compacts.agreements.models import Agreement
from compacts.agreements.reading import LOADED as AGREEMENTS
from compacts.agreements.reading import as_read_by
from compacts.frameworks import actions, rules
from compacts.frameworks.forms import TermsForm
from compacts.frameworks.models import COLOURS, Framework
from compacts.frameworks.reading import LOADED, replaced_by, replacing
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

LINKS = (
    (actions.EDIT, "Change the terms", "framework_edit"),
    ("compacts.begin_annual", "Begin an annual agreement", "annual_begin"),
    (actions.EDIT, "Record money added or withdrawn", "funding_change_add"),
)


@page("compacts.view_framework")
def framework(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    as_read_by(request.actor, [found.agreement])
    earlier, later = replaced_by(found), replacing(found)
    seen = visible(request, [*earlier, *later])
    found.earlier = [each for each in earlier if each.agreement_id in seen]  # its gates name them
    facts = [
        *facts_of(found, "agreement", "kind", "basis"),
        {"key": "What it allows", "value": [each[:1].upper() + each[1:] for each in found.flexibilities]},
        {"key": "Term", "value": rules.term(found)},
        {"key": "Parties", "value": [each.organisation.name for each in found.agreement.parties.all()]},
    ]
    changes = found.funding_changes.visible_to(request.actor).select_related("partner__organisation")
    annuals = (
        found.annual_agreements.visible_to(request.actor).select_related("agreement").order_by("-year", "sort_name")
    )
    return record_page(
        request, found, facts=facts, links=LINKS, annuals=annuals, template="compacts/frameworks/framework.html",
        tags=[
            (found.standing.label, COLOURS[found.standing]),
            (f"Agreement: {found.agreement.stage.label.lower()}", STAGES[found.agreement.stage]),
        ],
        gates=rules.REVIEW if request.actor.may(actions.EDIT, found) and found.agreement.in_force_on is None else (),
        earlier=[(each, covered(each, found)) for each in found.earlier],
        later=[(each, covered(found, each)) for each in later if each.agreement_id in seen],
        changes=changes.order_by("-takes_effect_on", "-pk"),
    )  # fmt: skip


def visible(request, frameworks: list[Framework]) -> set[int]:
    """The keys of the agreements among these that the person may see."""
    rows = Agreement.objects.visible_to(request.actor).filter(pk__in=[each.agreement_id for each in frameworks])
    return set(rows.values_list("pk", flat=True))


def covered(earlier: Framework, later: Framework) -> tuple[str, str]:
    """Whether a day lies between two frameworks: the sentence, and the colour of its tag."""
    found = rules.coverage(rules.ending(earlier), rules.beginning(later))
    return found.sentence, {True: "green", False: "red", None: "yellow"}[found.covered]


@page("compacts.edit_agreement", methods=["GET", "POST"])
def begin(request, pk):
    found = to_act_on(request, AGREEMENTS, pk)
    said = "For an agreement of an NHS body and a council under section 31 or section 75."
    form = TermsForm(posted(request))
    return act_page(
        request, form, actions.begin_framework, "Enter the terms of the framework", "Save", words=said, agreement=found
    )


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = TermsForm(posted(request), of=found)
    return act_page(request, form, actions.edit_framework, "Change the terms", "Save", framework=found)
