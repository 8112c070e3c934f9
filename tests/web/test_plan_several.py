"""A file with plans of several organizations goes into nobody's plan: the page names them and says what to do."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.core.plan_files import as_docx
from tests.core.test_plan_several import BOTH
from tests.web.plan_screens import SignedIn, sent, shown
from tests.web.planned import deputy, drafted
from tests.web.territory import Territory


def test_a_file_with_several_plans_is_refused_by_their_names(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    file = SimpleUploadedFile("планы.docx", as_docx(BOTH), "application/octet-stream")
    assert sent(client, "paper", plan.pk, file=file).status_code == 302
    page = shown(client, "paper", plan.pk)
    named = "Планов: 2 — 1) МБОУ «Школа № 5», 2026; 2) МБОУ «Лицей № 7», 2026"
    remedy = "Сохраните нужный план отдельным файлом и загрузите его."
    assert (named in page, remedy in page, "Взять в план" in page) == (True, True, False)
    assert "Замечания не мешают" not in page
    assert (sent(client, "take_paper", plan.pk).status_code, plan.measures.count()) == (403, 0)
