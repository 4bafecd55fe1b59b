"""The deployed stack from end to end: the template that AWS would get, on ministack with ``AUTH=true``.

API Gateway → Lambda processes → tables → pages → queues → mail, each function with its own role's rights. Nothing of
:mod:`local`'s gateway or schedules takes part. :mod:`.ministack` lists where the stand-in falls short.
"""
