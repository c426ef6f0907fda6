"""What the pages of sign-ups and their part of the API both need."""

from compacts.signups.models import Signup

LOADED = Signup.objects.select_related("compact", "organisation", "public_body", "vcs_partner")
