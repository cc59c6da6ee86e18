package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What AWS can find in log events of its own accord: identifiers of health care, and those of
 * persons that 45 CFR 164.514(b)(2) lists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html">Managed
 *     data identifiers</a>
 */
public enum HealthIdentifier {
  @JsonProperty("DrugEnforcementAgencyNumber-US")
  DRUG_ENFORCEMENT_AGENCY_NUMBER_US("DrugEnforcementAgencyNumber-US"),
  @JsonProperty("HealthcareProcedureCode-US")
  HEALTHCARE_PROCEDURE_CODE_US("HealthcareProcedureCode-US"),
  @JsonProperty("HealthInsuranceCardNumber-EU")
  HEALTH_INSURANCE_CARD_NUMBER_EU("HealthInsuranceCardNumber-EU"),
  @JsonProperty("HealthInsuranceClaimNumber-US")
  HEALTH_INSURANCE_CLAIM_NUMBER_US("HealthInsuranceClaimNumber-US"),
  @JsonProperty("HealthInsuranceNumber-FR")
  HEALTH_INSURANCE_NUMBER_FR("HealthInsuranceNumber-FR"),
  @JsonProperty("MedicareBeneficiaryNumber-US")
  MEDICARE_BENEFICIARY_NUMBER_US("MedicareBeneficiaryNumber-US"),
  @JsonProperty("NationalDrugCode-US")
  NATIONAL_DRUG_CODE_US("NationalDrugCode-US"),
  @JsonProperty("NationalInsuranceNumber-GB")
  NATIONAL_INSURANCE_NUMBER_GB("NationalInsuranceNumber-GB"),
  @JsonProperty("NationalProviderId-US")
  NATIONAL_PROVIDER_ID_US("NationalProviderId-US"),
  @JsonProperty("NhsNumber-GB")
  NHS_NUMBER_GB("NhsNumber-GB"),
  @JsonProperty("PersonalHealthNumber-CA")
  PERSONAL_HEALTH_NUMBER_CA("PersonalHealthNumber-CA"),
  @JsonProperty("Ssn-US")
  SSN_US("Ssn-US"),
  @JsonProperty("IndividualTaxIdentificationNumber-US")
  INDIVIDUAL_TAX_IDENTIFICATION_NUMBER_US("IndividualTaxIdentificationNumber-US"),
  @JsonProperty("DriversLicense-US")
  DRIVERS_LICENSE_US("DriversLicense-US"),
  @JsonProperty("PhoneNumber-US")
  PHONE_NUMBER_US("PhoneNumber-US"),
  @JsonProperty("EmailAddress")
  EMAIL_ADDRESS("EmailAddress"),
  @JsonProperty("Address")
  ADDRESS("Address"),
  @JsonProperty("Name")
  NAME("Name");

  /** Those that are looked for unless others are declared: numbers of American health care. */
  public static final List<HealthIdentifier> DEFAULT =
      List.of(
          DRUG_ENFORCEMENT_AGENCY_NUMBER_US,
          HEALTHCARE_PROCEDURE_CODE_US,
          HEALTH_INSURANCE_CLAIM_NUMBER_US,
          MEDICARE_BENEFICIARY_NUMBER_US,
          NATIONAL_DRUG_CODE_US,
          NATIONAL_PROVIDER_ID_US,
          SSN_US);

  private final String id;

  HealthIdentifier(String id) {
    this.id = id;
  }

  /** AWS's name of it, the last part of its ARN. */
  public String id() {
    return id;
  }
}
