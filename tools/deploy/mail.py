"""The sender, whom SES must know: without one the user pool cannot be made, and all that was made before it is rolled back."""

from collections.abc import Mapping

from botocore.exceptions import ClientError

from .cloud import Cloud, DeployFailed

NOT_VERIFIED = (
    "SES in {region} has not verified {identity}, so that nobody could be invited: verify it there, or the domain, "
    "and then give that as MailIdentity (docs/deploying.md)."
)


def require_sender(cloud: Cloud, values: Mapping[str, str | None]) -> None:
    """Nothing is wrong with the sender of a stack that is to be made.

    Args:
        cloud: the account.
        values: of the stack's parameters.

    Raises:
        DeployFailed: SES does not know the identity that mails are to be sent with, or has not verified it.
    """
    identity = values.get("MailIdentity") or values["MailSender"]
    if not _is_verified(cloud, str(identity)):
        raise DeployFailed(NOT_VERIFIED.format(region=cloud.region, identity=identity))


def _is_verified(cloud: Cloud, identity: str) -> bool:
    try:
        return bool(cloud.client("sesv2").get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"])
    except ClientError as exc:
        if exc.response["Error"]["Code"] != "NotFoundException":
            raise
        return False
