"""What the demo's advisors write down, as it is said in Ecuador."""

from chalicelib.domain.codes import FollowUpType, LostReason

CONTACTED = (
    "Le interesó bastante, va a conversar con la esposa y me confirma.",
    "Pide que le mande la proforma por WhatsApp para revisarla con calma.",
    "Está esperando que le paguen el décimo para dar la entrada.",
    "Quiere comparar con otra marca, le expliqué la garantía y los repuestos.",
    "Pregunta si le recibimos la moto usada como parte de pago.",
    "Anda buscando para trabajar en delivery, le conviene la cuota baja.",
    "Vino con el hermano a verla, le gustó el color. Queda en avisar.",
    "Dice que la cuota le sale un poquito alta, le ofrecí más plazo.",
    "Prefiere pagar de contado si le hacemos una atención con el casco.",
    "Está en la Costa por trabajo, regresa el fin de semana y pasa por la vitrina.",
    "Le llegó bien la cotización; pide que le reconfirme el valor de la matrícula.",
    "Ya tiene garante, le falta el rol de pagos. Muy interesado.",
)
MISSED = (
    "No contesta, suena y manda al buzón.",
    "Celular apagado.",
    "Timbra pero no coge. Le dejé mensaje.",
    "Contestó otra persona, dice que llame más tarde.",
    "Número ocupado dos veces seguidas.",
)
NEXT: dict[FollowUpType, tuple[str, ...]] = {
    FollowUpType.CALL: (
        "Llamar para ver qué decidió",
        "Confirmar si ya tiene la entrada",
        "Llamar después del almuerzo",
        "",
    ),
    FollowUpType.APPOINTMENT: ("Queda en venir con los papeles", "Cita para cerrar la negociación"),
    FollowUpType.WHATSAPP: ("Mandar fotos del color que pidió", "Enviar la tabla de cuotas a 24 y 36 meses"),
    FollowUpType.SHOWROOM_VISIT: ("Viene a ver la moto con la familia", "Pasa por la vitrina saliendo del trabajo"),
    FollowUpType.TEST_DRIVE: ("Traer licencia tipo A", "Prueba de manejo, tener la moto lavada y con gasolina"),
    FollowUpType.HOME_VISIT: ("Verificación del domicilio para el crédito",),
    FollowUpType.SIGNING: ("Firma de pagaré y contrato con el garante", "Firmar papeles del crédito"),
    FollowUpType.DELIVERY: ("Entrega con placas, lavar la moto y revisar la batería", "Entrega y primer mantenimiento"),
}
DOCUMENTED = (
    "Trajo la copia de la cédula y la papeleta de votación, se arma la carpeta.",
    "Entregó el rol de pagos y la planilla de luz, se ingresa la solicitud de crédito.",
    "Carpeta completa, la financiera la está revisando.",
)
INVOICED = (
    "Crédito aprobado, se factura hoy mismo.",
    "Hizo la transferencia, verificado en el banco. Se factura.",
    "Pagó la entrada en caja y firmó el pagaré.",
)
DELIVERED = (
    "Moto entregada con matrícula y casco. Cliente feliz.",
    "Se entregó en la vitrina, se explicó el plan de mantenimiento.",
    "Retiró la moto con el hermano, quedó en traerla a los 500 km.",
)
RE_DATED = (
    "Hubo reunión en la vitrina y no alcancé.",
    "El cliente pidió por mensaje que sea otro día.",
    "Feriado local, se pasa para la semana que viene.",
)
DISCOUNTS_ASKED = (
    "Cliente frecuente del taller",
    "Pago de contado inmediato",
    "Igualar la oferta de otra casa comercial",
    "Lleva dos motos para el negocio",
    "Promoción de la feria",
)
DISCOUNT_APPROVED = "Se cuida al cliente, va con cargo a la promoción del mes."
DISCOUNT_REJECTED = "No hay margen en este modelo; ofrézcale el casco."
RESERVED = (
    "Deja abono para que no se le venda a otro; el saldo lo paga con el crédito.",
    "Quiere esa misma moto, la que está en exhibición.",
    "Viaja el fin de semana, pide que se la guardemos hasta que regrese.",
    "El garante firma en estos días; mientras tanto que quede separada.",
    "",
)
RESERVATION_REJECTED = "Es la única de exhibición y llega más stock la próxima semana; ofrézcale esperar."
RESERVATION_CANCELLED = "Cambió de idea con el color; pide que se le devuelva el abono."
STEPPED_BACK = "La factura salió con el RUC de otra empresa; se anula y se vuelve a emitir."
REOPENED = "Llamó a la vitrina: sí quiere la moto, ya consiguió la entrada."
LOST: dict[LostReason, str] = {
    LostReason.PRICE: "Dice que se le sale del presupuesto.",
    LostReason.CREDIT_DENIED: "La financiera negó la solicitud por el buró.",
    LostReason.NO_DOWN_PAYMENT: "No logró reunir la entrada.",
    LostReason.COMPETITOR: "Ya compró en otra casa, le daban más plazo.",
    LostReason.NO_STOCK: "Quería ese color nomás y no llega hasta fin de mes.",
    LostReason.POSTPONED: "Lo deja para el próximo año, tiene otros gastos.",
    LostReason.NO_ANSWER: "Se le llamó varias veces y no hubo respuesta.",
    LostReason.WRONG_DATA: "El número es de otra persona, no hay cómo ubicarle.",
    LostReason.DUPLICATE: "Ya lo atiende otro compañero con otra cotización.",
    LostReason.OTHER: "Se va a vivir fuera del país.",
}
