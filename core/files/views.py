"""Files that were made for a person in the background, given to that person."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from core.acts import Refused
from core.files.downloads import download_response
from core.files.exports import FORGOTTEN, make_again, refuse_if_closed_since, work_behind
from core.files.models import StoredFile
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit


@page("core.view_own_file", methods=["GET", "POST"])
def file_download(request: HttpRequest, name: uuid.UUID) -> HttpResponseBase:
    """An export that this person asked for, if they still see what they saw then; by post, it is made again."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    stored: StoredFile = find(StoredFile.objects.filter(purpose="export"), actor, name=name)
    form = Form(request.POST if request.method == "POST" else None)
    done = submit(
        request,
        form,
        lambda: make_again(by=actor, stored=stored),
        lambda row: reverse("work_detail", args=[row.pk]),
    )
    if done is not None:
        return done
    try:
        refuse_if_closed_since(actor, stored)
    except Refused as refusal:
        context = {"stored": stored, "reason": refusal.messages[0], "form": form, "again": work_behind(stored)}
        return render(request, "files/closed.html", context | {"forgotten": FORGOTTEN}, status=409)
    return download_response(stored)
