import pytest

from partnerships.people.roles import in_words


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ({"member"}, "Member"),
        ({"member", "approver"}, "Member and approver"),
        ({"approver", "drafter", "administrator"}, "Drafter, approver and organisation administrator"),
        ({"secretariat"}, "Forum secretariat"),
        (set(), ""),
    ],
)
def test_roles_are_named_as_a_sentence_would(roles, words):
    assert in_words(roles) == words
