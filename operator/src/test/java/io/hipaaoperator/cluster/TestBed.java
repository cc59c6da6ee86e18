package io.hipaaoperator.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What one test was given so far; the store closes it, last first, when the test is over. */
final class TestBed {
  private final TestCluster cluster;
  private final Store store;
  private final List<TestNamespace> namespaces = new ArrayList<>();
  private Optional<FaultyServer> server = Optional.empty();

  TestBed(TestCluster cluster, Store store) {
    this.cluster = cluster;
    this.store = store;
  }

  TestCluster cluster() {
    return cluster;
  }

  TestNamespace namespace() {
    TestNamespace namespace = kept(cluster.namespace());
    namespaces.add(namespace);
    return namespace;
  }

  FaultyServer server() {
    FaultyServer faulty = kept(cluster.faulty());
    server = Optional.of(faulty);
    return faulty;
  }

  FaultyAws aws() {
    return kept(new FaultyAws(Emulator.location()));
  }

  RunningOperator operator() {
    var config = RunningOperator.config(namespaces.toArray(TestNamespace[]::new));
    var client = server.map(cluster::operator).orElseGet(cluster::operator);
    return kept(RunningOperator.start(config, client));
  }

  TestWorkload workload(String yaml) {
    return namespaces.getFirst().declare(yaml).ready();
  }

  private <T extends AutoCloseable> T kept(T given) {
    store.put(given, given);
    return given;
  }
}
