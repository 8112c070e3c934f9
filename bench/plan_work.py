"""What the bench of plans does, each in a fresh interpreter."""

import sys
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from bench.plan_files import plan
from merilo.documents.papers.improvement_plan import paper

PROCESSES = 2
READ = {"docx": 500, "pdf": 100}


def docx(number: str) -> int:
    from merilo.documents.writers.legal_docx import docx as written  # noqa: PLC0415 - nothing else may be loaded

    return sum(len(written(paper(plan(place)))) for place in range(int(number)))


def template(number: str) -> int:
    from merilo.documents.clerk_templates.compile import fill  # noqa: PLC0415 - the same
    from merilo.documents.clerk_templates.defaults import default_template  # noqa: PLC0415 - the same
    from merilo.documents.clerk_templates.fields import TemplateKind  # noqa: PLC0415 - the same
    from merilo.documents.clerk_templates.values import of_plan  # noqa: PLC0415 - the same

    kind = TemplateKind.IMPROVEMENT_PLAN
    own = default_template(kind)
    return sum(len(fill(own, of_plan(plan(place)), kind)) for place in range(int(number)))


def pdf(number: str) -> int:
    return _pdf_sizes(range(int(number)), marked=False)


def marked_pdf(number: str) -> int:
    return _pdf_sizes(range(int(number)), marked=True)


def _pdf_sizes(places: range, *, marked: bool) -> int:
    with get_context("spawn").Pool(PROCESSES) as pool:
        return sum(pool.imap_unordered(partial(_pdf_size, marked=marked), places, chunksize=20))


def _pdf_size(place: int, *, marked: bool) -> int:
    from merilo.documents.writers.legal_pdf import pdf as written  # noqa: PLC0415 - loaded in each process once

    return len(written(paper(plan(place, marked=marked))))


def read(folder: str) -> int:
    from merilo.importers.plans.reading import read_plan  # noqa: PLC0415 - nothing else may be loaded

    rows = [len(read_plan(path.read_bytes(), path.name).paper.rows) for path in sorted(Path(folder).iterdir())]
    if set(rows) != {30}:
        raise SystemExit(f"rows read: {sorted(set(rows))} instead of 30")
    return sum(rows)


def files(folder: str) -> int:
    from merilo.documents.writers.legal_docx import docx as to_docx  # noqa: PLC0415 - the same
    from merilo.documents.writers.legal_pdf import pdf as to_pdf  # noqa: PLC0415 - the same

    for kind, write in (("docx", to_docx), ("pdf", to_pdf)):
        (Path(folder) / kind).mkdir(parents=True, exist_ok=True)
        for place in range(READ[kind]):
            (Path(folder) / kind / f"{place:03d}.{kind}").write_bytes(write(paper(plan(place))))
    (Path(folder) / "made").touch()
    return sum(READ.values())


if __name__ == "__main__":
    print({one.__name__: one for one in (docx, template, pdf, marked_pdf, read, files)}[sys.argv[1]](sys.argv[2]))
