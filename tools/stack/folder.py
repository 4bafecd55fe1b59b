"""Where the template's parts are, and where the whole is written."""

from local.home import REPOSITORY

INFRA = REPOSITORY / "infra"
BUILD = REPOSITORY / "build"
