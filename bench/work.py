"""Work that no single command does alone: each runs in a fresh interpreter."""

import sys
from pathlib import Path


def scored(folder: str) -> None:
    """Import a folder, count its answers, score every organization and rank them."""
    from merilo.importers.folder import read_cycle  # noqa: PLC0415 - nothing else may be loaded

    cycle, problems = read_cycle(Path(folder))
    from merilo.scoring.ranking import rank  # noqa: PLC0415 - loaded while the folder is read
    from merilo.scoring.score import score  # noqa: PLC0415 - the same

    if cycle is None:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    cards = [score(cycle.edition, observation, cycle.policies) for observation in cycle.observations]
    print(len(rank(cards, cycle.policies).ranked))


def intervals(_: str) -> None:
    """Intervals of totals and places of 2,000 organizations."""
    from bench.bench_uncertainty import measure  # noqa: PLC0415 - nothing else may be loaded

    print(measure())


def letters(number: str) -> None:
    """So many notices to so many organizations, each written as DOCX and as PDF."""
    from datetime import date  # noqa: PLC0415 - nothing else may be loaded

    from merilo.documents.papers import letters as papers  # noqa: PLC0415 - the same
    from merilo.documents.papers.parties import Authority, Person  # noqa: PLC0415 - the same
    from merilo.documents.writers.legal_docx import docx  # noqa: PLC0415 - the same
    from merilo.documents.writers.legal_pdf import pdf  # noqa: PLC0415 - the same

    head, on, size = Person("Белых Анна Сергеевна", "начальник управления образования"), date(2027, 2, 8), 0
    authority = Authority("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", head, ("г. Заречный, ул. Советская, д. 5",))
    surnames = ("Заяц", "Глинка", "Мамин-Сибиряк", "Кравец", "Черных")
    for place in range(int(number)):
        director = Person(f"{surnames[place % 5]} Иван Петрович", "директор-художественный руководитель")
        name = f"МБОУ «Средняя общеобразовательная школа № {place}»"
        envelope = papers.Envelope(authority, name, director, head, issued_on=on, number=f"01-15/{place}", on=on)
        address = f"https://otsenka.example/a/{place:05d}"
        told = papers.AssessmentNotice("школы округа, 2027 год", "ООО «Мерка»", on, on, questionnaire=address)
        paper = papers.paper(papers.notice(envelope, told))
        size += len(docx(paper)) + len(pdf(paper))
    print(size)


def export(_: str) -> None:
    """All questionnaires of the largest cycle of the environment's database as CSV."""
    import django  # noqa: PLC0415 - nothing else may be loaded

    django.setup()
    from merilo_web.cycles.models import Cycle  # noqa: PLC0415 - Django is set up by then
    from merilo_web.fieldwork.queries.export import expected, lines  # noqa: PLC0415 - the same

    cycle = max(Cycle.objects.all(), key=expected)
    print(sum(len(piece) for piece in lines(cycle)))


if __name__ == "__main__":
    from merilo.cli import left_at_once

    work = {"scored": scored, "intervals": intervals, "letters": letters, "export": export}[sys.argv[1]]
    left_at_once(lambda: work(sys.argv[2]) or 0)  # as every command of the program ends
