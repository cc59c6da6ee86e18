package io.hipaaoperator.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.policy.PolicyDocument;
import io.hipaaoperator.policy.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may do what with a bucket. One statement is ours: nobody comes without TLS. What others wrote
 * stays, and what lets in somebody from outside of the account is for a person to look at.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html">Only
 *     with TLS</a>
 */
public record ArchivePolicy(DeclaredArchive declared, ArchiveBucket bucket) {
  private static final FieldPath POLICY = ArchiveSettings.path("policy");
  private static final String SID = "HipaaOperatorTlsOnly";
  private static final String TLS_ONLY = "Deny * without TLS";

  /** How it deviates. */
  Stream<Setting<SinkWrite>> all() {
    return Stream.of(tlsOnly(), others());
  }

  private Setting<SinkWrite> tlsOnly() {
    ObjectNode statement = statement();
    Statement wanted = Statement.of(statement);
    return new Setting<>(
        POLICY,
        Setting.digest(TLS_ONLY),
        bucket
            .policy()
            .map(
                found ->
                    document(found).statements().contains(wanted)
                        ? Optional.<Deviation>empty()
                        : Optional.of(Deviation.removed(TLS_ONLY, true)))
            .fact(),
        new Remedy.Write<>(
            new ArchiveWrite.PutPolicy(bucket.bucket(), document().with(statement))));
  }

  private ObjectNode statement() {
    ObjectNode statement = JsonNodeFactory.instance.objectNode().put("Sid", SID);
    statement.put("Effect", "Deny").put("Principal", "*").put("Action", "s3:*");
    statement.putArray("Resource").add(bucket.arn()).add(bucket.arn() + "/*");
    statement.putObject("Condition").putObject("Bool").put("aws:SecureTransport", "false");
    return statement;
  }

  private Setting<SinkWrite> others() {
    String digest = digest(outsiders());
    return new Setting<>(
        POLICY.child("others"),
        Setting.digest(declared.accepted().orElse("nobody")),
        bucket
            .policy()
            .map(
                _ ->
                    isClosed()
                        ? Optional.<Deviation>empty()
                        : Optional.of(new Deviation(Drift.Type.Added, null, words(), true)))
            .fact(),
        new Remedy.Person<>(
            "PolicyOpens",
            "the bucket's policy lets in somebody from outside of the account; to accept that,"
                + " annotate the resource with %s=%s".formatted(DeclaredArchive.ACCEPT, digest)));
  }

  /** Whether it lets in nobody from outside of the account, but whom somebody accepted. */
  public boolean isClosed() {
    List<Statement> outsiders = outsiders();
    return outsiders.isEmpty() || declared.accepted().filter(digest(outsiders)::equals).isPresent();
  }

  private List<Statement> outsiders() {
    return document().statements().stream()
        .filter(statement -> statement.admitsBeside(bucket.bucket().owner()))
        .toList();
  }

  private static String digest(List<Statement> statements) {
    return Setting.digest(
        statements.stream()
            .map(statement -> statement + " " + statement.rest())
            .sorted()
            .collect(Collectors.joining(";")));
  }

  private String words() {
    String text = outsiders().stream().map(Statement::toString).collect(Collectors.joining("; "));
    return Deviation.shortened(text);
  }

  private PolicyDocument document() {
    return document(bucket.policy().answered().flatMap(found -> found));
  }

  private static PolicyDocument document(Optional<String> policy) {
    return policy.map(PolicyDocument::of).orElseGet(PolicyDocument::none);
  }
}
