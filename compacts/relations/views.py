"""The pages on which it is said how an agreement stands to another."""

from compacts.agreements.reading import LOADED
from compacts.relations import actions
from compacts.relations.forms import RelateForm
from core.acts import NotVisible
from core.pages.forms import Form
from core.pages.page import page
from core.registers.records import act_page, posted, to_act_on


@page(actions.EDIT, methods=["GET", "POST"])
def relate(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = RelateForm(posted(request), once=True, agreement=found, actor=request.actor)
    said = "For example: it takes the place of the agreement that ended, or applies a national one here."
    return act_page(
        request, form, actions.relate_agreement, "How it stands to another agreement", "Save", words=said,
        agreement=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def unrelate(request, pk, relation):
    found = to_act_on(request, LOADED, pk)
    held = found.relations.select_related("other").filter(pk=relation).first()
    if held is None:
        raise NotVisible
    said = f"It was recorded that this agreement {held.get_kind_display()} {held.other.title}."
    return act_page(
        request, Form(posted(request)), actions.unrelate_agreement, "This is not so", "Remove it", words=said,
        about=found, relation=held,
    )  # fmt: skip
