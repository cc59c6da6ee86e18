package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.children.ChildPass;

/** Keeps what an AuditSink has in the cluster. */
public interface SinkChildren {

  /** One pass over the children of a resource. */
  ChildPass keep(AuditSink resource, Enforcement enforcement, SinkPlace place);

  /**
   * Where the log group is.
   *
   * @param region its region
   * @param group its name
   * @param admits whether it was seen to be as declared, so that logs may come to it
   */
  record SinkPlace(String region, String group, boolean admits) {}
}
