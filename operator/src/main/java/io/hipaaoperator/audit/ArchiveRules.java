package io.hipaaoperator.audit;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.ArchiveLifecycle;
import io.hipaaoperator.aws.ObjectRules.Ends;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.aws.ObjectRules.Transition;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to the objects of a bucket with time: a rule of ours, and those of others, which
 * stay. Objects that end later than declared do so, unless somebody dated his word.
 */
record ArchiveRules(DeclaredSink sink, DeclaredArchive declared, ArchiveBucket bucket) {
  private static final FieldPath LIFECYCLE = ArchiveSettings.path("lifecycle");

  /** How our rule deviates, and what the others do. */
  Stream<Setting<SinkWrite>> all() {
    return Stream.of(own(), others());
  }

  /** Says so where objects end later than declared. */
  Optional<String> held() {
    return lifecycle()
        .expiry()
        .filter(days -> wanted().ends().objects().filter(days::equals).isEmpty())
        .map(
            days ->
                "objects end %s, declared is after %d days: to lower it takes spec.logGroup.acknowledgeLoweredRetention"
                    .formatted(after(wanted().ends().objects()), days));
  }

  private ArchiveLifecycle lifecycle() {
    return declared.spec().lifecycle();
  }

  private Setting<SinkWrite> own() {
    LifecycleRule wanted = wanted();
    return new Setting<>(
        LIFECYCLE,
        Setting.digest(words(wanted)),
        bucket.lifecycle().map(found -> deviation(wanted, own(found))).fact(),
        remedy(wanted));
  }

  /** S3 replaces all rules: one that says more than is known here could not be put back. */
  private Remedy<SinkWrite> remedy(LifecycleRule wanted) {
    List<LifecycleRule> others = foreign().toList();
    return others.stream().allMatch(LifecycleRule::isAll)
        ? new Remedy.Write<>(new ArchiveWrite.PutRule(bucket.bucket(), wanted))
        : new Remedy.Person<>(
            "LifecycleForeign",
            "spec.archive.lifecycle: to write it would change " + names(others));
  }

  private LifecycleRule wanted() {
    return new LifecycleRule(
        Api.MANAGER,
        true,
        "",
        lifecycle().moves().stream()
            .map(move -> new Transition(move.afterDays(), move.storageClass().name()))
            .toList(),
        new Ends(
            end(kept().flatMap(Ends::objects)),
            end(kept().flatMap(Ends::versions)),
            Optional.of(lifecycle().abortUploadsDays())),
        true);
  }

  private Optional<Ends> kept() {
    return rules().flatMap(ArchiveRules::own).map(LifecycleRule::ends);
  }

  /** When things end: as declared, unless they ended later so far. */
  private Optional<Integer> end(Optional<Integer> soFar) {
    boolean wasKept = kept().isPresent() || declared.spec().adopts();
    return lifecycle()
        .expiry()
        .flatMap(
            days ->
                wasKept && !sink.mayLower() && soFar.map(there -> there > days).orElse(true)
                    ? soFar
                    : Optional.of(days));
  }

  private static Optional<Deviation> deviation(LifecycleRule wanted, Optional<LifecycleRule> own) {
    if (own.isEmpty()) {
      return Optional.of(Deviation.removed(words(wanted), false));
    }
    return own.filter(found -> !found.equals(wanted))
        .map(found -> Deviation.changed(words(wanted), words(found), endsBefore(found, wanted)));
  }

  private static boolean endsBefore(LifecycleRule found, LifecycleRule wanted) {
    return isSooner(found.ends().objects(), wanted.ends().objects())
        || isSooner(found.ends().versions(), wanted.ends().versions());
  }

  private static boolean isSooner(Optional<Integer> found, Optional<Integer> wanted) {
    return found.filter(days -> days < wanted.orElse(Integer.MAX_VALUE)).isPresent();
  }

  /** What others let end before the lock does: to take that away is theirs. */
  private Setting<SinkWrite> others() {
    return new Setting<>(
        LIFECYCLE.child("others"),
        Setting.digest("nothing ends before the lock"),
        bucket.lifecycle().map(_ -> early(foreign().filter(this::isEarly).toList())).fact(),
        new Remedy.Person<>(
            "LifecycleForeign",
            "somebody has to take away what may let objects end before the lock does"));
  }

  private static Optional<Deviation> early(List<LifecycleRule> rules) {
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(new Deviation(Drift.Type.Added, null, names(rules), true));
  }

  /** Nobody knows when it is not all told. */
  private boolean isEarly(LifecycleRule rule) {
    Optional<Integer> lock = Optional.of(ArchiveLock.days(declared.lock()));
    return rule.isEnabled()
        && (!rule.isAll()
            || isSooner(rule.ends().objects(), lock)
            || isSooner(rule.ends().versions(), lock));
  }

  private Optional<List<LifecycleRule>> rules() {
    return bucket.lifecycle().answered();
  }

  private Stream<LifecycleRule> foreign() {
    return rules().stream().flatMap(List::stream).filter(rule -> !isOwn(rule));
  }

  private static Optional<LifecycleRule> own(List<LifecycleRule> rules) {
    return rules.stream().filter(ArchiveRules::isOwn).findFirst();
  }

  private static boolean isOwn(LifecycleRule rule) {
    return rule.id().equals(Api.MANAGER);
  }

  private static String names(List<LifecycleRule> rules) {
    return rules.stream()
        .map(rule -> "rule " + rule.id() + ": " + words(rule))
        .collect(Collectors.joining("; "));
  }

  private static String words(LifecycleRule rule) {
    String moves =
        rule.transitions().stream()
            .map(move -> "to %s after %d days, ".formatted(move.storageClass(), move.afterDays()))
            .collect(Collectors.joining());
    return "%s%sobjects end %s, versions %s, uploads %s%s%s"
        .formatted(
            rule.prefix().isEmpty() ? "" : rule.prefix() + "*: ",
            moves,
            after(rule.ends().objects()),
            after(rule.ends().versions()),
            after(rule.ends().uploads()),
            rule.isEnabled() ? "" : ", disabled",
            rule.isAll() ? "" : ", and more");
  }

  private static String after(Optional<Integer> days) {
    return days.map(number -> "after " + number + " days").orElse("never");
  }
}
