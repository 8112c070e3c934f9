"""One invented paper of each kind, for the tests of legal documents."""

from datetime import date
from fractions import Fraction

from tests.core import invented_plan_papers

from merilo.documents.papers import (
    acceptance_act,
    analysis,
    assessment_plan,
    collection_report,
    decisions_register,
    instruction,
    letters,
    minutes,
    organization_list,
    population,
    terms_of_reference,
    usual_measures,
)
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.parties import Authority, Person, Reference, annex_to, approved_by, approved_in
from merilo.methodology import catalogue

ON = date(2027, 2, 8)
CYCLE = "муниципальные школы и детские сады Заречного округа, 2027 год"
COUNCIL = "Общественный совет по независимой оценке качества при администрации Заречного округа"
EDITION = catalogue.get("2024-344n-408n", "education")
HEAD = Person("Белых Анна Сергеевна", "начальник управления образования")
CHAIR = Person("Мамин-Сибиряк Дмитрий Наркисович", "председатель общественного совета")
SECRETARY = Person("Ахметова Гузель Рашидовна", "секретарь общественного совета")
OPERATOR = 'ООО «Центр социологии "Мерка"»'
AUTHORITY = Authority(
    "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ",
    HEAD,
    ("ул. Советская, д. 5, г. Заречный, 101000", "тел. (00000) 2-12-85, uo@zarechny.example", "ИНН 0000000000"),
    above="Администрация Заречного муниципального округа",
)
DIRECTOR = Person("Заяц Иван Петрович", "директор-художественный руководитель")
SCHOOL = "МБОУ «Средняя общеобразовательная школа № 7 имени Героя Труда А. Н. Соколовой»"
ENVELOPE = letters.Envelope(
    AUTHORITY, SCHOOL, DIRECTOR, HEAD, issued_on=ON, number="01-15/128", on=ON, executor="Ким Елена Сергеевна, 2-12-86"
)


def notice() -> LegalPaper:
    told = letters.AssessmentNotice(
        CYCLE,
        OPERATOR,
        date(2027, 4, 5),
        date(2027, 5, 28),
        "https://otsenka.zarechny.example/a/K7M4Q",
        letters.looked_at(EDITION),
        "контракт от 15.03.2027 № 12",
        "Ким Елена Сергеевна, 2-12-86",
    )
    return letters.paper(letters.notice(ENVELOPE, told))


def request() -> LegalPaper:
    asked = letters.PopulationRequest(
        CYCLE, "за 2026 год", date(2027, 2, 26), "uo@zarechny.example", sampling=EDITION.sampling
    )
    unsent = letters.Envelope(AUTHORITY, SCHOOL, DIRECTOR, HEAD, issued_on=ON)
    return letters.paper(letters.population_request(unsent, asked))


def reminder() -> LegalPaper:
    about = "до сих пор не получены сведения о численности получателей услуг"
    missing = letters.Reminder(CYCLE, about, date(2027, 2, 26), Reference("01-15/128", ON), collected=112, required=240)
    return letters.paper(letters.reminder(ENVELOPE, missing))


def transmittal() -> LegalPaper:
    handed = letters.Transmittal(
        CYCLE,
        "протокол от 20.09.2027 № 4",
        total="79,76",
        place="12–15",
        recommendations=(
            "разместить на официальном сайте сведения о численности обучающихся;",
            "оборудовать входную группу пандусом;",
            "обучить работников приёмной отвечать на вопросы по телефону.",
        ),
        plan_by=date(2027, 10, 15),
        published_at="https://zarechny.example/nok",
        attachments=("Листок организации на 1 л. в 1 экз.", "Отчёт оператора в электронном виде"),
    )
    return letters.paper(letters.transmittal(ENVELOPE, handed))


def transmittal_to_authority() -> LegalPaper:
    council = Authority("ОБЩЕСТВЕННЫЙ СОВЕТ", CHAIR, ("г. Заречный",), above="по независимой оценке качества")
    envelope = letters.Envelope(council, "Управление образования Заречного округа", HEAD, CHAIR, issued_on=ON)
    handed = letters.Transmittal(CYCLE, "протокол от 20.09.2027 № 4", consider_by=date(2027, 10, 20), whole=True)
    return letters.paper(letters.transmittal(envelope, handed))


def organizations(number: int = 24) -> organization_list.OrganizationList:
    grounds = tuple(organization_list.Ground)
    listed = tuple(
        organization_list.ListedOrganization(
            SCHOOL if place == 1 else f"МБДОУ «Детский сад № {place}»",
            grounds[place % 3],
            "школа" if place == 1 else "детский сад",
            f"00000000{place:02d}",
            None if grounds[place % 3] is organization_list.Ground.NEVER else 2024,
            "обращения граждан" if place == 5 else "",
        )
        for place in range(1, number + 1)
    )
    return organization_list.OrganizationList(
        CYCLE, ON, listed, 75, least_share=Fraction(33, 100), signers=(CHAIR, SECRETARY)
    )


def the_list() -> LegalPaper:
    listed = organizations()
    approval = approved_in(f"протоколом заседания общественного совета {Reference('1', ON)}", "УТВЕРЖДЁН")
    return organization_list.paper(
        organization_list.OrganizationList(
            listed.cycle, listed.on, listed.organizations, 75, approval, listed.least_share, listed.signers
        )
    )


def meeting() -> minutes.Minutes:
    names = (
        (CHAIR, "", True, ""),
        (SECRETARY, "", True, ""),
        (Person("Глинка Михаил Иванович", "пенсионер"), "заместитель председателя", True, ""),
        (Person("Соколова Любовь Михайловна", "библиотекарь"), "", True, ""),
        (Person("Муромец Илья Иванович", "предприниматель"), "", True, ""),
        (Person("Дурново Иван Николаевич"), "", False, "болезнь"),
    )
    conflict = minutes.Conflict("Соколова Любовь Михайловна", f"работник: {SCHOOL}")
    points = (
        minutes.Point(
            "О перечне организаций на 2027 год",
            ("Белых А. С. представила список организаций, срок оценки которых наступил",),
            minutes.Votes(4, 0, 0, (conflict,)),
            ("Утвердить перечень организаций (приложение 1)", "Направить перечень в управление образования"),
            adopted=True,
        ),
        minutes.Point(
            "О внеочередной оценке лагеря «Заря»", ("Глинка М. И.",), minutes.Votes(1, 3, 1), (), adopted=False
        ),
        minutes.Point("О ходе подготовки контракта", ("Сообщение Белых А. С.",), None, ("Принять к сведению",)),
    )
    return minutes.Minutes(
        COUNCIL,
        "1",
        ON,
        "г. Заречный, ул. Советская, д. 5",
        tuple(minutes.CouncilMember(*one) for one in names),
        4,
        points,
        CHAIR,
        SECRETARY,
        invited=("Белых Анна Сергеевна, начальник управления образования",),
        began_at="15:00",
        ended_at="16:10",
        annex=organizations(),
    )


def the_minutes() -> LegalPaper:
    return minutes.paper(meeting())


def terms() -> LegalPaper:
    stages = (
        terms_of_reference.Stage(
            "Подготовка", date(2027, 3, 15), date(2027, 4, 2), "Инструкция, настроенные анкеты, график выездов"
        ),
        terms_of_reference.Stage("Сбор информации", date(2027, 4, 5), date(2027, 5, 28), "Отчёт о сборе информации"),
        terms_of_reference.Stage("Обобщение", date(2027, 5, 31), date(2027, 6, 30), "Отчёт о результатах, расчёт"),
    )
    volumes = (
        terms_of_reference.Volume(SCHOOL, 1240, 496, "школа"),
        terms_of_reference.Volume("МБДОУ «Детский сад № 2»", 180, 72, "детский сад"),
        terms_of_reference.Volume("МБДОУ «Детский сад № 3»", None, None, "детский сад"),
    )
    return terms_of_reference.paper(
        terms_of_reference.TermsOfReference(
            CYCLE,
            ON,
            AUTHORITY,
            EDITION,
            stages,
            volumes,
            facts=(("Источник оплаты", "бюджет округа"), ("Место", "Заречный муниципальный округ")),
            approval=approved_by(HEAD),
            agreed=approved_in("протоколом общественного совета от 01.03.2027 № 2", "СОГЛАСОВАНО"),
        )
    )


def the_instruction() -> LegalPaper:
    return instruction.paper(
        instruction.Instruction(CYCLE, ON, OPERATOR, EDITION, approval=approved_by(HEAD, ON), contact="2-12-86")
    )


def plan() -> assessment_plan.AssessmentPlan:
    measure = assessment_plan.PlanMeasure
    sections = (
        assessment_plan.PlanSection(
            "I. Меры организационного характера",
            (
                measure("1", "Пилотная оценка трёх школ", "Август 2026 г.", "Управление", "Приказ", "Проведена",
                        "28.08.2026", "приказ от 21.08.2026 № 352"),
                measure("2", "Условия для проведения оценки:"),
                measure("2.1", "Состав общественного совета", "Август 2026 г.", "Администрация", "Постановление",
                        "Совет из семи человек", "29.08.2026", "постановление от 29.08.2026 № 858"),
                measure("2.2", "Опрос граждан на сайтах", "2027 год", "Организации, управление", "Опрос ведётся",
                        "Ссылки на опрос есть на 74 сайтах из 75"),
            ),
        ),
        assessment_plan.PlanSection(
            "II. Открытость",
            (
                measure("3", "Размещение результатов на bus.gov.ru", "постоянно (начиная с 1 сентября 2026 г.)",
                        "Управление", "Публикация"),
                measure("4", "Рассмотрение результатов", "в течение месяца со дня поступления", "Управление",
                        "Информационное письмо"),
            ),
        ),
    )  # fmt: skip
    corner = annex_to(f"протоколу заседания общественного совета {Reference('1', ON)}", 2)
    return assessment_plan.AssessmentPlan(f"по проведению независимой оценки: {CYCLE}", ON, sections, corner, HEAD)


def the_plan() -> LegalPaper:
    return assessment_plan.paper(plan())


def plan_executed() -> LegalPaper:
    return assessment_plan.execution(plan(), on=date(2027, 12, 20))


def usual_plan() -> LegalPaper:
    sections = usual_measures.usual_plan(2027, usual_measures.PlanAssignees(authority="Управление образования"))
    return assessment_plan.paper(assessment_plan.AssessmentPlan(f"по проведению оценки: {CYCLE}", ON, sections))


def act() -> LegalPaper:
    delivered = (
        acceptance_act.Delivered("Отчёт о сборе информации", date(2027, 6, 1), "письмо № 44", "ab" * 32),
        acceptance_act.Delivered("Расчёт баллов", date(2027, 6, 28), "письмо № 51", "cd" * 32, "нет формул в листе 3"),
        acceptance_act.Delivered("Инструкция для специалистов"),
    )
    return acceptance_act.paper(
        acceptance_act.AcceptanceAct(
            "3",
            date(2027, 6, 30),
            "г. Заречный",
            CYCLE,
            Reference("12", date(2027, 3, 15)),
            acceptance_act.Party("Управление образования", HEAD, "Положения об управлении"),
            acceptance_act.Party(OPERATOR, Person("Кравец Степан Игоревич", "генеральный директор"), "Устава"),
            delivered,
            acceptance_act.Outcome.WITH_REMARKS,
            24,
            5210,
            remarks=("В листе 3 расчёта значения вместо формул", "Инструкция не передана"),
            mend_by=date(2027, 7, 15),
            price="240 000 (двести сорок тысяч) рублей 00 копеек",
        )
    )


def decisions() -> LegalPaper:
    decision = decisions_register.RegisteredDecision
    rows = (
        decision("1", date(2027, 9, 20), "Общественный совет", "Заслушать руководителей первых трёх организаций",
                 "протокол № 4, пункт 2", "секретарь совета", "IV квартал 2027 г.", "исполнено", "протокол № 5"),
        decision("2", date(2027, 10, 1), "Управление образования", "Учесть итоги при оценке руководителей",
                 "анализ предложений", "отдел кадров", "25.12.2027", "на исполнении"),
        decision("3", date(2027, 10, 1), "Управление образования", "Опубликовать опыт школы № 7"),
    )  # fmt: skip
    return decisions_register.paper(decisions_register.DecisionsRegister(CYCLE, date(2027, 11, 1), rows, HEAD))


def populations() -> LegalPaper:
    line = population.PopulationLine
    lines = (
        line(SCHOOL, 1240, 496, 501, "школа"),
        line("МБДОУ «Детский сад № 2»", 180, 72, 60, "детский сад", "письмо от 20.02.2027 № 17"),
        line("МБДОУ «Детский сад № 3»", None, None, 12),
    )
    summary = population.PopulationSummary(CYCLE, ON, lines, EDITION.sampling, "приказ от 01.03.2027 № 41", HEAD)
    return population.paper(summary)


def proposals() -> LegalPaper:
    proposal, verdict = analysis.Proposal, analysis.Verdict
    rows = (
        proposal(SCHOOL, "Оборудовать входную группу пандусом", verdict.PARTLY, "3. Доступность услуг для инвалидов",
                 "мобильный пандус — в 2027 году, капитальный ремонт входа — в 2028 году", "завхоз", "до 01.12.2027"),
        proposal(SCHOOL, "Разместить на сайте отчёт о самообследовании", verdict.ACCEPTED, "1. Открытость",
                 "разместить", "заместитель директора", "до 15.10.2027"),
        proposal("МБДОУ «Детский сад № 2»", "Построить бассейн", verdict.DECLINED, "2. Комфортность",
                 "не относится к условиям, которые оцениваются"),
        proposal("МБДОУ «Детский сад № 2»", "Сократить ожидание в приёмной", verdict.PENDING, "2. Комфортность"),
    )  # fmt: skip
    return analysis.paper(
        analysis.ProposalAnalysis(
            CYCLE,
            date(2027, 10, 5),
            Authority("Управление образования Заречного округа", HEAD),
            rows,
            date(2027, 9, 22),
            "протокол общественного совета от 20.09.2027 № 4",
            ("Чаще всего предложения касаются доступности", "Средства на пандусы предусмотрены в бюджете 2028 года"),
            HEAD,
        )
    )


def collection() -> LegalPaper:
    progress = collection_report.OrganizationProgress
    days = tuple(
        collection_report.DayCount(date(2027, 4, number), (number * 3, number, 0, 2)) for number in range(5, 12)
    )
    rows = (
        progress(SCHOOL, 496, (420, 60, 12, 9), date(2027, 4, 20)),
        progress("МБДОУ «Детский сад № 2»", 72, (40, 20, 0, 0), date(2027, 4, 21)),
        progress("МБДОУ «Детский сад № 3»", None, (12, 0, 0, 0)),
    )
    return collection_report.paper(
        collection_report.CollectionReport(
            CYCLE,
            date(2027, 6, 1),
            OPERATOR,
            date(2027, 4, 5),
            date(2027, 5, 28),
            ("интернет", "бумага", "телефон", "интервью"),
            rows,
            days,
            ("Сад № 3 закрыт на ремонт: осмотреть помещения не удалось",),
            signer=Person("Кравец Степан Игоревич", "генеральный директор"),
        )
    )


PAPERS = {
    "notice": notice,
    "population_request": request,
    "reminder": reminder,
    "transmittal": transmittal,
    "transmittal_to_authority": transmittal_to_authority,
    "minutes": the_minutes,
    "organization_list": the_list,
    "terms_of_reference": terms,
    "instruction": the_instruction,
    "assessment_plan": the_plan,
    "execution": plan_executed,
    "usual_plan": usual_plan,
    "acceptance_act": act,
    "decisions_register": decisions,
    "population": populations,
    "analysis": proposals,
    "collection_report": collection,
    **invented_plan_papers.PAPERS,
}
"""What makes each paper, by its name."""
