"""CloudWatch Logs: data protection policies, which mask what they find in a group's events. Ours only keeps them."""

import json

from moto.logs.exceptions import InvalidParameterException
from moto.logs.responses import LogsResponse

from overlay_log_groups import find_group
from overlay_support import adds_to, now_ms


@adds_to(LogsResponse)
def put_data_protection_policy(self):
    group = find_group(self.logs_backend, self._get_param("logGroupIdentifier"))
    document = self._get_param("policyDocument")
    require_audit_and_deidentify(document)
    group.data_protection = {"policyDocument": document, "lastUpdatedTime": now_ms()}
    return described(self, group)


@adds_to(LogsResponse)
def get_data_protection_policy(self):
    return described(self, find_group(self.logs_backend, self._get_param("logGroupIdentifier")))


@adds_to(LogsResponse)
def delete_data_protection_policy(self):
    find_group(self.logs_backend, self._get_param("logGroupIdentifier")).data_protection = None
    return ""


def described(response, group):
    policy = getattr(group, "data_protection", None) or {}
    return json.dumps({"logGroupIdentifier": response._get_param("logGroupIdentifier")} | policy)


def require_audit_and_deidentify(document):
    """AWS wants one statement that audits and one that masks, over the same data identifiers."""
    try:
        statements = json.loads(document)["Statement"]
        operations = {name for statement in statements for name in statement["Operation"]}
        identifiers = [sorted(statement["DataIdentifier"]) for statement in statements]
    except (ValueError, KeyError, TypeError) as malformed:
        raise InvalidParameterException("The data protection policy is not valid.") from malformed
    if operations != {"Audit", "Deidentify"} or identifiers[0] != identifiers[-1]:
        raise InvalidParameterException("The policy needs one Audit and one Deidentify statement with the same DataIdentifier.")
