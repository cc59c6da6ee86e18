"""CloudWatch Logs: metric filters that are replaced by name, belong to a group that exists, and keep all their fields."""

import json

from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse

from overlay_log_groups import find_group
from overlay_support import page, wraps

KEPT = ("fieldSelectionCriteria", "emitSystemFieldDimensions", "applyOnTransformedLogs")


@wraps(LogsResponse)
def put_metric_filter(original, self):
    group = find_group(self.logs_backend, self._get_param("logGroupName"))
    answer = original(self)
    saved = self.logs_backend.filters.metric_filters
    new = saved.pop()
    others = [f for f in saved if (f["logGroupName"], f["filterName"]) != (group.name, new["filterName"])]
    saved[:] = others + [new | {name: self._get_param(name) for name in KEPT if self._get_param(name) is not None}]
    return answer


@wraps(LogsResponse)
def describe_metric_filters(original, self):
    if self._get_param("logGroupName"):
        find_group(self.logs_backend, self._get_param("logGroupName"))
    all_found = json.loads(original(self))["metricFilters"]
    found, token = page(all_found, self._get_param("limit"), self._get_param("nextToken"))
    return json.dumps({"metricFilters": found, "nextToken": token})


@wraps(LogsBackend)
def delete_log_group(original, self, log_group_name):
    answer = original(self, log_group_name)
    saved = self.filters.metric_filters
    saved[:] = [f for f in saved if f["logGroupName"] != log_group_name]
    return answer
