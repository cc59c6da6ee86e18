package io.hipaaoperator.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tags of whatever has some. AWS keeps an index of them beside the services, which tells those of
 * many things at once, but may be a while behind: it shows that something changed, not what is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html">GetResources</a>
 */
public interface Tags {
  /** AWS's word for KMS keys. */
  String KEYS = "kms:key";

  /** Its word for log groups. */
  String LOG_GROUPS = "logs:log-group";

  /** Its word for S3 buckets. */
  String BUCKETS = "s3";

  /** What the index shows: tags by ARN. */
  Answer<Map<String, Map<String, String>>> shown(Query query);

  /**
   * Tags of one thing. Those that were read earlier will do while nothing hints at a change; which
   * is good enough to look for drift, not to decide whose a thing is.
   *
   * @param read asks the service that has the thing
   */
  default Answer<Map<String, String>> of(Thing thing, Supplier<Answer<Map<String, String>>> read) {
    return read.get();
  }

  /** Reads tags of the thing of this ARN anew when they are next asked for. */
  default void forget(String arn) {}

  /**
   * What the index is asked for.
   *
   * @param types AWS's words for what is wanted
   * @param key name of a tag that it has
   * @param value what the tag says
   */
  record Query(List<String> types, String key, String value) {
    public Query {
      types = List.copyOf(types);
    }
  }

  /**
   * Something that has tags.
   *
   * @param arn its ARN
   * @param version tells it from others of that ARN, which came before it
   * @param wanted tags that it should have: what was read earlier counts only if it has them
   */
  record Thing(String arn, Object version, Map<String, String> wanted) {
    public Thing {
      wanted = Map.copyOf(wanted);
    }

    boolean isAsWanted(Answer<Map<String, String>> tags) {
      Optional<Map<String, String>> found = tags.answered();
      return found.isPresent() && found.get().entrySet().containsAll(wanted.entrySet());
    }
  }
}
