"""The bare reference of consultations: read, answered, sent, listed and taken away by raw SQL."""

import json
import uuid
from functools import cache

from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect

from tests.load.bare import copied, rendered, rows_of

PAGE = (
    "<!doctype html><title>{{ row[0] }}</title><h1>{{ row[0] }}</h1><p>{{ row[7] }} asks, until {{ row[2] }}</p>"
    "<p>{{ row[1] }}</p><p>{{ row[3] }}, {{ row[4] }}, {{ row[5] }}, {{ row[6] }}</p>"
    "{% for number, title, text in sections %}<h2>{{ number }}. {{ title }}</h2><p>{{ text }}</p>{% endfor %}"
    "{% for number, text, help, labels in questions %}<h3>{{ number }}. {{ text }}</h3><p>{{ help }}</p>"
    "<ul>{% for label in labels %}<li>{{ label }}{% endfor %}</ul>{% endfor %}"
)
HEAD = (
    "SELECT c.title, c.summary, c.closes_on, c.contact_name, c.contact_telephone, c.contact_email, c.reference, o.name "
    "FROM consultation_consultation c JOIN partnerships_organisation o ON o.id = c.host_id WHERE c.id = %s"
)
SECTIONS = "SELECT number, title, text FROM consultation_section WHERE consultation_id = %s ORDER BY number"
QUESTIONS = (
    "SELECT number, text, help_text, array(SELECT label FROM consultation_choice c WHERE c.question_id = q.id "
    "ORDER BY c.position) FROM consultation_question q WHERE consultation_id = %s ORDER BY position"
)
SAVED = """
WITH r AS (INSERT INTO consultation_response(consultation_id, organisation_id, channel, is_letter, reference,
        started_at, counts, withdrawal_reason, void_reason)
    VALUES (%s, %s, 'account', false, %s, now(), false, '', '') RETURNING id),
v AS (INSERT INTO consultation_responseversion(response_id, number, started_at, capacity, letter, search_text, late,
        late_verdict, late_reason)
    SELECT id, 1, now(), '', '', '', false, '', '' FROM r RETURNING id),
e AS (INSERT INTO core_event(at, user_id, capacity, channel, verb, model, object_id, detail)
    SELECT now(), %s, 'Approver', 'web', verb, 'consultation.response', r.id, '{}'
    FROM r, (VALUES ('began to answer'), ('answered')) x(verb))
INSERT INTO consultation_answer(version_id, question_id, yes, choice_id, several, number, day, text, wording, edition,
    edited_by_id, edited_at, search_text)
SELECT v.id, x.*, 1, 1, %s, now(), '' FROM v, (VALUES """
ANSWER = "(%s::bigint, %s::boolean, %s::bigint, %s::jsonb, %s::numeric, %s::date, %s)"
DRAFT = (
    "SELECT r.id FROM consultation_responseversion v JOIN consultation_response r ON r.id = v.response_id "
    "WHERE v.id = %s AND v.submitted_at IS NULL FOR UPDATE OF r"
)
SENT = """
WITH v AS (UPDATE consultation_responseversion SET submitted_at = now(), submitted_by_id = %s, capacity = 'Approver'
    WHERE id = %s AND submitted_at IS NULL RETURNING id, response_id),
n AS (INSERT INTO consultation_consent(version_id, choice, wording, words, given_at, given_by_id)
    SELECT id, %s, 1, 'Publish our answer with our name.', now(), %s FROM v),
r AS (UPDATE consultation_response r SET submitted_at = now(), counted_version_id = v.id, counts = true
    FROM v WHERE r.id = v.response_id RETURNING r.id, v.id AS version),
e AS (INSERT INTO core_event(at, user_id, capacity, channel, verb, model, object_id, detail)
    SELECT now(), %s, 'Approver', 'web', 'sent', 'consultation.response', id, '{}' FROM r)
INSERT INTO core_workrow(kind, args, state, capacity, channel, created_at, claim, attempts, done_count, failed_count,
    result, error)
SELECT 'receipt', jsonb_build_object('version', version), 'waiting', '', 'schedule', now(), 0, 0, 0, 0, '{}', '' FROM r
"""
LISTED = (
    "SELECT r.id, r.reference, v.number, r.submitted_at, v.late, r.organisation_id, r.channel, o.name, v.id "
    "FROM consultation_response r JOIN consultation_responseversion v ON v.id = r.counted_version_id "
    "JOIN partnerships_organisation o ON o.id = r.organisation_id "
    "WHERE r.consultation_id = %s AND r.counts AND r.id > %s ORDER BY r.id LIMIT 51"
)
ANSWERS = (
    "SELECT a.version_id, q.key, q.number, a.yes, c.key, a.several, a.number, a.day, f.original_name, a.text, "
    "a.edition FROM consultation_answer a JOIN consultation_question q ON q.id = a.question_id "
    "LEFT JOIN consultation_choice c ON c.id = a.choice_id LEFT JOIN core_storedfile f ON f.id = a.file_id "
    "WHERE a.version_id = ANY(%s) ORDER BY q.position"
)
OF_A_RESPONSE = ("response", "reference", "version", "submitted_at", "late", "organisation", "channel", "name")
OF_AN_ANSWER = ("key", "number_shown", "yes", "choice", "choices", "number", "date", "file", "text", "edition")
ASKED = (
    "SELECT id, key, kind FROM consultation_question WHERE consultation_id = %s AND kind <> 'heading' ORDER BY position"
)
TURNED = {
    "yes_no": ("CASE WHEN a.yes THEN 'Yes' ELSE 'No' END", "a.text"),
    "choose_one": ("c.label",),
    "choose_many": ("a.several::text",),
    "number": ("a.number::text",),
    "date": ("a.day::text",),
    "long_text": ("a.text",),
}


def page(request, pk):
    return rendered(
        PAGE, row=rows_of(HEAD, [pk])[0], sections=rows_of(SECTIONS, [pk]), questions=rows_of(QUESTIONS, [pk])
    )


def saved(request, pk):
    sent, values = request.POST, []
    for question, key, kind in rows_of(ASKED, [pk]):
        value = sent.get(key) or None
        several = json.dumps([int(each) for each in sent.getlist(key)]) if kind == "choose_many" else None
        text = (sent.get(f"{key}_why") if kind == "yes_no" else value if kind == "long_text" else "") or ""
        values += [question, value == "yes" if kind == "yes_no" else None, value if kind == "choose_one" else None]
        values += [several, value if kind == "number" else None, value if kind == "date" else None, text]
    heads = [pk, sent["organisation"], f"RES-{uuid.uuid4().hex[:10]}", sent["user"], sent["user"]]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{SAVED}{', '.join([ANSWER] * (len(values) // 7))}) x", [*heads, *values])
    return HttpResponseRedirect("../check/")


def sent(request, pk):
    draft, user = request.POST["draft"], request.POST["user"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DRAFT, [draft])
        cursor.execute(SENT, [user, draft, request.POST["consent"], user, user])
    return HttpResponseRedirect("../../")


def listed(request, pk):
    rows = rows_of(LISTED, [pk, request.GET.get("after", 0)])
    answers = {row[-1]: [] for row in rows[:50]}
    for version, *values in rows_of(ANSWERS, [list(answers)]):
        answers[version].append(dict(zip(OF_AN_ANSWER, values, strict=True)))
    results = [dict(zip(OF_A_RESPONSE, row[:-1], strict=True)) | {"answers": answers[row[-1]]} for row in rows[:50]]
    found = {"results": results, "next": rows[49][0] if len(rows) > 50 else None}
    return HttpResponse(json.dumps(found, default=str), content_type="application/json")


@cache
def pivot(pk):
    cells = [
        f"max({value}) FILTER (WHERE a.question_id = {question})"
        for question, _, kind in rows_of(ASKED, [pk])
        for value in TURNED[kind]
    ]
    names = [f"x{n}" for n in range(len(cells))]
    turned = ", ".join(f"{cell} AS {name}" for cell, name in zip(cells, names, strict=True))
    return (
        f"COPY (SELECT r.reference, o.name, k.title, r.channel, r.submitted_at, v.late, n.choice, {', '.join(names)} "
        f"FROM consultation_response r JOIN partnerships_organisation o ON o.id = r.organisation_id "
        "JOIN partnerships_organisationkind k ON k.id = o.kind_id "
        "JOIN consultation_responseversion v ON v.id = r.counted_version_id "
        f"JOIN consultation_consent n ON n.version_id = v.id JOIN (SELECT a.version_id, {turned} "
        "FROM consultation_answer a LEFT JOIN consultation_choice c ON c.id = a.choice_id "
        "JOIN consultation_response s ON s.counted_version_id = a.version_id "
        f"WHERE s.consultation_id = {pk} GROUP BY a.version_id) p ON p.version_id = v.id "
        f"WHERE r.consultation_id = {pk} AND r.counts ORDER BY r.submitted_at, r.id) TO STDOUT CSV"
    )


def sheet(request, pk):
    return copied(pivot(pk))
