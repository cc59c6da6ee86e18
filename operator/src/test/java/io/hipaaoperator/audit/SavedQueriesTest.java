package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.audit.DeclaredSink.Past;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogQueries.Query;
import io.hipaaoperator.aws.LogQueries.Saved;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is declared of saved queries against what is saved. */
class SavedQueriesTest {
  private static final String OWN =
      "queries: {builtIn: false, own: [{name: reads, query: fields @message}]}";
  private static final Query READS =
      new Query("hipaa/clinic/reads", "fields @message", Query.INSIGHTS, List.of("/phi/clinic"));

  @Test
  void thoseOnAccessToPhiAreSavedForAuditLogsAlone() {
    assertThat(SavedQueries.declaredBy(Declared.audit()))
        .extracting(Query::name)
        .containsExactly(
            "hipaa/clinic/phi-access-by-user",
            "hipaa/clinic/phi-access-by-date",
            "hipaa/clinic/phi-access-by-resource",
            "hipaa/clinic/denied-access",
            "hipaa/clinic/exports");
    assertThat(SavedQueries.declaredBy(Declared.operational("/a"))).isEmpty();
    assertThat(SavedQueries.declaredBy(Declared.audit(OWN))).containsExactly(READS);
  }

  @Test
  void fieldsAndWordsAreThoseOfTheApplication() {
    var declared =
        Declared.audit(
            "events: {user: subject.id, resource: record-id, outcome: result, denials: [DENIED]}");

    assertThat(text(declared, "phi-access-by-user"))
        .isEqualTo(
            """
            filter ispresent(`record-id`)
            | stats count(*) as accesses, count_distinct(`record-id`) as resources by subject.id
            | sort accesses desc\
            """);
    assertThat(text(declared, "denied-access")).startsWith("filter result in [\"DENIED\"]\n");
  }

  @Test
  void oneOfTheSameNameTakesThePlaceOfABuiltInOne() {
    var declared = Declared.audit("queries: {own: [{name: exports, query: fields @log}]}");

    assertThat(SavedQueries.declaredBy(declared)).hasSize(5);
    assertThat(text(declared, "exports")).isEqualTo("fields @log");
  }

  @Test
  void oneThatIsMissingIsSaved() {
    Setting<SinkWrite> setting = setting(List.of());

    assertThat(setting.name()).isEqualTo("queries.reads");
    assertThat(deviation(setting).orElseThrow().type()).isEqualTo(Drift.Type.Removed);
    assertThat(created(setting).query()).isEqualTo(READS);
  }

  private static QueryWrite.Create created(Setting<SinkWrite> setting) {
    return (QueryWrite.Create) ((Remedy.Write<SinkWrite>) setting.remedy()).write();
  }

  /** The list that was judged by may be older than what another replica saved. */
  @Test
  void oneThatIsThereByNowIsNotSavedTwice() {
    var kept = new KeptSinks();
    Services services = ((Answer.Known<Services>) kept.aws.get()).value();
    services.logs().queries().list(READS.name());
    kept.queries.save("theirs", READS);

    Answer<?> answer = new QueryWrite.Create(READS, "token").to(services, "/phi/clinic");

    assertThat(answer).isEqualTo(Answer.known("theirs"));
    assertThat(kept.queries.byId).containsOnlyKeys("theirs");
  }

  /** AWS would save two of two operators, or of one whose answer got lost. */
  @Test
  void theSameMakingHasTheSameTokenAndTheNextAnother() {
    var fresh = Past.NONE;
    String first = fresh.token("queries.reads", "uid");

    assertThat(new Past(0, Set.of("retention"), List.of()).token("queries.reads", "uid"))
        .isEqualTo(first);
    assertThat(fresh.token("queries.exports", "uid")).isNotEqualTo(first);
    String again = new Past(0, Set.of("queries.reads"), List.of()).token("queries.reads", "uid");
    assertThat(again).isNotEqualTo(first);
    assertThat(new Past(1, Set.of("queries.reads"), List.of()).token("queries.reads", "uid"))
        .isNotIn(first, again);
  }

  @Test
  void oneThatAsksSomethingElseIsPutBack() {
    Query other = new Query(READS.name(), "fields @log", "SQL", List.of());

    Setting<SinkWrite> setting = setting(List.of(new Saved("a", other)));

    Deviation found = deviation(setting).orElseThrow();
    assertThat(found.expected())
        .isEqualTo("query: fields @message; log groups: [/phi/clinic]; language: CWLI");
    assertThat(found.found()).isEqualTo("query: fields @log; log groups: []; language: SQL");
    assertThat(found.weakens()).isTrue();
    assertThat(setting.remedy()).isEqualTo(new Remedy.Write<>(new QueryWrite.Replace("a", READS)));
  }

  /** It asks what is declared, and more. */
  @Test
  void oneThatAsksOneGroupMoreHidesNothing() {
    Query more =
        new Query(READS.name(), READS.text(), READS.language(), List.of("/b", "/phi/clinic"));

    assertThat(deviation(setting(List.of(new Saved("a", more)))).orElseThrow().weakens()).isFalse();
    assertThat(provisions(List.of(new Saved("a", more))).getFirst().lack()).isEmpty();
  }

  /** Names are not unique: whoever saves a second one of a name does not change ours. */
  @Test
  void ofSeveralTheOneThatIsAsDeclaredIsOurs() {
    Query other = new Query(READS.name(), "fields @log", Query.INSIGHTS, List.of());

    assertThat(deviation(setting(List.of(new Saved("a", other), new Saved("b", READS))))).isEmpty();
    assertThat(setting(List.of(new Saved("b", other), new Saved("a", other))).remedy())
        .isEqualTo(new Remedy.Write<>(new QueryWrite.Replace("a", READS)));
  }

  @Test
  void whatSomebodyAddsInTheFolderIsLeft() {
    Query added = new Query("hipaa/clinic/added", "fields @log", Query.INSIGHTS, List.of());

    assertThat(deviation(setting(List.of(new Saved("a", added), new Saved("b", READS))))).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsNoPass() {
    var part = new SavedQueries(Declared.audit(OWN), new Answer.Unreachable<>("throttled by AWS"));

    assertThat(part.settings().getFirst().seen()).isInstanceOf(Fact.Unreachable.class);
    assertThat(part.with(Facts.none()).get(AuditFacts.QUERIES))
        .isInstanceOf(Fact.Unreachable.class);
  }

  @Test
  void theOnesThatAreMissingAreNamed() {
    assertThat(provisions(List.of()))
        .containsExactly(new Provision("reads", false, Optional.of("is not there")));
    assertThat(provisions(List.of(new Saved("a", READS))))
        .containsExactly(new Provision("reads", true, Optional.empty()));
  }

  private static List<Provision> provisions(List<Saved> saved) {
    return part(saved).with(Facts.none()).known(AuditFacts.QUERIES);
  }

  private static Setting<SinkWrite> setting(List<Saved> saved) {
    return part(saved).settings().getFirst();
  }

  private static SavedQueries part(List<Saved> saved) {
    return new SavedQueries(Declared.audit(OWN), Answer.known(saved));
  }

  private static Optional<Deviation> deviation(Setting<SinkWrite> setting) {
    return ((Fact.Known<Optional<Deviation>>) setting.seen()).value();
  }

  private static String text(DeclaredSink declared, String leaf) {
    return SavedQueries.declaredBy(declared).stream()
        .filter(query -> query.name().endsWith("/" + leaf))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
