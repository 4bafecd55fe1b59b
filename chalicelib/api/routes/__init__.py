"""All routes of the desk, one module for each subject."""

from . import catalogue, discounts, follow_ups, offers, people, quotes, session, system

ENDPOINTS = tuple(
    endpoint
    for module in (session, catalogue, people, quotes, offers, discounts, follow_ups, system)
    for endpoint in module.routes.endpoints
)
