"""Who works here and where, the settings, and the handover of work."""

from msgspec import to_builtins

from ...answer import Answer
from ...domain.dealership import Person, Rules, Showroom
from ...services import people, policies
from ..answers import HandedOverView, PersonList, PersonView, RefView, SettingsView, ShowroomList, ShowroomView, answer
from ..bodies.people import HandoverBody, SettingsBody, ShowroomEditBody
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..paging import PageQuery, offset_page
from ..shapes import alike

routes = Routes("Personas")


def person_view(person: Person, showroom: Showroom | None) -> PersonView:
    """A person with the name of their showroom."""
    return PersonView(
        id=person.id,
        name=person.name,
        email=person.email,
        phone=person.phone,
        role=person.role,
        showroom=RefView(person.showroom_id, showroom.name if showroom else person.showroom_id),
        active=person.active,
    )


@routes.route("GET", "/me", "Mi perfil", answer=PersonView)
def read_me(request: Incoming[NoQuery, None]) -> Answer:
    profile = people.who_am_i(request.call)
    return answer(person_view(profile.person, profile.showroom))


@routes.route("GET", "/people", "Personas a mi cargo", query=PageQuery, answer=PersonList, statuses=(403,))
def list_people(request: Incoming[PageQuery, None]) -> Answer:
    showrooms = {showroom.id: showroom for showroom in people.list_showrooms()}
    page, following = offset_page(request, people.list_people(request.call), request.query.limit)
    return answer(PersonList([person_view(person, showrooms.get(person.showroom_id)) for person in page], following))


@routes.route("GET", "/showrooms", "Vitrinas", query=PageQuery, answer=ShowroomList)
def list_showrooms(request: Incoming[PageQuery, None]) -> Answer:
    page, following = offset_page(request, people.list_showrooms(), request.query.limit)
    return answer(ShowroomList([alike(showroom, ShowroomView) for showroom in page], following))


@routes.route(
    "PATCH",
    "/showrooms/{showroom_id}",
    "Fijar el límite de descuento de una vitrina, o corregir dónde está",
    body=ShowroomEditBody,
    answer=ShowroomView,
    statuses=(403, 404),
)
def edit_showroom(request: Incoming[NoQuery, ShowroomEditBody]) -> Answer:
    edit, showroom_id = request.body.into(policies.ShowroomEdit), request.path["showroom_id"]
    return request.perform(
        lambda work: policies.edit_showroom(work, showroom_id, edit), lambda edited: answer(alike(edited, ShowroomView))
    )


@routes.route("GET", "/settings", "Reglas de la concesionaria", answer=SettingsView, statuses=(403,))
def read_settings(request: Incoming[NoQuery, None]) -> Answer:
    return _settings(policies.read_rules(request.call))


@routes.route(
    "PATCH",
    "/settings",
    "Fijar reglas de la concesionaria",
    body=SettingsBody,
    answer=SettingsView,
    statuses=(403,),
)
def edit_settings(request: Incoming[NoQuery, SettingsBody]) -> Answer:
    edit = request.body.into(policies.RulesEdit)
    return request.perform(lambda work: policies.edit_rules(work, edit), _settings)


def _settings(rules: Rules) -> Answer:
    return answer(alike(to_builtins(rules), SettingsView))


@routes.route(
    "POST",
    "/reassignments",
    "Pasar seguimientos de un asesor a otro",
    body=HandoverBody,
    answer=HandedOverView,
    status=201,
    statuses=(403, 404, 409),
)
def reassign(request: Incoming[NoQuery, HandoverBody]) -> Answer:
    handover = request.body.into(people.Handover)
    return request.perform(
        lambda work: people.reassign(work, handover),
        lambda done: answer(alike(done, HandedOverView), 201, Location="/follow-ups"),
    )
