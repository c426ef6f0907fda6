"""Adding a contract template, its versions, and taking it out of use."""

from django.db import transaction

from commissioning.contract_templates.models import ContractTemplate, TemplateVersion
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import sort_name
from core.trail.actions import save_changes, save_new
from partnerships.organisations.models import Organisation

EDIT = "commissioning.edit_template"


@transaction.atomic
def add_template(
    *, by: Actor, title: str, text: str, body: Organisation | None = None, about: str = ""
) -> ContractTemplate:
    """Add a template with its first version."""
    template = ContractTemplate(title=title, sort_name=sort_name(title), body=body, about=about.strip(), latest=1)
    authorise(by, EDIT, template)
    if ContractTemplate.objects.filter(body=body, sort_name=template.sort_name).exists():
        raise Refused({"title": "There is a template of that title already. Add a version to that one."})
    save_new(by, "added", template, title=title)
    write(by, template, text, "")
    return template


@transaction.atomic
def add_template_version(
    *, by: Actor, template_: ContractTemplate, version: int | None, text: str, note: str
) -> ContractTemplate:
    """Add a version. Contracts keep the one they were made from."""
    template = locked(ContractTemplate, template_.pk, version=version)
    authorise(by, EDIT, template)
    if template.withdrawn_on is not None:
        raise Refused("It is out of use. Add another template instead.")
    save_changes(by, "new version", template, {"latest": template.latest + 1})
    write(by, template, text, note)
    return template


@transaction.atomic
def withdraw_template(*, by: Actor, template_: ContractTemplate) -> ContractTemplate:
    """Take a template out of use. Contracts made from it stay as they are."""
    template = locked(ContractTemplate, template_.pk)
    authorise(by, EDIT, template)
    if template.withdrawn_on is None:
        save_changes(by, "taken out of use", template, {"withdrawn_on": clock.today()})
    return template


def write(by: Actor, template: ContractTemplate, text: str, note: str) -> None:
    """Write the latest version."""
    version = TemplateVersion(
        template=template, number=template.latest, text=text.strip(), note=note.strip(), made_on=clock.today()
    )
    save_new(by, "written", version, number=template.latest)
