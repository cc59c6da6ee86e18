package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.external.OwnTags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An AuditSink as the planner and the controls see it.
 *
 * @param name its name
 * @param uid its uid, which the log group carries as a tag
 * @param spec what was declared
 * @param key the EncryptionKey that it names
 * @param archive what was declared of an archive
 * @param past what its status tells of earlier passes
 * @param now when it is looked at
 */
public record DeclaredSink(
    String name,
    String uid,
    AuditSinkSpec spec,
    Optional<NamedKey> key,
    Optional<DeclaredArchive> archive,
    Past past,
    Instant now) {

  /**
   * What earlier passes have seen.
   *
   * @param drifts how many drifts were ever found
   * @param applied settings that were seen to hold
   * @param writers what IAM said of those who write
   */
  public record Past(int drifts, Set<String> applied, List<WriterStatus> writers) {
    /** Nothing yet. */
    static final Past NONE = new Past(0, Set.of(), List.of());

    public Past {
      applied = Set.copyOf(applied);
      writers = List.copyOf(writers);
    }

    private static Past of(@Nullable AuditSinkStatus status) {
      return status == null
          ? NONE
          : new Past(
              Objects.requireNonNullElse(status.driftTotal(), 0),
              status.applied().keySet(),
              status.writers());
    }

    /**
     * A token for what is made for a setting: another one each time that it has to be made anew.
     */
    String token(String setting, String what) {
      String making = drifts + " " + applied.contains(setting) + " " + setting + " " + what;
      return UUID.nameUUIDFromBytes(making.getBytes(StandardCharsets.UTF_8)).toString();
    }
  }

  /** What a resource declares, with the keys there are now. */
  static DeclaredSink of(
      AuditSink resource, Function<String, Optional<EncryptionKey>> keys, Instant now) {
    var metadata = resource.getMetadata();
    AuditSinkSpec spec = resource.getSpec();
    Optional<NamedKey> key = spec.logGroup().key().map(name -> NamedKey.of(name, keys.apply(name)));
    return new DeclaredSink(
        metadata.getName(),
        metadata.getUid(),
        spec,
        key,
        DeclaredArchive.of(resource, keys, key),
        Past.of(resource.getStatus()),
        now);
  }

  /** Name of the log group. */
  public String group() {
    return spec.logGroup().name();
  }

  /** The tags of a group that is ours. */
  OwnTags tags() {
    return new OwnTags(uid, "audit-sink", name);
  }

  /** Whether events may be deleted that were to be kept longer; days are those of UTC. */
  boolean mayLower() {
    String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    return spec.logGroup()
        .lowering()
        .filter(word -> today.compareTo(word.until()) <= 0)
        .isPresent();
  }
}
