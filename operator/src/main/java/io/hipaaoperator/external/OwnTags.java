package io.hipaaoperator.external;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Tags;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tags of something in AWS that say which resource it was made for.
 *
 * @param uid the resource's uid
 * @param kind its kind as a tag's name says it, for example {@code encryption-key}
 * @param name its name
 */
public record OwnTags(String uid, String kind, String name) {
  /** Tag: the uid of the resource that it was made for. */
  public static final String UID = Api.GROUP + "/uid";

  /** Asks AWS's index for whatever has them. */
  public static final Tags.Query OURS =
      new Tags.Query(
          List.of(Tags.KEYS, Tags.LOG_GROUPS, Tags.BUCKETS), Api.MANAGED_BY, Api.MANAGER);

  private static final FieldPath TAGS = FieldPath.ROOT.child("tags");

  /** All of them, by name. */
  public Map<String, String> all() {
    return Map.of(UID, uid, Api.GROUP + "/" + kind, name, Api.MANAGED_BY, Api.MANAGER);
  }

  /**
   * Each as a setting, by name.
   *
   * @param found the tags that are there
   * @param remedy how tags are put back
   * @param <W> what can be written
   */
  public <W> Stream<Setting<W>> settings(
      Answer<Map<String, String>> found, Function<Map<String, String>, Remedy<W>> remedy) {
    return all().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> setting(tag.getKey(), tag.getValue(), found, remedy));
  }

  private static <W> Setting<W> setting(
      String tag,
      String value,
      Answer<Map<String, String>> found,
      Function<Map<String, String>, Remedy<W>> remedy) {
    return new Setting<>(
        TAGS.child(tag),
        Setting.digest(value),
        found.map(tags -> deviation(value, Optional.ofNullable(tags.get(tag)))).fact(),
        remedy.apply(Map.of(tag, value)));
  }

  private static Optional<Deviation> deviation(String value, Optional<String> found) {
    if (found.isEmpty()) {
      return Optional.of(Deviation.removed(value, false));
    }
    return found
        .filter(other -> !other.equals(value))
        .map(other -> Deviation.changed(value, other, false));
  }
}
