"""What is known of people, why, and for how long."""

ACCOUNT = "while the account is open, and 7 years after it was closed; then erased by the job erase_closed_accounts"
NUMBER = "for good: what was written, sent and signed refers to it; it names nobody once the account is erased"
ROLE = "for good: who spoke for an organisation; it names nobody once the account is erased"
SIGN_IN = "while the account is open; deleted in the night after it was closed, by the job erase_closed_accounts"

FIELDS = {
    "User": {
        "id": ("none", "key", NUMBER),
        "email": ("personal", "the e-mail address: to sign in and to send mail to", ACCOUNT),
        "name": ("personal", "the name: so that others know who wrote, sent and signed", ACCOUNT),
        "telephone": ("personal", "the telephone number: so that colleagues and the secretariat can ring", ACCOUNT),
        "password": ("personal", "the password: to sign in; only a scrambled form of it is kept", SIGN_IN),
        "last_login": ("personal", "when the person last signed in: to see accounts that are no longer used", SIGN_IN),
        "is_active": ("none", "whether the person may sign in", NUMBER),
        "date_joined": ("none", "when the account was made", NUMBER),
        "calendar_key": ("personal", "the secret part of the address of the person's calendar feed", SIGN_IN),
    },
    "FormerAddress": {
        "id": ("none", "key", ACCOUNT),
        "user": ("personal", "whose address it was", ACCOUNT),
        "email": ("personal", "the address: so that records that name the person by it can be handed over", ACCOUNT),
        "changed_on": ("personal", "when the account was given another", ACCOUNT),
    },
    "Membership": {
        "id": ("none", "key", ROLE),
        "user": ("personal", "whose membership it is", ROLE),
        "organisation": ("none", "for which organisation the person acts", ROLE),
        "area": ("none", "for which area the person acts", ROLE),
        "job_title": ("personal", "what the person is there", ACCOUNT),
        "added_at": ("none", "since when", ROLE),
    },
    "RoleHeld": {
        "id": ("none", "key", ROLE),
        "membership": ("personal", "who holds the role", ROLE),
        "role": ("none", "what the person may do", ROLE),
        "starts": ("none", "from when", ROLE),
        "ends": ("none", "until when", ROLE),
        "revoked_at": ("none", "when it was taken away at once", ROLE),
    },
    "ApiToken": {
        "digest": ("personal", "recognises the key; the key itself is not kept", "until it is revoked"),
        "token_key": ("personal", "the beginning of the key, so that its owner can tell it", "until it is revoked"),
        "user": ("personal", "whose key it is", "until it is revoked"),
        "membership": ("personal", "in which membership the program acts", "until it is revoked"),
        "label": ("personal", "what the key is for, in its owner's words", "until it is revoked"),
        "created": ("none", "when it was made", "until it is revoked"),
        "expiry": ("none", "not used: a key ends with the role or is revoked", "until it is revoked"),
    },
}

SESSION = "8 hours after signing in, or until it is ended"

THIRD_PARTY = {
    "account.EmailAddress": {
        "id": ("none", "key", SIGN_IN),
        "user": ("personal", "whose address it is", SIGN_IN),
        "email": ("personal", "the same address as the account's", SIGN_IN),
        "verified": ("none", "whether the address was proven", SIGN_IN),
        "primary": ("none", "whether it is the one in use", SIGN_IN),
    },
    "account.EmailConfirmation": {
        "id": ("none", "key", "not used: accounts are made by invitation"),
        "email_address": ("personal", "the address to prove", "not used: accounts are made by invitation"),
        "created": ("none", "when it was made", "not used: accounts are made by invitation"),
        "sent": ("none", "when it was sent", "not used: accounts are made by invitation"),
        "key": ("personal", "the secret of the link", "not used: accounts are made by invitation"),
    },
    "mfa.Authenticator": {
        "id": ("none", "key", SIGN_IN),
        "user": ("personal", "whose second factor it is", SIGN_IN),
        "type": ("none", "an app's codes, or recovery codes", SIGN_IN),
        "data": ("personal", "the secret that the codes are made of", SIGN_IN),
        "created_at": ("none", "when it was added", SIGN_IN),
        "last_used_at": ("personal", "when it was used", SIGN_IN),
    },
    "usersessions.UserSession": {
        "id": ("none", "key", SESSION),
        "user": ("personal", "who is signed in", SESSION),
        "created_at": ("personal", "since when", SESSION),
        "ip": ("personal", "from which address, so that the person recognises the session", SESSION),
        "last_seen_at": ("personal", "when it was seen", SESSION),
        "session_key": ("personal", "which session it is, so that it can be ended", SESSION),
        "user_agent": ("personal", "in which browser, so that the person recognises the session", SESSION),
        "data": ("none", "not used", SESSION),
    },
    "sessions.Session": {
        "session_key": ("personal", "recognises the browser", SESSION),
        "session_data": (
            "personal",
            "who is signed in, acting as what, and words kept while signing in again",
            SESSION,
        ),
        "expire_date": ("none", "when it ends", SESSION),
    },
}
"""Models of libraries that hold something about people: label -> field -> (class, purpose, retention)."""

CALLED = {
    "User": "Your account",
    "FormerAddress": "E-mail addresses your account had before",
    "Membership": "Your place at an organisation",
    "RoleHeld": "The roles you hold or held",
    "ApiToken": "Keys you made for programs",
    "account.EmailAddress": "Your e-mail address",
    "mfa.Authenticator": "Your code at sign-in",
    "usersessions.UserSession": "Where you are signed in",
    "sessions.Session": "Your visit",
}
