"""The console's headers, from those that it has on one machine: its policy names the import map's digest."""

from local.console.assets import WEB, console_headers

from .chalice_template import Template

BY_NAME = {"Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"}
"""What CloudFront has a field of its own for; the other two are in infra/console.yaml."""


def console_resources() -> Template:
    """What is merged into the policy of the console's headers."""
    headers = console_headers((WEB / "index.html").read_bytes())
    others = [
        {"Header": name, "Value": value, "Override": True} for name, value in headers.items() if name not in BY_NAME
    ]
    config = {
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"ContentSecurityPolicy": headers["Content-Security-Policy"], "Override": True}
        },
        "CustomHeadersConfig": {"Items": others},
    }
    return {"ConsoleHeaders": {"Properties": {"ResponseHeadersPolicyConfig": config}}}
