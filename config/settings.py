"""All settings, from environment variables.

`DEMO=1` is the only mode with defaults. Without it a start that lacks SECRET_KEY, ALLOWED_HOSTS, BASE_URL or
DATABASE_URL is refused with a sentence that says what to set. A variable NAME may also be given as NAME_FILE, the
path of a file that holds the value.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, FileAwareEnv

BASE_DIR = Path(__file__).resolve().parent.parent

env = FileAwareEnv()


def switch(name: str, default: bool) -> bool:
    """Whether something is on: 1 or 0. Empty is the same as not set."""
    given = env.str(name, "")
    try:
        return bool(env.bool(name)) if given else default
    except EnvError as error:
        raise ImproperlyConfigured(f"Set {name} to 1 or 0, not to '{given}'.") from error


def number(name: str, default: int) -> int:
    """A whole number. Empty is the same as not set."""
    given = env.str(name, "")
    try:
        return int(env.int(name)) if given else default
    except EnvError as error:
        raise ImproperlyConfigured(f"Set {name} to a whole number, not to '{given}'.") from error


DEMO = switch("DEMO", False)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
"""Everything the running product writes outside its database: uploads, mail in the demonstration, the file broker."""


def required(name: str, meaning: str, demo: str) -> str:
    """The variable's value; in the demonstration its default; otherwise a refusal that says what to set."""
    value = env.str(name, "")
    if value:
        return value
    if DEMO:
        return demo
    raise ImproperlyConfigured(f"Set {name}: {meaning}. (Only DEMO=1 starts without it.)")


def demo_secret() -> str:
    """A secret made once for this demonstration, so that nobody shares one."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def listed(text: str) -> list[str]:
    """The parts of a list that is written with commas; blanks around them do not count."""
    return [each.strip() for each in text.split(",") if each.strip()]


PORT = number("PORT", 8000)
SECRET_KEY = required("SECRET_KEY", "a long random text that nobody else knows", demo_secret() if DEMO else "")
ALLOWED_HOSTS = listed(
    required("ALLOWED_HOSTS", "the host names this site answers to, separated by commas", "127.0.0.1,localhost")
)
BASE_URL = required(
    "BASE_URL", "the address of the site, from which links in mail are made", f"http://127.0.0.1:{PORT}"
)
DATABASE_URL = required(
    "DATABASE_URL",
    "the database, for example postgres://user:password@host/name",
    f"sqlite:///{VAR_DIR / 'demo.sqlite3'}",
)
REDIS_URL = env.str("REDIS_URL", "")
SECURE = urlsplit(BASE_URL).scheme == "https"
DEBUG = False

INSTALLED_APPS = [
    "partnerships",
    "consultation",
    "compacts",
    "commissioning",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "knox",
    "drf_standardized_errors",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.pages.middleware.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.pages.middleware.StoryMiddleware",
    "partnerships.people.middleware.ActorMiddleware",
    "core.pages.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "core.pages.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "core.pages.context.page_furniture",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

# Data ---------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = number("CONN_MAX_AGE", 600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Throttles live here: sign-in must survive the loss of Redis. Above so many entries Django throws away a third,
    # with failures that still count; a night's job takes away those that count no more.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Lists that change a few times a year (kinds, terms), kept for a minute in each process.
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 60},
}

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if DEMO  # which is set up while somebody waits, and goes over no network
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "files"
"""Uploads and finished exports, under names of our own; served only by views that check a permission."""

FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
REQUEST_CAP = 40 * 1024 * 1024
"""Bytes of a whole request, with its files: more is refused before any of it is read, whoever sends it."""

# People -------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "partnerships.User"
AUTHENTICATION_BACKENDS = ["partnerships.people.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account is made by pressing the button of an invitation sent to the address
ACCOUNT_ADAPTER = "partnerships.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "partnerships.people.sign_in.LoginForm",
    "reset_password": "partnerships.people.sign_in.ResetPasswordForm",
    "reset_password_from_key": "partnerships.people.sign_in.ResetPasswordKeyForm",
    "change_password": "partnerships.people.sign_in.ChangePasswordForm",
    "reauthenticate": "partnerships.people.sign_in.ReauthenticateForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an address without an account gets no mail, and the same page
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,10/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
# Failed sign-ins are counted by the caller's address, which a proxy passes on.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if switch("BEHIND_PROXY", False) else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Concordat"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after are taken too: people type slowly, and clocks are wrong
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation proved the address
MFA_ADAPTER = "partnerships.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "partnerships.people.sign_in.AuthenticateForm",
    "reauthenticate": "partnerships.people.sign_in.ReauthenticateByCodeForm",
    "activate_totp": "partnerships.people.sign_in.ActivateTOTPForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
STAFF_TWO_FACTOR = switch("STAFF_TWO_FACTOR", not DEMO)
"""Whether commissioners, analysts, the secretariat and auditors must add a second factor before they can work."""

SESSION_ENGINE = "core.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.pages.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Who runs it --------------------------------------------------------------------------------------------------------

OPERATOR = env.str("OPERATOR", "Three Counties Voluntary Sector Forum" if DEMO else "")
"""The body that runs this installation: who is responsible for what it holds about people."""
CONTACT_NAME = env.str("CONTACT_NAME", "Ruth Penrose, Forum secretariat" if DEMO else "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "ruth@example.org" if DEMO else "")
CONTACT_TELEPHONE = env.str("CONTACT_TELEPHONE", "01632 960 123" if DEMO else "")
"""Whom the help page, the privacy notice and the accessibility statement name."""
LAWFUL_BASIS = env.str("LAWFUL_BASIS", "a task carried out in the public interest (Article 6(1)(e) of the UK GDPR)")
"""On which legal basis, as the privacy notice says it after 'The legal basis is'."""

# Time and words -----------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# Mail ---------------------------------------------------------------------------------------------------------------

MAIL_DIR = VAR_DIR / "mail"
if DEMO and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR
else:
    _mail = env.dj_email_url("EMAIL_URL", default="smtp://127.0.0.1:25")
    EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_BACKEND"], _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Concordat <concordat@example.org>")

# Background work ----------------------------------------------------------------------------------------------------

BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_TIMEZONE = "UTC"  # a beat in local time skips or repeats an hour when the clocks change
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 25 * 60
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 60 * 60,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
    for folder in ("queue", "control"):
        os.makedirs(BROKER_DIR / folder, exist_ok=True)

WORK_ACTOR = "partnerships.people.actors.actor_for_work"
"""Makes the actor of a work row again (user_id, membership_id, channel); refuses who has lost the capacity."""
PERSON_ACTORS = "partnerships.people.actors.actors_of"
"""Makes a user's actors, one for each capacity: what their calendar feed is made of."""
WORK_HINTS = switch("WORK_HINTS", True)
"""Whether the broker is told of new work at once. Without, the sweep does; the tests do the work on demand."""
WORK_STALE_SECONDS = number("WORK_STALE_SECONDS", 300)
"""A running piece of work that gave no sign of life for so long is given to another worker."""
WORK_SWEEP_SECONDS = number("WORK_SWEEP_SECONDS", 30)
"""How often beat has jobs started whose time has come, and what was lost looked for."""
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "core.sweep", "schedule": WORK_SWEEP_SECONDS}}

# API ----------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "partnerships.people.api.TokenAuthentication",
        "partnerships.people.api.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.permissions.Declared"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.JsonParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_standardized_errors.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttles.ApiThrottle"],
    "DEFAULT_THROTTLE_RATES": {"api": "600/min"},
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.api.errors.ExceptionHandler",
    "ALLOWED_ERROR_STATUS_CODES": ["400", "401", "403", "404", "405", "406", "409", "415", "429"],
    "ERROR_SCHEMAS": {"400": "core.api.shapes.RefusalOut", "409": "core.api.shapes.RefusalOut"},
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Concordat",
    "DESCRIPTION": "The same acts and lists as the pages, with the same rules and the same words of refusal.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["drf_standardized_errors.openapi_hooks.postprocess_schema_enums"],
    "ENUM_NAME_OVERRIDES": {
        name: f"drf_standardized_errors.openapi_serializers.{name}.choices"
        for name in (
            "ClientErrorEnum",
            *[f"ErrorCode{status}Enum" for status in (401, 403, 404, 405, 406, 415, 429)],
        )
    }
    | {
        "QuestionKindEnum": "consultation.consultations.models.QuestionKind",
        "StandardKindEnum": "partnerships.standards.models.StandardKind",
        "BodyKindEnum": "partnerships.bodies.models.BodyKind",
        "ReorganisationStateEnum": "partnerships.reorganisations.models.State",
        "BoardDecisionEnum": "partnerships.bodies.models.Outcome",
        "CompactKindEnum": "compacts.local.models.CompactKind",
        "FrameworkBasisEnum": "compacts.frameworks.models.Basis",
        "AnalysisKindEnum": "commissioning.analysis.models.AnalysisKind",
        "ContractDocumentKindEnum": "commissioning.contract_documents.models.DocumentKind",
        "ContractKindEnum": "commissioning.contracts.kinds.Kind",
        "LessonKindEnum": "commissioning.lessons.models.LessonKind",
        "ContractTierEnum": "commissioning.contracts.kinds.Tier",
        "MonitoringTierEnum": "commissioning.bands.models.Monitoring",
        "CriterionResultEnum": "compacts.compliance.models.Result",
        "CriterionSubjectEnum": "compacts.codes.criteria.CriterionSubject",
        "CodeSubjectEnum": "compacts.codes.models.CodeSubject",
        "ReviewResultEnum": "commissioning.contract_reviews.models.Result",
        "FindingKindEnum": "commissioning.contract_reviews.models.FindingKind",
        "ContractBasisEnum": "commissioning.contracts.kinds.Basis",
        "AgreementKindEnum": "compacts.agreements.models.AgreementKind",
        "RelationKindEnum": "compacts.relations.models.RelationKind",
        "BoundaryChangeKindEnum": "partnerships.places.models.BoundaryChangeKind",
        "DuplicateStateEnum": "partnerships.duplicates.models.SuggestionState",
        "WorkLineStateEnum": "compacts.annual.models.LineState",
        "FrameworkKindEnum": "compacts.frameworks.models.FrameworkKind",
        "FundingKindEnum": "compacts.compliance.models.FundingKind",
        "DisputeOutcomeEnum": "compacts.disputes.models.Outcome",
        "DisputeEndingEnum": "compacts.disputes.models.ENDINGS",
        "TargetKindEnum": "compacts.targets.kinds.TargetKind",
        "ChannelEnum": "consultation.responses.models.Channel",
        "KeyedChannelEnum": "consultation.intake.forms.WAYS",
        "LateVerdictEnum": "consultation.responses.models.LateVerdict",
        "DecisionEnum": "consultation.intake.forms.VERDICTS",
        "StageKindEnum": "commissioning.cycles.models.StageKind",
        "ChecklistLineEnum": "commissioning.cycles.by_hand.LINES",
        "OverrideLineEnum": "commissioning.overrides.models.Asked",
        "InterestKindEnum": "commissioning.interests.models.InterestKind",
        "InvolvementCapacityEnum": "commissioning.involvement.models.Capacity",
        "InvolvementWayEnum": "commissioning.involvement.models.Way",
        "SeatCapacityEnum": "partnerships.bodies.models.Capacity",
    },
}
KNOX_TOKEN_MODEL = "partnerships.ApiToken"  # noqa: S105
MIGRATION_MODULES = {"knox": None}  # its own migrations make a table that our token model replaces
REST_KNOX = {"TOKEN_TTL": None, "AUTO_REFRESH": False}

# Security -----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_SSL_REDIRECT = SECURE and switch("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("BEHIND_PROXY", False) else None
SECURE_HSTS_SECONDS = number("SECURE_HSTS_SECONDS", 31_536_000 if SECURE else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"level": LOG_LEVEL},  # has one of its own, and would write each refusal whatever was asked for
        **{each: {"level": "WARNING"} for each in ("weasyprint", "fontTools")},  # a line for each page of a PDF
    },
}
