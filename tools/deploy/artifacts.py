"""Where packages and templates wait for CloudFormation: a private, versioned bucket, made if it is not there."""

from hashlib import sha256

from botocore.exceptions import ClientError

from .cloud import Cloud

KEPT_DAYS = 90
"""An artifact that somebody deletes can be had back for so long; none is ever replaced, for its key is its digest."""
HOME_REGION = "us-east-1"
"""The only region that a bucket must not name."""


def artifact_bucket(cloud: Cloud, stage: str) -> str:
    """The stage's artifact bucket, private, versioned and encrypted; its name is the account's own."""
    name = f"mis-seguimientos-{stage}-artifacts-{cloud.account}-{cloud.region}"
    s3, owner = cloud.client("s3"), {"Bucket": name, "ExpectedBucketOwner": cloud.account}
    if not _is_there(cloud, name):
        where = {} if cloud.region == HOME_REGION else {"LocationConstraint": cloud.region}
        s3.create_bucket(Bucket=name, **({"CreateBucketConfiguration": where} if where else {}))
    closed = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    s3.put_public_access_block(**owner, PublicAccessBlockConfiguration=dict.fromkeys(closed, True))
    s3.put_bucket_versioning(**owner, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_lifecycle_configuration(
        **owner,
        LifecycleConfiguration={
            "Rules": [
                {
                    "ID": "deleted",
                    "Status": "Enabled",
                    "Filter": {"Prefix": ""},
                    "NoncurrentVersionExpiration": {"NoncurrentDays": KEPT_DAYS},
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                }
            ]
        },
    )
    return name


def upload(cloud: Cloud, bucket: str, body: bytes, suffix: str) -> str:
    """Put an artifact into the bucket; its key is made from its bytes, so that the same build changes nothing."""
    key = f"{sha256(body).hexdigest()}{suffix}"
    s3, owner = cloud.client("s3"), {"Bucket": bucket, "ExpectedBucketOwner": cloud.account}
    if not s3.list_objects_v2(**owner, Prefix=key, MaxKeys=1)["KeyCount"]:
        s3.put_object(**owner, Key=key, Body=body, ServerSideEncryption="AES256")
    return key


def _is_there(cloud: Cloud, name: str) -> bool:
    """Whether the bucket is there; somebody else's of that name is an error."""
    try:
        cloud.client("s3").head_bucket(Bucket=name, ExpectedBucketOwner=cloud.account)
    except ClientError as exc:
        if exc.response["Error"]["Code"] != "404":
            raise
        return False
    return True
