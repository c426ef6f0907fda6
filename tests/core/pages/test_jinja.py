"""The templates' environment."""

from django.template import engines
from django.test import RequestFactory


def rendered(template, **context):
    return engines["jinja2"].from_string(template).render(context)


def test_what_is_inserted_is_escaped():
    assert rendered("{{ name }}", name="<b>'x'</b>") == "&lt;b&gt;&#39;x&#39;&lt;/b&gt;"


def test_options_that_were_not_given_are_empty():
    assert rendered("{{ nothing.at.all }}|{{ nothing.at.all | date }}") == "|"


def test_what_a_dictionary_holds_and_what_every_dictionary_can():
    """A key; a method, also where a key has its name; an option that is false, and one that was not given."""
    given = {"size": "m", "items": "kept", "off": False}
    assert rendered("{{ options.size }} {{ options['items'] }} {{ options.off }}", options=given) == "m kept False"
    assert rendered("{{ options.items() | length }}", options=given) == "3"
    assert rendered("{{ options.id is defined }} {{ options.id | default('none') }}", options=given) == "False none"
    assert rendered("{{ options.id.at.all }}|{{ options.id }}", options=given) == "|"


def test_an_imported_macro_knows_what_every_template_knows():
    field = '{% from "components/form.html" import button_form %}{{ button_form("Go", url("health"), request) }}'
    assert 'action="/healthz"' in rendered(field, request=RequestFactory().get("/"))


def test_what_the_design_system_lines_up_is_inserted_as_it_is():
    assert rendered("{{ lines | indent(2) }}|{{ lines | indent(4, true) }}", lines="One\nTwo") == "One\nTwo|One\nTwo"


def test_addresses_and_static_files():
    assert rendered("{{ url('health') }} {{ static('concordat.css') }}") == "/healthz /static/concordat.css"


def test_filters():
    assert (
        rendered("{{ 2 | plural('answer') }}, {{ 1200.5 | money }}, {{ 1200 | number }}")
        == "2 answers, £1,200.50, 1,200"
    )


def test_the_macros_of_the_design_system_are_found():
    page = rendered('{% from "nhsuk/components/button/macro.jinja" import button %}{{ button({"text": "<Go>"}) }}')
    assert "&lt;Go&gt;" in page
    assert 'class="nhsuk-button"' in page
