"""What is merged into the API's own definition: where calls go, who signs tokens, and what the gateway answers itself.

The API names its function rather than refer to it: the function refers to the console's address, which refers to
the API, and CloudFormation takes no circles.
"""

from typing import Any

from msgspec import to_builtins
from msgspec.json import encode

from chalicelib.api.problems import PROBLEM_JSON, TITLES, Problem

from .chalice_template import Template

URI = {
    "Fn::Sub": (
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-api/invocations"
    )
}
NOBODY = "'https://nobody.invalid'"
ORIGIN = {"Fn::If": ["HasConsoleDomain", {"Fn::Sub": "'https://${ConsoleDomain}'"}, NOBODY]}
"""The console and the pages have the API on their own hosts; no other page has any business here."""
ALLOW_ORIGIN = "Access-Control-Allow-Origin"

SIGN_IN = "Ingrese para continuar."
REFUSALS: dict[str, tuple[int, str]] = {
    "ACCESS_DENIED": (403, "Su cuenta no puede hacer esto."),
    "API_CONFIGURATION_ERROR": (500, "Ya quedó registrado. Intente de nuevo."),
    "AUTHORIZER_CONFIGURATION_ERROR": (500, "Ya quedó registrado. Intente de nuevo."),
    "AUTHORIZER_FAILURE": (500, "Ya quedó registrado. Intente de nuevo."),
    "BAD_REQUEST_BODY": (400, "El contenido no se entiende."),
    "BAD_REQUEST_PARAMETERS": (400, "Los parámetros no se entienden."),
    "DEFAULT_5XX": (500, "Ya quedó registrado. Intente de nuevo."),
    "EXPIRED_TOKEN": (401, SIGN_IN),
    "INTEGRATION_FAILURE": (503, "Intente de nuevo en un momento."),
    "INTEGRATION_TIMEOUT": (503, "Intente de nuevo en un momento."),
    "INVALID_SIGNATURE": (401, SIGN_IN),
    "MISSING_AUTHENTICATION_TOKEN": (404, "No existe esa dirección, o no admite ese método."),
    "QUOTA_EXCEEDED": (429, "Intente de nuevo en un minuto."),
    "REQUEST_TOO_LARGE": (413, "El contenido es demasiado grande."),
    "RESOURCE_NOT_FOUND": (404, "No existe esa dirección."),
    "THROTTLED": (429, "Intente de nuevo en un momento."),
    "UNAUTHORIZED": (401, SIGN_IN),
    "UNSUPPORTED_MEDIA_TYPE": (415, "Envíe el contenido como application/json."),
    "WAF_FILTERED": (403, "La solicitud no se pudo atender."),
}
"""What the gateway refuses before the app hears of it."""
ANYTHING_ELSE = "DEFAULT_4XX"
"""Such as an address that is not there asked for with a token, which the gateway takes for a signature. Each refusal keeps
its own status: one that is named here would be that of all."""
MORE_HEADERS = {401: {"WWW-Authenticate": "'Bearer'"}, 429: {"Retry-After": "'1'"}, 503: {"Retry-After": "'2'"}}


def definition_of(template: Template) -> Template:
    """What to merge into the definition that Chalice made of the routes."""
    body = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    authorizer = {"x-amazon-apigateway-authorizer": {"providerARNs": [{"Fn::GetAtt": ["UserPool", "Arn"]}]}}
    return {
        "info": {"title": {"Fn::Sub": "${AWS::StackName}-api"}},
        "paths": {path: _methods(methods) for path, methods in body["paths"].items()},
        "securityDefinitions": dict.fromkeys(body["securityDefinitions"], authorizer),
        "x-amazon-apigateway-gateway-responses": {
            **{kind: _refusal(status, detail) for kind, (status, detail) in REFUSALS.items()},
            ANYTHING_ELSE: _refusal(400, "La solicitud no se pudo atender.", keeps_its_status=True),
        },
    }


def _methods(methods: Template) -> Template:
    return {method: {"x-amazon-apigateway-integration": _integration(method)} for method in methods}


def _integration(method: str) -> Template:
    if method != "options":
        return {"uri": URI}
    return {"responses": {"default": {"responseParameters": {f"method.response.header.{ALLOW_ORIGIN}": ORIGIN}}}}


def _refusal(status: int, detail: str, *, keeps_its_status: bool = False) -> Template:
    problem = to_builtins(Problem("about:blank", TITLES[status], status, detail, "urn:request:$context.requestId"))
    headers: dict[str, Any] = {
        "Content-Type": f"'{PROBLEM_JSON}'",
        "Cache-Control": "'no-store'",
        ALLOW_ORIGIN: ORIGIN,
        **MORE_HEADERS.get(status, {}),
    }
    refusal: Template = {"statusCode": str(status)}
    if keeps_its_status:
        del refusal["statusCode"], problem["status"]
    return {
        **refusal,
        "responseParameters": {f"gatewayresponse.header.{name}": value for name, value in headers.items()},
        "responseTemplates": {"application/json": encode(problem).decode()},
    }
