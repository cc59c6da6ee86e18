package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.status.Judgements;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what would be written, and writes nothing. */
public final class DryRunReporter implements Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(DryRunReporter.class);

  @Override
  public PhiWorkload newest(PhiWorkload cached) {
    return cached;
  }

  /** Nothing is put back. */
  @Override
  public boolean stands(PhiWorkload resource) {
    return true;
  }

  /** Nothing is put back. */
  @Override
  public void note(PhiWorkload resource, PhiWorkloadStatus status) {}

  @Override
  public void report(
      PhiWorkload resource,
      Pass pass,
      PhiWorkloadStatus before,
      PhiWorkloadStatus after,
      List<Announcement> news) {
    pass.pending().forEach(write -> log(resource, verb(write), write.object(), ""));
    if (!after.equals(before)) {
      log(resource, "status", resource, Judgements.summary(pass.results()));
    }
  }

  private static String verb(Write write) {
    return switch (write) {
      case Write.Create _ -> "create";
      case Write.Apply _ -> "apply";
      case Write.Remove _ -> "remove fields";
      case Write.Replace _ -> "replace";
      case Write.Delete _ -> "delete";
    };
  }

  private static void log(PhiWorkload resource, String verb, HasMetadata object, String summary) {
    LOG.atInfo()
        .addKeyValue("namespace", resource.getMetadata().getNamespace())
        .addKeyValue("name", resource.getMetadata().getName())
        .addKeyValue("write", verb)
        .addKeyValue("kind", object.getKind())
        .addKeyValue("object", object.getMetadata().getName())
        .addKeyValue("summary", summary)
        .log("dry run");
  }
}
