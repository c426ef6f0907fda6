"""What the pages of sign-ups and their part of the API both need."""

from compacts.signups.models import Signup, SignupSignature

LOADED = Signup.objects.select_related(
    "compact", "organisation", "public_body", "vcs_partner", "signature__edition__compact"
)
SIGNATURES = SignupSignature.objects.select_related("signup__organisation", "signup__compact", "scan")
