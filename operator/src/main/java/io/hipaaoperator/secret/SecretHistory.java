package io.hipaaoperator.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was ever sealed for a Secret.
 *
 * @param revisions newest first
 */
record SecretHistory(List<SecretRevision> revisions) {
  SecretHistory {
    revisions =
        revisions.stream()
            .sorted(Comparator.comparingLong(SecretRevision::number).reversed())
            .toList();
  }

  /** The one in force. */
  Optional<SecretRevision> newest() {
    return revisions.stream().findFirst();
  }

  /** Number of the next one. */
  long next() {
    return newest().map(SecretRevision::number).orElse(0L) + 1;
  }

  /** What a key last was, also where it was taken away since. */
  Optional<SealedKey> last(String key) {
    return revisions.stream()
        .flatMap(revision -> Stream.ofNullable(revision.keys().get(key)))
        .findFirst();
  }
}
