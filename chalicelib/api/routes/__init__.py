"""All routes of the desk, one module for each subject."""

from . import (
    board,
    catalogue,
    discounts,
    follow_ups,
    inbox,
    offers,
    people,
    proformas,
    quotes,
    reservations,
    session,
    stock,
    system,
    visits,
)

MODULES = (
    session,
    catalogue,
    stock,
    people,
    quotes,
    offers,
    discounts,
    proformas,
    reservations,
    follow_ups,
    inbox,
    board,
    visits,
    system,
)

ENDPOINTS = tuple(endpoint for module in MODULES for endpoint in module.routes.endpoints)
