"""CloudWatch log groups: their key, their class, deletion protection, and a retention that AWS would take."""

import json

from moto.core.exceptions import JsonRESTError
from moto.kms.models import kms_backends
from moto.logs.exceptions import InvalidParameterException, ResourceNotFoundException, ValidationException
from moto.logs.models import LogGroup, LogsBackend
from moto.logs.responses import LogsResponse

from overlay_support import adds_to, page, wraps

# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
RETENTION_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731)
RETENTION_DAYS += (1096, 1827, 2192, 2557, 2922, 3288, 3653)
CLASSES = ("STANDARD", "INFREQUENT_ACCESS", "DELIVERY")


def find_group(backend, identifier):
    """A group by its name or its ARN, with or without ':*' behind it."""
    wanted = (identifier or "").removesuffix(":*")
    for group in backend.groups.values():
        if wanted in (group.name, group.arn):
            return group
    raise ResourceNotFoundException()


def named_group(response):
    name = response._get_param("logGroupName") or response._get_param("resourceIdentifier")
    return find_group(response.logs_backend, name)


def require_usable_key(backend, arn):
    """AWS refuses a key that does not exist, is disabled, or whose policy does not let CloudWatch Logs use it."""
    kms = kms_backends[backend.account_id][backend.region_name]
    try:
        key = kms.describe_key(arn) if str(arn).startswith("arn:") else None
    except (JsonRESTError, KeyError):
        key = None
    if key is None or key.key_state != "Enabled":
        raise InvalidParameterException("The specified KMS Key Id could not be found.")
    if not lets_logs_in(key.policy, backend.region_name):
        raise InvalidParameterException("The specified KMS key does not exist or is not allowed to be used with this log group.")


def lets_logs_in(policy, region):
    statements = json.loads(policy).get("Statement", [])
    statements = statements if isinstance(statements, list) else [statements]
    return any(s.get("Effect") == "Allow" and names_logs(s.get("Principal"), region) for s in statements)


def names_logs(principal, region):
    services = principal.get("Service", []) if isinstance(principal, dict) else []
    services = services if isinstance(services, list) else [services]
    return principal == "*" or f"logs.{region}.amazonaws.com" in services or "logs.amazonaws.com" in services


@adds_to(LogsResponse)
def associate_kms_key(self):
    group = named_group(self)
    require_usable_key(self.logs_backend, self._get_param("kmsKeyId"))
    group.kms_key_id = self._get_param("kmsKeyId")
    return ""


@adds_to(LogsResponse)
def disassociate_kms_key(self):
    named_group(self).kms_key_id = None
    return ""


@wraps(LogsResponse)
def create_log_group(original, self):
    log_group_class = self._get_param("logGroupClass") or "STANDARD"
    if log_group_class not in CLASSES:
        raise InvalidParameterException(f"logGroupClass must be one of {', '.join(CLASSES)}")
    if self._get_param("kmsKeyId"):
        require_usable_key(self.logs_backend, self._get_param("kmsKeyId"))
    answer = original(self)
    group = find_group(self.logs_backend, self._get_param("logGroupName"))
    group.log_group_class = log_group_class
    group.deletion_protection = bool(self._get_param("deletionProtectionEnabled"))
    return answer


@adds_to(LogsResponse)
def put_log_group_deletion_protection(self):
    group = find_group(self.logs_backend, self._get_param("logGroupIdentifier"))
    group.deletion_protection = bool(self._get_param("deletionProtectionEnabled"))
    return ""


@wraps(LogsBackend)
def delete_log_group(original, self, log_group_name):
    group = self.groups.get(log_group_name)
    if group is not None and getattr(group, "deletion_protection", False):
        raise ValidationException(f"Log group {log_group_name} can't be deleted: deletion protection is enabled.")
    answer = original(self, log_group_name)
    self.tagger.delete_all_tags_for_resource(group.arn)
    return answer


@wraps(LogsBackend)
def put_retention_policy(original, self, log_group_name, retention_in_days):
    if retention_in_days not in RETENTION_DAYS:
        raise InvalidParameterException(
            constraint=f"Member must satisfy enum value set: {list(RETENTION_DAYS)}",
            parameter="retentionInDays",
            value=retention_in_days,
        )
    return original(self, log_group_name, retention_in_days)


@wraps(LogGroup)
def to_describe_dict(original, self):
    described = original(self) | {
        "logGroupClass": getattr(self, "log_group_class", "STANDARD"),
        "deletionProtectionEnabled": getattr(self, "deletion_protection", False),
    }
    if getattr(self, "data_protection", None):
        described["dataProtectionStatus"] = "ACTIVATED"
    return described


@adds_to(LogsResponse)
def list_log_groups(self):
    pattern, wanted_class = self._get_param("logGroupNamePattern"), self._get_param("logGroupClass")
    groups = [
        {"logGroupName": g.name, "logGroupArn": g.arn, "logGroupClass": getattr(g, "log_group_class", "STANDARD")}
        for g in sorted(self.logs_backend.groups.values(), key=lambda g: g.name)
        if matches(pattern, g.name) and wanted_class in (None, getattr(g, "log_group_class", "STANDARD"))
    ]
    found, token = page(groups, self._get_param("limit"), self._get_param("nextToken"))
    return json.dumps({"logGroups": found, "nextToken": token})


def matches(pattern, name):
    """A pattern is up to five parts joined by '|'; '^' ties a part to the beginning, otherwise it may stand anywhere."""
    parts = (pattern or "").split("|")
    return any(name.startswith(part[1:]) if part.startswith("^") else part in name for part in parts)
