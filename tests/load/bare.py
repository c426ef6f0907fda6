"""What the bare reference is made of: rows by raw SQL, a template of a few lines, a COPY."""

from functools import cache
from io import BytesIO

from django.db import connection
from django.http import HttpResponse
from django.template import engines


def rows_of(sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


compiled = cache(engines["jinja2"].from_string)


def rendered(template, **values):
    return HttpResponse(compiled(template).render(values))


def copied(sql):
    whole = BytesIO()
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.copy_expert(sql, whole, size=65_536)
    return HttpResponse(whole.getvalue(), content_type="text/csv")
