"""The pages of hand-overs, and of organisations for which nobody acts."""

from django.shortcuts import render

from core import clock
from core.pages import words
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import crumbs_to, facts_of, posted, record_page, status_of, to_act_on
from partnerships.leaving import actions
from partnerships.leaving.forms import HandOverForm
from partnerships.leaving.nobody import PARTNERS, last_of, matters_of
from partnerships.leaving.reading import LOADED, due_of, lines_of
from partnerships.leaving.rules import unsettled
from partnerships.people import holdings
from partnerships.people.models import Membership
from partnerships.people.reading import MEMBERS, heirs_of

NOTHING = "Nothing that you may see"


@page(actions.HAND, methods=["GET", "POST"])
def hand_over(request, pk):
    """All that somebody holds in a capacity, and the form in which it is handed over."""
    found, actor = to_act_on(request, MEMBERS, pk), request.actor
    held = holdings.told_to(actor, holdings.of(found))
    people = heirs_of(found, clock.today())
    form = HandOverForm(posted(request), held=held, people=people, actor=actor)

    def act():
        return actions.hand_over(by=actor, membership=found, **form.cleaned_data)

    done = submit(request, form, act, lambda made: made)
    if done is not None:
        return done
    open_to_do = {each.key for each in unsettled(found)}
    due, hidden = due_of(found, actor)
    context = {
        "membership": found, "form": form, "breadcrumbs": crumbs_to(found), "due": due, "hidden": hidden,
        "held": [
            {"held": each, "words": said, "seen": seen, "fallen": each.key not in open_to_do,
             "may": bool(each.holding.may_be_handed(actor, each.row))}
            for each, said, seen in held
        ],
        "keys": found.api_tokens.count(),
    }  # fmt: skip
    return render(request, "partnerships/leaving/hand_over.html", context, status=status_of(form))


@page("partnerships.view_handover")
def handover(request, pk):
    """Who handed what to whom, and when."""
    found = find(LOADED, request.actor, pk=pk)
    facts = [
        {"key": "Who handed it over", "value": str(found.membership.user)},
        {"key": "For", "value": str(found.membership.place)},
        {"key": "Who took it over", "value": taken_by(found.successor)},
        *facts_of(found, "handed_on", "why"),
        {"key": "What", "value": lines_of(found, request.actor)},
    ]
    return record_page(request, found, facts=facts, title=f"Hand-over of {found.membership.user}")


def taken_by(successor: Membership | None) -> str:
    """'Ann Lee, Malvern Carers', or that it fell to the role."""
    return f"{successor.user}, {successor.place}" if successor else "Nobody by name: it fell to the role"


@page("partnerships.view_without_people")
def without_people(request, pk):
    """A partner for which nobody acts: since when, who was the last, and what waits for it."""
    found = find(PARTNERS.all(), request.actor, pk=pk)
    last, day = last_of(found)
    items, hidden = matters_of(found, request.actor)
    facts = [
        {"key": "Nobody since", "value": words.date(day) if day else "Nobody has acted for it here yet"},
        {"key": "Who was the last", "value": str(last) if last else ""},
        {"key": "Invitations that wait", "value": [each.name for each in found.invitations.waiting().order_by("pk")]},
        {"key": "What waits for it", "value": [f"{each.sentence}, due {each.in_words()}" for each in items] or NOTHING},
        {"key": "More that you may not see", "value": hidden or ""},
    ]  # fmt: skip
    links = [("partnerships.view_people", "See its people", "organisation_people")]
    if request.actor.may("partnerships.invite_person", Membership(organisation=found)):
        links.insert(0, ("partnerships.view_people", "Invite somebody", "organisation_invite"))
    return record_page(request, found, facts=facts, links=links, caption="Organisation without people")
