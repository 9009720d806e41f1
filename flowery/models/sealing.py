"""A key as it is kept: encrypted with a secret that stands in the environment and not in the home,
so that neither the home nor a backup of it gives the key away.

The address is sealed in with the key: whoever could write into the database could otherwise have
the key sent to an address of their own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from functools import lru_cache

from pydantic import SecretStr

_SALT = 16  # bytes
_COST = 2**14  # with r=8 16 MB and 50 ms: a short secret is not found by trying


def sealed(key: SecretStr, address: str, secret: SecretStr) -> bytes:
    """The key of an address, to be kept."""
    from cryptography.fernet import Fernet  # 60 ms that a home without a kept key saves

    salt = os.urandom(_SALT)
    kept = json.dumps({"address": address, "key": key.get_secret_value()})
    return salt + Fernet(_derived(secret.get_secret_value(), salt)).encrypt(kept.encode())


def unsealed(kept: bytes, address: str, secret: SecretStr) -> SecretStr | None:
    """The key that was kept for this address; None when the secret is another one, or the key is
    of another address.
    """
    from cryptography.fernet import Fernet, InvalidToken

    try:
        box = Fernet(_derived(secret.get_secret_value(), kept[:_SALT]))
        found = json.loads(box.decrypt(kept[_SALT:]))
    except InvalidToken:
        return None
    return SecretStr(found["key"]) if found["address"] == address else None


@lru_cache(maxsize=8)
def _derived(secret: str, salt: bytes) -> bytes:
    derived = hashlib.scrypt(secret.encode(), salt=salt, n=_COST, r=8, p=1, dklen=32)
    return base64.urlsafe_b64encode(derived)
