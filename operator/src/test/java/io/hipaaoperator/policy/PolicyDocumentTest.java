package io.hipaaoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote in a policy stays, and who comes from outside is told. */
class PolicyDocumentTest {
  private static final String THEIRS =
      "{\"Sid\":\"theirs\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:Delete*\"}";

  @Test
  void aStatementIsAddedAndTheOthersStay() {
    String policy = "{\"Id\":\"p\",\"Statement\":[" + THEIRS + "]}";

    String merged = PolicyDocument.of(policy).with(ours("Deny"));

    assertThat(merged).contains(THEIRS, "\"Id\":\"p\"");
    assertThat(PolicyDocument.of(merged).statements()).hasSize(2);
  }

  @Test
  void aStatementThatIsNoListStaysToo() {
    String merged = PolicyDocument.of("{\"Statement\":" + THEIRS + "}").with(ours("Deny"));

    assertThat(PolicyDocument.of(merged).statements()).hasSize(2);
  }

  /** AWS takes no two statements of one name. */
  @Test
  void oneOfTheSameNameIsReplaced() {
    String changed =
        PolicyDocument.of("{\"Statement\":[" + ours("Allow") + "]}").with(ours("Deny"));

    assertThat(PolicyDocument.of(changed).statements()).containsExactly(Statement.of(ours("Deny")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no policy", "[]", "{}"})
  void whereNothingIsSaidOursIsAll(String nothing) {
    assertThat(PolicyDocument.of(nothing).statements()).isEmpty();
    assertThat(PolicyDocument.of(PolicyDocument.of(nothing).with(ours("Deny"))).statements())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"Principal\": \"*\"' | true",
        "'\"Principal\": {\"AWS\": \"*\"}' | true",
        "'\"Principal\": {\"AWS\": \"999999999999\"}' | true",
        "'\"Principal\": {\"AWS\": [\"111122223333\", \"arn:aws:iam::999999999999:role/a\"]}' | true",
        "'\"Principal\": {\"Service\": \"logging.s3.amazonaws.com\"}' | true",
        "'\"Principal\": {\"CanonicalUser\": \"abc\"}' | true",
        "'\"NotPrincipal\": {\"AWS\": \"111122223333\"}' | true",
        "'\"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}' | false",
        "'\"Principal\": {\"AWS\": \"arn:aws:sts::111122223333:assumed-role/a/b\"}' | false",
        "'\"Principal\": {\"AWS\": \"AROACKCEVSQ6C2EXAMPLE\"}' | false",
      })
  void whoComesFromOutside(String principal, boolean outside) {
    String policy = "{\"Statement\": {\"Effect\": \"%s\", \"Action\": \"s3:*\", %s}}";

    assertThat(PolicyDocument.of(policy.formatted("Allow", principal)).statements())
        .allMatch(statement -> statement.admitsBeside("111122223333") == outside);
    assertThat(PolicyDocument.of(policy.formatted("Deny", principal)).statements())
        .hasSize(1)
        .noneMatch(statement -> statement.admitsBeside("111122223333"));
  }

  private static ObjectNode ours(String effect) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Sid", "ours")
        .put("Effect", effect)
        .put("Principal", "*")
        .put("Action", "s3:*");
  }
}
