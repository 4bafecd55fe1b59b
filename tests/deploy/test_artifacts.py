"""The artifact bucket: made once, private, versioned; the same bytes are sent once."""

from tools.deploy.artifacts import artifact_bucket, upload
from tools.deploy.cloud import Cloud


def test_the_bucket_is_private_versioned_and_made_once(account: Cloud) -> None:
    name = artifact_bucket(account, "dev")
    assert artifact_bucket(account, "dev") == name == "mis-seguimientos-dev-artifacts-123456789012-sa-east-1"
    s3 = account.client("s3")
    closed = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
    assert set(closed.values()) == {True}
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    assert s3.get_bucket_location(Bucket=name)["LocationConstraint"] == "sa-east-1"


def test_the_same_build_is_sent_once_and_another_beside_it(account: Cloud) -> None:
    bucket = artifact_bucket(account, "dev")
    first, again, other = (upload(account, bucket, body, ".zip") for body in (b"one", b"one", b"two"))
    assert first == again != other
    versions = account.client("s3").list_object_versions(Bucket=bucket)["Versions"]
    assert sorted(one["Key"] for one in versions) == sorted([first, other])
