package io.hipaaoperator.audit;

import java.util.stream.Stream;

/** Specs that the API server must refuse, one for each rule of the schema. */
final class BadSinkSpecs {
  private BadSinkSpecs() {}

  /** A spec, and the field and words that its refusal must contain. */
  record Bad(String spec, String field, String words) {}

  static Stream<Bad> all() {
    return Stream.of(
        new Bad("{}", "spec.class", "Required value"),
        new Bad("{class: audit}", "spec.logGroup", "Required value"),
        new Bad("{class: debug, logGroup: {name: a}}", "spec.class", "\"audit\""),
        new Bad("{class: audit, logGroup: {}}", "spec.logGroup.name", "Required value"),
        new Bad("{class: audit, logGroup: {name: 'a b'}}", "spec.logGroup.name", "should match"),
        new Bad("{class: audit, logGroup: {name: aws/x}}", "spec.logGroup.name", "begin with aws/"),
        group("name: %s".formatted("x".repeat(513)), "name", "512"),
        good("retentionDays: 1827", "retentionDays", "45 CFR 164.316(b)(2)(i)"),
        good("retentionDays: 2190", "retentionDays", "one of those that CloudWatch takes"),
        good("retentionDays: 3654", "retentionDays", "less than or equal to 3653"),
        new Bad(
            "{class: operational, logGroup: {name: a, retentionDays: 60}}",
            "spec.logGroup.retentionDays",
            "at least 90"),
        good("adoptFrom: 'a b'", "adoptFrom", "should match"),
        good("keyRef: {name: ''}", "keyRef.name", "at least 1"),
        good("dataProtection: {identifiers: []}", "identifiers", "at least 1"),
        good("dataProtection: {identifiers: [Mood]}", "identifiers[0]", "\"Ssn-US\""),
        good("acknowledgeLoweredRetention: {}", "acknowledgeLoweredRetention.until", "Required"),
        good(
            "acknowledgeLoweredRetention: {until: soon, reason: because of costs}",
            "acknowledgeLoweredRetention.until",
            "should match"),
        good(
            "acknowledgeLoweredRetention: {until: '2026-01-31', reason: why}",
            "acknowledgeLoweredRetention.reason",
            "at least 10"));
  }

  private static Bad good(String more, String field, String words) {
    return group("name: /it/bad, " + more, field, words);
  }

  private static Bad group(String group, String field, String words) {
    return new Bad("{class: audit, logGroup: {%s}}".formatted(group), field, words);
  }
}
