"""The codes that travel in the API, each with its one Spanish label (product.md, glossary)."""

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code that people see under a Spanish label: ``Stage.QUOTED.label == "Cotizado"``."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Role(Code):
    ADVISOR = "ADVISOR", "Asesor"
    BOSS = "BOSS", "Jefe de vitrina"
    MANAGER = "MANAGER", "Gerente"


class Stage(Code):
    QUOTED = "QUOTED", "Cotizado"
    DOCUMENTED = "DOCUMENTED", "Documentado"
    INVOICED = "INVOICED", "Facturado"
    DELIVERED = "DELIVERED", "Vehículo entregado"
    LOST = "LOST", "Desistido"


class FollowUpType(Code):
    CALL = "CALL", "Llamada"
    APPOINTMENT = "APPOINTMENT", "Cita"
    WHATSAPP = "WHATSAPP", "WhatsApp"
    SHOWROOM_VISIT = "SHOWROOM_VISIT", "Visita a vitrina"
    TEST_DRIVE = "TEST_DRIVE", "Test drive"
    HOME_VISIT = "HOME_VISIT", "Visita a domicilio"
    SIGNING = "SIGNING", "Firma"
    DELIVERY = "DELIVERY", "Entrega"


class Quality(Code):
    HOT = "HOT", "Caliente"
    WARM = "WARM", "Tibio"
    COLD = "COLD", "Frío"


class Source(Code):
    SHOWROOM = "SHOWROOM", "Vitrina"
    SOCIAL = "SOCIAL", "Redes sociales"
    WEB = "WEB", "Página web"
    WHATSAPP = "WHATSAPP", "WhatsApp"
    REFERRAL = "REFERRAL", "Referido"
    FAIR = "FAIR", "Feria"
    REPURCHASE = "REPURCHASE", "Recompra"
    OWN_BASE = "OWN_BASE", "Base propia"


class Outcome(Code):
    CONTACTED = "CONTACTED", "Contactado"
    NOT_CONTACTED = "NOT_CONTACTED", "No contactado"


class LostReason(Code):
    PRICE = "PRICE", "Precio"
    CREDIT_DENIED = "CREDIT_DENIED", "Crédito negado"
    NO_DOWN_PAYMENT = "NO_DOWN_PAYMENT", "Sin entrada"
    COMPETITOR = "COMPETITOR", "Competencia"
    NO_STOCK = "NO_STOCK", "Sin stock o color"
    POSTPONED = "POSTPONED", "Pospone la compra"
    NO_ANSWER = "NO_ANSWER", "No contesta"
    WRONG_DATA = "WRONG_DATA", "Datos errados"
    DUPLICATE = "DUPLICATE", "Duplicado"
    OTHER = "OTHER", "Otro"


class PaymentKind(Code):
    CASH = "CASH", "Contado"
    FINANCED = "FINANCED", "Financiado"


class DiscountStatus(Code):
    NONE = "NONE", "Sin descuento"
    APPROVED = "APPROVED", "Aprobado"
    WAITING = "WAITING", "Por aprobar"
    REJECTED = "REJECTED", "Rechazado"


class ReservationStatus(Code):
    REQUESTED = "REQUESTED", "Solicitada"
    WAITING = "WAITING", "En espera"
    OFFERED = "OFFERED", "Ofrecida"
    APPROVED = "APPROVED", "Aprobada"
    REJECTED = "REJECTED", "Rechazada"
    CANCELLED = "CANCELLED", "Anulada"
    EXPIRED = "EXPIRED", "Vencida"
    FULFILLED = "FULFILLED", "Concretada"


class DepositMethod(Code):
    CASH = "CASH", "Efectivo"
    TRANSFER = "TRANSFER", "Transferencia"
    CARD = "CARD", "Tarjeta"


class UnitStatus(Code):
    AVAILABLE = "AVAILABLE", "Disponible"
    RESERVED = "RESERVED", "Reservada"
    SOLD = "SOLD", "Vendida"
    RETIRED = "RETIRED", "Retirada del stock"


class IdType(Code):
    CEDULA = "CEDULA", "Cédula"
    RUC = "RUC", "RUC"
    PASSPORT = "PASSPORT", "Pasaporte"


class EventKind(Code):
    """What a deal's timeline tells, in the past tense."""

    QUOTE_CREATED = "QUOTE_CREATED", "Cotización creada"
    QUOTE_EDITED = "QUOTE_EDITED", "Cotización editada"
    FOLLOW_UP_RESOLVED = "FOLLOW_UP_RESOLVED", "Seguimiento resuelto"
    FOLLOW_UP_RE_DATED = "FOLLOW_UP_RE_DATED", "Seguimiento movido de fecha"
    VEHICLE_ADDED = "VEHICLE_ADDED", "Motocicleta agregada"
    VEHICLE_REMOVED = "VEHICLE_REMOVED", "Motocicleta retirada"
    OPTION_ADDED = "OPTION_ADDED", "Forma de pago agregada"
    OPTION_REMOVED = "OPTION_REMOVED", "Forma de pago retirada"
    DISCOUNT_DECIDED = "DISCOUNT_DECIDED", "Descuento decidido"
    STAGE_CHANGED = "STAGE_CHANGED", "Cambio de etapa"
    REASSIGNED = "REASSIGNED", "Reasignada"
    PROFORMA_PUBLISHED = "PROFORMA_PUBLISHED", "Proforma publicada"
    PROFORMA_SENT = "PROFORMA_SENT", "Proforma enviada"
    CUSTOMER_ANSWERED = "CUSTOMER_ANSWERED", "Respuesta del cliente"
    CUSTOMER_ERASED = "CUSTOMER_ERASED", "Datos del cliente borrados"
    QUOTE_RENEWED = "QUOTE_RENEWED", "Cotización renovada"
    RESERVATION_REQUESTED = "RESERVATION_REQUESTED", "Solicitud de reserva"
    RESERVATION_DECIDED = "RESERVATION_DECIDED", "Reserva decidida"
    RESERVATION_OFFERED = "RESERVATION_OFFERED", "Unidad ofrecida a quien esperaba"
    RESERVATION_CONFIRMED = "RESERVATION_CONFIRMED", "Unidad ofrecida confirmada"
    RESERVATION_ENDED = "RESERVATION_ENDED", "Reserva terminada"


class NoticeKind(Code):
    """Why somebody is told something."""

    DISCOUNT_WAITING = "DISCOUNT_WAITING", "Descuento por aprobar"
    DISCOUNT_DECIDED = "DISCOUNT_DECIDED", "Descuento decidido"
    WORK_RECEIVED = "WORK_RECEIVED", "Seguimientos recibidos"
    STAGE_STEPPED_BACK = "STAGE_STEPPED_BACK", "Etapa devuelta"
    CUSTOMER_ANSWERED = "CUSTOMER_ANSWERED", "Respuesta del cliente"
    FOLLOW_UPS_OVERDUE = "FOLLOW_UPS_OVERDUE", "Seguimientos vencidos"
    FOLLOW_UPS_UNATTENDED = "FOLLOW_UPS_UNATTENDED", "Seguimientos sin atender"
    AGENDA = "AGENDA", "Agenda del día"
    QUOTES_EXPIRING = "QUOTES_EXPIRING", "Cotizaciones por vencer"
    QUOTES_EXPIRED = "QUOTES_EXPIRED", "Cotizaciones vencidas"
    MAIL_FAILED = "MAIL_FAILED", "Correo no entregado"
    RESERVATION_REQUESTED = "RESERVATION_REQUESTED", "Solicitud de reserva"
    RESERVATION_DECIDED = "RESERVATION_DECIDED", "Reserva decidida"
    RESERVATION_OFFERED = "RESERVATION_OFFERED", "Unidad disponible para quien esperaba"
    RESERVATION_ENDED = "RESERVATION_ENDED", "Reserva terminada"
    UNIT_SOLD = "UNIT_SOLD", "Unidad vendida"


class SendChannel(Code):
    WHATSAPP = "WHATSAPP", "WhatsApp"
    COPY = "COPY", "Enlace copiado"


class AnswerKind(Code):
    """What a customer may answer from the proforma (P2)."""

    INTERESTED = "INTERESTED", "Me interesa"
    CALL_ME = "CALL_ME", "Llámenme"
    TEST_DRIVE = "TEST_DRIVE", "Agendar test drive"
