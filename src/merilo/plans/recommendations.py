"""What to advise about a deficiency: sentences made from the titles of items and the subjects of questions."""

from fractions import Fraction
from types import MappingProxyType

from merilo.quotation import inner

WORKS = ".works"

_MISSING = MappingProxyType(
    {
        "stand": ("на стенде нет: {title}", "разместить на информационном стенде: {title}"),
        "site": ("на сайте нет: {title}", "разместить на официальном сайте: {title}"),
        "comfort": ("нет условия «{title}»", "создать условие «{title}»"),
        "premises": ("нет условия «{title}»", "обеспечить на территории и в помещениях условие «{title}»"),
        "access": ("нет условия «{title}»", "обеспечить условие «{title}»"),
        "waiting": ("{title}", "сократить время ожидания до установленного срока и меньше"),
    }
)
_PARTIAL = MappingProxyType(
    {
        "stand": ("на стенде не полностью: {title}", "дополнить на информационном стенде: {title}"),
        "site": ("на сайте не полностью: {title}", "дополнить на официальном сайте: {title}"),
        "comfort": ("выполнено частично условие «{title}»", "довести до нормы условие «{title}»"),
        "premises": ("выполнено частично условие «{title}»", "довести до нормы условие «{title}»"),
        "access": ("выполнено частично условие «{title}»", "довести до нормы условие «{title}»"),
    }
)
_SURVEY = MappingProxyType(
    {
        "stand_satisfied": "сделать сведения на стенде полнее и понятнее, спросить посетителей, чего им не хватает",
        "site_satisfied": "сделать сведения на сайте полнее и понятнее, проверить, легко ли их найти с телефона",
        "timely": "разобрать, на каком шаге получатели ждут дольше назначенного, и пересмотреть запись и приём",
        "comfort": "выяснить у получателей, каких удобств им не хватает, и устранить названное",
        "accessibility": "пройти путь получателя вместе с человеком с инвалидностью и устранить найденные препятствия",
        "first_contact": "обучить работников, которые первыми встречают посетителей, вежливому и полному ответу",
        "service_staff": "обсудить отзывы с работниками, которые оказывают услугу, и обучить вежливому общению",
        "remote_contact": "установить порядок и срок ответа на звонки и обращения, обучить отвечающих",
        "recommend": "узнать у получателей, почему они не посоветовали бы организацию, и ответить на названное",
        "schedule": "сверить график работы с пожеланиями получателей и изменить его там, где это возможно",
        "overall": "обсудить результаты с получателями услуг и назвать им, что и когда будет исправлено",
    }
)
_ANY_SURVEY = "выяснить у получателей причины неудовлетворённости и устранить названное"


def of_item(part: str, code: str, *, title: str, value: Fraction) -> tuple[str, str]:
    """What is wrong with a checklist item and what to do, both without a full stop."""
    if part == "remote":
        return _of_way(code, _inline(title.rsplit(": ", 1)[0]))
    wording = _PARTIAL.get(part) if value else None
    wrong, remedy = wording or _MISSING.get(part, _MISSING["comfort"])
    title = inner(title.rstrip(".")) if "«" in wrong else _inline(title)
    return wrong.format(title=title), remedy.format(title=title)


def of_question(code: str) -> str:
    """What to do about a survey question that loses points, without a full stop."""
    return _SURVEY.get(code, _ANY_SURVEY)


def _of_way(code: str, way: str) -> tuple[str, str]:
    if code.endswith(WORKS):
        return f"указано на сайте, но не работает: {way}", f"обеспечить работу: {way}"
    return f"на сайте нет: {way}", f"указать на сайте и обеспечить работу: {way}"


def _inline(title: str) -> str:
    """A title inside a sentence: first letter small unless the word is an abbreviation, no full stop."""
    title = title.strip().rstrip(".")
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
