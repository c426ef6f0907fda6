"""The pages of sign-ups."""

from compacts.local.reading import LOADED as COMPACTS
from compacts.signing.forms import SignForm
from compacts.signups import actions, signing_actions
from compacts.signups.forms import CompleteForm, DeclareForm, EndForm, SigningForm, VoidForm, WorkForm
from compacts.signups.models import Signup, SignupStatus
from compacts.signups.reading import LOADED, SIGNATURES
from compacts.signups.rules import OF_ANY_DAY, TO_COMPLETE, unknown
from core import clock
from core.acts import NotVisible
from core.files.downloads import download_response
from core.gates import checklist
from core.pages.addresses import numbered
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, facts_of, form_page, posted, record_page, to_act_on

COMPLETING = (actions.COMPLETE, "Add who signed, or the scan", "signup_complete")
ENDING = ("compacts.end_signup", "It has ended", "signup_end")
VOIDING = ("compacts.end_signup", "Declare it void", "signup_void")
ON_PAPER = {
    SignupStatus.SIGNED: (
        "What was signed on paper counts from the day on the paper, also where it is recorded late. It needs the "
        "organisation, the day, and what shows it; a scan and who signed are kept where they are known."
    ),
    SignupStatus.WORKING: (
        "It counts as working towards a Compact who does so with another public body and with a voluntary or community "
        "organisation. Name one of each; others can be named in the evidence."
    ),
}
MEANS = {
    SignupStatus.SIGNED: (
        "Your organisation promises to treat its partners as this document says. Everybody reads on this site that it "
        "signed, on which day and which edition."
    ),
    SignupStatus.WORKING: (
        "Your organisation says that it actively works towards this Compact with other public bodies and the voluntary "
        "and community sector. Everybody reads that, with the partners you name. It is counted apart from signing."
    ),
}


@page("compacts.view_signup")
def signup(request, pk):
    """Who signed up and since when; for its own people, the secretariat and auditors also who signed for it."""
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(
        found,
        *("organisation", "compact", "status", "starts", "public_body", "vcs_partner", "evidence"),
        *("ended_on", "end_reason", "voided_on", "void_reason"),
    )
    links = [] if found.voided_on else [VOIDING] if found.ended_on else [ENDING, VOIDING]
    links = [COMPLETING, *links] if links and unknown(found) else links
    signature = getattr(found, "signature", None)
    more = {"scan": ""}
    if signature is not None:
        facts += [*facts_of(signature, "way"), *edition_read(request.actor, signature.edition)]
        if request.actor.may("compacts.view_signup_signature", signature):
            facts += facts_of(signature, "name", "designation", "authority")
            more["scan"] = numbered("signup_scan", signature.pk) if signature.scan_id else ""
    return record_page(
        request, found, facts=facts, links=links, tags=[(found.standing.label, found.colour)],
        template="compacts/signups/signup.html", **more,
    )  # fmt: skip


def edition_read(actor, edition):
    """The edition that was signed; a link to it for who may read it."""
    if edition is None:
        return []
    line = {"key": "Edition that was signed", "value": str(edition)}
    return [line | {"href": edition.get_absolute_url()} if actor.may("compacts.view_edition", edition) else line]


@page("compacts.view_signup_signature")
def scan(request, pk):
    """The scan of the signed paper, for who may read who signed."""
    found = find(SIGNATURES, request.actor, pk=pk)
    if found.scan is None:
        raise NotVisible
    return download_response(found.scan)


@page(signing_actions.SIGN, methods=["GET", "POST"])
def sign(request, pk):
    """What is signed, what that means and what it needs; under it the form in which it is signed."""
    return here(request, pk, SignForm, signing_actions.sign_compact, SignupStatus.SIGNED, "Sign the Compact", "Sign it")


@page(signing_actions.DECLARE, methods=["GET", "POST"])
def work(request, pk):
    """The same for working towards it, with whom."""
    heading = "Declare that your organisation works towards it"
    return here(request, pk, DeclareForm, signing_actions.declare_work, SignupStatus.WORKING, heading, "Declare it")


def here(request, pk, form_class, act, status, heading, button):
    """A page on which somebody signs for the organisation they act for."""
    found, actor = to_act_on(request, COMPACTS, pk), request.actor
    edition = signing_actions.current(found)
    form = form_class(posted(request), version=edition.number if edition else 0, once=True)

    def carry_out():
        return act(by=actor, compact=found, **form.cleaned_data)

    return submit(request, form, carry_out, then=lambda made: made) or form_page(
        request, form, heading, button, about=found, template="compacts/signups/sign.html", edition=edition,
        checks=signing_actions.checks_here(actor, found, status), means=MEANS[status], signs=status == "signed",
        actor=actor,
    )  # fmt: skip


@page("compacts.record_signup", methods=["GET", "POST"])
def record_signing(request, pk):
    return on_paper(request, pk, SigningForm, actions.record_signing, SignupStatus.SIGNED, "Record who signed it")


@page("compacts.record_signup", methods=["GET", "POST"])
def record_work(request, pk):
    return on_paper(request, pk, WorkForm, actions.record_work, SignupStatus.WORKING, "Record who works towards it")


def on_paper(request, pk, form_class, act, status, heading):
    """A page on which the secretariat records what came on paper, with what can be told of it beforehand."""
    found = to_act_on(request, COMPACTS, pk)
    form = form_class(posted(request), files=request.FILES or None, compact=found)

    def carry_out():
        return act(by=request.actor, compact=found, **form.cleaned_data)

    asked = Signup(compact=found, status=status, starts=clock.today())
    return submit(request, form, carry_out, then=lambda made: made) or form_page(
        request, form, heading, "Save", about=found, words=ON_PAPER[status],
        checks=checklist(OF_ANY_DAY[status], asked),
    )  # fmt: skip


@page(actions.COMPLETE, methods=["GET", "POST"])
def complete(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = CompleteForm(posted(request), files=request.FILES or None, signup=found, once=True)
    said = "For a paper that came later than the word of it. What is known already stays as it is."
    return act_page(
        request, form, actions.complete_signup, "Add who signed, or the scan", "Save",
        words=said, gates=TO_COMPLETE, signup=found,
    )  # fmt: skip


@page("compacts.end_signup", methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EndForm(posted(request), once=True)
    return act_page(request, form, actions.end_signup, "It has ended", "Save", signup=found)


@page("compacts.end_signup", methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = (
        "For what was recorded by mistake: it then counts as if it had never been, and is kept with the reason. What "
        "ended with it, an earlier signing or that the organisation worked towards the Compact, goes on again."
    )
    form = VoidForm(posted(request), once=True)
    return act_page(request, form, actions.void_signup, "Declare it void", "Declare it void", words=said, signup=found)
