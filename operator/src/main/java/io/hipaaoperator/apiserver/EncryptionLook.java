package io.hipaaoperator.apiserver;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a look at an API server showed of how it encrypts.
 *
 * @param state whether it does with the key
 * @param message what was seen, for people
 * @param server hash of the identity of the API server that answered, where it tells it
 */
public record EncryptionLook(State state, String message, Optional<String> server) {

  /** Whether it encrypts with the key, and why not. The worst comes first. */
  public enum State {
    /** What it writes it does not encrypt with a provider of the declared name. */
    NotEncrypted("False"),
    /** It encrypts with another key, or did. */
    AnotherKey("False"),
    /** Something is stored that is not encrypted, or was when it was read. */
    StoredInPlain("False"),
    /** The operator may not read it, or it is not there. */
    Refused("Unknown"),
    /** Nobody answered, or nothing that says it. */
    NotReadable("Unknown"),
    /** Its plugin does not answer or can't use the key. */
    PluginUnwell("Unknown"),
    /** Nothing went through the provider yet. */
    NotSeen("Unknown"),
    /** It encrypts with the key, and read nothing that is not. */
    Encrypted("True");

    private final String status;

    State(String status) {
      this.status = status;
    }

    /** The status of a condition: True, False or Unknown. */
    public String status() {
      return status;
    }

    /** Whether it is not known. */
    public boolean isUnknown() {
      return status.equals("Unknown");
    }
  }

  /** A look of which it is not known at which server it was. */
  public static EncryptionLook of(State state, String message) {
    return new EncryptionLook(state, message, Optional.empty());
  }

  /** One look out of several, which has to be some: the worst, and all that is as bad. */
  static EncryptionLook worst(List<EncryptionLook> found) {
    State worst = Collections.min(found, Comparator.comparing(EncryptionLook::state)).state();
    return of(
        worst,
        found.stream()
            .filter(one -> one.state() == worst)
            .map(EncryptionLook::message)
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  /** The same in other words where it encrypts with the key. */
  EncryptionLook saying(Supplier<String> words) {
    return state == State.Encrypted ? new EncryptionLook(state, words.get(), server) : this;
  }

  /** The same at this server. */
  EncryptionLook at(Optional<String> seen) {
    return new EncryptionLook(state, message, seen);
  }
}
