"""The template as a whole: it can be merged and deployed, twice in one account, and shows no more than it must."""

import json
import re
import subprocess
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from chalicelib.api.identity import person_of
from chalicelib.domain.codes import Role
from local.people import user_attributes
from tests.desk import ANA
from tests.stack.expanded import Stack, dicts_in, functions_in
from tools.stack import infra
from tools.stack.cfn_yaml import load_yaml
from tools.stack.folder import INFRA
from tools.stack.infra import SaidTwice, infra_template, whole_template

LARGEST_TEMPLATE = 1_000_000
MOST_RESOURCES = 500
NAMED = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::Events::Rule": "Name",
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::SES::ConfigurationSet": "Name",
    "AWS::CloudFront::Function": "Name",
    "AWS::Cognito::UserPool": "UserPoolName",
}


@pytest.mark.parametrize("kind", NAMED)
def test_names_begin_with_the_stacks_so_that_two_stages_never_collide(stack: Stack, kind: str) -> None:
    found = stack.of_type(kind)
    assert found
    for name, properties in found.items():
        assert "${AWS::StackName}" in properties[NAMED[kind]]["Fn::Sub"], name


def test_only_parameters_tell_stages_apart() -> None:
    def without_tags(stage: str) -> dict[str, Any]:
        template = whole_template(stage)
        for one in template["Resources"].values():
            one.get("Properties", {}).pop("Tags", None)
        return template

    assert without_tags("dev") == without_tags("prod")


def test_a_function_is_never_merged_into_another(stack: Stack) -> None:
    """Chalice merges dicts: ``{"Ref": …}`` over ``{"Fn::Sub": …}`` would be both, and neither."""
    for one in dicts_in(stack.template):
        functions = [key for key in one if key == "Ref" or key.startswith("Fn::")]
        assert len(functions) <= 1, one
        assert not functions or len(one) == 1, one


def test_everything_that_is_named_is_there(stack: Stack) -> None:
    known = {*stack.resources, *stack.template["Parameters"]}
    for kind, given in functions_in(stack.template):
        names: list[str] = []
        if kind == "Ref":
            names = [given]
        elif kind == "Fn::GetAtt":
            names = [given[0]]
        elif kind == "Fn::If":
            assert given[0] in stack.template["Conditions"]
        elif kind == "Fn::Sub":
            text, more = given if isinstance(given, list) else (given, {})
            names = [name.partition(".")[0] for name in re.findall(r"\$\{([^}]+)}", text) if name not in more]
        assert [name for name in names if name not in known and not name.startswith("AWS::")] == []


def test_it_fits_into_cloudformation(stack: Stack) -> None:
    assert len(json.dumps(whole_template("prod"))) < LARGEST_TEMPLATE / 2
    assert len(stack.resources) < MOST_RESOURCES / 2


def test_what_two_parts_say_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infra, "PARTS", ("queues", *infra.PARTS))
    with pytest.raises(SaidTwice, match="/Resources/WorkQueue"):
        infra_template("prod")


def test_every_file_of_infra_is_used() -> None:
    files = {path.stem for path in INFRA.glob("*.yaml")}
    assert files == {*infra.PARTS, "functions"}


def test_nobody_signs_up_or_says_who_they_are(stack: Stack) -> None:
    (pool,) = stack.of_type("AWS::Cognito::UserPool").values()
    (client,) = stack.of_type("AWS::Cognito::UserPoolClient").values()
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["MfaConfiguration"] == "OPTIONAL"
    assert client["WriteAttributes"] == ["locale"]
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    groups = {one["GroupName"] for one in stack.of_type("AWS::Cognito::UserPoolGroup").values()}
    assert groups == {role.value for role in Role}


def test_tokens_carry_what_the_api_reads_of_them(stack: Stack) -> None:
    """Cognito puts into them what the client may read, and beside that who it is, in which groups, and what for."""
    (client,) = stack.of_type("AWS::Cognito::UserPoolClient").values()
    known = {fact["Name"]: fact["Value"] for fact in user_attributes(ANA)}
    read = {name: known[name] for name in client["ReadAttributes"]}
    person = person_of(read | {"token_use": "id", "cognito:groups": ANA.role.value})
    assert person == replace(ANA, phone="")


def test_buckets_are_private_and_seen_through_their_distribution_only(stack: Stack) -> None:
    for bucket in stack.of_type("AWS::S3::Bucket").values():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    for name, policy in stack.of_type("AWS::S3::BucketPolicy").items():
        deny, *allow = policy["PolicyDocument"]["Statement"]
        assert deny["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        distribution = name.replace("BucketPolicy", "Distribution")
        for statement in allow:
            assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
            assert f"${{{distribution}}}" in str(statement["Condition"]["StringEquals"]["aws:SourceArn"])


def test_the_edge_reads_the_console_and_hears_of_a_file_that_it_is_not_there(stack: Stack) -> None:
    """Who may not list a bucket is told of a missing file that it is forbidden."""
    statements = stack.of_type("AWS::S3::BucketPolicy")["ConsoleBucketPolicy"]["PolicyDocument"]["Statement"]
    allowed = {one["Action"]: one["Resource"] for one in statements if one["Effect"] == "Allow"}
    bucket = {"Fn::GetAtt": ["ConsoleBucket", "Arn"]}
    assert allowed == {"s3:GetObject": {"Fn::Sub": "${ConsoleBucket.Arn}/*"}, "s3:ListBucket": bucket}


def test_nobody_lists_the_customers_links_at_the_edge(stack: Stack) -> None:
    """S3 answers the address without a path with a list, if it may."""
    statements = stack.of_type("AWS::S3::BucketPolicy")["PagesBucketPolicy"]["PolicyDocument"]["Statement"]
    assert [one["Action"] for one in statements if one["Effect"] == "Allow"] == ["s3:GetObject"]


def test_versions_that_were_sent_are_behind_the_api_only(stack: Stack) -> None:
    statements = stack.of_type("AWS::S3::BucketPolicy")["PagesBucketPolicy"]["PolicyDocument"]["Statement"]
    (shown,) = [one["Resource"] for one in statements if one["Action"] == "s3:GetObject"]
    assert shown == [{"Fn::Sub": "${PagesBucket.Arn}/p/*"}, {"Fn::Sub": "${PagesBucket.Arn}/errors/*"}]


def test_the_pages_host_has_public_calls_only_and_a_page_for_broken_links(stack: Stack) -> None:
    distributions = stack.of_type("AWS::CloudFront::Distribution")
    pages, console = (
        distributions[name]["DistributionConfig"] for name in ("PagesDistribution", "ConsoleDistribution")
    )
    assert [one["PathPattern"] for one in pages["CacheBehaviors"]] == ["/api/p/*"]
    assert [one["PathPattern"] for one in console["CacheBehaviors"]] == ["/api/*"]
    errors = {one["ErrorCode"]: one["ResponsePagePath"] for one in pages["CustomErrorResponses"]}
    assert errors == {403: "/errors/not-found.html", 404: "/errors/not-found.html"}
    page = (INFRA / "site" / "errors" / "not-found.html").read_text(encoding="utf-8")
    assert "Pida a su asesor" in page
    for behaviour in (pages["DefaultCacheBehavior"], console["DefaultCacheBehavior"]):
        assert behaviour["ViewerProtocolPolicy"] == "redirect-to-https"


def test_pages_stay_out_of_search_engines_and_frames(stack: Stack) -> None:
    policies = stack.of_type("AWS::CloudFront::ResponseHeadersPolicy")
    for name in ("PagesHeaders", "ConsoleHeaders"):
        config = policies[name]["ResponseHeadersPolicyConfig"]
        robots = [one["Value"] for one in config["CustomHeadersConfig"]["Items"] if one["Header"] == "X-Robots-Tag"]
        assert robots == ["noindex, nofollow"]
        assert config["SecurityHeadersConfig"]["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
        assert config["SecurityHeadersConfig"]["StrictTransportSecurity"]["AccessControlMaxAgeSec"] > 31_536_000


def test_the_consoles_policy_is_that_of_one_machine(stack: Stack) -> None:
    config = stack.of_type("AWS::CloudFront::ResponseHeadersPolicy")["ConsoleHeaders"]["ResponseHeadersPolicyConfig"]
    policy = config["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")


OF_NOTHING = "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("status", "kept", "sent"),
    [
        (200, "script-src 'sha256-x'", "script-src 'sha256-x'"),
        (200, None, OF_NOTHING),
        (304, "script-src 'sha256-x'", "script-src 'sha256-x'"),
        (304, None, None),  # a browser would take it in the place of the page's own, and show a page without its style
    ],
)
def test_the_policy_that_a_page_is_kept_with_is_its_header(status: int, kept: str | None, sent: str | None) -> None:
    response = {"statusCode": status, "headers": {"x-amz-meta-csp": {"value": kept}} if kept else {}}
    source = (INFRA / "page_policy.js").read_text(encoding="utf-8")
    program = f"{source}; console.log(JSON.stringify(handler({json.dumps({'response': response})}).headers))"
    run = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)  # noqa: S603, S607 - ours
    assert json.loads(run.stdout) == ({"content-security-policy": {"value": sent}} if sent else {})


def test_the_access_log_knows_no_person_and_no_link(stack: Stack) -> None:
    (stage,) = stack.of_type("AWS::ApiGateway::Stage").values()
    logged = set(re.findall(r"\$context\.([\w.]+)", stage["AccessLogSetting"]["Format"]))
    assert not [one for one in logged if one == "path" or one.startswith(("identity", "authorizer"))]
    assert {"requestId", "resourcePath", "status"} <= logged


def test_calls_are_throttled(stack: Stack) -> None:
    (stage,) = stack.of_type("AWS::ApiGateway::Stage").values()
    (everything,) = stage["MethodSettings"]
    assert (everything["ResourcePath"], everything["HttpMethod"]) == ("/*", "*")
    assert 0 < everything["ThrottlingRateLimit"] <= everything["ThrottlingBurstLimit"]


def test_what_may_be_left_out_is_left_out(stack: Stack) -> None:
    conditional = {one["Type"] for one in stack.resources.values() if "Condition" in one}
    assert {"AWS::Budgets::Budget", "AWS::WAFv2::WebACLAssociation", "AWS::Route53::RecordSet"} <= conditional
    asked = {name for name, one in stack.template["Parameters"].items() if "Default" not in one}
    assert asked == {"MailSender", "AlarmMail"}


def test_a_key_said_twice_is_an_error(tmp_path: Any) -> None:
    (tmp_path / "twice.yaml").write_text("A: 1\nA: 2\n")
    with pytest.raises(yaml.YAMLError, match="twice: A"):
        load_yaml(tmp_path / "twice.yaml")
