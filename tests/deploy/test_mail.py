"""A stack is not begun whose sender SES does not know: it would be rolled back at the user pool."""

import pytest
from moto.ses.models import ses_backends

from tools.deploy.cloud import Cloud, DeployFailed
from tools.deploy.mail import require_sender

SENDER, DOMAIN = "avisos@desk.example", "desk.example"


def _ask_for(account: Cloud, identity: str, *, answered: bool) -> None:
    """Have SES verify an identity, and its owner answer."""
    account.client("sesv2").create_email_identity(EmailIdentity=identity)
    ses_backends[account.account][account.region].email_identities[identity].verified_for_sending_status = answered


def test_a_sender_that_nobody_asked_for_is_refused(account: Cloud) -> None:
    with pytest.raises(DeployFailed, match=f"SES in sa-east-1 has not verified {SENDER}"):
        require_sender(account, {"MailSender": SENDER})


def test_a_sender_that_waits_to_be_verified_is_refused(account: Cloud) -> None:
    _ask_for(account, SENDER, answered=False)
    with pytest.raises(DeployFailed, match=f"has not verified {SENDER}"):
        require_sender(account, {"MailSender": SENDER})


def test_a_verified_address_will_do(account: Cloud) -> None:
    _ask_for(account, SENDER, answered=True)
    require_sender(account, {"MailSender": SENDER, "MailIdentity": ""})


def test_where_a_domain_is_given_it_is_what_counts(account: Cloud) -> None:
    _ask_for(account, SENDER, answered=True)
    with pytest.raises(DeployFailed, match=f"has not verified {DOMAIN}"):
        require_sender(account, {"MailSender": SENDER, "MailIdentity": DOMAIN})
    _ask_for(account, DOMAIN, answered=True)
    require_sender(account, {"MailSender": SENDER, "MailIdentity": DOMAIN})
