"""CloudWatch Logs: data protection policies, which mask what they find in a group's events.

Ours finds social security numbers and mail addresses, by their form alone. AWS has more identifiers, and for some of them
also looks for words nearby.
"""

import json
import re

from moto.logs.exceptions import InvalidParameterException
from moto.logs.models import LogGroup
from moto.logs.responses import LogsResponse

from overlay_log_groups import find_group
from overlay_support import adds_to, now_ms, wraps

FORMS = {"Ssn-US": r"\b\d{3}-\d{2}-\d{4}\b", "EmailAddress": r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b"}


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


@wraps(LogGroup)
def filter_log_events(original, self, *arguments, **named):
    events, token, streams = original(self, *arguments, **named)
    return [masked(self, event) for event in events], token, streams


@wraps(LogGroup)
def get_log_events(original, self, *arguments, **named):
    events, *tokens = original(self, *arguments, **named)
    return [masked(self, event) for event in events], *tokens


def masked(group, event):
    """The event as who may not unmask sees it; what came before the policy stays as it was."""
    policy = getattr(group, "data_protection", None)
    if not policy or event["ingestionTime"] < policy["lastUpdatedTime"]:
        return event
    message = event["message"]
    for identifier in json.loads(policy["policyDocument"])["Statement"][0]["DataIdentifier"]:
        form = FORMS.get(identifier.rsplit("/", 1)[-1])
        message = re.sub(form, lambda found: "*" * len(found[0]), message) if form else message
    return event | {"message": message}
