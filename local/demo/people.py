"""Who works at the demo dealership. Nobody here exists: the surnames say so."""

from chalicelib.domain.codes import Role
from chalicelib.domain.dealership import Person, Showroom

QUITO = Showroom("quito-norte", "Quito Norte", "Quito", "Av. de los Ejemplos N00-01 y Calle Ficticia")
GUAYAQUIL = Showroom("guayaquil-centro", "Guayaquil Centro", "Guayaquil", "Malecón de Muestra 001 y Calle Imaginaria")
SHOWROOMS = (QUITO, GUAYAQUIL)


def _person(mailbox: str, name: str, extension: int, role: Role, showroom: Showroom) -> Person:
    phone = f"+5939900000{extension:02}"
    return Person(f"p-{extension:02}", name, f"{mailbox}@example.com", phone, role, showroom.id)


LUCIA = _person("lucia.demo", "Lucía Demo", 1, Role.ADVISOR, QUITO)
MATEO = _person("mateo.muestra", "Mateo Muestra", 2, Role.ADVISOR, QUITO)
INES = _person("ines.ensayo", "Inés Ensayo", 3, Role.ADVISOR, QUITO)
BELEN = _person("belen.ejemplo", "Belén Ejemplo", 4, Role.ADVISOR, GUAYAQUIL)
TOMAS = _person("tomas.prueba", "Tomás Prueba", 5, Role.ADVISOR, GUAYAQUIL)
ROSA = _person("rosa.ficticia", "Rosa Ficticia", 11, Role.BOSS, QUITO)
JULIAN = _person("julian.simulado", "Julián Simulado", 12, Role.BOSS, GUAYAQUIL)
GLORIA = _person("gloria.imaginaria", "Gloria Imaginaria", 21, Role.MANAGER, QUITO)

ADVISORS = (LUCIA, MATEO, INES, BELEN, TOMAS)
BOSSES = {boss.showroom_id: boss for boss in (ROSA, JULIAN)}
PEOPLE = (*ADVISORS, *BOSSES.values(), GLORIA)
