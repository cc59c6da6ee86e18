package io.hipaaoperator.cli;

import io.hipaaoperator.cli.SealReport.Row;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.seal.FoundSealedSecret;
import io.hipaaoperator.seal.SealingCertificate;
import io.hipaaoperator.seal.SealingCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code hipaa seal --check} looks at.
 *
 * @param certificate the controller's newest, where it is known
 * @param recovery of the recovery key, where each SealedSecret must have a copy for it
 * @param now the time
 * @param validFor how much longer a certificate must be valid
 */
record SealChecks(
    Optional<SealingCertificate> certificate,
    Optional<SealingCertificate> recovery,
    Instant now,
    Duration validFor) {

  List<Row> of(SealManifests manifests) {
    List<Row> rows = new ArrayList<>();
    certificate.ifPresent(each -> rows.add(validity("certificate", each)));
    recovery.ifPresent(each -> rows.add(validity("recovery certificate", each)));
    manifests.sealed().forEach(found -> rows.addAll(of(found, manifests)));
    manifests
        .plain()
        .forEach(
            name ->
                rows.add(
                    new Row(name, "sealed", Verdict.violated("it is a Secret in plain text"))));
    return rows;
  }

  private Row validity(String object, SealingCertificate each) {
    return new Row(object, "validity", SealingCheck.validity(each, now, validFor));
  }

  private List<Row> of(FoundSealedSecret found, SealManifests manifests) {
    String name = found.namespace() + "/" + found.name();
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(name, "scope", SealingCheck.scope(found)));
    rows.add(new Row(name, "form", SealingCheck.form(found)));
    Set<String> needed = manifests.needed().get(name);
    if (needed != null) {
      rows.add(new Row(name, "keys", SealingCheck.keys(found, needed)));
    }
    certificate.ifPresent(each -> rows.add(new Row(name, "key", SealingCheck.key(found, each))));
    recovery.ifPresent(
        each ->
            rows.add(
                new Row(name, "recovery", SealingCheck.recovery(found, manifests.copies(), each))));
    return rows;
  }
}
