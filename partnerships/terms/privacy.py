"""What is known of terms, why, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "Term": held(
        "for good: old descriptions refer to it",
        none={
            "starts": "from when it is used",
            "ends": "until when it is used",
            "vocabulary": "to which list the term belongs",
            "code": "name for programs",
            "title": "the term",
            "explanation": "what is meant by it",
            "income_from": "where a size band begins",
        },
    )
}
