"""All routes of the desk, one module for each subject."""

from . import catalogue, discounts, follow_ups, inbox, offers, people, proformas, quotes, session, system, visits

ENDPOINTS = tuple(
    endpoint
    for module in (session, catalogue, people, quotes, offers, discounts, proformas, follow_ups, inbox, visits, system)
    for endpoint in module.routes.endpoints
)
