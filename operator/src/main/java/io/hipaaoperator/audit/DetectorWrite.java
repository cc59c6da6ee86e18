package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogMetrics;
import io.hipaaoperator.aws.LogMetrics.NewDetector;
import io.hipaaoperator.aws.LogMetrics.Sensitivity;

/** One change to an anomaly detector, decided but not made. None is deleted. */
sealed interface DetectorWrite extends SinkWrite {

  /** Makes the one detector of a group. */
  record Create(NewDetector detector) implements DetectorWrite {}

  /** Makes the detector of this ARN look so, and go on. */
  record Update(String arn, Sensitivity sensitivity) implements DetectorWrite {}

  @Override
  default Answer<?> to(Services services, String group) {
    LogMetrics metrics = services.logs().metrics();
    return switch (this) {
      case Create(NewDetector detector) -> metrics.createDetector(detector);
      case Update(String arn, Sensitivity sensitivity) -> metrics.updateDetector(arn, sensitivity);
    };
  }
}
