package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.external.Owners;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whose a log group is when several resources name it, unless it carries the uid of one. */
public final class SinkOwners {
  /** Why a group can't be had. */
  static final String TAKEN = "LogGroupTaken";

  private SinkOwners() {}

  /**
   * Owners among these.
   *
   * @param named the resources that have a name, as {@link #names} lists them
   */
  public static Owners<AuditSink> of(Function<String, Collection<AuditSink>> named) {
    return new Owners<>(TAKEN, SinkOwners::groups, named);
  }

  /** What a resource goes by: its log group, named or found, and its uid. */
  public static List<String> names(AuditSink resource) {
    return Stream.concat(groups(resource), Stream.of(resource.getMetadata().getUid())).toList();
  }

  private static Stream<String> groups(AuditSink resource) {
    return Stream.of(GroupDiscovery.known(resource).getSpec().logGroup().name());
  }
}
