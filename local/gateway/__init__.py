"""Chalice's local gateway, hardened: what API Gateway does in front of the app, done on this machine.

:mod:`.wire` reads a request within bounds, :mod:`.tokens` verifies who sends it, :mod:`.gateway` routes it to
the app, :mod:`.handler` writes the answer, and :mod:`.server` bounds how many do so at once. :mod:`.pages` stands for CloudFront.
"""

from .gateway import Gateway
from .pages import PublicPages
from .server import GatewayServer
from .tokens import JwksKeys, TokenVerifier
from .wire import Limits

__all__ = ["Gateway", "GatewayServer", "JwksKeys", "Limits", "PublicPages", "TokenVerifier"]
