"""The same list with FastAPI, Mangum, pydantic and boto3's table."""

import os
from datetime import datetime
from decimal import Decimal
from typing import Any

import boto3
from boto3.dynamodb.conditions import Key
from fastapi import FastAPI, Request
from mangum import Mangum
from pydantic import BaseModel
from standing import page

table = boto3.resource("dynamodb").Table(os.environ["PLAIN_TABLE"])
app = FastAPI()


class Reference(BaseModel):
    id: str
    name: str


class Customer(BaseModel):
    name: str
    phone: str


class FollowUp(BaseModel):
    id: str
    quote_id: str
    number: str
    customer: Customer
    models: list[str]
    type: str
    due_at: datetime
    days_pending: int
    bucket: str
    quality: str
    source: str
    stage: str
    observations: str
    rank_reasons: list[str]
    advisor: Reference
    showroom_id: str
    re_dates: int


class Counts(BaseModel):
    overdue: int
    today: int
    upcoming: int


class Page(BaseModel):
    items: list[FollowUp]
    counts: Counts
    next: str | None


@app.get("/follow-ups")
def follow_ups(request: Request) -> Page:
    """The advisor's pending follow-ups, soonest due first."""
    claims = request.scope["aws.event"]["requestContext"]["authorizer"]["claims"]
    found = table.query(KeyConditionExpression=Key("advisor_id").eq(claims["custom:person_id"]))
    return Page.model_validate(page([whole(item) for item in found["Items"]]))


def whole(value: Any) -> Any:
    """boto3 gives decimals for every number."""
    match value:
        case Decimal():
            return int(value)
        case dict():
            return {name: whole(one) for name, one in value.items()}
        case list():
            return [whole(one) for one in value]
    return value


handler = Mangum(app, lifespan="off")
