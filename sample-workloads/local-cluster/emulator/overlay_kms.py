"""KMS: a rotation period that is kept and checked, a checked deletion window, keys that refuse when they are disabled."""

import json
from datetime import timedelta

from moto.core.exceptions import JsonRESTError
from moto.core.utils import unix_time, utcnow
from moto.kms.exceptions import ValidationException
from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse

from overlay_support import wraps


def within(name, value, low, high):
    if not low <= value <= high:
        bound = f"less than or equal to {high}" if value > high else f"greater than or equal to {low}"
        raise ValidationException(
            f"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: "
            f"Member must have value {bound}"
        )


def usable(key):
    if key.key_state == "PendingDeletion":
        raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
    if key.key_state == "Disabled":
        raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
    return key


def key_of(response):
    return response.kms_backend.describe_key(response._get_param("KeyId"))


@wraps(KmsResponse)
def enable_key_rotation(original, self):
    self._validate_cmk_id(self._get_param("KeyId"))
    key = usable(key_of(self))
    period = self._get_param("RotationPeriodInDays") or getattr(key, "rotation_period", 365)
    within("rotationPeriodInDays", period, 90, 2560)
    if key.key_spec != "SYMMETRIC_DEFAULT":
        raise JsonRESTError("UnsupportedOperationException", f"{key.arn} can't be rotated automatically.")
    key.rotation_period, key.rotation_since = period, utcnow()
    return original(self)


@wraps(KmsResponse)
def get_key_rotation_status(original, self):
    status = json.loads(original(self))
    key = key_of(self)
    status["KeyId"] = key.arn
    if status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = key.rotation_period
        status["NextRotationDate"] = unix_time(key.rotation_since + timedelta(days=key.rotation_period))
    return json.dumps(status)


@wraps(KmsResponse)
def schedule_key_deletion(original, self):
    window = self._get_param("PendingWindowInDays", 30)
    within("pendingWindowInDays", window, 7, 30)
    self._validate_cmk_id(self._get_param("KeyId"))
    key = key_of(self)
    if key.key_state == "PendingDeletion":
        raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
    answer = json.loads(original(self))
    return json.dumps(answer | {"KeyId": key.arn, "KeyState": "PendingDeletion", "PendingWindowInDays": window})


def also_by_arn(name):
    """AWS takes a key's ARN wherever it takes its id; moto does not everywhere."""
    original = getattr(KmsBackend, name)
    setattr(KmsBackend, name, lambda self, key_id, *others: original(self, self.get_key_id(key_id), *others))


for operation in ("disable_key", "enable_key", "schedule_key_deletion", "cancel_key_deletion"):
    also_by_arn(operation)


@wraps(KmsBackend)
def encrypt(original, self, key_id, *arguments, **named):
    usable(self.describe_key(key_id))
    return original(self, key_id, *arguments, **named)


@wraps(KmsBackend)
def decrypt(original, self, *arguments, **named):
    plaintext, arn = original(self, *arguments, **named)
    usable(self.describe_key(arn))
    return plaintext, arn


@wraps(KmsBackend)
def sign(original, self, key_id, *arguments, **named):
    usable(self.describe_key(key_id))
    return original(self, key_id, *arguments, **named)


@wraps(KmsBackend)
def generate_mac(original, self, *arguments, **named):
    usable(self.describe_key(named.get("key_id") or arguments[1]))
    return original(self, *arguments, **named)
