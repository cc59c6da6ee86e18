import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * What happens in the pretended cluster: when all PhiWorkloads are Ready a policy is opened in another's name, and
 * "done" is said once that is told.
 */
final class TrainingDay {
  private static final ObjectMapper JSON = new ObjectMapper();

  private boolean tampered;

  /** The next event of the day, when the last one is through. */
  void proceed(ObjectStore cluster) throws IOException {
    List<ObjectNode> workloads = cluster.all("phiworkloads");
    if (!tampered && workloads.stream().allMatch(TrainingDay::ready)) {
      tampered = true;
      open(cluster, new Place("networkpolicies", "training", "records-db-ingress", false));
    } else if (workloads.stream().anyMatch(workload -> workload.path("status").path("driftTotal").asInt() > 0)) {
      System.out.println("done");
    }
  }

  private static void open(ObjectStore cluster, Place policy) throws IOException {
    ObjectNode changed = cluster.copy(policy);
    ((ObjectNode) changed.path("spec")).putArray("ingress").addObject();
    ObjectNode change = JSON.createObjectNode();
    change.putObject("spec").putArray("ingress");
    ((ArrayNode) changed.path("metadata").path("managedFields")).add(ManagedFields.entry("night-shift", "Update", change));
    cluster.store(policy, changed, "MODIFIED");
  }

  private static boolean ready(JsonNode workload) {
    for (JsonNode condition : workload.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
