"""CloudWatch: alarms that AWS would not take."""

from moto.cloudwatch.exceptions import ValidationError
from moto.cloudwatch.responses import CloudWatchResponse

from overlay_cbor import CLOUDWATCH
from overlay_support import wraps

COMPARISONS = CLOUDWATCH.shape_for("ComparisonOperator").enum


@wraps(CloudWatchResponse)
def put_metric_alarm(original, self):
    if self._get_param("ComparisonOperator") not in COMPARISONS:
        raise ValidationError(f"ComparisonOperator must be one of {', '.join(COMPARISONS)}")
    periods = self._get_param("EvaluationPeriods", 1)
    if not 1 <= self._get_param("DatapointsToAlarm", periods) <= periods:
        raise ValidationError("DatapointsToAlarm must not be greater than EvaluationPeriods")
    return original(self)
