"""The codes' labels are the glossary's, each nonempty and one of a kind."""

import msgspec
import pytest

from chalicelib.domain import codes
from chalicelib.domain.codes import Code, Stage

GLOSSARY = {
    "Stage": {
        "QUOTED": "Cotizado",
        "DOCUMENTED": "Documentado",
        "INVOICED": "Facturado",
        "DELIVERED": "Vehículo entregado",
        "LOST": "Desistido",
    },
    "FollowUpType": {
        "CALL": "Llamada",
        "APPOINTMENT": "Cita",
        "WHATSAPP": "WhatsApp",
        "SHOWROOM_VISIT": "Visita a vitrina",
        "TEST_DRIVE": "Test drive",
        "HOME_VISIT": "Visita a domicilio",
        "SIGNING": "Firma",
        "DELIVERY": "Entrega",
    },
    "Quality": {"HOT": "Caliente", "WARM": "Tibio", "COLD": "Frío"},
    "Source": {
        "SHOWROOM": "Vitrina",
        "SOCIAL": "Redes sociales",
        "WEB": "Página web",
        "WHATSAPP": "WhatsApp",
        "REFERRAL": "Referido",
        "FAIR": "Feria",
        "REPURCHASE": "Recompra",
        "OWN_BASE": "Base propia",
    },
    "Outcome": {"CONTACTED": "Contactado", "NOT_CONTACTED": "No contactado"},
    "LostReason": {
        "PRICE": "Precio",
        "CREDIT_DENIED": "Crédito negado",
        "NO_DOWN_PAYMENT": "Sin entrada",
        "COMPETITOR": "Competencia",
        "NO_STOCK": "Sin stock o color",
        "POSTPONED": "Pospone la compra",
        "NO_ANSWER": "No contesta",
        "WRONG_DATA": "Datos errados",
        "DUPLICATE": "Duplicado",
        "OTHER": "Otro",
    },
    "PaymentKind": {"CASH": "Contado", "FINANCED": "Financiado"},
    "UnitStatus": {
        "AVAILABLE": "Disponible",
        "RESERVED": "Reservada",
        "SOLD": "Vendida",
        "RETIRED": "Retirada del stock",
    },
}
RESERVATIONS = {
    "REQUESTED": "Solicitada",
    "APPROVED": "Aprobada",
    "REJECTED": "Rechazada",
    "CANCELLED": "Anulada",
    "EXPIRED": "Vencida",
    "FULFILLED": "Concretada",
}


@pytest.mark.parametrize("name", GLOSSARY)
def test_a_list_is_the_glossarys_in_its_order(name: str) -> None:
    listed: type[Code] = getattr(codes, name)
    assert [(code.value, code.label) for code in listed] == list(GLOSSARY[name].items())


def test_reservations_have_the_glossarys_labels_and_two_states_of_the_line() -> None:
    labels = {code.value: code.label for code in codes.ReservationStatus}
    assert labels == RESERVATIONS | {"WAITING": "En espera", "OFFERED": "Ofrecida"}


@pytest.mark.parametrize("listed", Code.__subclasses__(), ids=lambda listed: listed.__name__)
def test_every_code_has_a_label_of_its_own(listed: type[Code]) -> None:
    labels = [code.label for code in listed]
    assert all(label.strip() for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("listed", Code.__subclasses__(), ids=lambda listed: listed.__name__)
def test_codes_travel_as_their_english_value(listed: type[Code]) -> None:
    for code in listed:
        assert code == code.name == code.value == str(code)
        assert msgspec.json.decode(msgspec.json.encode(code), type=listed) is code


def test_a_label_is_no_code() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'"Cotizado"', type=Stage)
