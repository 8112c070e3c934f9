"""What the bench of plans does, each in a fresh interpreter."""

import pickle
import sys
from collections.abc import Iterator
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from merilo.documents.papers.improvement_plan import ImprovementPlan, paper

PROCESSES = 2
WRITTEN, READ_DOCX, READ_PDF = 1000, 500, 100


@cache
def plans(file: str) -> list[ImprovementPlan]:
    """The plans that were invented beforehand."""
    given: list[ImprovementPlan] = pickle.loads(Path(file).read_bytes())
    return given


def docx(file: str) -> int:
    from merilo.documents.writers.legal_docx import docx as written  # noqa: PLC0415 - nothing else may be loaded

    return sum(len(written(paper(one))) for one in plans(file))


def template(file: str) -> int:
    from merilo.documents.clerk_templates.compile import fill  # noqa: PLC0415 - the same
    from merilo.documents.clerk_templates.defaults import default_template  # noqa: PLC0415 - the same
    from merilo.documents.clerk_templates.fields import TemplateKind  # noqa: PLC0415 - the same
    from merilo.documents.clerk_templates.values import of_plan  # noqa: PLC0415 - the same

    kind = TemplateKind.IMPROVEMENT_PLAN
    own = default_template(kind)
    return sum(len(fill(own, of_plan(one), kind)) for one in plans(file))


def pdf(file: str) -> int:
    with get_context("spawn").Pool(PROCESSES) as pool:
        return sum(pool.imap_unordered(_pdf_size, _places(file), chunksize=20))


def _places(file: str) -> Iterator[tuple[str, int]]:
    return ((file, place) for place in range(len(plans(file))))


def _pdf_size(given: tuple[str, int]) -> int:
    from merilo.documents.writers.legal_pdf import pdf as written  # noqa: PLC0415 - loaded in each process once

    file, place = given
    return len(written(paper(plans(file)[place])))


def read(folder: str) -> int:
    from merilo.importers.plans.reading import read_plan  # noqa: PLC0415 - nothing else may be loaded

    rows = [len(read_plan(path.read_bytes(), path.name).paper.rows) for path in sorted(Path(folder).iterdir())]
    if set(rows) != {30}:
        raise SystemExit(f"rows read: {sorted(set(rows))} instead of 30")
    return sum(rows)


def files(folder: str) -> int:
    """Write some invented plans to be read, and invent those that are to be written."""
    from bench.plan_files import plan  # noqa: PLC0415 - the same
    from merilo.documents.writers.legal_docx import docx as to_docx  # noqa: PLC0415 - the same
    from merilo.documents.writers.legal_pdf import pdf as to_pdf  # noqa: PLC0415 - the same

    for kind, write, number in (("docx", to_docx, READ_DOCX), ("pdf", to_pdf, READ_PDF)):
        (Path(folder) / kind).mkdir(parents=True, exist_ok=True)
        for place in range(number):
            (Path(folder) / kind / f"{place:03d}.{kind}").write_bytes(write(paper(plan(place))))
    for name, marked in (("plans", False), ("marked", True)):
        made = [plan(place, marked=marked) for place in range(WRITTEN)]
        (Path(folder) / f"{name}.pickle").write_bytes(pickle.dumps(made))
    return WRITTEN


if __name__ == "__main__":
    print({one.__name__: one for one in (docx, template, pdf, read, files)}[sys.argv[1]](sys.argv[2]))
