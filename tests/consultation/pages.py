"""Reading pages in tests."""

import html
import re


def words(response) -> str:
    """The words of a page, without its markup."""
    body = re.sub(r"(?s)<(script|style).*?</\1>", "", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def boxes(response) -> dict[str, str]:
    """What a form would send as it stands, of the fields that the page wrote itself."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def to_send(response, consent: str = "with_name") -> dict[str, str]:
    """What the page of the check would send once it is chosen what may be published."""
    return boxes(response) | {"consent": consent}
