"""Surveys that tests open, and respondents who fill them in as a browser does."""

import re
import secrets
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from django.test import Client

from merilo import short_codes
from merilo_web import clock
from merilo_web.cycles.models import ListedOrganization
from merilo_web.fieldwork import guard
from merilo_web.fieldwork.actions.intake import Submission, code_digest
from merilo_web.fieldwork.models import Survey, UnspentCode
from merilo_web.fieldwork.queries import faces
from merilo_web.fieldwork.states import Channel, SurveyState

CLOSED = {
    "stand_used": "1",
    "stand_satisfied": "1",
    "site_used": "0",
    "comfort": "1",
    "disability": "0",
    "first_contact": "1",
    "service_staff": "1",
    "remote_used": "1",
    "remote_contact": "0",
    "recommend": "1",
    "schedule": "0",
    "overall": "1",
}
"""What a calm parent answers."""
PACKED = "110-10-1110101"
FILLED = {**CLOSED, "suggestions": "Больше света в коридоре", "sex": "female", "age": "37"}
_HIDDEN = re.compile(r'name="(key|token)" value="([^"]*)"')


def opened(listed: ListedOrganization, **changes: object) -> Survey:
    """An open survey of this organization."""
    today = clock.today()
    taken = frozenset(Survey.objects.values_list("short_code", flat=True))
    facts: dict[str, object] = {
        "short_code": short_codes.short_codes(1, taken=taken, rng=secrets.SystemRandom())[0],
        "state": SurveyState.OPEN,
        "target": 100,
        "opens_on": today - timedelta(days=3),
        "closes_on": today + timedelta(days=30),
    }
    faces.forget()
    return Survey.objects.create(listed=listed, **{**facts, **changes})


def submission(survey: Survey, **changes: object) -> Submission:
    """A checked questionnaire of this survey."""
    facts: dict[str, object] = {
        "survey_id": survey.pk,
        "key": uuid4(),
        "channel": Channel.WEB,
        "received_on": date(2026, 10, 1),
        "answers": PACKED,
    }
    return Submission(**{**facts, **changes})


def unspent(survey: Survey, *codes: str) -> None:
    """Give out one-time codes."""
    UnspentCode.objects.bulk_create(UnspentCode(digest=code_digest(survey.pk, code), survey=survey) for code in codes)


def signed(survey: Survey, *, age: int = 60, key: UUID | None = None) -> dict[str, str]:
    """The hidden fields of a form that was shown `age` seconds ago."""
    form = guard.shown(survey.short_code, key=key, age=age)
    return {"key": form.key.hex, "token": form.token}


def hidden_fields(html: str) -> dict[str, str]:
    """Key and token as a shown form has them."""
    return dict(_HIDDEN.findall(html))


def receipt_of(location: str) -> str:
    """The receipt's number in the address that a sent form leads to."""
    return parse_qs(urlsplit(location).query)["receipt"][0]


def sent(survey: Survey, typed: dict[str, str], *, address: str = "192.0.2.7") -> object:
    """Send a form from an address; the answer of the server."""
    client = Client(REMOTE_ADDR=address)
    return client.post(f"/a/{survey.short_code}", {**signed(survey), **typed})
