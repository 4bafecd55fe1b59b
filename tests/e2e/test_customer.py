"""A customer asks the deployed dealership for a copy, and then to be erased: with the tool, and nothing else."""

import json
from typing import Any

import pytest

from tests.http.client import HttpClient

from .deployment import Deployment
from .quotes import a_quote

pytestmark = pytest.mark.e2e


def test_a_customer_gets_a_copy_and_is_then_erased(
    deployment: Deployment, advisor: HttpClient, stock: list[dict[str, Any]]
) -> None:
    quote, other = a_quote(advisor, stock[0]), a_quote(advisor, stock[0])
    phone = quote["customer"]["phone"]
    url = advisor.created(f"/quotes/{quote['id']}/sends", {"channel": "COPY"})["url"]
    key = f"p/{url.rpartition('/')[2]}"

    copy = json.loads(deployment.run("tools.customer", "export", "--phone", phone))
    assert [one["quote"]["number"] for one in copy["quotes"]] == [quote["number"]]
    assert copy["quotes"][0]["published"][0]["content"]["customer_first_name"] == "Prueba"

    said = deployment.run("tools.customer", "erase", "--phone", phone)
    assert quote["number"] in said
    assert "nothing was changed" in said
    assert advisor.get(f"/quotes/{quote['id']}").json()["customer"]["phone"] == phone

    assert "Erased." in deployment.run("tools.customer", "erase", "--phone", phone, "--yes")
    assert advisor.get(f"/quotes/{quote['id']}").json()["customer"]["first_name"] == "Cliente"
    assert advisor.get(f"/quotes/{other['id']}").json()["customer"] == other["customer"]
    s3, bucket = deployment.client("s3"), deployment.outputs["PagesBucketName"]
    assert "ya no está disponible" in s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()
    left = s3.list_object_versions(Bucket=bucket, Prefix=key)
    assert [one["Key"] for one in (*left.get("Versions", ()), *left.get("DeleteMarkers", ()))] == [key]
    assert "nothing to erase" in deployment.run("tools.customer", "erase", "--phone", phone, "--yes")
