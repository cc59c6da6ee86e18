package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.purge.PlanReader;
import io.hipaaoperator.purge.PurgePlan;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The plan that a purge gets. */
class PlanDocumentTest {
  @Test
  void theFlatListOfTablesBecomesATree() {
    var target = plan(1, "").json().at("/targets/0");

    assertThat(target.path("keep").asText()).isEqualTo("P7Y");
    assertThat(target.at("/children/0/table").asText()).isEqualTo("notes");
    assertThat(target.at("/children/0/children/0/table").asText()).isEqualTo("note_pages");
    assertThat(target.path("children")).hasSize(1);
  }

  @Test
  void eachTargetIsKeptForItsPeriod() {
    var plan =
        plan(
            1,
            "- {schema: a, table: log, primaryKey: [id], timestampColumn: at, retention: audit}\n");

    assertThat(plan.json().at("/targets/1/keep").asText()).isEqualTo("P6Y");
  }

  /** Else an approval, which is a new generation, would approve another plan. */
  @Test
  void anApprovalDoesNotChangeWhatItApproves() {
    PlanDocument first = plan(1, "");
    PlanDocument approved =
        PlanDocument.of(
            Declared.policy(2, "approval: {planHash: " + first.hash() + ", by: dr-who}\n"),
            Optional.of(Declared.database()),
            Optional.of(first.version()));

    assertThat(approved.hash()).isEqualTo(first.hash());
    assertThat(approved.json().path("approvedHash").asText()).isEqualTo(first.hash());
    assertThat(approved.json().at("/policy/generation").asLong()).isEqualTo(1);
  }

  @Test
  void whateverWouldBeDeletedElseNeedsAnApproval() {
    PlanDocument first = plan(1, "");
    String elsewhere = Declared.DATABASE.replace("records.clinic.svc", "10.0.0.7");

    assertThat(
            PlanDocument.of(
                    Declared.policy(1, ""),
                    Optional.of(Serialization.unmarshal(elsewhere, PhiDatabaseSpec.class)),
                    Optional.of(first.version()))
                .hash())
        .isNotEqualTo(first.hash());
    assertThat(plan(2, "limits: {sharePercent: 50}\n").hash()).isNotEqualTo(first.hash());
    assertThat(plan(1, "dryRun: true\n").hash()).isEqualTo(first.hash());
  }

  @Test
  void parentsThatLeadInACircleAreNamed() {
    String circle =
        Declared.POLICY.replace("table: notes,", "table: notes, parent: public.note_pages,");

    assertThat(PlanDocument.cycle(Serialization.unmarshal(circle, RetentionPolicySpec.class)))
        .hasValueSatisfying(words -> assertThat(words).contains("children[].parent", "notes"));
    assertThat(PlanDocument.cycle(Declared.spec(""))).isEmpty();
  }

  /** The purge reads what the operator writes, and both mean the same by its hash. */
  @Test
  void thePurgeReadsItAndKnowsItsApproval() throws JsonProcessingException {
    PlanDocument first = plan(1, "limits: {sharePercent: 7}\n");
    PlanDocument approved =
        PlanDocument.of(
            Declared.policy(
                2,
                "limits: {sharePercent: 7}\napproval: {planHash: "
                    + first.hash()
                    + ", by: dr-who}\n"),
            Optional.of(Declared.database()),
            Optional.of(first.version()));

    assertThat(read(first).hash()).isEqualTo(first.hash());
    assertThat(read(first).isDry()).isTrue();
    assertThat(read(first).limits().share()).isEqualTo(0.07);
    assertThat(read(approved).isDry()).isFalse();
  }

  private static PurgePlan read(PlanDocument plan) throws JsonProcessingException {
    return PlanReader.read(new ObjectMapper().readTree(plan.text()));
  }

  private static PlanDocument plan(long generation, String more) {
    return PlanDocument.of(
        Declared.policy(generation, more), Optional.of(Declared.database()), Optional.empty());
  }
}
