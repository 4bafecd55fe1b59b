"""The second step of a sign-in: an authenticator app shares a key with the user pool, which asks for its codes.

Everything is done with somebody's own access token, so that nobody else's can be touched.
"""

from .people import BAD_CODE, BAD_PASSWORD, WITH_TOKEN, Refusals, ask, wrong_code

FACTOR = "SOFTWARE_TOKEN_MFA"
DONE = "SUCCESS"
AT_KEY: Refusals = {**WITH_TOKEN, **dict.fromkeys((*BAD_CODE, *BAD_PASSWORD), wrong_code)}


def is_on(access_token: str) -> bool:
    """Whether a code is asked for when this person signs in.

    Raises:
        SignInRefused, TooManyAttempts
    """
    return FACTOR in ask("get_user", WITH_TOKEN, AccessToken=access_token).get("UserMFASettingList", ())


def new_key(access_token: str) -> str:
    """A key (base 32) to give to an authenticator; it takes the place of another that was not confirmed.

    Raises:
        SignInRefused, TooManyAttempts
    """
    return str(ask("associate_software_token", WITH_TOKEN, AccessToken=access_token)["SecretCode"])


def switch_on(access_token: str, code: str) -> None:
    """Ask for codes from now on: an authenticator that has the last key gives this one.

    Raises:
        Invalid: it is no code of that key.
        SignInRefused, TooManyAttempts
    """
    if ask("verify_software_token", AT_KEY, AccessToken=access_token, UserCode=code)["Status"] != DONE:
        raise wrong_code()
    _prefer(access_token, on=True)


def switch_off(access_token: str) -> None:
    """Ask for no code any more.

    Raises:
        SignInRefused, TooManyAttempts
    """
    _prefer(access_token, on=False)


def _prefer(access_token: str, *, on: bool) -> None:
    setting = {"Enabled": on, "PreferredMfa": on}
    ask("set_user_mfa_preference", WITH_TOKEN, AccessToken=access_token, SoftwareTokenMfaSettings=setting)
