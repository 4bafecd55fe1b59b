"""The zip that is deployed: it works alone, weighs what it may, and is the same every time."""

import json
import re
from collections.abc import Callable
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from struct import unpack
from zipfile import ZipFile

from msgspec.json import encode

from chalicelib.adapters.render import render_page
from chalicelib.domain.proforma import PageState
from tests.pages.samples import STREET, a_page
from tests.pages.test_render import LINKS
from tools.package.build import Package, build
from tools.package.clients import SERVICES

from .cold_modules import LIST, modules_of, recorded
from .conftest import STAGE

Inside = Callable[..., str]
SOURCES = Path(__file__).parents[2] / "chalicelib"

MOST_BYTES = 5_500_000
"""Zipped; 4.9 MB when this was written. What takes it further must be worth it, and change this line."""
MOST_BYTES_UNZIPPED = 16_000_000
UNCHECKED = 0b01

EVERY_MODULE = """
from importlib import import_module
from pathlib import Path
root = Path(sys.argv[1])
for path in sorted((root / "chalicelib").rglob("*.py")):
    import_module(".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))
foreign = [m.__file__ for m in sys.modules.values() if "site-packages" in (getattr(m, "__file__", None) or "")]
print(foreign)
"""

PAGE = """
from chalicelib.adapters.render import PageLinks, render_page
from chalicelib.domain.proforma import PageState, ProformaContent
from msgspec.json import decode
content, links = decode(sys.stdin.read(), type=tuple[ProformaContent, PageLinks])
sys.stdout.write(render_page(content, PageState.CURRENT, links))
"""

SELDOM_USED = """
from datetime import UTC, date, datetime
import zoneinfo
zoneinfo.reset_tzpath([])
assert datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("America/Guayaquil")).utcoffset().total_seconds() == -5 * 3600
zoneinfo.ZoneInfo("UTC"), zoneinfo.ZoneInfo("Pacific/Galapagos")
from chalicelib.domain.customer import normal_phone
print(normal_phone("098 765 4321"), normal_phone("+57 301 234 5678"), normal_phone("+34 612 345 678"))
from stdnum.ec import ci, ruc
print(ci.is_valid("1710034065"), ruc.is_valid("1792060346001"), ci.is_valid("1710034064"))
from chalicelib.domain.working_days import _national_holidays
print(date(2026, 8, 10) in _national_holidays(2026), date(2026, 8, 11) in _national_holidays(2026))
"""

CLIENTS = """
from botocore.config import Config
from chalicelib.adapters.aws import new_client
for service in sys.stdin.read().split():
    client = new_client(service, Config())
    client.meta.service_model.client_context_parameters  # read at the first call
    print(service, client.meta.endpoint_url, len(client.meta.service_model.operation_names))
"""

DOCSTRING = """
from botocore.config import Config
from chalicelib.adapters.aws import new_client
print(str(new_client("sqs", Config()).send_message.__doc__))
"""

COMPILED = """
import app
from pathlib import Path
print([m.__name__ for m in list(sys.modules.values())
       if (getattr(m, "__file__", None) or "").startswith(sys.argv[1]) and m.__file__.endswith(".py")
       and not Path(m.__cached__).exists()])
"""


def test_the_same_sources_give_the_same_bytes(package: Package, tmp_path: Path) -> None:
    again = build(STAGE, tmp_path)
    assert again.archive.read_bytes() == package.archive.read_bytes()
    assert again.template.read_bytes() == package.template.read_bytes()


def test_it_weighs_what_it_may(package: Package) -> None:
    assert package.archive.stat().st_size <= MOST_BYTES
    assert package.bytes_unzipped <= MOST_BYTES_UNZIPPED


def test_everybody_may_read_its_files_and_none_has_a_date(package: Package) -> None:
    with ZipFile(package.archive) as packed:
        entries = packed.infolist()
    assert {(entry.external_attr >> 16) & 0o777 for entry in entries} == {0o644}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


def test_every_module_of_the_app_can_be_imported_from_it_alone(inside: Inside) -> None:
    assert inside(EVERY_MODULE).strip() == "[]"


def test_it_answers_a_list(inside: Inside) -> None:
    answer = json.loads(inside(LIST))["answer"]
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["items"] == []


def test_a_cold_container_imports_what_is_recorded_and_nothing_else(inside: Inside) -> None:
    found, wanted = modules_of(inside(LIST)), recorded()
    told = "; if it is worth it: python -m tests.package.cold_modules"
    assert found - wanted == set(), f"more is imported{told}"
    assert wanted - found == set(), f"less is imported{told}"


def test_it_renders_the_page_that_the_sources_render(inside: Inside) -> None:
    content = a_page(STREET)
    assert inside(PAGE, encode((content, LINKS)).decode()) == render_page(content, PageState.CURRENT, LINKS)


def test_what_is_seldom_used_was_not_cut(inside: Inside) -> None:
    phones, numbers, holidays = inside(SELDOM_USED).splitlines()
    assert phones == "+593987654321 +573012345678 +34612345678"
    assert numbers == "True True False"
    assert holidays == "True False"


def test_every_service_that_the_adapters_call_is_in_it_and_no_other(inside: Inside) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    called = set(re.findall(r'(?:new_client\(\s*|SERVICE = )"([^"]+)"', sources))
    assert called == SERVICES.keys()
    told = [line.split() for line in inside(CLIENTS, " ".join(sorted(called))).splitlines()]
    assert [service for service, _, _ in told] == sorted(called)
    assert all("us-east-1" in address or service == "s3" for service, address, _ in told)
    assert all(int(operations) > 10 for _, _, operations in told)


def test_what_was_put_off_is_found_when_it_is_used(inside: Inside) -> None:
    assert "send_message(" in inside(DOCSTRING)


def test_every_module_comes_compiled_and_no_pyc_is_stale(unzipped: Path, inside: Inside) -> None:
    assert inside(COMPILED).strip() == "[]"
    sources = list(unzipped.rglob("*.py"))
    assert unzipped / "app.py" in sources
    for source in sources:
        flags, hashed = unpack("<4xI8s", Path(cache_from_source(str(source))).read_bytes()[:16])
        assert flags == UNCHECKED
        assert hashed == source_hash(source.read_bytes()), source


def test_nothing_in_it_tells_where_it_was_made(unzipped: Path) -> None:
    for compiled in unzipped.rglob("*.pyc"):
        assert str(Path(__file__).parents[2]).encode() not in compiled.read_bytes()
