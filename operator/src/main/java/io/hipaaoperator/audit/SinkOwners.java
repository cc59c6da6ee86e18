package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.LogGroupDiscovery;
import io.hipaaoperator.external.Owners;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whose a log group is when several resources name it, unless it carries the uid of one. */
public final class SinkOwners {
  /** Why a group can't be had. */
  static final String TAKEN = "LogGroupTaken";

  /** What all go by that look for a group; no group is called so. */
  private static final String SEEKING = "?";

  private SinkOwners() {}

  /**
   * Owners among these.
   *
   * @param named the resources that have a name, as {@link #names} lists them
   */
  public static Owners<AuditSink> of(Function<String, Collection<AuditSink>> named) {
    return new Owners<>(
        TAKEN,
        SinkOwners::groups,
        name ->
            Stream.concat(
                    named.apply(name).stream(),
                    named.apply(SEEKING).stream().filter(sink -> mayFind(sink, name)))
                .toList());
  }

  /**
   * One that looks for a group by its name has as much of a claim to it as one that names it. Who
   * goes by a tag alone would have a claim to all: he has none before he has found his group.
   */
  private static boolean mayFind(AuditSink sink, String group) {
    return sink.getSpec()
        .logGroup()
        .discovery()
        .map(LogGroupDiscovery::beginning)
        .filter(beginning -> !beginning.isEmpty() && group.startsWith(beginning))
        .isPresent();
  }

  private static boolean isSeeking(AuditSink resource) {
    return groups(resource).anyMatch(name -> name.endsWith("*"));
  }

  /** What a resource goes by: its log group, named or found, and its uid. */
  public static List<String> names(AuditSink resource) {
    return Stream.of(
            groups(resource),
            Stream.of(resource.getMetadata().getUid()),
            Stream.of(SEEKING).filter(_ -> isSeeking(resource)))
        .flatMap(names -> names)
        .toList();
  }

  private static Stream<String> groups(AuditSink resource) {
    return Stream.of(GroupDiscovery.known(resource).getSpec().logGroup().name());
  }
}
