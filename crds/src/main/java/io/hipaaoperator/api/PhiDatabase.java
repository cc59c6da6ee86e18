package io.hipaaoperator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A PostgreSQL database that holds PHI: how it is reached, and as whom; where it declares so, its
 * ledger is published. What else is wrong with it, who names it says.
 */
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("phidb")
@ValidationRule(
    value = "!has(self.spec.ledger) || size(self.metadata.name) <= 45",
    message =
        "metadata.name has at most 45 characters with spec.ledger: that of the CronJob, which is"
            + " limited to 52, begins with it")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Published",
    jsonPath = ".status.conditions[?(@.type==\"LedgerPublished\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Entries",
    jsonPath = ".status.ledger.checkpoint.size",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Drift",
    jsonPath = ".status.lastDrift",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Mode",
    jsonPath = ".spec.enforcement",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Host",
    jsonPath = ".spec.host",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Database",
    jsonPath = ".spec.database",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"LedgerPublished\")].reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.summary",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
public final class PhiDatabase extends CustomResource<PhiDatabaseSpec, PhiDatabaseStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
