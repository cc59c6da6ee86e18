package io.hipaaoperator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Records that nobody may delete until the hold on them is released. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("hold")
@ValidationRule(
    value = "size(self.metadata.name) <= 38",
    message =
        "metadata.name has at most 38 characters: those of the CronJobs, which are limited to 52,"
            + " begin with it")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "In Force",
    jsonPath = ".status.conditions[?(@.type==\"HoldInForce\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Drift",
    jsonPath = ".status.lastDrift",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Matter",
    jsonPath = ".spec.matter",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Since",
    jsonPath = ".spec.since",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Released",
    jsonPath = ".spec.release.at",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"HoldInForce\")].reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.summary",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
public final class LegalHold extends CustomResource<LegalHoldSpec, LegalHoldStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
