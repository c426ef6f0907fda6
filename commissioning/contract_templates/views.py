"""The pages of contract templates."""

from commissioning.contract_templates import actions
from commissioning.contract_templates.forms import AddForm, VersionForm
from commissioning.contract_templates.models import ContractTemplate
from commissioning.contract_templates.reading import LOADED
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

EDIT = actions.EDIT
VERSION = (EDIT, "Add a version", "contract_template_version")
WITHDRAW = (EDIT, "Take it out of use", "contract_template_withdraw")


@page("commissioning.view_template")
def template(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(found, "body", "about", "withdrawn_on", withdrawn_on="Out of use since")
    out = found.withdrawn_on is not None
    return record_page(
        request, found, facts=facts, links=[] if out else [VERSION, WITHDRAW], versions=list(found.versions.all()),
        tags=[("Out of use", "grey") if out else ("In use", "green")],
        template="commissioning/contract_templates/template.html",
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def add(request):
    anybodys = bool(request.actor.may(EDIT, ContractTemplate()))
    form = AddForm(posted(request), for_any_body=anybodys)
    given = {} if anybodys else {"body": request.actor.organisation}
    return act_page(request, form, actions.add_template, "Add a contract template", "Add it", about=None, **given)


@page(EDIT, methods=["GET", "POST"])
def version(request, pk):
    found = to_act_on(request, LOADED, pk)
    latest = next(iter(found.versions.all()), None)
    form = VersionForm(posted(request), version=found.version, initial={"text": latest.text if latest else ""})
    return act_page(request, form, actions.add_template_version, "Add a version", "Add it", template_=found)


@page(EDIT, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "No contract is made from it any more. Those that were stay as they are."
    return act_page(
        request, Form(posted(request), once=True), actions.withdraw_template, "Take it out of use", "Save",
        words=said, template_=found,
    )  # fmt: skip
