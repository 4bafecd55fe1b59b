"""Bodies about the catalogue and the stock."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from .fields import END, Body, Id, Name, PositiveCents, Vin, Year

Colours = Annotated[list[Name], Meta(min_length=1, max_length=30)]
Years = Annotated[list[Year], Meta(min_length=1, max_length=10)]
PhotoUrl = Annotated[str, Meta(min_length=9, max_length=500, pattern=r"^https://[\x21-\x7e]+" + END)]


class ModelBody(Body, frozen=True):
    brand: Name
    name: Name
    list_price_cents: PositiveCents
    colours: Colours
    model_years: Years
    photo_url: PhotoUrl | None = None


class ModelEditBody(Body, frozen=True):
    brand: Name | UnsetType = UNSET
    name: Name | UnsetType = UNSET
    list_price_cents: PositiveCents | UnsetType = UNSET
    colours: Colours | UnsetType = UNSET
    model_years: Years | UnsetType = UNSET
    photo_url: PhotoUrl | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET


class UnitBody(Body, frozen=True):
    vin: Vin
    model_id: Id
    model_year: Year
    colour: Name
    showroom_id: Id


class UnitEditBody(Body, frozen=True):
    model_year: Year | UnsetType = UNSET
    colour: Name | UnsetType = UNSET
    showroom_id: Id | UnsetType = UNSET
    retired: bool | UnsetType = UNSET
