"""The console's origin: its files under their headers, the API under ``/api``, and nothing else."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from local.console import Asset, ConsoleSite, console_assets
from local.console.assets import LIBRARIES, WEB
from local.console.preloads import MARK, imported_by, with_preloads
from local.gateway import Gateway, GatewayServer, TokenVerifier
from local.home import DEFAULT_HOME
from local.install import is_installed, node_modules

from .conftest import ROOMY, tiny_app
from .raw import RawClient, request
from .test_wire import assert_problem

ENGINES = DEFAULT_HOME / "engines"

pytestmark = pytest.mark.skipif(not is_installed(ENGINES), reason="the console's libraries are not here: make engines")


@pytest.fixture(scope="module")
def assets() -> dict[str, Asset]:
    return console_assets(node_modules(ENGINES))


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that may be changed: others are served from ``web/`` meanwhile."""
    return copytree(WEB, tmp_path_factory.mktemp("files") / "web")


@pytest.fixture(scope="module")
def server(verifier: TokenVerifier, web: Path) -> Iterator[GatewayServer]:
    site = ConsoleSite(node_modules(ENGINES), Gateway(tiny_app(), verifier), web)
    server = GatewayServer("127.0.0.1", 0, site, ROOMY)
    with server.serving():
        yield server


def test_the_root_is_the_page_under_a_strict_policy(client: RawClient) -> None:
    answer = client.ask(request("GET", "/"))
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    before, after = (WEB / "index.html").read_text().split(MARK)
    assert answer.body.decode().startswith(before)
    assert answer.body.decode().endswith(after)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_file_of_the_import_map_and_of_the_page_is_there(assets: dict[str, Asset]) -> None:
    index = assets["index.html"].body.decode()
    named = {*re.findall(r'(?:href|src)="([^"]+)"', index), *re.findall(r'"\./([^"]+)"', index)}
    assert named >= set(LIBRARIES)
    assert named - set(assets) == set()


def test_the_page_names_each_module_that_it_starts_with_once_and_no_other(assets: dict[str, Asset]) -> None:
    index = assets["index.html"].body.decode()
    named = re.findall(r'<link rel="modulepreload" href="([^"]+)"', index)
    assert len(named) == len(set(named))
    assert {"early.js", "app.js", "vendor/preact.js", "views/follow-ups/list.js"} <= set(named) <= set(assets)
    assert not {"sw.js", "views/login.js", "views/follow-ups/detail.js"} & set(named), "fetched when they are needed"


def test_what_asks_for_the_data_goes_before_the_rest(assets: dict[str, Asset]) -> None:
    index = assets["index.html"].body.decode()
    links = re.findall(r'rel="modulepreload" href="([^"]+)"', index)
    before_the_app = links[: links.index("app.js")]
    assert before_the_app[0] == "early.js"
    assert {"lib/http.js", "views/follow-ups/agenda.js"} <= set(before_the_app)
    assert len(before_the_app) < 20, "or it would not be early"


def test_imports_are_followed_through_names_folders_and_circles() -> None:
    scripts = {
        "app.js": 'import { a } from "a";\nimport "./parts/b.js";\nconst later = () => import("./later.js");',
        "vendor/a.js": 'import{x as y}from"./x.js";export*from"../parts/b.js";',
        "vendor/x.js": "/** import { z } from nowhere */\nexport const x = 1;",
        "parts/b.js": 'export {\n  c,\n} from "../parts/../app.js";',
        "later.js": "",
    }
    assert imported_by("app.js", scripts, {"a": "./vendor/a.js"}) == [
        "app.js",
        "vendor/a.js",
        "parts/b.js",
        "vendor/x.js",
    ]
    assert with_preloads(f"<head>\n{MARK}</head>", {"app.js": "", "early.js": ""}) == (
        '<head>\n<link rel="modulepreload" href="early.js">\n<link rel="modulepreload" href="app.js">\n</head>'
    )


def test_the_worker_is_told_of_every_file_and_of_another_version_when_one_changes(assets: dict[str, Asset]) -> None:
    shell = json.loads(assets["shell.js"].body.removeprefix(b"self.SHELL = ").rstrip(b";\n"))
    assert set(shell["files"]) == set(assets) - {"index.html", "sw.js", "shell.js"} | {"./"}
    assert re.fullmatch(r"[0-9a-f]{16}", shell["version"])


def test_what_is_not_for_browsers_stays_at_home(client: RawClient, assets: dict[str, Asset]) -> None:
    for path in ("/package.json", "/tsconfig.json", "/STYLE.md", "/index.html/..", "/../app.py", "/vendor/preact.mjs"):
        assert_problem(client.ask(request("GET", path)), 404)
    assert not [name for name in assets if name.endswith((".json", ".md", ".map"))]


def test_it_is_zipped_for_whoever_can_unzip(client: RawClient) -> None:
    plain = client.ask(request("GET", "/app.js"))
    zipped = client.ask(request("GET", "/app.js", Accept_Encoding="gzip, br"))
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body


def test_an_unchanged_file_is_not_sent_again(client: RawClient) -> None:
    first = client.ask(request("GET", "/style/base.css"))
    again = client.ask(request("GET", "/style/base.css", If_None_Match=first.headers["etag"]))
    assert (again.status, again.body) == (304, b"")


def test_a_changed_file_is_read_again(client: RawClient, web: Path) -> None:
    extra = web / "icons" / "of-another-test.svg"
    assert client.ask(request("GET", "/icons/of-another-test.svg")).status == 404
    extra.write_text("<svg/>")
    try:
        assert client.ask(request("GET", "/icons/of-another-test.svg")).body == b"<svg/>"
    finally:
        extra.unlink()
    assert client.ask(request("GET", "/icons/of-another-test.svg")).status == 404


def test_the_api_is_under_its_own_path_with_its_own_rules(client: RawClient, sign: Callable[..., str]) -> None:
    assert client.ask(request("GET", "/api/open")).json == {"ok": True}
    assert client.ask(request("GET", "/api/things/a?b=c")).json == {"thing": "a", "query": {"b": ["c"]}}
    assert client.ask(request("POST", "/api/echo", b"12345")).json == {"length": 5}
    assert_problem(client.ask(request("GET", "/api/mine")), 401)
    signed = client.ask(request("GET", "/api/mine", Authorization=f"Bearer {sign()}"))
    assert signed.json["sub"] == "s-1"
    for path in ("/open", "/api", "/api/", "/apiopen"):
        assert_problem(client.ask(request("GET", path)), 404)


def test_files_are_only_read(client: RawClient) -> None:
    answer = client.ask(request("POST", "/app.js", b"x"))
    assert_problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"
