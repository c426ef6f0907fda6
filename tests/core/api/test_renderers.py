"""What programs get is the same JSON, whichever library writes it."""

import datetime
import decimal
import json
import uuid

import pytest
from django.utils.functional import lazystr
from rest_framework.renderers import JSONRenderer

from core.api.renderers import JsonRenderer

LONDON = datetime.timezone(datetime.timedelta(hours=1))
VALUES = {
    "a moment": datetime.datetime(2003, 11, 20, 12, 0, tzinfo=datetime.UTC),
    "a moment to the microsecond": datetime.datetime(2003, 11, 20, 12, 0, 0, 1500, tzinfo=datetime.UTC),
    "a moment in summer": datetime.datetime(2003, 6, 1, 12, 0, tzinfo=LONDON),
    "a day": datetime.date(2003, 11, 20),
    "an amount": decimal.Decimal("1200.50"),
    "a share": 4.995,
    "a number beyond 64 bits": 2**80,
    "a mark": uuid.UUID(int=7),
    "words": "Ledbury – “the hospice” £5 ‏ \x00 </script>",
    "lazy words": lazystr("Herefordshire"),
    "nothing": None,
    "several": [True, False, {"1": (1, 2)}],
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_each_value_is_written_as_the_framework_writes_it(value):
    sent = {"results": [value], "next": 3}
    assert json.loads(JsonRenderer().render(sent)) == json.loads(JSONRenderer().render(sent))


def test_an_answer_without_a_body_has_none():
    assert JsonRenderer().render(None) == b""


def test_a_program_may_ask_for_an_indent():
    assert JsonRenderer().render({"a": [1]}, "application/json; indent=2") == b'{\n  "a": [\n    1\n  ]\n}'


def test_characters_stand_as_they_are():
    assert JsonRenderer().render({"name": "Tŷ Hafan"}) == '{"name":"Tŷ Hafan"}'.encode()


def test_half_a_character_that_was_sent_is_told_by_its_number():
    assert JsonRenderer().render({"detail": '"\ud800ŷ" is no valid choice.'}) == (
        b'{"detail":"\\"\\ud800\\u0177\\" is no valid choice."}'
    )
