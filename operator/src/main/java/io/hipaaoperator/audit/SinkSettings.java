package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.SinkLogGroup;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.LogGroups.NewGroup;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How a log group deviates from what is declared of it, setting by setting. Pure. */
final class SinkSettings {
  private static final FieldPath EXISTENCE = FieldPath.ROOT.child("logGroup");
  private static final FieldPath RETENTION = FieldPath.ROOT.child("retention");
  private static final FieldPath KEY = FieldPath.ROOT.child("key");
  private static final FieldPath PROTECTION = FieldPath.ROOT.child("deletionProtection");
  private static final String ON = "on";

  /** CloudWatch takes no event that is older than this. */
  private static final Duration OLDEST_EVENT = Duration.ofDays(14);

  private final DeclaredSink declared;
  private final AuditSinkSpec spec;

  private SinkSettings(DeclaredSink declared) {
    this.declared = declared;
    this.spec = declared.spec();
  }

  /** Every setting, in the order in which they are repaired; of no group, that there is none. */
  static List<Setting<SinkWrite>> of(DeclaredSink declared, ObservedSink seen) {
    var all = new SinkSettings(declared);
    return seen.group().map(group -> all.of(group, seen)).orElseGet(all::none);
  }

  /** First of all: our rights to the rest are rights to groups with our tag. */
  private Stream<Setting<SinkWrite>> tagged(Group group, ObservedSink seen) {
    return declared
        .tags()
        .settings(
            seen.tags(), missing -> new Remedy.Write<>(new GroupWrite.Tag(group.arn(), missing)));
  }

  /** How long events are kept, for people. */
  static String retention(Group group) {
    return group.retentionDays().map(SinkSettings::days).orElse("for ever");
  }

  private List<Setting<SinkWrite>> none() {
    return List.of(existence(Optional.of(Deviation.removed(declared.group(), true))));
  }

  private List<Setting<SinkWrite>> of(Group group, ObservedSink seen) {
    return Stream.of(
            Stream.of(existence(Optional.empty())),
            tagged(group, seen),
            Stream.of(retained(group, seen)),
            declared.key().stream().map(key -> encrypted(key, group)),
            Stream.of(spec).filter(AuditSinkSpec::protectsGroup).map(_ -> isProtected(group)),
            seen.parts().stream().flatMap(part -> part.settings().stream()))
        .flatMap(Function.identity())
        .toList();
  }

  /** A group that somebody deleted is made again; what was in it is lost. */
  private Setting<SinkWrite> existence(Optional<Deviation> deviation) {
    var group =
        new NewGroup(
            declared.group(),
            declared.key().flatMap(NamedKey::arn),
            spec.protectsGroup(),
            declared.tags().all());
    return new Setting<>(
        EXISTENCE,
        Setting.digest(declared.group()),
        new Fact.Known<>(deviation),
        new Remedy.Write<>(new GroupWrite.Create(group, spec.retentionDays())));
  }

  /** What is kept longer than declared stays, unless somebody dated his word that it may go. */
  private Setting<SinkWrite> retained(Group group, ObservedSink seen) {
    String expected = days(spec.retentionDays());
    return new Setting<>(
        RETENTION,
        Setting.digest(declared.mayLower() ? expected + " and not longer" : expected),
        new Fact.Known<>(
            retention(group, expected, declared.mayLower() || isUnfinished(group, seen))),
        new Remedy.Write<>(new GroupWrite.Retain(spec.retentionDays())));
  }

  /**
   * Whether it is one that we made and could not go on with, since its answer got lost: who takes
   * over none has made what carries his tag. It was never seen to be as declared, and nothing in it
   * is old enough to be deleted.
   */
  private boolean isUnfinished(Group group, ObservedSink seen) {
    Instant oldest = group.created().minus(OLDEST_EVENT);
    return group.retentionDays().isEmpty()
        && !takesOver(spec.logGroup())
        && seen.isOf(declared.uid())
        && !declared.past().applied().contains(RETENTION.toString())
        && declared.now().isBefore(oldest.plus(Duration.ofDays(spec.retentionDays())));
  }

  private static boolean takesOver(SinkLogGroup group) {
    return group.adopts() || group.predecessor().isPresent();
  }

  private Optional<Deviation> retention(Group group, String expected, boolean mayLower) {
    int found = group.retentionDays().orElse(Integer.MAX_VALUE);
    boolean isShorter = found < spec.retentionDays();
    boolean isTooLong = found > spec.retentionDays() && mayLower;
    return isShorter || isTooLong
        ? Optional.of(Deviation.changed(expected, retention(group), isShorter))
        : Optional.empty();
  }

  private Setting<SinkWrite> encrypted(NamedKey key, Group group) {
    return key.arn().map(arn -> encrypted(arn, group)).orElseGet(() -> awaited(key));
  }

  private static Setting<SinkWrite> encrypted(String arn, Group group) {
    return new Setting<>(
        KEY,
        Setting.digest(arn),
        new Fact.Known<>(
            group.key().isEmpty()
                ? Optional.of(Deviation.removed(arn, true))
                : group
                    .key()
                    .filter(found -> !found.equals(arn))
                    .map(found -> Deviation.changed(arn, found, true))),
        new Remedy.Write<>(new GroupWrite.Encrypt(arn)));
  }

  private static Setting<SinkWrite> awaited(NamedKey key) {
    return new Setting<>(
        KEY,
        Setting.digest("EncryptionKey " + key.name()),
        new Fact.Known<>(
            Optional.of(Deviation.removed("the key of EncryptionKey " + key.name(), true))),
        new Remedy.Person<>("KeyNotReady", key.waiting()));
  }

  private static Setting<SinkWrite> isProtected(Group group) {
    return new Setting<>(
        PROTECTION,
        Setting.digest(ON),
        new Fact.Known<>(
            group.isProtected()
                ? Optional.empty()
                : Optional.of(Deviation.changed(ON, "off", true))),
        new Remedy.Write<>(new GroupWrite.Protect()));
  }

  private static String days(int days) {
    return days + " days";
  }
}
