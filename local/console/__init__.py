"""The console on this machine: the files of ``web/`` on an origin of their own, with the API under ``/api``.

:mod:`.assets` says what there is to serve and under which headers, here and in the deployed stack; :mod:`.site`
serves it and hands the rest on to the API's gateway.
"""

from .assets import WEB, Asset, console_assets, console_headers
from .site import ConsoleSite

__all__ = ["WEB", "Asset", "ConsoleSite", "console_assets", "console_headers"]
