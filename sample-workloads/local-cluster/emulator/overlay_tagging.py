"""The index of tags: log groups by AWS's word for them.

https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html
"""

from dataclasses import replace

from moto.logs.models import LogsBackend

from overlay_support import wraps


@wraps(LogsBackend)
def iter_tagged_resources(original, self):
    for group in original(self):
        yield replace(group, resource_type="logs:log-group")
