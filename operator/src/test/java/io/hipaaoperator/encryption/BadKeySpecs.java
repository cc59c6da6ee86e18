package io.hipaaoperator.encryption;

import java.util.stream.Stream;

/** Specs that the API server must refuse, one for each rule of the schema. */
final class BadKeySpecs {
  private static final String ROLE = "'arn:aws:iam::111122223333:role/a'";
  private static final String KEY = "'arn:aws:kms:us-east-1:111122223333:key/a'";

  private static final String DELETION =
      "deletionPolicy: ScheduleDeletion, acknowledgeDeletion: alias/it-bad";

  private BadKeySpecs() {}

  /** A spec, and the field and words that its refusal must contain. */
  record Bad(String spec, String field, String words) {}

  static Stream<Bad> all() {
    return Stream.of(
        new Bad("{}", "spec.alias", "Required value"),
        new Bad("{alias: phi/clinic}", "spec.alias", "should match"),
        new Bad("{alias: 'alias/'}", "spec.alias", "at least 7"),
        new Bad("{alias: 'alias/a b'}", "spec.alias", "should match"),
        new Bad("{alias: alias/aws/s3}", "spec.alias", "alias/aws/"),
        new Bad("{alias: alias/%s}".formatted("x".repeat(251)), "spec.alias", "256"),
        good("enforcement: Maybe", "enforcement", "\"Enforce\""),
        good("rotationPeriodDays: 89", "rotationPeriodDays", "greater than or equal to 90"),
        good("rotationPeriodDays: 2561", "rotationPeriodDays", "less than or equal to 2560"),
        good("description: %s".formatted("x".repeat(1025)), "description", "1024"),
        good("keyRef: {}", "keyRef", "exactly one of"),
        good("keyRef: {arn: %s, alias: alias/a}".formatted(KEY), "keyRef", "exactly one of"),
        good("keyRef: {arn: 'arn:aws:s3:::a'}", "keyRef.arn", "should match"),
        good("keyRef: {alias: a-name}", "keyRef.alias", "at least 7"),
        good("managePolicy: true", "managePolicy", "only for an adopted key"),
        good("keyRef: {arn: %s}, multiRegion: true".formatted(KEY), "multiRegion", "is created"),
        good(
            "keyRef: {arn: %s}, principals: {workloads: [%s]}".formatted(KEY, ROLE),
            "principals",
            "managePolicy"),
        good("principals: {administrators: ['*']}", "principals.administrators[0]", "should match"),
        good(
            "principals: {workloads: ['111122223333']}", "principals.workloads[0]", "should match"),
        good("principals: {csi: [a]}", "principals.csi[0]", "should match"),
        good(
            "allowedNamespaces: {matchLabels: {'a b': c}}",
            "allowedNamespaces.matchLabels",
            "valid label keys"),
        good(
            "allowedNamespaces: {matchExpressions: [{key: a, operator: In}]}",
            "allowedNamespaces.matchExpressions[0].values",
            "operator In or NotIn"),
        good("storageClass: {}", "storageClass", "needs principals.csi"),
        good("storageClass: {enabled: true, type: io2}", "storageClass.type", "\"gp3\""),
        good("storageClass: {provisioner: a}", "storageClass.provisioner", "ebs.csi.aws.com"),
        good("configMap: {}", "configMap", "needs allowedNamespaces"),
        good("dataKey: {}", "dataKey", "needs allowedNamespaces"),
        good("allowedNamespaces: {}, dataKey: {keySpec: RSA}", "dataKey.keySpec", "\"AES_256\""),
        good(
            "allowedNamespaces: {}, dataKey: {released: ['a b']}",
            "dataKey.released[0]",
            "should match"),
        api("", "apiServerEncryption", "exactly one of"),
        api("namespace: a, image: b, eksCluster: c", "apiServerEncryption", "exactly one of"),
        api("namespace: a", "apiServerEncryption.image", "is needed with namespace"),
        api("namespace: A, image: b", "apiServerEncryption.namespace", "should match"),
        api("namespace: a, image: 'b\\nc'", "apiServerEncryption.image", "should match"),
        api("eksCluster: a b", "apiServerEncryption.eksCluster", "should match"),
        api("eksCluster: a, provider: b", "apiServerEncryption.eksCluster", "not for eksCluster"),
        own("resources: [Secrets]", "apiServerEncryption.resources[0]", "should match"),
        own("resources: ['*.*']", "apiServerEncryption.resources[0]", "should match"),
        own("resources: []", "apiServerEncryption.resources", "at least 1"),
        own("resources: [secrets, secrets]", "apiServerEncryption.resources", "one twice"),
        own("resources: [apiserveripinfo]", "apiServerEncryption.resources", "not encrypt"),
        own("resources: [events.events.k8s.io]", "apiServerEncryption.resources", "not encrypt"),
        own("provider: 'a:b'", "apiServerEncryption.provider", "should match"),
        own("socket: s.sock", "apiServerEncryption.socket", "should match"),
        own("socket: /s.sock", "apiServerEncryption.socket", "should match"),
        own("healthPort: 65536", "apiServerEncryption.healthPort", "equal to 65535"),
        good("deletionPolicy: Delete", "deletionPolicy", "\"ScheduleDeletion\""),
        good("deletionPolicy: ScheduleDeletion", "acknowledgeDeletion", "must repeat alias"),
        good(
            "deletionPolicy: ScheduleDeletion, acknowledgeDeletion: alias/it-other",
            "acknowledgeDeletion",
            "must repeat alias"),
        good(
            DELETION + ", keyRef: {arn: %s}".formatted(KEY),
            "deletionPolicy",
            "only for a key that is created"),
        good(DELETION + ", deletionWindowDays: 6", "deletionWindowDays", "equal to 7"),
        good(DELETION + ", deletionWindowDays: 31", "deletionWindowDays", "equal to 30"),
        good("deletionWindowDays: 7", "deletionWindowDays", "only for deletionPolicy"),
        good("principals: {logs: [%s]}".formatted(ROLE), "principals.logs[0]", "should match"));
  }

  private static Bad api(String declared, String field, String words) {
    return good("apiServerEncryption: {%s}".formatted(declared), field, words);
  }

  private static Bad own(String more, String field, String words) {
    return api("namespace: a, image: b, " + more, field, words);
  }

  private static Bad good(String more, String field, String words) {
    return new Bad("{alias: alias/it-bad, " + more + "}", "spec." + field, words);
  }
}
