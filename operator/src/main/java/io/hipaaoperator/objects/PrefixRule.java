package io.hipaaoperator.objects;

import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.api.RetentionPolicyStatus.RuleState;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.ObjectRules.Ends;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.objects.FoundRules.Rules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which objects end, and those of others, which stay. What ends later than declared
 * does so, unless somebody dated his word; what may not end yet does not.
 *
 * @param policies uids of the policies that there are; empty where that is not known
 */
record PrefixRule(Ending ending, Answer<Rules> found, Optional<Set<String>> policies) {
  private static final FieldPath OBJECTS = FieldPath.ROOT.child("objects");
  private static final String RESTING = "nothing ends";

  /** How our rule deviates, and what the others do. */
  Stream<Setting<RuleWrite>> settings() {
    return ending.doubt().isPresent() ? Stream.empty() : Stream.of(own(), others());
  }

  /** What is known of it, for the status. */
  ObjectRule status() {
    return switch (found) {
      case Answer.Known<Rules> _ when ending.doubt().isPresent() ->
          told(RuleState.Unread, ending.doubt().get());
      case Answer.Known<Rules>(Rules rules) -> told(rules);
      case Answer<Rules> failed -> told(RuleState.Unread, failed.failure().orElse("not read"));
    };
  }

  private ObjectRule told(Rules rules) {
    Optional<String> wrong =
        deviation(rules)
            .map(it -> "%s, declared is: %s".formatted(orNone(it.found()), it.expected()))
            .or(() -> early(rules).map(it -> "may end too early by " + it.found()))
            .or(() -> ending.rest().isPresent() ? Optional.empty() : held(rules));
    return wrong
        .map(why -> told(RuleState.Deviating, why))
        .orElseGet(
            () ->
                ending
                    .rest()
                    .map(rest -> told(RuleState.Resting, rest.why()))
                    .orElseGet(() -> told(RuleState.Enforced, null)));
  }

  private static String orNone(@Nullable String found) {
    return found == null ? "there is no rule" : found;
  }

  private ObjectRule told(RuleState state, @Nullable String why) {
    return new ObjectRule(
        ending.bucket(), ending.prefix(), ending.days(), ending.rule(), state, why);
  }

  /** Says so where objects end later than declared. */
  private Optional<String> held(Rules rules) {
    Ends ends = wanted(rules).ends();
    Optional<Integer> days = Optional.of(ending.days());
    return ends.objects().equals(days) && ends.versions().equals(days)
        ? Optional.empty()
        : Optional.of(
            "objects end %s, versions %s, declared is after %d days: to lower it takes spec.acknowledgeShortening"
                .formatted(
                    RuleWords.after(ends.objects()),
                    RuleWords.after(ends.versions()),
                    ending.days()));
  }

  private FieldPath path() {
    return OBJECTS.child(ending.bucket()).child(ending.prefix());
  }

  private Setting<RuleWrite> own() {
    return new Setting<>(
        path(),
        Setting.digest(declared()),
        found.map(this::deviation).fact(),
        found
            .answered()
            .<Remedy<RuleWrite>>map(
                rules -> new Remedy.Write<>(RuleWrite.of(rules.bucket(), wanted(rules))))
            .orElseGet(() -> new Remedy.Person<>("NotRead", "it could not be read")));
  }

  /** Whatever is kept longer: who changes that does not change what is declared. */
  private String declared() {
    Optional<Integer> days = Optional.of(ending.days());
    return ending.rest().isPresent() ? RESTING : RuleWords.of(ending.ending(days, days));
  }

  /** As declared; while nothing may end as it is, but not in force. */
  private LifecycleRule wanted(Rules rules) {
    Optional<Ends> soFar = rules.named(ending.rule()).map(LifecycleRule::ends);
    LifecycleRule wanted =
        ending.ending(end(soFar.map(Ends::objects)), end(soFar.map(Ends::versions)));
    return ending.rest().isPresent() ? disabled(wanted) : wanted;
  }

  static LifecycleRule disabled(LifecycleRule rule) {
    return new LifecycleRule(
        rule.id(), false, rule.prefix(), rule.transitions(), rule.ends(), rule.isAll());
  }

  /** When things end: as declared, unless they ended later so far. */
  private Optional<Integer> end(Optional<Optional<Integer>> soFar) {
    Optional<Integer> declared = Optional.of(ending.days());
    return soFar
        .filter(_ -> !ending.mayLower())
        .filter(days -> days.map(there -> there > ending.days()).orElse(true))
        .orElse(declared);
  }

  private Optional<Deviation> deviation(Rules rules) {
    Optional<LifecycleRule> own = rules.named(ending.rule());
    LifecycleRule wanted = wanted(rules);
    if (ending.rest().isPresent()) {
      return own.filter(LifecycleRule::isEnabled)
          .map(there -> Deviation.changed(RESTING, RuleWords.of(there), true));
    }
    return own.isEmpty()
        ? Optional.of(Deviation.removed(RuleWords.of(wanted), false))
        : own.filter(there -> !there.equals(wanted))
            .map(
                there ->
                    Deviation.changed(
                        RuleWords.of(wanted), RuleWords.of(there), endsBefore(there, wanted)));
  }

  private static boolean endsBefore(LifecycleRule there, LifecycleRule wanted) {
    return there.isEnabled()
        && (isSooner(there.ends().objects(), wanted.ends().objects())
            || isSooner(there.ends().versions(), wanted.ends().versions()));
  }

  private static boolean isSooner(Optional<Integer> there, Optional<Integer> wanted) {
    return there.filter(days -> days < wanted.orElse(Integer.MAX_VALUE)).isPresent();
  }

  /** What others let end before the period does: to take that away is theirs. */
  private Setting<RuleWrite> others() {
    return new Setting<>(
        path().child("others"),
        Setting.digest(
            ending.rest().isPresent() ? RESTING : "nothing ends before " + ending.days() + " days"),
        found.map(this::early).fact(),
        new Remedy.Person<>(
            "LifecycleForeign",
            "somebody has to take away what may let objects end before the policy does"));
  }

  private Optional<Deviation> early(Rules rules) {
    List<LifecycleRule> early = rules.but(ending.rule()).filter(this::isEarly).toList();
    return early.isEmpty()
        ? Optional.empty()
        : Optional.of(new Deviation(Drift.Type.Added, null, RuleWords.of(early, policies), true));
  }

  /** Nobody knows when it is not all told. */
  private boolean isEarly(LifecycleRule other) {
    return other.isEnabled()
        && ending.isTouchedBy(other)
        && (!other.isAll() || isEarly(other.ends().objects()) || isEarly(other.ends().versions()));
  }

  /** While nothing may end yet, any end is too early. */
  private boolean isEarly(Optional<Integer> end) {
    return ending.rest().isPresent() ? end.isPresent() : isSooner(end, Optional.of(ending.days()));
  }
}
