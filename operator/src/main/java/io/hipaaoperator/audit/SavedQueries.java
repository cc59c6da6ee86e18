package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogQueries.Query;
import io.hipaaoperator.aws.LogQueries.Saved;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The saved queries by which people review a log group. AWS has several of one name where somebody
 * saves them: the one that is as declared is ours, else the one that comes first by its id.
 *
 * @param saved those of all sinks; nothing where none is declared
 */
record SavedQueries(DeclaredSink declared, Answer<List<Saved>> saved) implements SinkPart {
  private static final FieldPath QUERIES = FieldPath.ROOT.child("queries");

  /** The declared ones. */
  static List<Query> declaredBy(DeclaredSink sink) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (sink.spec().queries().saveBuiltIn(sink.spec().logClass())) {
      texts.putAll(BuiltInQueries.of(sink.spec().events()));
    }
    sink.spec().queries().own().forEach(own -> texts.put(own.name(), own.query()));
    return texts.entrySet().stream()
        .map(text -> query(sink, text.getKey(), text.getValue()))
        .toList();
  }

  private static Query query(DeclaredSink sink, String leaf, String text) {
    String name = new Folder(sink.name()).name(leaf);
    return new Query(name, text, Query.INSIGHTS, List.of(sink.group()));
  }

  @Override
  public List<Setting<SinkWrite>> settings() {
    return declaredBy(declared).stream().map(this::setting).toList();
  }

  @Override
  public Facts with(Facts facts) {
    return facts.with(AuditFacts.QUERIES, saved.map(this::provisions).fact());
  }

  private List<Provision> provisions(List<Saved> all) {
    return declaredBy(declared).stream().map(query -> provision(query, all)).toList();
  }

  private static Provision provision(Query query, List<Saved> all) {
    Optional<Saved> ours = ours(query, all);
    return Provision.of(Folder.leaf(query.name()), ours.isPresent(), deviation(query, ours));
  }

  private Setting<SinkWrite> setting(Query query) {
    return new Setting<>(
        path(query),
        Setting.digest(query.toString()),
        saved.map(all -> deviation(query, ours(query, all))).fact(),
        new Remedy.Write<>(write(query)));
  }

  private SinkWrite write(Query query) {
    return saved
        .answered()
        .flatMap(all -> ours(query, all))
        .<SinkWrite>map(ours -> new QueryWrite.Replace(ours.id(), query))
        .orElseGet(() -> new QueryWrite.Create(query, token(query)));
  }

  /** The same for two operators, and after an answer that got lost; another after each drift. */
  private String token(Query query) {
    return declared.past().token(path(query).toString(), declared.uid() + query);
  }

  private static FieldPath path(Query query) {
    return QUERIES.child(Folder.leaf(query.name()));
  }

  private static Optional<Saved> ours(Query declared, List<Saved> all) {
    return all.stream()
        .filter(saved -> saved.query().name().equals(declared.name()))
        .min(
            Comparator.comparing((Saved saved) -> !saved.query().equals(declared))
                .thenComparing(Saved::id));
  }

  /** Whoever reviews sees less than he thinks where one is missing, or asks something else. */
  private static Optional<Deviation> deviation(Query wanted, Optional<Saved> ours) {
    return ours.map(saved -> FieldDifference.deviation(differences(wanted, saved.query())))
        .orElseGet(() -> Optional.of(removed(wanted)));
  }

  private static Deviation removed(Query wanted) {
    return Deviation.removed(FieldDifference.beginning(wanted.text()), true);
  }

  private static List<FieldDifference> differences(Query wanted, Query found) {
    boolean asksLess = !found.groups().containsAll(wanted.groups());
    return Stream.of(
            FieldDifference.of("query", wanted.text(), found.text(), true),
            FieldDifference.of("log groups", wanted.groups(), found.groups(), asksLess),
            FieldDifference.of("language", wanted.language(), found.language(), true))
        .flatMap(difference -> difference)
        .toList();
  }
}
