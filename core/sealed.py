"""Personal numbers at rest: AES-256-GCM with a key ring, a keyed hash for equality search, masks for the eye."""

import base64
import hashlib
import hmac
import os
import unicodedata

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"  # AES-256-GCM; another algorithm would take another byte


def seal(plain, *, bound_to):
    """Encrypts text. `bound_to` ("model.field:row seal") is authenticated: moved elsewhere, it no longer opens."""
    if not plain:
        return ""
    return base64.b64encode(seal_bytes(plain.encode(), bound_to=bound_to)).decode()


def unseal(sealed, *, bound_to):
    """Opens what `seal` closed. Raises cryptography's InvalidTag when it was moved or altered."""
    if not sealed:
        return ""
    return unseal_bytes(base64.b64decode(sealed), bound_to=bound_to).decode()


def seal_bytes(plain, *, bound_to):
    """Encrypts the bytes of a file."""
    number, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = os.urandom(12)
    return _VERSION + bytes([number]) + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal_bytes(raw, *, bound_to):
    """Opens what `seal_bytes` closed; raises InvalidTag like `unseal`."""
    return AESGCM(settings.FIELD_KEYS[raw[1]]).decrypt(raw[2:14], raw[14:], bound_to.encode())


def sealed_with(sealed):
    """The number of the key that closed it, for key rotation."""
    return base64.b64decode(sealed)[1]


def index(plain):
    """Keyed hash of a normalised number, for equality search and uniqueness; "" for nothing."""
    tidy = unicodedata.normalize("NFKC", plain or "").replace(" ", "").upper()
    return hmac.new(settings.INDEX_KEY, tidy.encode(), hashlib.sha256).hexdigest() if tidy else ""


def mask_id(plain):
    """6301**********1120"""
    return f"{plain[:4]}{'*' * (len(plain) - 8)}{plain[-4:]}" if len(plain) > 8 else "*" * len(plain)


def mask_phone(plain):
    """138****5678"""
    return f"{plain[:3]}****{plain[-4:]}" if len(plain) > 7 else "*" * len(plain)
