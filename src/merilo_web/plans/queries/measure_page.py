"""A measure with everything around it: deficiencies, proofs in their versions, later terms, what happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q

from merilo_web.journal.models import JournalEntry
from merilo_web.plans.models import Deficiency, Extension, Measure, Proof
from merilo_web.plans.queries.permissions import extension_permissions, measure_permissions
from merilo_web.plans.states import AWAITED
from merilo_web.registry.access import Access

_NEWEST = 100


@dataclass(frozen=True, slots=True)
class ShownProof:
    """A proof; one in force is neither withdrawn nor superseded."""

    proof: Proof
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class ShownExtension:
    """A request for a later term, and what the person may answer."""

    extension: Extension
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """The whole page."""

    measure: Measure
    deficiencies: tuple[Deficiency, ...]
    proofs: tuple[ShownProof, ...]
    extensions: tuple[ShownExtension, ...]
    may: frozenset[str]
    is_late: bool
    history: tuple[JournalEntry, ...]


def page_of(access: Access, measure: Measure, on: date) -> MeasurePage:
    """The page. The measure's plan must be at hand."""
    proofs = list(measure.proofs.select_related("evidence__file", "added_by"))
    extensions = list(measure.extensions.select_related("requested_by", "decided_by"))
    for one in extensions:
        one.measure = measure
    superseded = {one.supersedes_id for one in proofs}
    return MeasurePage(
        measure=measure,
        deficiencies=tuple(measure.deficiencies.all()),
        proofs=tuple(ShownProof(one, one.withdrawn_on is None and one.pk not in superseded) for one in proofs),
        extensions=tuple(ShownExtension(one, _verbs(extension_permissions(access, one))) for one in extensions),
        may=_verbs(measure_permissions(access, measure)),
        is_late=measure.state in AWAITED and measure.due_on is not None and on > measure.due_on,
        history=_history(measure, proofs, extensions),
    )


def _verbs(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code.removeprefix("plans.") for code in codes)


def _history(measure: Measure, proofs: Iterable[Proof], extensions: Iterable[Extension]) -> tuple[JournalEntry, ...]:
    """What happened to the measure in every version of the plan, to its proofs and its terms; the newest first."""
    numbers: list[int] = [measure.pk]
    former = measure.former_id
    while former is not None:
        numbers.append(former)
        former = Measure.objects.filter(pk=former).values_list("former", flat=True).first()
    about = _about(Measure, numbers) | _about(Proof, [one.pk for one in proofs])
    about |= _about(Extension, [one.pk for one in extensions])
    return tuple(JournalEntry.objects.filter(about).order_by("-id")[:_NEWEST])


def _about(kind: type[Model], numbers: Iterable[int]) -> Q:
    label = kind._meta.label_lower  # noqa: SLF001 - Django's documented way to a model's name
    return Q(subject_type=label, subject_id__in=[str(pk) for pk in numbers])
