"""The fields of a question are made once for all who have not answered it, and hold nothing of anybody."""

from consultation.consultations.definitions import Asked
from consultation.responses.forms import AnswerForm
from consultation.responses.models import Answer

ASKED = Asked(pk=7, key="market", number="1", kind="yes_no", text="Is the market day right?")


def test_what_one_person_typed_or_answered_is_not_in_the_form_of_another():
    typed = AnswerForm({"market": "perhaps", "market_why": "a\0b", "market_edition": "x"}, question=ASKED, kept={})
    assert set(typed.errors) == {"market", "market_why", "market_edition"}
    answered = AnswerForm(question=ASKED, kept={7: Answer(pk=1, question_id=7, yes=True, text="Ours.", edition=3)})
    fresh = AnswerForm(question=ASKED, kept={})
    assert [
        [form[name].value() for name in ("market", "market_why", "market_edition")] for form in (answered, fresh)
    ] == [
        ["yes", "Ours.", 3],
        ["", "", 0],
    ]
    assert not fresh.errors
    assert fresh.fields["market"] is typed.fields["market"] is not answered.fields["market"]
    assert list(fresh.fields) == list(answered.fields)
