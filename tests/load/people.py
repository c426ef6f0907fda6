"""Who asks, and the forms they send: printed as JSON for the bench, by the product's own code.

For each kind of form that is posted: those of the product, each with the cookies of the person who sends it, and those
of the limit, which has no sessions and is told the keys instead.
"""

import json
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import get_random_string

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, QuestionKind
from consultation.responses.consents import CURRENT
from consultation.responses.forms import AnswerForm
from consultation.responses.models import ResponseVersion
from consultation.responses.rules import seen_mark
from core.sessions import SessionStore
from partnerships.organisations.models import Organisation
from partnerships.people.models import Membership, RoleHeld, User

SECRET = "b" * 32
"""Proves that a form is our own page's: in a cookie, and in the form."""
WORDS = "We would rather see it bought by district, with carers at the table. "


def session_of(user: User) -> Session:
    """A session in which this person is signed in, not saved yet."""
    held = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    return Session(
        session_key=get_random_string(32),
        session_data=SessionStore().encode(held),
        expire_date=timezone.now() + timezone.timedelta(days=1),
    )


def cookies_of(session: Session) -> str:
    return f"sessionid={session.session_key}; csrftoken={SECRET}"


def secretariat() -> Session:
    """The session of somebody who looks after the site, at the first organisation: it asks what others answer."""
    user = User.objects.filter(email="bench@example.org").first()
    user = user or User.objects.create_user("bench@example.org", name="Bench")
    first = Organisation.objects.order_by("pk").first()
    membership, _ = Membership.objects.get_or_create(user=user, organisation=first)
    RoleHeld.objects.get_or_create(membership=membership, role="secretariat")
    session = session_of(user)
    session.save()
    return session


def answers(consultation: Consultation) -> dict[str, Any]:
    """The fields of the page on which all questions are answered, filled in."""
    question = definition_of(consultation).questions[0]
    form = AnswerForm(question=question, kept={})
    found = {each.html_name: each.value() for each in form.hidden_fields()}
    for asked in question.answerable:
        options = [each.pk for each in asked.options]
        filled = {
            QuestionKind.YES_NO: {asked.key: "yes", f"{asked.key}_why": WORDS},
            QuestionKind.LONG_TEXT: {asked.key: 3 * WORDS},
            QuestionKind.CHOOSE_ONE: {asked.key: options[:1]},
            QuestionKind.CHOOSE_MANY: {asked.key: options[1:3]},
            QuestionKind.NUMBER: {asked.key: "12.5"},
            QuestionKind.DATE: {asked.key: "2026-11-20"},
        }
        found |= filled[QuestionKind(asked.kind)]
    return found


def forms() -> dict[str, Any]:
    """The forms by what they do: of the product as (cookies, body), of the limit as bodies."""
    consultation = Consultation.objects.get(reference="CON-BNCH-0004")
    drafts = ResponseVersion.objects.filter(response__consultation=consultation)
    begun = dict(drafts.values_list("response__organisation_id", "pk"))
    people = Membership.objects.filter(user__email__endswith="@bench.example.org").select_related("user").order_by("pk")
    filled, sessions = answers(consultation), []
    found: dict[str, Any] = {"save": [], "send": [], "save at the limit": [], "send at the limit": []}
    count = dict.fromkeys(found, 0)
    for each in people:
        draft = begun.get(each.organisation_id)
        what = "send" if draft else "save"
        body = {"consent": "with_name", "wording": CURRENT, "seen": seen_mark(draft, [1] * 12)} if draft else filled
        count[what] += 1
        if count[what] % 2:
            sessions.append(session_of(each.user))
            proof = {"csrfmiddlewaretoken": SECRET, "shown_to": each.user_id, "acting_as": each.pk}
            found[what].append((cookies_of(sessions[-1]), urlencode(body | proof, doseq=True)))
        else:
            told = {"draft": draft} if draft else {"organisation": each.organisation_id}
            found[f"{what} at the limit"].append(("", urlencode(body | told | {"user": each.user_id}, doseq=True)))
    Session.objects.bulk_create(sessions)
    return found


def told() -> str:
    """Everything as JSON."""
    return json.dumps({"session": cookies_of(secretariat()), "forms": forms()})
