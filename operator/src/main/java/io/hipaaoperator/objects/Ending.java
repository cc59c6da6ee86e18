package io.hipaaoperator.objects;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.aws.ObjectRules.Ends;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects of a bucket that are to end.
 *
 * @param owner uid of the policy that says so
 * @param bucket name of the bucket
 * @param prefix what their keys begin with
 * @param days how many days after they came; versions as many after they were overwritten or
 *     deleted, since a younger one may have become a version just before
 * @param mayLower whether they may end earlier than they did so far
 * @param rest why they may not end at all yet; empty where they may
 * @param doubt why it is not known whether they may, so that their rule is left; empty where it is
 */
public record Ending(
    String owner,
    String bucket,
    String prefix,
    int days,
    boolean mayLower,
    Optional<Rest> rest,
    Optional<String> doubt) {
  private static final String OURS = Api.MANAGER + "/";
  private static final int WEEK = 7;
  private static final int DIGEST = 8;

  /**
   * Why nothing ends.
   *
   * @param reason one word that stays the same
   * @param why a sentence for people
   */
  public record Rest(String reason, String why) {}

  /** Id of the rule: it is this policy's by that alone. */
  public String rule() {
    byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
    return ids(owner) + UUID.nameUUIDFromBytes(bytes).toString().substring(0, DIGEST);
  }

  /** How the ids of a policy's rules begin. */
  static String ids(String owner) {
    return OURS + owner + "/";
  }

  /** Uid of the policy that a rule is of, by its id; empty where it is nobody's. */
  static Optional<String> owner(LifecycleRule rule) {
    String id = rule.id();
    int end = id.lastIndexOf('/');
    return id.startsWith(OURS) && end > OURS.length()
        ? Optional.of(id.substring(OURS.length(), end))
        : Optional.empty();
  }

  /** The rule by which they end so many days after. */
  LifecycleRule ending(Optional<Integer> objects, Optional<Integer> versions) {
    return new LifecycleRule(
        rule(), true, prefix, List.of(), new Ends(objects, versions, Optional.of(WEEK)), true);
  }

  /** Whether a rule concerns some of these objects. */
  boolean isTouchedBy(LifecycleRule other) {
    return overlap(prefix, other.prefix());
  }

  /** Whether keys may begin with the one as well as with the other. */
  public static boolean overlap(String prefix, String other) {
    return other.startsWith(prefix) || prefix.startsWith(other);
  }
}
