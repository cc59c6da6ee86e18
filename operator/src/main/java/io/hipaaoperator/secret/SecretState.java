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
 * @param synced what the controller says
 * @param certificate fingerprint of the controller's newest key; empty where it is not known
 * @param problem what is wrong
 */
public record SecretState(
    WorkloadSecret declared,
    Optional<SecretRevision> revision,
    Synced synced,
    Optional<String> certificate,
    Optional<SecretProblem> problem) {

  /** Its name. */
  public String name() {
    return declared.name();
  }

  /** How old what is in it is at a time. */
  public SecretAge age(Instant now) {
    return new SecretAge(
        declared, oldest(), now, problem.map(SecretProblem::words).orElse("it is not sealed yet"));
  }

  private Optional<Instant> oldest() {
    return keys().map(SealedKey::sealedAt).min(Instant::compareTo);
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

  /** What a status says of it. */
  public SecretStatus status() {
    return new SecretStatus(
        name(),
        revision.map(SecretRevision::number).orElse(null),
        revision.map(SecretState::keys).orElse(List.of()),
        synced.status(),
        isResealDue() ? true : null,
        problem.map(SecretProblem::words).orElse(null));
  }

  private static List<SecretStatus.Key> keys(SecretRevision of) {
    return of.keys().entrySet().stream()
        .map(entry -> key(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static SecretStatus.Key key(String name, SealedKey key) {
    return new SecretStatus.Key(
        name, key.generation(), key.sealedAt().toString(), key.certificate().orElse(null));
  }
}
