"""The headers of every page, the cookies, the templates and Django's own deployment check."""

import re

import pytest
from django.urls import reverse

from tests.factories.people import PASSWORD, UserFactory, make_actor, signed_in
from tests.house.addresses import addresses
from tests.house.code import short, template_files
from tests.house.test_settings import REAL, read_settings

OPEN = [each for each in addresses() if "GET" in each.methods and "<" not in each.route and "admin" not in each.route]


def of_page(response) -> dict[str, str]:
    names = ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy")
    return {name: response.headers.get(name, "") for name in names}


def policy(response) -> set[str]:
    return set(response.headers["Content-Security-Policy"].split("; "))


POLICY = {
    "default-src 'none'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "connect", "manifest")),
    "img-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
POLICY_OF_A_FILE = {"default-src 'none'", "sandbox"}
PROTECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["visitor", "secretariat"])
def test_every_page_carries_the_headers(role):
    browser = signed_in(make_actor(role))
    for each in OPEN:
        answer = browser.get(reverse(each.name))
        list(answer)  # a sheet is sent to its end
        assert (each.name, of_page(answer)) == (each.name, PROTECTED)
        given_out = answer.headers.get("Content-Disposition", "").startswith("attachment")
        assert (each.name, policy(answer)) == (each.name, POLICY_OF_A_FILE if given_out else POLICY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "more", "status"),
    [("/nowhere/", {}, 404), ("/", {"HTTP_HOST": "evil.example"}, 400), ("/partners/?q=%00", {}, 400)],
)
def test_so_do_the_pages_of_errors(client, path, more, status):
    answer = client.get(path, **more)
    assert (answer.status_code, of_page(answer)) == (status, PROTECTED)
    assert policy(answer) == POLICY


def test_no_template_holds_a_script_a_style_or_a_way_around_escaping():
    found = {}
    for path in template_files():
        text = path.read_text()
        bad = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=\"|javascript:|\|\s*safe\b", text)
        if bad and path.suffix == ".html":
            found[short(path)] = bad
    assert found == {}


def test_cookies_travel_only_over_https_where_the_site_has_it(tmp_path):
    expression = (
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, "
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS"
    )
    started = read_settings(expression, tmp_path, **REAL)
    assert started.stdout.strip() == repr((True, True, True, True, True, 31_536_000))


@pytest.mark.django_db
def test_the_cookies_of_a_session_are_no_business_of_scripts_or_other_sites(client):
    person = UserFactory(password=True)
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    client.get("/account/edit/")
    for name in ("sessionid", "csrftoken"):
        assert (name, client.cookies[name]["samesite"], client.cookies[name]["httponly"]) == (name, "Lax", True)
