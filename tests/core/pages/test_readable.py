"""What no page can read is refused at the door, with a page that says so."""

import io
from wsgiref.util import setup_testing_defaults

import pytest
from django.test import Client
from django.test.client import BOUNDARY, FakePayload, encode_multipart

from config.wsgi import application
from core.pages.middleware import ReadableMiddleware

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("connection_kept")]
SAYS = "This could not be read"
ALPHABETS = [
    "hex",
    "rot13",
    "idna",
    "punycode",
    "undefined",
    "utf-7",
    "utf-16",
    "unicode_escape",
    "latin-1",
    "nonsense",
]


def served(path: str, content_type: str, body: bytes = b"", query: str = "", **more: str) -> tuple[int, str]:
    """The status and the page that the web server gets from the product for these very bytes."""
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver", "CONTENT_TYPE": content_type}
    setup_testing_defaults(environ)
    environ |= {"REQUEST_METHOD": "POST" if body else "GET", "CONTENT_LENGTH": str(len(body))} | more
    environ["wsgi.input"] = io.BytesIO(body)
    begun: list[str] = []
    answer = application(environ, lambda status, headers, error=None: begun.append(status))
    try:
        return int(begun[0][:3]), b"".join(answer).decode()
    finally:
        answer.close()


@pytest.mark.parametrize("alphabet", ALPHABETS)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=B"])
def test_another_alphabet_than_utf8_is_refused_with_a_page(alphabet, kind):
    body = b'--B\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800 +2AA-\r\n--B--\r\n'
    for sent in (b"", body):
        status, page = served("/account/login/", f"{kind}; charset={alphabet}", sent, query="q=abc")
        assert (status, SAYS in page) == (400, True)


@pytest.mark.parametrize("stated", ["text/plain", "text/plain; charset=utf-8", 'text/plain; charset="UTF-8"; a=b'])
def test_utf8_is_read(stated):
    assert served("/healthz", stated, query="q=%C3%A9")[0] == 200


@pytest.mark.parametrize("path", ["/partners/?q=a%00b", "/partners/?a%00b=1", "/search?q=%00"])
def test_nul_in_an_address_is_refused_with_a_page(client, path):
    answer = client.get(path)
    assert (answer.status_code, SAYS in answer.content.decode()) == (400, True)


@pytest.mark.parametrize(("path", "status", "code"), [("?q=%00", 400, "parse_error"), ("-1/", 404, "not_found")])
def test_a_program_is_answered_as_the_api_answers(client, path, status, code):
    answer = client.get(f"/api/responses/{path}")
    told = answer.json()
    assert (answer.status_code, told["type"], told["errors"][0]["code"]) == (status, "client_error", code)


def test_nul_in_a_path_is_refused_with_a_page(client):
    assert client.get("/invitation/a\0b/").status_code == 400


def test_nul_in_a_cookie_is_refused_with_a_page(client):
    answer = client.get("/", HTTP_COOKIE='sessionid="\\000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"')
    assert (answer.status_code, SAYS in answer.content.decode()) == (400, True)


def test_a_session_that_is_none_is_that_of_a_visitor(client):
    for cookie in ("sessionid=a", f"sessionid={'a' * 5000}", 'sessionid="\\377\\376"', "csrftoken=a; messages=b"):
        assert client.get("/", HTTP_COOKIE=cookie).status_code == 200


def post(body: bytes, content_type: str):
    return Client().generic("POST", "/account/login/", body, content_type=content_type)


def test_a_form_of_too_many_fields_is_refused_with_a_page(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    many = {f"field{number}": "x" for number in range(5)}
    plain = "&".join(f"{name}=x" for name in many).encode()
    for answer in (
        post(plain, "application/x-www-form-urlencoded"),
        post(encode_multipart(BOUNDARY, many), f"multipart/form-data; boundary={BOUNDARY}"),
    ):
        assert (answer.status_code, SAYS in answer.content.decode()) == (400, True)


def test_a_form_that_is_too_large_is_refused_with_a_page(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Client().post("/account/login/", {"login": "x" * 2000})
    assert answer.status_code == 400
    assert "a form may hold 12 MB" in answer.content.decode()


@pytest.mark.parametrize("stated", [f"multipart/form-data{rest}" for rest in ("", "; boundary=", "; boundary=B")])
def test_a_form_in_pieces_is_refused_with_a_page(stated):
    answer = post(b"no part begins here", stated)
    assert answer.status_code in (200, 400)
    assert "Server Error" not in answer.content.decode()


def test_a_connection_that_breaks_off_is_no_error_of_ours(rf):
    """The browser went away while it sent: there is nobody to show a page to."""

    class Gone(FakePayload):
        def read(self, size=None):
            raise OSError("the connection was closed")

    request = rf.post("/", {"a": "b"})
    request._stream = Gone()
    request._read_started = False
    answer = ReadableMiddleware(lambda _: pytest.fail("was read"))(request)
    assert answer.status_code == 400


class Unread(io.BytesIO):
    """A body of which nobody may read."""

    def read(self, *args):
        raise AssertionError("It was read.")


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=B", "application/json"])
@pytest.mark.parametrize("path", ["/account/login/", "/api/organisations/"])
def test_a_request_without_end_is_refused_before_it_is_read(path, kind, settings):
    answer, body = [], Unread()
    environ = {"PATH_INFO": path, "HTTP_HOST": "testserver", "CONTENT_TYPE": kind, "REQUEST_METHOD": "POST"}
    setup_testing_defaults(environ)
    environ |= {"wsgi.input": body, "CONTENT_LENGTH": str(settings.REQUEST_CAP + 1)}
    application(environ, lambda status, headers, error=None: answer.append(status)).close()
    assert answer == ["400 Bad Request"]
