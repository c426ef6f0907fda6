"""The page on which an umbrella body sees which of its members have answered."""

from collections import Counter

from django.http import Http404
from django.shortcuts import render

from consultation.consultations import reading as consultations
from consultation.umbrellas.reading import WORDS, day_of, shown_for, with_standing
from core.pages import words
from core.pages.addresses import fixed
from core.pages.page import page

COLUMNS = [{"title": each} for each in ("Member", "Belongs as", "Answer")]


@page("consultation.view_umbrella_members")
def members(request, pk):
    found = consultations.the(request.actor, pk)
    if not shown_for(found):
        raise Http404
    rows = with_standing(request.actor, found).select_related("member__duplicate_of")
    rows = sorted(rows, key=lambda each: (each.member.stands_as.sort_name, each.pk))
    counts = Counter(each.stands for each in rows)
    return render(
        request,
        "consultation/umbrellas/members.html",
        {
            "consultation": found,
            "columns": COLUMNS,
            "rows": [
                [
                    {"text": each.member.stands_as.name, "href": each.member.stands_as.get_absolute_url()},
                    each.get_membership_class_display(),
                    WORDS[each.stands],
                ]
                for each in rows
            ],
            "said": [f"{WORDS[name]}: {words.number(counts[name])}" for name in WORDS if counts[name]],
            "on": day_of(found),
            "breadcrumbs": [("Consultations", fixed("consultations")), (found.title, found.get_absolute_url())],
        },
    )
