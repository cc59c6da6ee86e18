package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.audit.SinkChildren.SinkPlace;
import io.hipaaoperator.children.ChildMetadata;

/**
 * A sink as its children in the cluster speak of it.
 *
 * @param name name of the AuditSink
 * @param uid its uid
 * @param spec what was declared
 * @param group name of its log group
 * @param region where that is
 */
record ClusterSink(String name, String uid, AuditSinkSpec spec, String group, String region) {

  static ClusterSink of(AuditSink resource, SinkPlace place) {
    var metadata = resource.getMetadata();
    return new ClusterSink(
        metadata.getName(), metadata.getUid(), resource.getSpec(), place.group(), place.region());
  }

  /** Metadata of a child. */
  ObjectMeta child(String called) {
    return new ChildMetadata(AuditSink.class, Api.AUDIT_SINK, name, uid).of(called);
  }
}
