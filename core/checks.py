"""What `manage.py check --deploy` says of a real installation, beside what Django says."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

NAMED = {
    "OPERATOR": "the body that runs this installation",
    "CONTACT_NAME": "whom people ask for help, and about what is held about them",
    "CONTACT_EMAIL": "where they write to",
}


@register(Tags.compatibility, deploy=True)
def somebody_is_named(**kwargs: Any) -> list[CheckMessage]:
    """Whether the pages in the footer say who runs the installation and whom to ask."""
    return [
        Warning(f"The pages in the footer cannot say {meaning}.", hint=f"Set {name}.", id="concordat.W001")
        for name, meaning in NAMED.items()
        if not getattr(settings, name)
    ]
