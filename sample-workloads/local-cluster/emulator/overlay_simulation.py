"""IAM: SimulatePrincipalPolicy for roles, on moto's own evaluator: inline and attached policies, and the boundary.

A statement with conditions applies to nobody here, as in AWS where no values are given; the keys that it looks at are told
as missing. Not evaluated: NotResource, variables and question marks in policies, policies of organizations and of resources.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

import json

from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.iam.exceptions import IAMException, ValidationError
from moto.iam.responses import IamResponse

from overlay_support import adds_to, page

# AWS tells a hundred at most, and may tell fewer; so do we, so that who does not turn the page is found out.
PAGE = 20

# Some that AWS is known not to simulate together with others; which ones all in all it nowhere tells.
APART = {"s3:PutBucketObjectLockConfiguration", "s3:PutReplicationConfiguration", "s3:ReplicateDelete"}


class InvalidInput(IAMException):
    code = "InvalidInput"


@adds_to(IamResponse)
def simulate_principal_policy(self):
    arn = self._get_param("PolicySourceArn")
    if ":role/" not in arn:
        raise ValidationError(f"This emulator simulates roles alone, and not {arn}")
    together(self._get_param("ActionNames"))
    identity, boundary = statements_of(self.backend, self.backend.get_role_by_arn(arn))
    resources = self._get_param("ResourceArns") or ["*"]
    results = [result(action, resources, identity, boundary) for action in self._get_param("ActionNames")]
    limit = min(int(self._get_param("MaxItems") or PAGE), PAGE)
    found, marker = page(results, limit, self._get_param("Marker"))
    return ActionResult({"EvaluationResults": found, "IsTruncated": marker is not None, "Marker": marker})


def together(actions):
    """Refuses what takes different things to be decided, and names them in two groups, as AWS does."""
    apart = [action for action in actions if action in APART]
    others = [action for action in actions if action not in APART]
    if apart and others:
        groups = " and ".join(f"[{','.join(group)}]" for group in (others, apart))
        raise InvalidInput(f"Invalid Input Actions: {groups} require different authorization information.")


def statements_of(backend, role):
    """What a role's policies say, and what its boundary says; None where it has none."""
    documents = [backend.get_role_policy(role.name, name)[1] for name in backend.list_role_policies(role.name)]
    attached, _ = backend.list_attached_role_policies(role.name)
    documents += [default_document(backend, policy.arn) for policy in attached]
    identity = [statement for document in documents for statement in statements(document)]
    boundary = role.permissions_boundary_arn
    return identity, statements(default_document(backend, boundary)) if boundary else None


def default_document(backend, arn):
    return next(version.document for version in backend.get_policy(arn).versions if version.is_default)


def statements(document):
    found = json.loads(document)["Statement"]
    return found if isinstance(found, list) else [found]


def result(action, resources, identity, boundary):
    each = [on_resource(action, resource, identity, boundary) for resource in resources]
    decisions = [one["EvalResourceDecision"] for one in each]
    worst = next(d for d in ("explicitDeny", "implicitDeny", "allowed") if d in decisions)
    missing = sorted({key for one in each for key in one["MissingContextValues"]})
    return {
        "EvalActionName": action,
        "EvalResourceName": "*",  # the form of the ARN, which is not ours to know; what counts is told of each resource
        "EvalDecision": worst,
        "MissingContextValues": missing,
        "ResourceSpecificResults": each,
    }


def on_resource(action, resource, identity, boundary):
    decision, missing = evaluated(action, resource, identity)
    told = {"EvalResourceName": resource, "EvalResourceDecision": decision, "MissingContextValues": missing}
    if boundary is None:
        return told
    bounded, more = evaluated(action, resource, boundary)
    if decision == "allowed":
        decision = bounded
    return told | {
        "EvalResourceDecision": decision,
        "MissingContextValues": sorted({*missing, *more}),
        "PermissionsBoundaryDecisionDetail": {"AllowedByPermissionsBoundary": bounded == "allowed"},
    }


def evaluated(action, resource, statements):
    """The decision of these statements, and the keys of conditions on which it could depend."""
    permissions, missing = set(), set()
    for statement in statements:
        bare = {name: value for name, value in statement.items() if name != "Condition"}
        permission = IAMPolicyStatement(bare).is_action_permitted(action, resource)
        if permission == PermissionResult.NEUTRAL:
            continue
        if "Condition" in statement:
            missing |= {key for keys in statement["Condition"].values() for key in keys}
        else:
            permissions.add(permission)
    if PermissionResult.DENIED in permissions:
        return "explicitDeny", []
    return "allowed" if PermissionResult.PERMITTED in permissions else "implicitDeny", sorted(missing)
