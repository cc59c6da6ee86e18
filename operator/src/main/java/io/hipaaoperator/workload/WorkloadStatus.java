package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.secret.SecretState;
import io.hipaaoperator.status.Judgements;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes the status out of what was seen. Pure: an unchanged world gives an equal status. */
final class WorkloadStatus {
  private WorkloadStatus() {}

  /**
   * The status after a pass.
   *
   * @param before the status so far
   * @param pass what was seen and done
   * @param now when
   */
  static PhiWorkloadStatus next(PhiWorkloadStatus before, Pass pass, DriftLog log, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    List<Condition> conditions = new Conditions(before.conditions(), pass, log, time).all();
    return new PhiWorkloadStatus(
        pass.generation(),
        Judgements.summary(pass.results()),
        conditions,
        Judgements.of(pass.results(), before.controls(), time),
        pass.present(),
        log.line(),
        log.total() == 0 ? null : log.total(),
        log.newest(),
        pass.secrets().states().stream().map(SecretState::status).toList());
  }
}
