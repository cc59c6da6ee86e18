package io.hipaaoperator.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Log groups: how long they are kept, with which key, protected against what.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/">CloudWatch
 *     Logs API</a>
 */
public interface LogGroups {

  /** The code with which CloudWatch Logs says that there is no such group. */
  String NOT_FOUND = "ResourceNotFoundException";

  /** The code with which it says that a group is there already. */
  String EXISTS = "ResourceAlreadyExistsException";

  /** What stands for the streams of a group behind its ARN. */
  String STREAMS = ":*";

  /** ARN of a group without what stands for its streams, which AWS says here and there. */
  static String bare(String arn) {
    return arn.endsWith(STREAMS) ? arn.substring(0, arn.length() - STREAMS.length()) : arn;
  }

  /** Name of the group of such an ARN. */
  static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** Groups whose names begin so, by name; all with an empty prefix. */
  Answer<List<Group>> list(String prefix);

  /** The group of this name; empty where there is none. */
  default Answer<Optional<Group>> find(String name) {
    return list(name)
        .map(all -> all.stream().filter(group -> group.name().equals(name)).findFirst());
  }

  /** The same groups, none of them as they were a while ago. */
  default LogGroups asOfNow() {
    return this;
  }

  /** Reads all of a group anew when it is next asked for. */
  default void forget(String name) {}

  /** Tags of a group. */
  Answer<Map<String, String>> tags(String arn);

  /** What is masked in its events, as JSON; empty where nothing is. */
  Answer<Optional<String>> dataProtection(String name);

  /** Makes a group. */
  Answer<Done> create(NewGroup group);

  /** Keeps events so many days, one of the numbers that AWS takes; also those there already. */
  Answer<Done> retain(String name, int days);

  /** Encrypts with this key, by ARN, what comes from now on. */
  Answer<Done> encrypt(String name, String key);

  /** Nobody deletes the group unless he first takes this back. */
  Answer<Done> protect(String name);

  /** Adds or replaces tags. */
  Answer<Done> tag(String arn, Map<String, String> tags);

  /** Masks from now on what this policy, as JSON, finds. */
  Answer<Done> putDataProtection(String name, String policy);

  /**
   * A log group.
   *
   * @param name its name
   * @param arn its ARN, without the {@code :*} that stands for its streams
   * @param type AWS's log group class, for example STANDARD
   * @param retentionDays how long events are kept; empty where for ever
   * @param key ARN of the KMS key; empty where CloudWatch has its own
   * @param isProtected whether it can't be deleted
   * @param dataProtection AWS's word on the masking, for example ACTIVATED; empty where there was
   *     never any
   * @param created when it was made, which tells it from another of its name
   */
  record Group(
      String name,
      String arn,
      String type,
      Optional<Integer> retentionDays,
      Optional<String> key,
      boolean isProtected,
      Optional<String> dataProtection,
      Instant created) {
    private static final String STANDARD = "STANDARD";

    /** Whether its events can be sent on as they come, which those of no other class can. */
    public boolean isStandard() {
      return type.equals(STANDARD);
    }
  }

  /**
   * A group to be made, protected against deletion or not.
   *
   * @param name its name
   * @param key ARN of the KMS key
   * @param isProtected whether it can't be deleted
   * @param tags its tags
   */
  record NewGroup(
      String name, Optional<String> key, boolean isProtected, Map<String, String> tags) {
    public NewGroup {
      tags = Map.copyOf(tags);
    }
  }
}
