"""CloudWatch Logs: anomaly detectors. Ours find nothing; they exist, and say how they are set."""

import json
import uuid

from moto.logs.exceptions import InvalidParameterException, ResourceNotFoundException
from moto.logs.responses import LogsResponse

from overlay_log_groups import find_group, require_usable_key
from overlay_support import adds_to, now_ms, page, shelf

FREQUENCIES = ("ONE_MIN", "FIVE_MIN", "TEN_MIN", "FIFTEEN_MIN", "THIRTY_MIN", "ONE_HOUR")


def detectors(response):
    return shelf(response.logs_backend, "anomaly_detectors")


def wanted(response):
    found = detectors(response).get(response._get_param("anomalyDetectorArn"))
    if found is None:
        raise ResourceNotFoundException("The specified anomaly detector does not exist.")
    return found


def settings(response):
    """What create and update share, as far as it was given."""
    names = ("evaluationFrequency", "filterPattern", "anomalyVisibilityTime")
    given = {name: response._get_param(name) for name in names if response._get_param(name) is not None}
    if given.get("evaluationFrequency", FREQUENCIES[0]) not in FREQUENCIES:
        raise InvalidParameterException(f"evaluationFrequency must be one of {', '.join(FREQUENCIES)}")
    if not 7 <= given.get("anomalyVisibilityTime", 7) <= 90:
        raise InvalidParameterException("anomalyVisibilityTime must be between 7 and 90 days")
    return given


@adds_to(LogsResponse)
def create_log_anomaly_detector(self):
    backend = self.logs_backend
    groups = [find_group(backend, arn).arn for arn in self._get_param("logGroupArnList") or []]
    if len(groups) != 1:
        raise InvalidParameterException("logGroupArnList must name exactly one log group")
    if self._get_param("kmsKeyId"):
        require_usable_key(backend, self._get_param("kmsKeyId"))
    arn = f"arn:aws:logs:{backend.region_name}:{backend.account_id}:anomaly-detector:{uuid.uuid4()}"
    kept = {name: self._get_param(name) for name in ("detectorName", "kmsKeyId") if self._get_param(name)}
    detectors(self)[arn] = (
        {"anomalyDetectorArn": arn, "logGroupArnList": groups, "evaluationFrequency": "FIVE_MIN", "anomalyVisibilityTime": 21}
        | {"anomalyDetectorStatus": "INITIALIZING", "creationTimeStamp": now_ms(), "lastModifiedTimeStamp": now_ms()}
        | kept
        | settings(self)
    )
    return json.dumps({"anomalyDetectorArn": arn})


@adds_to(LogsResponse)
def update_log_anomaly_detector(self):
    detector = wanted(self)
    status = "TRAINING" if self._get_param("enabled") else "PAUSED"
    detector.update(settings(self) | {"anomalyDetectorStatus": status, "lastModifiedTimeStamp": now_ms()})
    return ""


@adds_to(LogsResponse)
def get_log_anomaly_detector(self):
    return json.dumps({name: value for name, value in wanted(self).items() if name != "anomalyDetectorArn"})


@adds_to(LogsResponse)
def list_log_anomaly_detectors(self):
    group = (self._get_param("filterLogGroupArn") or "").removesuffix(":*")
    matching = [d for d in detectors(self).values() if not group or group in d["logGroupArnList"]]
    found, token = page(matching, self._get_param("limit"), self._get_param("nextToken"))
    return json.dumps({"anomalyDetectors": found, "nextToken": token})


@adds_to(LogsResponse)
def delete_log_anomaly_detector(self):
    wanted(self)
    del detectors(self)[self._get_param("anomalyDetectorArn")]
    return ""
