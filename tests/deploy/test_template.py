"""The template on its way: code from the artifact bucket, parameters remembered."""

from typing import Any

import pytest

from tools.deploy.cloud import DeployFailed
from tools.deploy.template import values_for, with_code_at


def asking(**parameters: dict[str, Any]) -> dict[str, Any]:
    return {"Parameters": {name: {"Type": "String", **one} for name, one in parameters.items()}}


SENDER_AND_ZONE = asking(MailSender={}, TimeZone={"Default": "America/Guayaquil"})


def test_every_function_takes_its_code_from_the_bucket_and_the_build_stays_as_it_is() -> None:
    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}}
    packaged = {"Resources": {"Api": function, "Job": dict(function), "Queue": {"Type": "AWS::SQS::Queue"}}}
    placed = with_code_at(packaged, "artifacts", "abc.zip")
    codes = [one["Properties"]["CodeUri"] for one in placed["Resources"].values() if "Properties" in one]
    assert codes == ["s3://artifacts/abc.zip"] * 2
    assert function["Properties"] == {"CodeUri": "./deployment.zip"}


def test_a_first_deployment_needs_what_has_no_default() -> None:
    with pytest.raises(DeployFailed, match="MailSender=…"):
        values_for({}, SENDER_AND_ZONE, {})
    assert values_for({}, SENDER_AND_ZONE, {"MailSender": "a@b.example"}) == {"MailSender": "a@b.example"}


def test_later_ones_remember_unless_told_otherwise() -> None:
    wanted = asking(MailSender={}, TimeZone={"Default": "America/Guayaquil"}, Budget={"Default": 0})
    given = {"TimeZone": "America/Bogota"}
    assert values_for(SENDER_AND_ZONE, wanted, given) == {"MailSender": None, "TimeZone": "America/Bogota"}


def test_a_misspelt_parameter_is_no_silence() -> None:
    with pytest.raises(DeployFailed, match="not for MailSendr"):
        values_for({}, SENDER_AND_ZONE, {"MailSendr": "a@b.example"})
