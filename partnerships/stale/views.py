"""The page on which organisations are asked to confirm their entries."""

from django.contrib import messages

from core.pages import words
from core.pages.addresses import fixed
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import form_page, posted
from partnerships.stale import actions
from partnerships.stale.forms import ChaseForm
from partnerships.stale.rules import APART, MOST, to_chase


@page("partnerships.chase_stale", methods=["GET", "POST"])
def chase(request):
    form = ChaseForm(posted(request), actor=request.actor)

    def carry_out() -> int:
        count = actions.chase_stale(by=request.actor, **form.cleaned_data)
        messages.success(request, f"{words.plural(count, 'organisation')} asked to confirm.")
        return count

    done = submit(request, form, carry_out, "stale_entries")
    if done is not None:
        return done
    count = to_chase(request.actor).order_by()[: MOST + 1].count()
    said = (
        f"{words.plural(min(count, MOST), 'organisation')} can be asked today: the entry is out of date, and nobody "
        f"asked within {APART.days} days. Each administrator gets one mail; where nobody acts for an organisation, its "
        f"public address does. At most {MOST} are asked in one go."
    )
    way = [("Entries out of date", fixed("stale_entries"))]
    return form_page(request, form, "Ask them to confirm their entries", "Send the mails", words=said, crumbs=way)
