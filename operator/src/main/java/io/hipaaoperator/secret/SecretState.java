package io.hipaaoperator.secret;

import io.hipaaoperator.api.SecretStatus;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.secret.SealedSecret.Synced;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pass saw of a Secret.
 *
 * @param declared what it should be
 * @param revision whose ciphertexts should be in force
 * @param before what the status said of it so far
 * @param isInForce whether its SealedSecret has them
 * @param synced what the controller says
 * @param certificate fingerprint of the controller's newest key; empty where it is not known
 * @param problem what is wrong
 */
public record SecretState(
    WorkloadSecret declared,
    Optional<SecretRevision> revision,
    Optional<SecretStatus> before,
    boolean isInForce,
    Synced synced,
    Optional<String> certificate,
    Optional<SecretProblem> problem) {

  /** Its name. */
  public String name() {
    return declared.name();
  }

  /** How old what is in it is at a time. What is not known to be in it has no age. */
  public SecretAge age(Instant now) {
    return new SecretAge(
        declared, isInForce ? oldest() : Optional.empty(), now, doubt().orElse(null));
  }

  private Optional<Instant> oldest() {
    return keys().flatMap(key -> key.sealedAt().stream()).min(Instant::compareTo);
  }

  private Optional<String> doubt() {
    return problem
        .map(SecretProblem::words)
        .or(
            () ->
                keys().anyMatch(key -> key.sealedAt().isEmpty())
                    ? Optional.of("when a value was made is not known: its revision was lost")
                    : Optional.empty());
  }

  /** Whether a value is sealed with another key than the controller's newest. */
  public boolean isResealDue() {
    return certificate
        .filter(newest -> keys().anyMatch(key -> isSealedWithAnother(key, newest)))
        .isPresent();
  }

  private static boolean isSealedWithAnother(SealedKey key, String newest) {
    return key.certificate().filter(newest::equals).isEmpty();
  }

  private Stream<SealedKey> keys() {
    return revision.stream().flatMap(it -> it.keys().values().stream());
  }

  /**
   * What a status says of it. It forgets no revision that there was: what comes after is told by it
   * that one is missing.
   */
  public SecretStatus status() {
    Optional<SecretStatus> newer = before.filter(this::isNewer);
    return new SecretStatus(
        name(),
        newer.map(SecretStatus::revision).or(this::number).orElse(null),
        opened().orElse(null),
        newer.map(SecretStatus::keys).orElseGet(this::keyStatus),
        synced.status(),
        isResealDue() ? true : null,
        problem.map(SecretProblem::words).orElse(null));
  }

  private boolean isNewer(SecretStatus than) {
    Long number = than.revision();
    return number != null && number > number().orElse(0L);
  }

  private Optional<Long> number() {
    return revision.map(SecretRevision::number);
  }

  private Optional<Long> opened() {
    return isInForce && synced.isTrue()
        ? number()
        : before.flatMap(it -> Optional.ofNullable(it.openedRevision()));
  }

  private List<SecretStatus.Key> keyStatus() {
    return revision.stream()
        .flatMap(it -> it.keys().entrySet().stream())
        .map(entry -> key(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static SecretStatus.Key key(String name, SealedKey key) {
    return new SecretStatus.Key(
        name,
        key.generation(),
        key.sealedAt().map(Instant::toString).orElse(null),
        key.certificate().orElse(null));
  }
}
