"""Addresses for the browser tests alone: the sign-in pages, and pages that show every component in its states."""

import datetime
from types import SimpleNamespace

from allauth.urls import urlpatterns as sign_in
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from core.acts import Refused
from core.gates import Check, Obstacle
from core.pages import errors
from core.pages.fields import DayMonthYearField, LongTextField, MoneyField, OneLinePick, TextField, WholeNumberField
from core.pages.forms import Form
from core.pages.kept import kept_words
from core.pages.page import page
from partnerships.people.account_views import session_end

KINDS = [("charity", "Registered charity"), ("cic", "Community interest company"), ("group", "Group without a number")]
GROUPS = [("older", "Older people"), ("carers", "Carers"), ("young", "Young people")]
NOON = datetime.datetime(2003, 11, 20, 12, 0, tzinfo=datetime.UTC)


class EveryField(Form):
    """One field of each kind."""

    name = TextField(label="Name of the organisation", max_length=200, help_text="As it stands on the register.")
    number = WholeNumberField(label="Charity number", min_value=1)
    grant = MoneyField(label="Grant asked for", required=False)
    email = forms.EmailField(label="E-mail address")
    aims = LongTextField(label="What you do", max_length=500)
    notes = LongTextField(label="Anything else", required=False, rows=3)
    kind = forms.ChoiceField(label="Kind of organisation", choices=[("", "---------"), *KINDS])
    size = forms.ChoiceField(
        label="Do you employ anybody?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    groups = forms.MultipleChoiceField(
        label="People you work with", choices=GROUPS, widget=forms.CheckboxSelectMultiple
    )
    founded = DayMonthYearField(label="Day you began", help_text="For example, 20 11 2003.")
    partner = TextField(label="Lead partner", widget=OneLinePick("/suggestions"), required=False)
    rules = forms.FileField(label="Governing document", required=False)
    password = TextField(label="Password", widget=forms.PasswordInput)
    agreed = forms.BooleanField(label="I speak for the organisation")


class Kept:
    """What the record says after somebody else saved it."""

    version = 4
    name = "Leominster Carers' Circle"
    number = 1024577
    aims = "We sit with people who care for others.\nOn Tuesdays."


def components(request):
    """Every field, empty or with errors."""
    form = EveryField(request.POST or None, request.FILES or None, once=True)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "The organisation is on the register.")
    return render(request, "tests/form.html", {"form": form, "breadcrumbs": [("Partners", "/")]})


def conflicting(request):
    """An edit form after a conflict."""
    form = EveryField(
        request.POST or {"name": "Leominster Carers", "number": "1024577", "aims": "Other words"}, version=3
    )
    form.add_error(None, Refused("Somebody else changed this while you had it open."))
    form.conflict = Kept()
    return render(request, "tests/form.html", {"form": form})


def parts(request):
    """The components that show things."""
    checks = [
        Check("Say who to contact", "S0-53", None),
        Check(
            "Twelve weeks to answer", "S0-15", Obstacle("Give at least twelve weeks: it is open for nine.", "/", False)
        ),
        Check("Ask at least one question", "S0-16", Obstacle("Add the first question.", "/")),
    ]
    columns = [
        {"title": "Name", "sort": "?order=-name", "sorted": "ascending"},
        {"title": "Kind"},
        {"title": "Paid so far", "number": True, "sort": "?order=paid"},
        {"title": "State"},
    ]
    rows = [
        [
            {"text": "Herefordshire Primary Care Trust, 5CN", "href": "/"},
            "Primary care trust",
            "£1,200.50",
            {"text": "Open", "tag": "green"},
        ],
        [
            {
                "text": "A very long name of a group with Averyverylongwordindeedthatdoesnotwrapanywhereatall",
                "href": "/",
            },
            "Group",
            "",
            {"text": "Closed", "tag": "grey"},
        ],
    ]
    facts = [
        {"key": "Name", "value": "Herefordshire Primary Care Trust", "change": "/"},
        {"key": "Codes", "value": ["5CN", "E18000001"]},
        {"key": "Website", "value": "www.example.org", "href": "https://www.example.org"},
        {"key": "Last confirmed", "value": None, "nothing": "Never", "change": "/"},
        {"key": "Left out", "value": ""},
    ]
    lines = [
        {
            "what": "Changed",
            "who": "Approver, Malvern Carers Forum",
            "at": NOON,
            "changes": [{"field": "Name", "before": "Old", "after": "New"}, {"field": "Telephone"}],
        },
        {"what": "Put on the register", "at": NOON},
    ]
    return render(
        request,
        "tests/parts.html",
        {"checks": checks, "columns": columns, "rows": rows, "facts": facts, "lines": lines},
    )


def shell(request):
    """The frame at its fullest: a person with several capacities, and all of the navigation."""
    request.actor = SimpleNamespace(
        user="Ivy Treasurer",
        user_id=1,
        mark="1",
        address="",
        membership_id=7,
        label="Approver and organisation administrator, Leominster and District Carers' Circle",
        others=("another",),
        can_ever=lambda permission: True,
    )
    return render(request, "tests/form.html", {"form": EveryField(once=True), "breadcrumbs": [("Partners", "/")]})


def refused(request):
    raise PermissionDenied("Only an approver may submit the response.")


def broken(request):
    raise RuntimeError("A mistake of ours")


def plain(request):
    return render(request, "tests/plain.html", {"searched": request.GET.get("q", "")})


def suggestions(request):
    found = [
        each
        for each in ("Herefordshire Primary Care Trust, 5CN", "Hereford Citizens Advice, 1012345")
        if request.GET["q"].lower() in each.lower()
    ]
    return JsonResponse(found, safe=False)


def conflict_page(request):
    raise Refused("The consultation is closed.")


urlpatterns = [
    path("", plain, name="home"),
    path("search/", plain, name="search"),
    path("act-as/", plain, name="switch_capacity"),
    path("story/", plain, name="choose_story"),
    path("mail/", plain, name="demo_mail"),
    path("components/", components, name="components"),
    path("conflicting/", conflicting),
    path("parts/", parts),
    path("account/", plain, name="account"),
    path("answer-again/", plain, name="guest_again"),
    path("account/your-words/", kept_words, name="kept_words"),
    path("guarded/", page("core.use_account", methods=["GET", "POST"])(components)),
    path("shell/", shell, name="shell"),
    path("refused/", refused),
    path("broken/", broken),
    path("conflict/", conflict_page),
    path("csrf/", lambda request: errors.csrf_failure(request)),
    path("bad/", lambda request: errors.bad_request(request, ValueError())),
    path("suggestions", suggestions),
    path("health", lambda request: HttpResponse("well")),
    path("account/sessions/<int:pk>/end/", session_end, name="session_end"),
    path("account/", include(sign_in)),
]
handler400 = "core.pages.errors.bad_request"
handler403 = "core.pages.errors.forbidden"
handler404 = "core.pages.errors.not_found"
handler500 = "core.pages.errors.server_error"
