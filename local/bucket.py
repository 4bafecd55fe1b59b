"""The bucket of the public pages, on the local stand-in for S3."""

from botocore.exceptions import ClientError
from botocore.session import get_session


def make_bucket(name: str) -> None:
    """Create it unless it is there."""
    s3 = get_session().create_client("s3")
    try:
        s3.head_bucket(Bucket=name)
    except ClientError as exc:
        if exc.response["Error"]["Code"] != "404":
            raise
        s3.create_bucket(Bucket=name)
