"""IAM: what a call is about, which moto takes to be everything but in S3, and refusals in the words of JSON services.

Rights count once `POST /moto-api/reset-auth` with a body of 0 has said so. Conditions of policies do not count.

https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

import json

from moto.core.exceptions import JsonRESTError
from moto.iam.access_control import IAMRequest, IAMRequestBase

from overlay_support import wraps


@wraps(IAMRequestBase)
def check_action_permitted(original, self, resource):
    self._action = object_action(self) or bucket_action(self) or in_words_of_policies(self._action)
    for one in resources(self) if resource == "*" else [resource]:
        try:
            original(self, one)
        except Exception:
            print(f"denied: {self._action} on {one}", flush=True)
            raise


@wraps(IAMRequest)
def check_signature(original, self):
    """What was asked in CBOR was signed so too, and is JSON by now."""
    if "Smithy-Protocol" not in self._headers:
        original(self)


@wraps(IAMRequest)
def _raise_access_denied(original, self):
    if "X-Amz-Target" in self._headers:
        raise JsonRESTError("AccessDeniedException", f"{self._access_key.arn} is not authorized to perform: {self._action}")
    original(self)


def in_words_of_policies(action):
    """Some services are called otherwise where calls are signed."""
    return action.replace("monitoring:", "cloudwatch:").replace("tagging:", "tag:")


def bucket_action(request):
    """The right that a setting of a bucket takes, of which moto knows some."""
    setting = BUCKET_SETTINGS.get(request._path.partition("?")[2].partition("=")[0])
    verb = {"GET": "Get", "PUT": "Put"}.get(request._method)
    return f"s3:{verb}{setting}" if request._service == "s3" and setting and verb else None


def object_action(request):
    """The right that the legal hold or the tags of a version take, which moto takes for one on the object."""
    path, _, query = request._path.partition("?")
    asked = {one.partition("=")[0] for one in query.split("&")}
    verb = {"GET": "Get", "PUT": "Put"}.get(request._method)
    if request._service != "s3" or not verb or not path.strip("/").partition("/")[2]:
        return None
    if "legal-hold" in asked:
        return f"s3:{verb}ObjectLegalHold"
    return f"s3:{verb}ObjectVersionTagging" if asked >= {"tagging", "versionId"} else None


def resources(request):
    """ARNs of all that a call is about; a star where AWS has no ARN for it."""
    if request._action == "iam:SimulatePrincipalPolicy":
        return request._data["PolicySourceArn"]
    if request._action == "eks:DescribeCluster":
        return [f"arn:aws:eks:{request._region}:{request.account_id}:cluster/{request._path.rpartition('/')[2]}"]
    about = ABOUT.get(request._service)
    if about is None or "X-Amz-Target" not in request._headers:
        return ["*"]
    place = f"arn:aws:{request._action.split(':')[0]}:{request._region}:{request.account_id}:"
    body = json.loads(request._body or b"{}")
    return [arn if arn.startswith("arn:") else place + arn for arn in about(request._action, body)] or ["*"]


def about_keys(action, body):
    named = [body[name] for name in ("KeyId", "TargetKeyId") if name in body]
    return [name if ":" in name else f"key/{name}" for name in named] + [body[name] for name in ("AliasName",) if name in body]


def about_logs(action, body):
    if action in ("logs:DescribeQueryDefinitions", "logs:PutQueryDefinition"):
        return []
    if "anomalyDetectorArn" in body:
        return [body["anomalyDetectorArn"]]
    if "resourceArn" in body or "logGroupArnList" in body:
        return [body["resourceArn"]] if "resourceArn" in body else body["logGroupArnList"]
    group = body.get("logGroupIdentifier") or body.get("logGroupName") or body.get("filterLogGroupArn") or "*"
    arn = group if group.startswith("arn:") else f"log-group:{group}"
    return [f"{arn}:log-stream:{body['logStreamName']}" if action == "logs:PutLogEvents" else arn]


def about_alarms(action, body):
    return [f"alarm:{body.get('AlarmName', '*')}"]


BUCKET_SETTINGS = {
    "encryption": "EncryptionConfiguration",
    "lifecycle": "LifecycleConfiguration",
    "location": "BucketLocation",
    "logging": "BucketLogging",
    "object-lock": "BucketObjectLockConfiguration",
    "ownershipControls": "BucketOwnershipControls",
    "policy": "BucketPolicy",
    "publicAccessBlock": "BucketPublicAccessBlock",
    "replication": "ReplicationConfiguration",
    "tagging": "BucketTagging",
    "versioning": "BucketVersioning",
}

ABOUT = {"kms": about_keys, "logs": about_logs, "monitoring": about_alarms}
