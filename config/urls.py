"""Every address of the product, each with the permission it needs."""

from allauth.urls import urlpatterns as sign_in
from django.urls import include, path

from core.admin_site import site
from core.pages.page import permit

VISITORS_MAY = dict.fromkeys(
    (
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
    ),
    "core.use_sign_in",
)

NOBODY_MAY = dict.fromkeys(
    ("account_email", "account_confirm_email", "account_email_verification_sent", "account_set_password"),
    "core.use_address_pages",
)

urlpatterns = [
    path("", include("core.urls")),
    path("", include("partnerships.urls")),
    path("", include("consultation.urls")),
    path("", include("compacts.urls")),
    path("", include("commissioning.urls")),
    path("api/", include("config.api")),
    path("admin/", site().urls),
    path("account/", include(permit("core.use_account", sign_in, **VISITORS_MAY, **NOBODY_MAY))),
]

handler400 = "core.pages.errors.bad_request"
handler403 = "core.pages.errors.forbidden"
handler404 = "core.pages.errors.not_found"
handler500 = "core.pages.errors.server_error"
