"""S3: buckets that answer only to their owner where a caller says who that must be, and tags from the first moment."""

import xmltodict
from moto.s3.exceptions import MissingBucket, S3AccessDeniedError
from moto.s3.responses import S3Response

from overlay_support import wraps


@wraps(S3Response)
def _bucket_response(original, self, request, full_url):
    name = self.parse_bucket_name_from_url(request, full_url)
    before = bucket(self.backend, name)
    if before and request.headers.get("x-amz-expected-bucket-owner", before.account_id) != before.account_id:
        raise S3AccessDeniedError()
    answer = original(self, request, full_url)
    if before is None and self.body and bucket(self.backend, name):
        tag_new_bucket(self, name)
    return answer


@wraps(S3Response)
def _tagging_from_xml(original, self):
    """An object may be told that it has no tags."""
    return original(self) if (xmltodict.parse(self.body)["Tagging"] or {}).get("TagSet") else {}


def bucket(backend, name):
    try:
        return backend.get_bucket(name) if name else None
    except MissingBucket:
        return None


def tag_new_bucket(response, name):
    tags = (xmltodict.parse(response.body)["CreateBucketConfiguration"] or {}).get("Tags") or {}
    found = tags.get("Tag", [])
    found = found if isinstance(found, list) else [found]
    if found:
        response.backend.put_bucket_tagging(name, {tag["Key"]: tag["Value"] for tag in found})
