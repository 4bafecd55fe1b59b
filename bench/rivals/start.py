"""``python -I start.py HANDLER FOLDER …``: AWS's runtime client on a function's folder, and on nothing else."""

import os
import sys

handler, *folders = sys.argv[1:]
sys.path[:0] = folders

from awslambdaric import bootstrap  # noqa: E402 - found in the folders
from awslambdaric.lambda_runtime_client import LambdaRuntimeClient  # noqa: E402

bootstrap.run(handler, LambdaRuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"], False))
