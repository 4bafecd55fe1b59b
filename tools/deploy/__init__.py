"""``make deploy STAGE=dev``: from this folder to a running stack; ``make person``: somebody who can sign in to it.

:mod:`.run` is the order of a deployment, each other module one of its steps. Account, region and endpoint are those of
the environment (``AWS_PROFILE``, ``AWS_REGION``, ``AWS_ENDPOINT_URL``): nothing here knows whether it talks to AWS or
to a stand-in.
"""
