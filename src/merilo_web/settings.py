"""Django settings. Everything that differs between servers comes from the environment (see `environment.py`)."""

from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from merilo_web import environment

ENVIRONMENT = environment.read()
ENVIRONMENT.folder.mkdir(parents=True, exist_ok=True)
PRODUCTION = ENVIRONMENT.production

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
PUBLIC_URL = ENVIRONMENT.public_url
TRUSTED_PROXIES = ENVIRONMENT.proxies
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "merilo_web.urls"
WSGI_APPLICATION = "merilo_web.wsgi.application"

INSTALLED_APPS = [
    "merilo_web",  # first, with accounts: their templates stand in for those of Django and allauth
    "merilo_web.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "merilo_web.journal",
    "merilo_web.archive",
    "merilo_web.registry",
    "merilo_web.cycles",
    "merilo_web.fieldwork",
    "merilo_web.results",
    "merilo_web.plans",
    "merilo_web.desk",
    "merilo_web.demo",
]

MIDDLEWARE = [
    "merilo_web.fieldwork.short_chain.ShortChainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "merilo_web.accounts.middleware.SignedInMiddleware",
    "merilo_web.registry.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "merilo_web.redrawn.RedrawnFormMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["merilo_web.templatetags.surface"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
    "PRAGMA secure_delete=FAST; PRAGMA cache_size=-65536;",
}
_database = dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=None)
SQLITE = _database["ENGINE"] == "django.db.backends.sqlite3"
if SQLITE:
    _database["OPTIONS"] = _SQLITE_OPTIONS
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {"prepare_threshold": 5, **_database.get("OPTIONS", {})}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = ENVIRONMENT.folder / "files"
"""Issued documents and evidence; never served by a static server, only through a view that asks who may."""
STATIC_ROOT = ENVIRONMENT.folder / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
FILE_UPLOAD_HANDLERS = [
    "merilo_web.archive.uploads.RequestGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
        if ENVIRONMENT.mode is environment.Mode.TEST
        else "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(ENVIRONMENT.folder / "cache"),
    }
}

LANGUAGE_CODE = "ru"
USE_TZ = True
TIME_ZONE = "Europe/Moscow"
DATE_FORMAT = "d.m.Y"
USE_THOUSAND_SEPARATOR = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if ENVIRONMENT.mode is environment.Mode.TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: tests sign in people by the thousand
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "merilo_web.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "merilo_web.accounts.adapter.SocialAccountAdapter"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login_failed": None}
"""Failed sign-ins are counted by axes, by address and name together, so that a stranger locks out nobody."""
MFA_TOTP_ISSUER = "Мерило"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""An address is proved by the invitation that came to it."""
REQUIRE_MFA = ENVIRONMENT.require_mfa
"""Roles that may do nothing until they turn on sign-in by a code."""
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "provider",
                    "name": ENVIRONMENT.provider.name,
                    "client_id": ENVIRONMENT.provider.client_id,
                    "secret": ENVIRONMENT.provider.secret,
                    "settings": {"server_url": ENVIRONMENT.provider.issuer, "oauth_pkce_enabled": True},
                }
            ]
        }
    }
    if ENVIRONMENT.provider
    else {}
)
SOCIALACCOUNT_ONLY = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 0.25
AXES_USERNAME_CALLABLE = "merilo_web.accounts.addresses.name_of"
AXES_CLIENT_IP_CALLABLE = "merilo_web.accounts.addresses.address_of"
AXES_LOCKOUT_CALLABLE = "merilo_web.accounts.views.locked"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([ENVIRONMENT.provider.origin] if ENVIRONMENT.provider else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}


def _email(url: str) -> dict[str, object]:
    """Mail settings from `smtp[+tls|+ssl]://user:password@host:port/?from=address`; without one, files in a folder."""
    if not url:
        folder = str(ENVIRONMENT.folder / "mail")
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "FOLDER": folder,
            "FROM": "merilo@localhost",
        }
    parts = urlsplit(url)
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "HOST": parts.hostname or "localhost",
        "PORT": parts.port or 25,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "TLS": parts.scheme == "smtp+tls",
        "SSL": parts.scheme == "smtp+ssl",
        "FROM": parse_qs(parts.query).get("from", ["merilo@localhost"])[0],
    }


_mail = _email(ENVIRONMENT.email_url)
EMAIL_BACKEND = str(_mail["BACKEND"])
EMAIL_FILE_PATH = _mail.get("FOLDER")
EMAIL_HOST, EMAIL_PORT = _mail.get("HOST", "localhost"), _mail.get("PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("USER", ""), _mail.get("PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = bool(_mail.get("TLS")), bool(_mail.get("SSL"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = str(_mail["FROM"])

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},  # robots ask for any name
}
