package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.aws.Kms.Rotation;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What of a key is to be as declared, and how it is. Pure. */
final class KeySettings {
  static final FieldPath STATE = FieldPath.ROOT.child("state");
  static final FieldPath ALIAS = FieldPath.ROOT.child("alias");
  static final FieldPath POLICY = FieldPath.ROOT.child("policy");
  private static final FieldPath ROTATION = FieldPath.ROOT.child("rotation");
  private static final FieldPath DESCRIPTION = FieldPath.ROOT.child("description");

  private final DeclaredKey declared;
  private final ObservedKey seen;
  private final Map<String, String> applied;

  private KeySettings(DeclaredKey declared, ObservedKey seen, Map<String, String> applied) {
    this.declared = declared;
    this.seen = seen;
    this.applied = applied;
  }

  /**
   * Every setting, in the order in which they are repaired.
   *
   * @param applied digests of what held before
   */
  static List<Setting<KeyWrite>> of(
      DeclaredKey declared, ObservedKey seen, Map<String, String> applied) {
    var all = new KeySettings(declared, seen, applied);
    return Stream.of(
            Stream.of(all.state(), all.alias()),
            all.tags(),
            declared.isOurs() ? Stream.of(all.policy(), all.grants().setting()) : all.asAdopted(),
            all.rotation(),
            all.description())
        .flatMap(Function.identity())
        .toList();
  }

  /**
   * A deletion that somebody scheduled is cancelled. A key that was disabled stays so: somebody may
   * have had a reason to stop its use.
   */
  private Setting<KeyWrite> state() {
    Key key = seen.key();
    boolean dying = key.state().equals(Key.PENDING_DELETION);
    Optional<Deviation> deviation =
        key.state().equals(Key.ENABLED)
            ? Optional.empty()
            : Optional.of(Deviation.changed(Key.ENABLED, words(key), dying));
    Remedy<KeyWrite> remedy =
        dying && declared.isOurs()
            ? write(new KeyWrite.CancelDeletion())
            : new Remedy.Person<>("KeyNotUsable", "somebody has to enable the key");
    return new Setting<>(STATE, Setting.digest(Key.ENABLED), new Fact.Known<>(deviation), remedy);
  }

  private static String words(Key key) {
    return key.state() + key.deletion().map(when -> ", deleted on " + when).orElse("");
  }

  /** An alias that never led to our key is somebody's, and left alone. */
  private Setting<KeyWrite> alias() {
    String alias = declared.spec().alias();
    String id = seen.key().id();
    String digest = Setting.digest(id);
    Answer<Key> target = seen.aliased();
    if (target.isRefusedWith(Kms.NOT_FOUND)) {
      return new Setting<>(
          ALIAS,
          digest,
          new Fact.Known<>(Optional.of(Deviation.removed(id, false))),
          write(new KeyWrite.CreateAlias(alias)));
    }
    return new Setting<>(
        ALIAS,
        digest,
        fact(target, key -> differs(id, key.id(), true)),
        digest.equals(applied.get(ALIAS.toString()))
            ? write(new KeyWrite.MoveAlias(alias))
            : new Remedy.Person<>("AliasTaken", "it leads to a key that is not ours"));
  }

  /** AWS changes little of a key that is to be deleted, and rotates none that is disabled. */
  private Remedy<KeyWrite> write(KeyWrite change) {
    String state = seen.key().state();
    return change.isPossible(state)
        ? new Remedy.Write<>(change)
        : new Remedy.Person<>("KeyNotUsable", "AWS changes it at no key that is " + state);
  }

  /** Only a key that is ours carries our tags. */
  private Stream<Setting<KeyWrite>> tags() {
    return declared.isOurs()
        ? declared.tags().settings(seen.tags(), tags -> write(new KeyWrite.Tag(tags)))
        : Stream.empty();
  }

  private Setting<KeyWrite> policy() {
    String policy = KeyPolicy.of(declared);
    return new Setting<>(
        POLICY,
        Setting.digest(PolicyComparison.normal(policy)),
        fact(seen.policy(), found -> PolicyComparison.between(policy, found)),
        isForbidding()
            ? new Remedy.Person<>("PolicyChanged", "somebody forbids something, as in an incident")
            : write(new KeyWrite.PutPolicy(policy)));
  }

  /** To put ours would take away what somebody forbade, as in an incident: a person has to. */
  private boolean isForbidding() {
    return seen.policy().answered().filter(PolicyComparison::forbids).isPresent();
  }

  private Stream<Setting<KeyWrite>> asAdopted() {
    return Stream.of(
        adopted(POLICY, "policy", seen.policy().map(PolicyComparison::normal)),
        adopted(KeyGrants.GRANTS, "grants", grants().lasting()));
  }

  private KeyGrants grants() {
    return new KeyGrants(declared, seen.grants());
  }

  /** What is not ours to write is held to what it was at the adoption, or when it was accepted. */
  private Setting<KeyWrite> adopted(FieldPath path, String what, Answer<String> found) {
    Answer<String> now = found.map(Setting::digest);
    String digest = now.answered().orElse("");
    String held =
        declared.accepted().contains(digest)
            ? digest
            : applied.getOrDefault(path.toString(), digest);
    return new Setting<>(
        path,
        held,
        fact(now, it -> differs(held, it, true)),
        new Remedy.Person<>("PolicyChanged", acceptance(what, digest)));
  }

  private static String acceptance(String what, String digest) {
    return "the key was adopted, and its %s is not ours; to accept this one, annotate the resource with %s=%s"
        .formatted(what, DeclaredKey.ACCEPT, digest);
  }

  /** How a key of somebody else is rotated is only judged, unless it is declared. */
  private Stream<Setting<KeyWrite>> rotation() {
    return declared.isOurs() || declared.spec().declaresRotation()
        ? Stream.of(rotated())
        : Stream.empty();
  }

  /** A key that rotates more often than declared holds what is declared. */
  private Setting<KeyWrite> rotated() {
    int days = declared.spec().rotationPeriodDays();
    String expected = "every " + days + " days";
    return new Setting<>(
        ROTATION,
        Setting.digest(expected),
        fact(
            seen.rotation(),
            found ->
                found.isWithin(days)
                    ? Optional.empty()
                    : Optional.of(Deviation.changed(expected, words(found), true))),
        write(new KeyWrite.Rotate(days)));
  }

  private static String words(Rotation rotation) {
    return rotation.enabled() ? "every " + rotation.days() + " days" : "off";
  }

  private Stream<Setting<KeyWrite>> description() {
    return Optional.ofNullable(declared.spec().description()).stream()
        .map(
            text ->
                new Setting<>(
                    DESCRIPTION,
                    Setting.digest(text),
                    new Fact.Known<>(differs(text, seen.key().description(), false)),
                    write(new KeyWrite.Describe(text))));
  }

  private static Optional<Deviation> differs(String expected, String found, boolean weakens) {
    if (expected.equals(found)) {
      return Optional.empty();
    }
    return Optional.of(new Deviation(Drift.Type.Changed, expected, found, weakens));
  }

  private static <T> Fact<Optional<Deviation>> fact(
      Answer<T> answer, Function<T, Optional<Deviation>> compare) {
    return answer.map(compare).fact();
  }
}
