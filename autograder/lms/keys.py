"""Keys by which an LTI platform knows this tool: RSA, each known by the hash of its public half.

A folder holds them, `<time>.pem`, mode 0600; the last one made signs, and `jwks.json` beside them
shows the public halves of all, so that a new key can be made known before it is used alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from autograder.errors import OutputError, UsageError
from autograder.frozen import dataclass
from autograder.lms.secrets import Secret, secret_in
from autograder.store.folder import open_folder, write_whole

KEY, KEYS = "AUTOGRADER_LTI_KEY", "AUTOGRADER_LTI_KEYS"
JWKS = "jwks.json"
_BITS = 2048


@dataclass(frozen=True, kw_only=True)
class Key:
    """A private key, and what everybody may know of it."""

    private: rsa.RSAPrivateKey = field(repr=False)

    @property
    def jwk(self) -> dict[str, Any]:
        """Return the public half as a JSON Web Key, with its id."""
        public = _public(self.private)
        return {**public, "kid": _thumbprint(public), "alg": "RS256", "use": "sig"}

    @property
    def kid(self) -> str:
        return _thumbprint(_public(self.private))

    @property
    def pem(self) -> str:
        """Return the public half as PEM, for platforms that ask for that."""
        public = self.private.public_key()
        kind = serialization.PublicFormat.SubjectPublicKeyInfo
        return public.public_bytes(serialization.Encoding.PEM, kind).decode()


def _public(private: rsa.RSAPrivateKey) -> dict[str, Any]:
    jwk: dict[str, Any] = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    return {name: jwk[name] for name in ("e", "kty", "n")}


def _thumbprint(public: Mapping[str, Any]) -> str:
    """Return the id of a key that RFC 7638 gives it."""
    text = json.dumps(public, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def make_key(folder: Path, at: datetime) -> Path:
    """Make a key in a folder, show its public half in jwks.json, and return its file."""
    open_folder(folder)
    private = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / f"{at:%Y%m%dT%H%M%S.%f}.pem"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from None
    show_keys(folder)
    return path


def show_keys(folder: Path) -> None:
    """Write jwks.json anew, of the keys that there are."""
    jwks = {"keys": [key.jwk for key in keys_in(folder)]}
    write_whole(folder / JWKS, json.dumps(jwks, indent=1) + "\n")


def keys_in(folder: Path) -> list[Key]:
    """Return the keys in a folder, the newest first; raises UsageError."""
    paths = sorted(folder.glob("*.pem"), reverse=True)
    if not paths:
        raise UsageError(f"there is no key in {folder}: `autograder lti keys {folder}` makes one")
    return [_key(secret_in(path), str(path)) for path in paths]


def find_keys(environment: Mapping[str, str] = os.environ) -> list[Key]:
    """Return the keys to sign with, the newest first; raises UsageError."""
    if text := environment.get(KEY, "").strip():
        return [_key(Secret(text), KEY)]
    if folder := environment.get(KEYS):
        return keys_in(Path(folder))
    raise UsageError(
        f"set {KEYS} to the folder of `autograder lti keys`, or {KEY} to the private key itself"
    )


def _key(secret: Secret, where: str) -> Key:
    try:
        private = serialization.load_pem_private_key(secret.reveal().encode(), None)
    except (ValueError, TypeError):
        raise UsageError(f"{where} is no private key in PEM, or has a password") from None
    if not isinstance(private, rsa.RSAPrivateKey) or private.key_size < _BITS:
        raise UsageError(f"{where} is no RSA key of {_BITS} bits or more")
    return Key(private=private)
