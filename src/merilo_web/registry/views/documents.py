"""Opening documents and evidence: as attachments, to those who may."""

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from merilo_web import downloads
from merilo_web.accounts.middleware import public
from merilo_web.archive import actions as archive
from merilo_web.archive.models import StoredFile
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Filing
from merilo_web.registry.queries.documents import scope_of


@public
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An issued document."""
    filing = get_object_or_404(Filing.objects.select_related("document__file"), document=pk)
    issued = filing.document
    if issued is None:
        raise Http404
    name = downloads.russian_name(issued.file_name, issued.get_kind_display())
    return _refused(request, filing) or _attached(issued.file, name)


@public
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that somebody put in."""
    filing = get_object_or_404(Filing.objects.select_related("evidence__file"), evidence=pk)
    kept = filing.evidence
    if kept is None:
        raise Http404
    return _refused(request, filing) or _attached(kept.file, kept.file_name)


def _refused(request: HttpRequest, filing: Filing) -> HttpResponseBase | None:
    """None when the visitor may open it; a stranger is asked to sign in, a foreign reader finds nothing."""
    if filing.is_public:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not access_of(request.user).sees(scope_of(filing)):
        raise Http404
    return None


def _attached(file: StoredFile, file_name: str) -> FileResponse:
    page = FileResponse(archive.read(file).open("rb"), content_type=file.media_type)
    downloads.attach(page, file_name)
    return page
