package io.hipaaoperator.aws;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What we ask of AWS KMS in one account and region. A key is named by id or ARN, and in {@link
 * #describe} by alias too.
 */
public interface Kms {

  /** The code with which KMS says that there is no such key or alias. */
  String NOT_FOUND = "NotFoundException";

  /** The code with which KMS says that an alias is there already. */
  String EXISTS = "AlreadyExistsException";

  /** The code with which KMS says that something was not encrypted so, or in another context. */
  String WRONG_CONTEXT = "InvalidCiphertextException";

  /** A key, by id, ARN or alias. */
  Answer<Key> describe(String id);

  /** ARNs of all keys, of AWS's own too. */
  Answer<List<String>> keys();

  /** Tags of a key. */
  Answer<Map<String, String>> tags(String id);

  /** Its policy, as JSON. */
  Answer<String> policy(String id);

  /** Whether and how it is rotated. */
  Answer<Rotation> rotation(String id);

  /** When it was rotated, oldest first. */
  Answer<List<Instant>> rotations(String id);

  /** Makes a key; never tried twice, since AWS can't tell a second try from a second key. */
  Answer<Key> create(NewKey key);

  /** Gives a key an alias that nothing has. */
  Answer<Done> createAlias(String alias, String id);

  /** Moves an alias to a key. */
  Answer<Done> moveAlias(String alias, String id);

  /** Describes a key. */
  Answer<Done> describe(String id, String description);

  /** Adds or replaces tags. */
  Answer<Done> tag(String id, Map<String, String> tags);

  /** Replaces the policy. */
  Answer<Done> putPolicy(String id, String policy);

  /** Rotates a key from now on. */
  Answer<Done> rotate(String id, int periodDays);

  /** Keeps a key that was to be deleted; AWS leaves it disabled. */
  Answer<Done> cancelDeletion(String id);

  /** Has a key deleted after a window of 7 to 30 days, until which it can't be used. */
  Answer<Done> scheduleDeletion(String id, int windowDays);

  /** Encrypts a few bytes, bound to a context. */
  Answer<Sealed> encrypt(String id, Sealed plain, Map<String, String> context);

  /**
   * Has AWS make a data key, bound to a context. AWS keeps nothing of it, and we get it encrypted
   * alone: nobody sees it who may not decrypt with the key.
   *
   * @param keySpec AWS's word, for example AES_256
   */
  Answer<Sealed> generateDataKey(String id, String keySpec, Map<String, String> context);

  /** Decrypts what was encrypted with this key and context. Only for a proof: never data. */
  Answer<Sealed> decrypt(String id, Sealed sealed, Map<String, String> context);

  /**
   * Bytes that nobody changes.
   *
   * @param base64 the bytes
   */
  record Sealed(String base64) {
    /** These bytes. */
    public static Sealed of(byte[] bytes) {
      return new Sealed(Base64.getEncoder().encodeToString(bytes));
    }

    byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }

    /** Not what it holds. */
    @Override
    public String toString() {
      return "Sealed";
    }
  }

  /**
   * A key.
   *
   * @param id its id
   * @param arn its ARN
   * @param state AWS's word, for example Enabled, Disabled or PendingDeletion
   * @param description its description, may be empty
   * @param deletion when it will be deleted
   */
  record Key(String id, String arn, String state, String description, Optional<Instant> deletion) {
    /** State of a key that can be used. */
    public static final String ENABLED = "Enabled";

    /** State of a key that will be deleted. */
    public static final String PENDING_DELETION = "PendingDeletion";

    /** State of a key that will be deleted once its replicas in other regions are. */
    private static final String PENDING_REPLICA_DELETION = "PendingReplicaDeletion";

    /** Whether it will be deleted. */
    public boolean isDying() {
      return state.equals(PENDING_DELETION) || state.equals(PENDING_REPLICA_DELETION);
    }
  }

  /**
   * How a key is rotated.
   *
   * @param enabled whether it is
   * @param periodDays days between two rotations
   * @param next when it will be
   */
  record Rotation(boolean enabled, Optional<Integer> periodDays, Optional<Instant> next) {
    private static final int DEFAULT_DAYS = 365;

    /** Days between two rotations; where AWS says no period, its default of a year. */
    public int days() {
      return periodDays.orElse(DEFAULT_DAYS);
    }

    /** Whether the key is rotated at least so often. */
    public boolean isWithin(int most) {
      return enabled && days() <= most;
    }
  }

  /**
   * A key to be made.
   *
   * @param description its description, may be empty
   * @param policy its policy, as JSON
   * @param multiRegion whether it can be replicated into other regions
   * @param tags its tags
   */
  record NewKey(String description, String policy, boolean multiRegion, Map<String, String> tags) {
    public NewKey {
      tags = Map.copyOf(tags);
    }
  }
}
