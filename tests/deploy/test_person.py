"""Who is invited works somewhere: the showroom is found by its name, or made. Who lost their phone gets in without its
codes. For the rest see tests/e2e/test_people.py.
"""

import pytest
from msgspec.structs import replace

from chalicelib.adapters.directory import all_showrooms
from chalicelib.settings import Settings
from tests.desk import ANA, NORTH
from tools.deploy.cloud import Cloud, DeployFailed
from tools.deploy.person import forget_authenticator, main, showroom_called

pytestmark = pytest.mark.usefixtures("tables")


def test_a_showroom_is_found_by_its_name_however_it_is_written() -> None:
    assert showroom_called(NORTH.name.upper(), "", "") == NORTH


def test_a_new_showroom_needs_its_place() -> None:
    with pytest.raises(DeployFailed, match="Vitrina Sur"):
        showroom_called("Quito Valle", "", "")
    made = showroom_called("Quito Valle", "Quito", "Calle Ficticia 1")
    assert made in all_showrooms()
    assert showroom_called("quito valle", "", "") == made


def test_a_lost_phones_codes_are_asked_for_no_more(settings: Settings, account: Cloud) -> None:
    cognito = account.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"]
    who = {"UserPoolId": pool["Id"], "Username": ANA.email}
    cognito.admin_create_user(**who)
    cognito.admin_set_user_password(**who, Password="Una-clave-larga-1", Permanent=True)
    client = cognito.create_user_pool_client(
        UserPoolId=pool["Id"], ClientName="console", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    way_in = {
        "ClientId": client,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": ANA.email, "PASSWORD": "Una-clave-larga-1"},
    }
    access = {"AccessToken": cognito.initiate_auth(**way_in)["AuthenticationResult"]["AccessToken"]}
    cognito.verify_software_token(**access, UserCode="123456")
    cognito.set_user_mfa_preference(**access, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True})
    assert cognito.initiate_auth(**way_in)["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    forget_authenticator(account, replace(settings, user_pool_arn=pool["Arn"]), ANA.email)
    assert "AuthenticationResult" in cognito.initiate_auth(**way_in)
    with pytest.raises(cognito.exceptions.NotAuthorizedException):
        cognito.get_user(**access)


def test_who_did_not_lose_a_phone_is_told_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--stage", "dev", "--email", ANA.email, "--name", ANA.name])
    assert "--lost-phone" in capsys.readouterr().err
