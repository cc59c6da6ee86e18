package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups.Group;
import java.util.List;

/** Reads what belongs to a log group that is there: each part with the calls that it needs. */
record SinkParts(Services services, DeclaredSink declared, Group group) {

  /** All parts, in the order in which they are repaired. */
  List<SinkPart> read() {
    return List.of(masking());
  }

  private SinkPart masking() {
    return new Masking(declared, group, services.logs().groups().dataProtection(group.name()));
  }
}
