package io.hipaaoperator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the design says of packages, as rules that the build keeps. */
class ArchitectureTest {
  private static final String ROOT = "io.hipaaoperator";
  private static final String CLIENT = "io.fabric8.kubernetes.client..";
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** Of packages that also touch the world: what plans, compares and says. */
  private static final Set<String> PURE_CLASSES =
      Stream.of(
              in(
                  "workload",
                  """
                  Conditions DriftLog IsolationPolicies Pass Peers Plan PolicyFamily PolicyPeers Preview
                  Snapshot Workload WorkloadEvents WorkloadKey WorkloadObserver WorkloadSink WorkloadStatus
                  """),
              in(
                  "children",
                  "Children ChildMetadata ChildPass Family Inventory Kinship Pacing RepairPace"),
              in(
                  "encryption",
                  """
                  Adoption ApiServerFamily ApiServerSecret ApiServerSetting ClusterKey DataKeyMap DataKeyPass
                  DataKeyPlan DeclaredKey EncryptedClass EncryptionFacts KeyConfigMap KeyFamily KeyGrants KeyNews
                  KeyOwners KeyPass KeyPolicy KeySettings KeyStatus KeyUsers PolicyComparison
                  """),
              in(
                  "audit",
                  """
                  AlarmComparison Alerting AnomalySearch ApiAuditPolicy Archive ArchiveBucket ArchiveLock
                  ArchiveLogging ArchivePolicy ArchiveRules ArchiveSettings AuditFacts BuiltInQueries StatedReviews Canary
                  ClusterSink DeclaredArchive DeclaredSink EventAlarm EventAlarms EventPatterns
                  FieldDifference FilterComparison Folder FoundBucket GroupOwner Masking MaskingPolicy
                  NamedKey Provision SavedQueries ServiceAlarms ShipperConfig SinkChildren SinkFamily
                  SinkOwners SinkPart SinkPass SinkSettings SinkStatus SinkVerdicts Subscriptions Watch
                  """),
              in(
                  "retention",
                  """
                  Cron DatabaseStatus DeclaredDatabase DeclaredHold DeclaredPolicy EndedRuns Halt HeldBack HoldChildren HoldDocument HoldDrift
                  HoldInForce HoldPass HoldPlaces HoldStates HoldStatus LedgerChildren LedgerContainer LedgerFork
                  LedgerMessage LedgerNetwork LedgerPass LedgerPublished LedgerRuns PlanDocument PurgeChildren
                  PurgeContainer PurgeCronJob PurgeMessage PurgeNetwork PurgeRuns PurgeSchedule PurgeVolumes
                  RetentionCluster RetentionFacts RetentionFamily RetentionObstacles RetentionPass
                  RetentionStatus RunContainer RunCronJob RunLine RunNames RunObjects RunState
                  """),
              in(
                  "objects",
                  """
                  Ending EndingState FoundRules HeldBucket HoldOrder LeftRules PeriodDays PrefixRule
                  RuleWords RuleWrite Sweep
                  """),
              in("retention", "ObjectsHeldBack PolicyObjects"),
              in("purge", "RunHash HoldShape PlanHash"),
              in("external", "AllowedNamespaces UndeclaredWays"),
              in(
                  "secret",
                  """
                  Delivered OpenFields RevisionObject SealedFamily SealedKey SealedSecret SecretAge SecretHistory SecretLook
                  SecretPast SecretPlan SecretProblem SecretRevision SecretState SecretsPass
                  """))
          .flatMap(names -> names)
          .collect(Collectors.toSet());

  /** Values in, values out: the kernel, the catalogue, the two comparisons, and what plans. */
  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage(
              ROOT + ".control",
              ROOT + ".controls..",
              ROOT + ".network",
              ROOT + ".drift",
              ROOT + ".apiserver",
              ROOT + ".policy",
              ROOT + ".ledger",
              ROOT + ".seal",
              ROOT + ".status")
          .or(describe("named", type -> PURE_CLASSES.contains(type.getName().split("\\$")[0])))
          .as("pure classes");

  /** Of the client's packages: how objects become JSON, and the base of our own kinds. */
  private static final DescribedPredicate<JavaClass> DATA =
      assignableTo(KubernetesSerialization.class).or(assignableTo(CustomResource.class));

  private static Stream<String> in(String name, String classes) {
    return Stream.of(classes.strip().split("\\s+")).map(each -> ROOT + "." + name + "." + each);
  }

  /** A rule on a class that has another name by now would hold for nothing. */
  @Test
  void everyPureClassIsThere() {
    assertThat(PURE_CLASSES).filteredOn(name -> !PROGRAM.contain(name)).isEmpty();
  }

  @Test
  void pureClassesKnowNoClient() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    CLIENT,
                    "io.javaoperatorsdk..",
                    "software.amazon.awssdk..",
                    "java.net.http..",
                    "java.nio.file..")
                .and(DescribedPredicate.not(DATA)))
        .check(PROGRAM);
  }

  @Test
  void ofPureClassesOnlyDriftTurnsObjectsIntoJson() {
    noClasses()
        .that(PURE)
        .and()
        .resideOutsideOfPackage(ROOT + ".drift")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(KubernetesSerialization.class)
        .check(PROGRAM);
  }

  @Test
  void pureClassesHaveNoClock() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethodWhere(
            target(owner(resideInAPackage("java.time.."))).and(target(nameMatching("now"))))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(PROGRAM);
  }

  /** Flags and variables are read in one place, so that a configuration is a value. */
  @Test
  void onlyTheProgramItselfReadsTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .callMethodWhere(
            target(owner(assignableTo(System.class)))
                .and(target(nameMatching("getenv|getProperty|getProperties"))))
        .check(PROGRAM);
  }

  @Test
  void onlyKubeWrites() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".kube")
        .should()
        .callMethodWhere(
            target(owner(resideInAPackage("io.fabric8.kubernetes.client.dsl..")))
                .and(
                    target(
                        nameMatching(
                            "create.*|patch.*|update.*|replace.*|delete.*|edit.*|serverSideApply"
                                + "|scale|evict|exec.*"))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(UpdateControl.class))).and(target(nameMatching("patch.*"))))
        .check(PROGRAM);
  }

  /** Other packages speak to AWS through ports, so a call that fails is a value to them. */
  @Test
  void onlyAwsKnowsTheSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".aws")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(PROGRAM);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void controlsDoNotKnowEachOther() {
    slices().matching(ROOT + ".controls.(*)..").should().notDependOnEachOther().check(PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"util", "utils", "common", "helper", "helpers", "impl", "manager"})
  void noPackageHasANameThatSaysNothing(String name) {
    noClasses().should().resideInAPackage(".." + name + "..").check(PROGRAM);
  }

  @Test
  void noClassHasANameThatSaysNothing() {
    classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(PROGRAM);
  }

  /** Where a package is not marked, the compiler checks no null in it. */
  @Test
  void everyPackageIsNullMarked() {
    assertThat(PROGRAM.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }
}
