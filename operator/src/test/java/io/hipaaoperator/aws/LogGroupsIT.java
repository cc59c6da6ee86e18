package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.LogGroups.NewGroup;
import io.hipaaoperator.cluster.Emulator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Log groups as AWS has them, through the port. */
class LogGroupsIT {
  private static final String MASKING =
      """
      {"Name": "phi", "Version": "2021-06-01", "Statement": [
        {"Sid": "audit", "DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/Ssn-US"],
         "Operation": {"Audit": {"FindingsDestination": {}}}},
        {"Sid": "mask", "DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/Ssn-US"],
         "Operation": {"Deidentify": {"MaskConfig": {}}}}]}
      """;
  private static final CloudWatchLogsClient LOGS = Emulator.logs();

  private final Ports ports = new Ports();
  private final LogGroups groups = ports.services().logs().groups();
  private final String name = "/it/" + Ports.unique("groups");

  @AfterEach
  void clean() {
    LOGS.describeLogGroups(r -> r.logGroupNamePrefix(name)).logGroups().stream()
        .map(group -> group.logGroupName())
        .forEach(LogGroupsIT::remove);
    ports.close();
  }

  private static void remove(String group) {
    LOGS.putLogGroupDeletionProtection(
        r -> r.logGroupIdentifier(group).deletionProtectionEnabled(false));
    LOGS.deleteLogGroup(r -> r.logGroupName(group));
  }

  @Test
  void aGroupIsMadeWithKeyTagsAndProtection() {
    Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String key = keyOfLogs();

    known(groups.create(new NewGroup(name, Optional.of(key), true, Map.of("sink", "audit"))));

    Group made = group();
    assertThat(made.arn()).endsWith(":log-group:" + name);
    assertThat(made)
        .isEqualTo(
            new Group(
                name,
                made.arn(),
                "STANDARD",
                Optional.empty(),
                Optional.of(key),
                true,
                Optional.empty(),
                made.created()));
    assertThat(made.created()).isBetween(began, Instant.now());
    assertThat(known(groups.tags(made.arn()))).isEqualTo(Map.of("sink", "audit"));
    Emulator.kms().scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
  }

  @Test
  void everySettingCanBeMadeAfterwards() {
    String key = keyOfLogs();
    create(name);
    String arn = group().arn();

    known(groups.retain(name, 2192));
    known(groups.encrypt(name, key));
    known(groups.protect(name));
    known(groups.tag(arn, Map.of("sink", "audit")));
    known(groups.putDataProtection(name, MASKING));

    assertThat(group())
        .isEqualTo(
            new Group(
                name,
                arn,
                "STANDARD",
                Optional.of(2192),
                Optional.of(key),
                true,
                Optional.of("ACTIVATED"),
                group().created()));
    assertThat(known(groups.tags(arn))).isEqualTo(Map.of("sink", "audit"));
    assertThat(known(groups.dataProtection(name))).contains(MASKING);
    Emulator.kms().scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
  }

  @Test
  void aGroupWithoutMaskingHasNone() {
    create(name);

    assertThat(known(groups.dataProtection(name))).isEmpty();
  }

  /** AWS tells fifty a page. */
  @Test
  void allPagesAreRead() {
    List<String> names = IntStream.range(10, 70).mapToObj(number -> name + "/" + number).toList();
    names.forEach(LogGroupsIT::create);

    assertThat(known(groups.list(name))).extracting(Group::name).containsExactlyElementsOf(names);
    assertThat(known(groups.list(""))).extracting(Group::name).containsAll(names);
    assertThat(known(groups.list(name + "/none"))).isEmpty();

    names.subList(20, names.size()).forEach(LogGroupsIT::remove);
  }

  @Test
  void refusalsHaveAwsCodes() {
    create(name);

    assertThat(groups.create(new NewGroup(name, Optional.empty(), false, Map.of())))
        .matches(answer -> answer.isRefusedWith(LogGroups.EXISTS));
    assertThat(groups.retain(name + "/none", 2192))
        .matches(answer -> answer.isRefusedWith(LogGroups.NOT_FOUND));
    assertThat(groups.retain(name, 2190))
        .matches(answer -> answer.isRefusedWith("InvalidParameterException"));
    assertThat(groups.encrypt(name, "arn:aws:kms:us-east-1:123456789012:key/none"))
        .matches(answer -> answer.isRefusedWith("InvalidParameterException"));
  }

  private static void create(String group) {
    LOGS.createLogGroup(r -> r.logGroupName(group));
  }

  private Group group() {
    List<Group> found = known(groups.list(name));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /** A key whose policy lets CloudWatch Logs use it. */
  private static String keyOfLogs() {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*",
          "Principal": {"AWS": "arn:aws:iam::123456789012:root",
                        "Service": "logs.us-east-1.amazonaws.com"}}]}
        """;
    return Emulator.kms().createKey(r -> r.policy(policy)).keyMetadata().arn();
  }
}
