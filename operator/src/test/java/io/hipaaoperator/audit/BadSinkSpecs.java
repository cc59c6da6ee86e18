package io.hipaaoperator.audit;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Specs that the API server must refuse, one for each rule of the schema. */
final class BadSinkSpecs {
  private BadSinkSpecs() {}

  /** A spec, and the field and words that its refusal must contain. */
  record Bad(String spec, String field, String words) {}

  static Stream<Bad> all() {
    return Stream.of(
            group(),
            events(),
            queries(),
            alarms(),
            services(),
            anomalies(),
            BadReviews.all(),
            archives(),
            writers(),
            namespaces())
        .flatMap(Function.identity());
  }

  private static Stream<Bad> namespaces() {
    return Stream.of(
        more("allowedNamespaces: {matchLabels: {phi: null}}", "matchLabels", "valid label"),
        more("shipper: {}", "spec.shipper", "needs allowedNamespaces"),
        more("auditPolicy: {namespace: a}", "spec.auditPolicy", "needs allowedNamespaces"),
        more("allowedNamespaces: {}, auditPolicy: {}", "auditPolicy.namespace", "Required value"),
        more("allowedNamespaces: {}, auditPolicy: {namespace: A}", "namespace", "should match"),
        operational(
            "allowedNamespaces: {}, auditPolicy: {namespace: a}",
            "spec.auditPolicy",
            "of class audit"),
        more(
            "allowedNamespaces: {}, shipper: {namespaces: {matchLabels: {a: null}}}",
            "spec.shipper.namespaces.matchLabels",
            "valid label"),
        more("allowedNamespaces: {matchLabels: {'a b': c}}", "matchLabels", "valid label"),
        more(
            "allowedNamespaces: {matchExpressions: [{key: a, operator: In}]}",
            "spec.allowedNamespaces.matchExpressions[0].values",
            "In or NotIn"));
  }

  private static Stream<Bad> writers() {
    String role = "arn:aws:iam::123456789012:role/%d";
    String many =
        IntStream.range(0, 21).mapToObj(role::formatted).collect(Collectors.joining("','"));
    return Stream.of(
        more("writers: ['clinic-logs']", "spec.writers[0]", "should match"),
        more(
            "writers: ['arn:aws:iam::123456789012:user/clinic']",
            "spec.writers[0]",
            "should match"),
        more(
            "writers: ['arn:aws:sts::123456789012:assumed-role/clinic/a']",
            "spec.writers[0]",
            "should match"),
        more("writers: ['" + many + "']", "spec.writers", "at most 20"));
  }

  private static Stream<Bad> events() {
    return Stream.of(
        more("events: {user: ''}", "spec.events.user", "at least 1"),
        more("events: {user: 'a b'}", "spec.events.user", "should match"),
        more("events: {hour: '$.hour'}", "spec.events.hour", "should match"),
        more("events: {resource: %s}".formatted("r".repeat(65)), "events.resource", "64"),
        more("events: {reads: []}", "spec.events.reads", "at least 1"),
        more("events: {logins: [a, b, c, d, e]}", "spec.events.logins", "at most 4"),
        more("events: {denials: ['\"']}", "spec.events.denials[0]", "should match"),
        more("events: {exports: ['*']}", "spec.events.exports[0]", "should match"));
  }

  private static Stream<Bad> queries() {
    return Stream.of(
        more("queries: {own: [{query: a}]}", "queries.own[0].name", "Required value"),
        more("queries: {own: [{name: a}]}", "queries.own[0].query", "Required value"),
        more("queries: {own: [{name: a/b, query: a}]}", "queries.own[0].name", "should match"),
        more("queries: {own: [{name: a, query: ''}]}", "queries.own[0].query", "at least 1"),
        more(
            "queries: {own: [{name: a, query: a}, {name: a, query: b}]}",
            "spec.queries.own",
            "a name of its own"));
  }

  private static Stream<Bad> alarms() {
    return Stream.of(
        more(
            "alarms: {actions: ['arn:aws:automate:us-east-1:ec2:stop']}",
            "spec.alarms.actions[0]",
            "should match"),
        more("alarms: {exports: {threshold: 0}}", "alarms.exports.threshold", "equal to 1"),
        more("alarms: {bulkReads: {periodMinutes: 1441}}", "periodMinutes", "equal to 1440"),
        more("alarms: {offHours: {from: 22, to: 6}}", "alarms.offHours", "needs events.hour"),
        more("events: {hour: h}, alarms: {offHours: {to: 6}}", "offHours.from", "Required value"),
        more("events: {hour: h}, alarms: {offHours: {from: 24, to: 6}}", "offHours.from", "23"),
        more("events: {hour: h}, alarms: {offHours: {from: 6, to: 6}}", "offHours.to", "differ"),
        more("alarms: {lambda: {function: chat}}", "spec.alarms", "class operational"));
  }

  private static Stream<Bad> services() {
    return Stream.of(
        operational("alarms: {exports: {}}", "spec.alarms", "of class audit"),
        operational("alarms: {lambda: {}}", "alarms.lambda.function", "is needed"),
        operational("alarms: {lambda: {function: a/b}}", "lambda.function", "should match"),
        operational(
            "alarms: {lambda: {function: a, duration: {}}}",
            "lambda.duration.milliseconds",
            "Required value"),
        operational("alarms: {api: {}}", "alarms.api.restApi", "exactly one"),
        operational("alarms: {api: {restApi: a, httpApi: b}}", "alarms.api.restApi", "exactly one"),
        operational("alarms: {api: {httpApi: A}}", "alarms.api.httpApi", "should match"));
  }

  private static Stream<Bad> anomalies() {
    return Stream.of(
        more("anomalies: {frequency: DAILY}", "spec.anomalies.frequency", "\"FIFTEEN_MIN\""),
        more("anomalies: {visibilityDays: 6}", "anomalies.visibilityDays", "equal to 7"),
        more("anomalies: {visibilityDays: 91}", "anomalies.visibilityDays", "equal to 90"));
  }

  /** One for audit logs whose spec says this as well. */
  static Bad more(String more, String field, String words) {
    return new Bad("{class: audit, logGroup: {name: /it/bad}, %s}".formatted(more), field, words);
  }

  private static Bad operational(String more, String field, String words) {
    String spec = "{class: operational, logGroup: {name: /it/bad}, %s}";
    return new Bad(spec.formatted(more), field, words);
  }

  private static Stream<Bad> group() {
    return Stream.of(
        new Bad("{}", "spec.class", "Required value"),
        new Bad("{class: audit}", "spec.logGroup", "Required value"),
        new Bad("{class: debug, logGroup: {name: a}}", "spec.class", "\"audit\""),
        new Bad(
            "{class: audit, logGroup: {name: a, subscribers: [siem]}}",
            "spec.logGroup.subscribers[0]",
            "should match"),
        new Bad("{class: audit, logGroup: {}}", "spec.logGroup", "exactly one of: name, discover"),
        new Bad(
            "{class: operational, logGroup: {name: a, adopt: true, discover: {prefix: a}}}",
            "spec.logGroup",
            "exactly one of: name, discover"),
        new Bad(
            "{class: operational, logGroup: {discover: {prefix: a}}}",
            "spec.logGroup.discover",
            "needs adopt: true"),
        new Bad(
            "{class: audit, logGroup: {adopt: true, discover: {prefix: a}}}",
            "spec.logGroup.discover",
            "of class operational"),
        new Bad(
            "{class: operational, logGroup: {adopt: true, discover: {}}}",
            "spec.logGroup.discover",
            "needs a prefix, a tag, or both"),
        discover("{prefix: ''}", "prefix", "at least 1"),
        discover("{tag: {value: b}}", "tag.key", "Required value"),
        discover("{prefix: 'a*'}", "prefix", "should match"),
        discover("{prefix: a, tag: {key: a}}", "tag.value", "Required value"),
        discover("{prefix: a, tag: {key: '', value: b}}", "tag.key", "at least 1"),
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

  private static Bad discover(String discover, String field, String words) {
    return new Bad(
        "{class: operational, logGroup: {adopt: true, discover: %s}}".formatted(discover),
        "spec.logGroup.discover." + field,
        words);
  }

  private static Stream<Bad> archives() {
    return Stream.of(
        archive("{}", "spec.archive.bucket", "Required value"),
        archive("{bucket: Upper}", "spec.archive.bucket", "should match"),
        archive("{bucket: a.dot.ted}", "spec.archive.bucket", "should match"),
        archive("{bucket: it-a, replicas: [it-b]}", "spec.archive.replicas[0]", "should match"),
        archive("{bucket: ab}", "spec.archive.bucket", "at least 3"),
        archive("{bucket: %s}".formatted("x".repeat(64)), "spec.archive.bucket", "63"),
        archive("{bucket: xn--it}", "spec.archive.bucket", "must not begin with xn--"),
        archive("{bucket: it-s3alias}", "spec.archive.bucket", "-s3alias"),
        archive(
            "{bucket: it-a, accessLogs: {bucket: it-a}}",
            "spec.archive.accessLogs.bucket",
            "must be another bucket"),
        archive(
            "{bucket: it-a, accessLogs: {}}", "spec.archive.accessLogs.bucket", "Required value"),
        archive(
            "{bucket: it-a, accessLogs: {bucket: Upper}}",
            "spec.archive.accessLogs.bucket",
            "should match"),
        archive("{bucket: it-a, keyRef: {}}", "spec.archive.keyRef.name", "Required value"),
        lock("{mode: NONE}", "mode", "\"GOVERNANCE\""),
        lock("{mode: COMPLIANCE}", "acknowledgeIrreversible", "acknowledgeIrreversible: true"),
        lock(
            "{mode: COMPLIANCE, acknowledgeIrreversible: false}",
            "acknowledgeIrreversible",
            "nobody, AWS included"),
        lock("{days: 2192, years: 7}", "years", "at most one of: days, years"),
        lock("{days: 0}", "days", "greater than or equal to 1"),
        lock("{days: 36501}", "days", "less than or equal to 36500"),
        lock("{years: 0}", "years", "greater than or equal to 1"),
        lock("{years: 101}", "years", "less than or equal to 100"),
        archive("{bucket: it-a, objectLock: {days: 2191}}", "spec.archive.objectLock", "2192"),
        archive("{bucket: it-a, objectLock: {years: 6}}", "spec.archive.objectLock", "45 CFR"),
        new Bad(
            "{class: operational, logGroup: {name: a}, archive: {bucket: it-a, objectLock: {days:"
                + " 89}}}",
            "spec.archive.objectLock.days",
            "at least 90"),
        lifecycle("{expireDays: 2191}", "expireDays", "no less than the days"),
        lifecycle("{expireDays: 0}", "expireDays", "greater than or equal to 1"),
        lifecycle("{expireDays: 36501}", "expireDays", "less than or equal to 36500"),
        lifecycle("{abortUploadsDays: 0}", "abortUploadsDays", "greater than or equal to 1"),
        lifecycle("{abortUploadsDays: 366}", "abortUploadsDays", "less than or equal to 365"),
        lifecycle("{transition: {}}", "transition.afterDays", "Required value"),
        lifecycle("{transition: {afterDays: 1}}", "transition.storageClass", "Required value"),
        lifecycle(
            "{transition: {afterDays: 90, storageClass: ONEZONE_IA}}",
            "transition.storageClass",
            "\"DEEP_ARCHIVE\""),
        lifecycle(
            "{transition: {afterDays: 0, storageClass: GLACIER}}",
            "transition.afterDays",
            "greater than or equal to 1"),
        lifecycle(
            "{transition: {afterDays: 36501, storageClass: GLACIER}}",
            "transition.afterDays",
            "less than or equal to 36500"),
        lifecycle(
            "{transition: {afterDays: 29, storageClass: STANDARD_IA}}",
            "transition.afterDays",
            "at least 30"),
        lifecycle(
            "{transition: {afterDays: 2192, storageClass: GLACIER}, expireDays: 2192}",
            "transition.afterDays",
            "less than expireDays"),
        archive(
            "{bucket: it-a, objectLock: {years: 7}, lifecycle: {expireDays: 2554}}",
            "spec.archive.lifecycle.expireDays",
            "no less than the days"));
  }

  private static Bad lock(String lock, String field, String words) {
    return archive(
        "{bucket: it-a, objectLock: %s}".formatted(lock),
        "spec.archive.objectLock." + field,
        words);
  }

  private static Bad lifecycle(String lifecycle, String field, String words) {
    return archive(
        "{bucket: it-a, lifecycle: %s}".formatted(lifecycle),
        "spec.archive.lifecycle." + field,
        words);
  }

  private static Bad archive(String archive, String field, String words) {
    return new Bad(
        "{class: audit, logGroup: {name: a}, archive: %s}".formatted(archive), field, words);
  }

  private static Bad good(String more, String field, String words) {
    return group("name: /it/bad, " + more, field, words);
  }

  private static Bad group(String group, String field, String words) {
    return new Bad("{class: audit, logGroup: {%s}}".formatted(group), field, words);
  }
}
