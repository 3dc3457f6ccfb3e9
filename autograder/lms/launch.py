"""A launch that a platform has signed: the addresses of the course's services stand in it.

It is read once, to learn where a class is; nobody is let in by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt

from autograder.errors import UsageError
from autograder.lms.http import Web

_LTI = "https://purl.imsglobal.org/spec/lti/claim"
_AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
_NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"


def places_in(token: str, key_set: str, web: Web) -> dict[str, str]:
    """Return what class.yaml says of the platform; UsageError if it has not signed the launch.

    Its time is not looked at: a launch lives for a minute, and a person copies it by hand.
    """
    claims = _verified(token.strip(), web.ask("GET", key_set).data())
    services = claims.get(_AGS) or {}
    if "lineitems" not in services:
        raise UsageError("the launch names no grade service: allow it in the tool's settings there")
    audience = claims["aud"]
    client = audience if isinstance(audience, str) else claims.get("azp") or audience[0]
    found = {
        "issuer": str(claims["iss"]),
        "client": str(client),
        "deployment": str(claims.get(f"{_LTI}/deployment_id") or ""),
        "line_items": str(services["lineitems"]),
        "members": str((claims.get(_NRPS) or {}).get("context_memberships_url") or ""),
    }
    return {name: value for name, value in found.items() if value}


def _verified(token: str, key_set: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        keys = {key.key_id: key for key in jwt.PyJWKSet.from_dict(dict(key_set)).keys}
        if kid not in keys:
            raise UsageError(
                "the launch is signed with a key that is not in the platform's key set"
            )
        options: Any = {"verify_aud": False, "verify_exp": False, "verify_iat": False}
        claims = jwt.decode(token, keys[kid], ["RS256"], options=options)
    except jwt.PyJWTError:
        raise UsageError(
            "the file holds no launch (an id_token) that the platform has signed"
        ) from None
    if claims.get(f"{_LTI}/version") != "1.3.0":
        raise UsageError("the launch is not one of LTI 1.3")
    return claims
