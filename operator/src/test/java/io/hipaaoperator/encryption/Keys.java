package io.hipaaoperator.encryption;

import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.external.OwnTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

/** What is in KMS, and what people do there behind the operator's back. */
final class Keys {
  static final KmsClient KMS = Emulator.kms();

  private Keys() {}

  /** Ids of all keys that carry this tag. */
  static List<String> made(String uid) {
    return KMS.listKeysPaginator().keys().stream()
        .map(key -> key.keyId())
        .filter(id -> uid.equals(tags(id).get(OwnTags.UID)))
        .toList();
  }

  static Map<String, String> tags(String id) {
    return KMS.listResourceTags(r -> r.keyId(id)).tags().stream()
        .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue));
  }

  /** The key that an alias leads to. */
  static Optional<KeyMetadata> behind(String alias) {
    try {
      return Optional.of(KMS.describeKey(r -> r.keyId(alias)).keyMetadata());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  static String policy(String id) {
    return KMS.getKeyPolicy(r -> r.keyId(id).policyName("default")).policy();
  }

  /** Lets somebody decrypt with a key, whatever its policy says. */
  static String grant(String id, String to) {
    return KMS.createGrant(r -> r.keyId(id).granteePrincipal(to).operations(GrantOperation.DECRYPT))
        .grantId();
  }

  /** Ids of a key's grants. */
  static List<String> grants(String id) {
    return KMS.listGrants(r -> r.keyId(id)).grants().stream().map(g -> g.grantId()).toList();
  }

  static void putPolicy(String id, String policy) {
    KMS.putKeyPolicy(r -> r.keyId(id).policyName("default").policy(policy));
  }

  /** A key that somebody else made. */
  static KeyMetadata foreign() {
    return KMS.createKey(r -> r.description("somebody's")).keyMetadata();
  }

  /** Removes what a test made, as far as AWS removes keys. */
  static void remove(String alias, String... ids) {
    behind(alias)
        .ifPresent(
            key -> {
              KMS.deleteAlias(r -> r.aliasName(alias));
              schedule(key.keyId());
            });
    for (String id : ids) {
      schedule(id);
    }
  }

  private static void schedule(String id) {
    if (!"PendingDeletion".equals(behind(id).orElseThrow().keyStateAsString())) {
      KMS.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
    }
  }
}
