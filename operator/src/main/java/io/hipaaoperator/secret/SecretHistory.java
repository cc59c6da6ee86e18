package io.hipaaoperator.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was ever sealed for a Secret.
 *
 * @param revisions newest first
 * @param renumbered names of ControllerRevisions that do not go with their number
 */
record SecretHistory(List<SecretRevision> revisions, List<String> renumbered) {
  SecretHistory {
    revisions =
        revisions.stream()
            .sorted(Comparator.comparingLong(SecretRevision::number).reversed())
            .toList();
    renumbered = List.copyOf(renumbered);
  }

  /** One in good order. */
  SecretHistory(List<SecretRevision> revisions) {
    this(revisions, List.of());
  }

  /** The one in force. */
  Optional<SecretRevision> newest() {
    return revisions.stream().findFirst();
  }

  /** One by its number. */
  Optional<SecretRevision> numbered(long number) {
    return revisions.stream().filter(it -> it.number() == number).findFirst();
  }

  /** What a key last was, also where it was taken away since. */
  Optional<SealedKey> last(String key) {
    return revisions.stream()
        .flatMap(revision -> Stream.ofNullable(revision.keys().get(key)))
        .findFirst();
  }
}
