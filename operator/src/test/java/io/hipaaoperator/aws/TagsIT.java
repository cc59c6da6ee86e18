package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogGroups.NewGroup;
import io.hipaaoperator.cluster.Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS's index of tags, through the SDK. */
class TagsIT {
  private final Ports ports = new Ports();
  private final String tag = Ports.unique("team");

  private final List<String> groups = new ArrayList<>();

  @AfterEach
  void close() {
    try (CloudWatchLogsClient logs = Emulator.logs()) {
      groups.forEach(name -> logs.deleteLogGroup(r -> r.logGroupName(name)));
    }
    ports.close();
  }

  private Map<String, Map<String, String>> shown(String... types) {
    return Ports.known(
        ports.services().tags().shown(new Tags.Query(List.of(types), tag, "clinic")));
  }

  private String group(String name) {
    var logs = ports.services().logs().groups();
    Ports.known(logs.create(new NewGroup(name, Optional.empty(), false, mine())));
    groups.add(name);
    return Ports.known(logs.find(name)).orElseThrow().arn();
  }

  private Map<String, String> mine() {
    return Map.of(tag, "clinic", "stage", "test");
  }

  @Test
  void keysGroupsAndBucketsShowWithAllTheirTags() {
    var services = ports.services();
    String key =
        Ports.known(services.kms().create(new Kms.NewKey("", POLICY, false, mine()))).arn();
    String group = group("/it/" + tag);
    var bucket = ports.bucket();
    Ports.known(services.s3().buckets().create(bucket, mine()));

    assertThat(shown(Tags.KEYS, Tags.LOG_GROUPS, Tags.BUCKETS))
        .isEqualTo(Map.of(key, mine(), group, mine(), "arn:aws:s3:::" + bucket.name(), mine()));
    assertThat(shown(Tags.LOG_GROUPS)).containsOnlyKeys(group);
    try (KmsClient kms = Emulator.kms();
        S3Client s3 = Emulator.s3()) {
      kms.scheduleKeyDeletion(r -> r.keyId(key));
      s3.deleteBucket(r -> r.bucket(bucket.name()));
    }
  }

  @Test
  void whatHasAnotherValueDoesNotShow() {
    String group = group("/it/" + tag);
    Ports.known(ports.services().logs().groups().tag(group, Map.of(tag, "lab")));

    assertThat(shown(Tags.LOG_GROUPS)).isEmpty();
  }

  /** More than fit on a page. */
  @Test
  void allPagesAreRead() {
    List<String> all =
        IntStream.range(0, 120).mapToObj(number -> group("/it/" + tag + "/" + number)).toList();

    assertThat(shown(Tags.LOG_GROUPS)).containsOnlyKeys(all.toArray(String[]::new));
  }

  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*",
        "Resource": "*", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}
      """;
}
