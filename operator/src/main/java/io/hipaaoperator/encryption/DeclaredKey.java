package io.hipaaoperator.encryption;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.external.OwnTags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An EncryptionKey as the planner and the controls see it.
 *
 * @param name its name
 * @param uid its uid, which the key in AWS carries as a tag
 * @param spec what was declared
 * @param accepted digests of the policy and the grants that somebody accepts of an adopted key
 * @param identity the account that the key is in
 * @param region the region that it is in
 */
public record DeclaredKey(
    String name,
    String uid,
    EncryptionKeySpec spec,
    Set<String> accepted,
    Identity identity,
    String region) {
  /** Tag of a key: the claim that it was made under. */
  static final String TOKEN = Api.GROUP + "/creation-token";

  /** Annotation of a resource: digests, with commas, of what is as good as what was adopted. */
  static final String ACCEPT = Api.GROUP + "/accept-policy";

  /** What a resource declares, for this place. */
  static DeclaredKey of(EncryptionKey resource, Identity identity, String region) {
    var metadata = resource.getMetadata();
    return new DeclaredKey(
        metadata.getName(),
        metadata.getUid(),
        resource.getSpec(),
        accepted(metadata.getAnnotations()),
        identity,
        region);
  }

  private static Set<String> accepted(@Nullable Map<String, String> annotations) {
    return Optional.ofNullable(annotations).map(all -> all.get(ACCEPT)).stream()
        .flatMap(Pattern.compile("[,\\s]+")::splitAsStream)
        .collect(Collectors.toSet());
  }

  /** The tags that a key of this has. */
  OwnTags tags() {
    return new OwnTags(uid, "encryption-key", name);
  }

  /** Whether the key is ours to hold in all: one that we made, or one that we took over. */
  boolean isOurs() {
    return spec.ownsPolicy();
  }
}
