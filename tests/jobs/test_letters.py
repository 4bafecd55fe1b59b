"""Letters: Spanish, escaped, the same in text and HTML, with links that lead to the follow-up (B5)."""

from datetime import date, timedelta

from chalicelib.adapters.letters import write_letter
from chalicelib.adapters.mail import Letter
from chalicelib.domain.codes import FollowUpType, NoticeKind
from chalicelib.domain.dealership import Ref
from chalicelib.domain.timeline import Notice, NoticeLine, TeamLine
from tests.builders import NOW, ZONE, a_person

ANA = a_person(id="ana", name="Ana de Prueba")
HOSTILE = "<script>alert(1)</script>"
CONSOLE = "https://consola.desk.example"


def _line(number: int, **overrides: object) -> NoticeLine:
    facts = {
        "quote_id": f"q{number}",
        "number": f"COT-2026-{number:06d}",
        "customer": f"Cliente {number}",
        "models": ("Andina Cóndor 200",),
        "advisor": ANA.ref,
        "follow_up_id": f"q{number}-3",
        "type": FollowUpType.CALL,
        "due_at": NOW,
    }
    return NoticeLine(**(facts | overrides))  # type: ignore[arg-type]


def _notice(kind: NoticeKind, *lines: NoticeLine, **facts: object) -> Notice:
    return Notice("ana", "s-norte", kind, "Un aviso.", lines=lines, **facts)  # type: ignore[arg-type]


def _letter(*notices: Notice, **pending: str) -> Letter:
    return write_letter(notices, ANA, "Motos de Prueba", CONSOLE, ZONE, pending)


def test_a_line_says_who_what_and_when_by_the_dealerships_clock() -> None:
    letter = _letter(_notice(NoticeKind.FOLLOW_UPS_OVERDUE, _line(1)))
    assert "Cliente 1: Llamada, mié 15 jul, 10:00" in letter.text
    for text in (letter.text, letter.html):
        assert f"{CONSOLE}/#/seguimientos/q1-3" in text
        assert "Hola, Ana:" in text


def test_what_is_due_longest_comes_first_whichever_transaction_told_it() -> None:
    late, later = _line(1, due_at=NOW - timedelta(days=1)), _line(2)
    kind = NoticeKind.FOLLOW_UPS_OVERDUE
    letter = _letter(_notice(kind, later), _notice(kind, late))
    assert letter.subject == "Seguimientos vencidos (2)"
    assert letter.text.index("Cliente 1") < letter.text.index("Cliente 2")


def test_somebody_elses_work_names_them() -> None:
    other = _line(1, advisor=Ref("ben", "Ben de Prueba"))
    assert "Ben de Prueba" in _letter(_notice(NoticeKind.FOLLOW_UPS_UNATTENDED, other)).html
    assert "Ana de Prueba" not in _letter(_notice(NoticeKind.FOLLOW_UPS_OVERDUE, _line(1))).html


def test_a_notice_without_lines_links_to_what_is_pending_in_its_quote() -> None:
    plain = _notice(NoticeKind.CUSTOMER_ANSWERED, quote_id="q7")
    assert f"{CONSOLE}/#/seguimientos/q7-4" in _letter(plain, q7="q7-4").text
    assert "seguimientos" not in _letter(plain).text.replace("Mis Seguimientos", "")


def test_a_validity_is_told_by_its_last_day() -> None:
    line = _line(1, type=None, due_at=None, valid_until=date(2026, 7, 30))
    letter = _letter(_notice(NoticeKind.QUOTES_EXPIRING, line))
    assert "válida hasta el 30 de julio de 2026" in letter.text
    assert ">Renovar<" in letter.html


def test_an_agenda_tells_the_rest_and_the_team() -> None:
    team = (TeamLine(Ref("ben", "Ben de Prueba"), 4, NOW - timedelta(days=2)),)
    letter = _letter(_notice(NoticeKind.AGENDA, _line(1), team=team, more=12))
    assert letter.subject == "Agenda del día (13)"
    for text in ("Y 12 más en Mis Seguimientos.", "Ben de Prueba: 4 por ponerse al día"):
        assert text in letter.text
        assert text in letter.html


def test_whatever_people_write_stays_text() -> None:
    hostile = _line(1, customer=HOSTILE, models=(HOSTILE,), advisor=Ref("x", HOSTILE))
    letter = _letter(_notice(NoticeKind.FOLLOW_UPS_UNATTENDED, hostile), Notice("ana", "s", NoticeKind.AGENDA, HOSTILE))
    assert "<script" not in letter.html
    assert letter.html.count("&lt;script&gt;") >= 4
    assert HOSTILE in letter.text


def test_a_subject_stays_short() -> None:
    kinds = list(NoticeKind)
    assert len(_letter(*(_notice(kind) for kind in kinds)).subject) <= 90
