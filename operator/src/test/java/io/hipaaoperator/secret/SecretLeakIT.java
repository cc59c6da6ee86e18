package io.hipaaoperator.secret;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** The values are in the Secret, and in nothing else that the operator writes or says. */
@ExtendWith(ClusterExtension.class)
record SecretLeakIT(TestCluster cluster, TestNamespace namespace) {

  @Test
  void noValueIsInStatusEventsRevisionsMetricsOrLogs() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    Level before = root.getLevel();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.DEBUG);
    List<String> written = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (var operator = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      values.addAll(db.values().values());
      db.edit("mallory", "{\"spec\":{\"encryptedData\":{\"password\":\"AgAA\"}}}");
      db.workload().awaitDrift(0);
      db.rotate(2);
      values.addAll(db.awaitValues(now -> now.size() == 3).values());
      db.ready();
      written.addAll(objects(db));
      written.add(operator.scrape().toString());
    } finally {
      root.setLevel(before);
      root.detachAppender(lines);
    }
    lines.list.forEach(line -> written.add(line.getFormattedMessage() + line.getKeyValuePairs()));

    assertThat(values).hasSizeGreaterThanOrEqualTo(5);
    assertThat(String.join("\n", written))
        .contains("SHA256:")
        .doesNotContain(values.stream().flatMap(SecretLeakIT::forms).toList());
  }

  private List<String> objects(TestSecret db) {
    var admin = cluster.admin();
    List<Object> objects = new ArrayList<>(db.revisions());
    objects.add(db.workload().get());
    objects.add(db.sealed().get());
    objects.addAll(admin.v1().events().inNamespace(namespace.name()).list().getItems());
    objects.addAll(admin.configMaps().inNamespace(namespace.name()).list().getItems());
    return objects.stream().map(Serialization::asJson).toList();
  }

  private static Stream<String> forms(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return Stream.of(value, Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }
}
