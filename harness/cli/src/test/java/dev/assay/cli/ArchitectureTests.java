package dev.assay.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.assay.core.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Holds the code to the picture in docs/architecture.md; it also counts what it saw, so that it cannot pass on nothing. */
public class ArchitectureTests {

  /** Each module's package, and the modules it may use directly. */
  private static final Map<String, List<String>> ARROWS = arrows();

  private static final int LEAST_CLASSES = 400;

  private JavaClasses classes;

  private static Map<String, List<String>> arrows() {
    var arrows = new LinkedHashMap<String, List<String>>();
    arrows.put("core", List.of());
    arrows.put("config", List.of("core"));
    arrows.put("database", List.of("core"));
    arrows.put("xapi", List.of("core"));
    arrows.put("simulator", List.of("core", "xapi"));
    arrows.put("drivers", List.of("core", "xapi"));
    arrows.put("inventory", List.of("core", "config", "database"));
    arrows.put("store", List.of("core", "database"));
    arrows.put("analysis", List.of());
    arrows.put("judge", List.of("core", "config", "database", "store", "analysis"));
    arrows.put("site", List.of("core", "database", "store", "analysis", "judge"));
    arrows.put("jenkins", List.of("core"));
    arrows.put("testkit", List.of("core", "xapi", "simulator", "drivers", "inventory", "store", "analysis"));
    arrows.put("suites", List.of("core", "xapi", "testkit"));
    arrows.put("cli", List.of("core", "config", "database", "xapi", "simulator", "drivers", "inventory", "store", "analysis", "judge", "site", "jenkins", "testkit", "suites"));
    return arrows;
  }

  @BeforeClass
  void readAllClasses() {
    classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.assay");
  }

  @Test
  public void everyModuleIsSeenAndThereAreManyClasses() {
    assertThat(classes.size()).isGreaterThan(LEAST_CLASSES);
    for (var module : ARROWS.keySet()) {
      assertThat(classes.stream().filter(seen -> moduleOf(seen).equals(module)).count()).as("classes of " + module).isPositive();
    }
  }

  @Test
  public void noClassIsOutsideTheModules() {
    var outside = new TreeSet<String>();
    classes.stream().filter(seen -> !ARROWS.containsKey(moduleOf(seen))).forEach(seen -> outside.add(seen.getName()));
    assertThat(outside).isEmpty();
  }

  @Test
  public void modulesUseOnlyWhatTheirArrowsSay() {
    var wrong = new TreeSet<String>();
    classes.forEach(seen -> seen.getDirectDependenciesFromSelf().forEach(dependency -> {
      var target = dependency.getTargetClass().getBaseComponentType();
      if (target.getPackageName().startsWith("dev.assay.")) {
        var from = moduleOf(seen);
        var to = moduleOf(target);
        if (!from.equals(to) && !ARROWS.get(from).contains(to)) {
          wrong.add(from + " -> " + to + ": " + dependency.getDescription());
        }
      }
    }));
    assertThat(wrong).isEmpty();
  }

  @Test
  public void noModuleIsPartOfACycle() {
    slices().matching("dev.assay.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  public void theWallClockAndSleepLiveInOneClass() {
    var rule = noClasses().that().doNotBelongToAnyOf(SystemTime.class)
        .should().callMethod(Instant.class, "now")
        .orShould().callMethod(System.class, "nanoTime")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(Thread.class, "sleep", long.class)
        .orShould().callMethod(Thread.class, "sleep", java.time.Duration.class)
        .orShould().callMethod(Clock.class, "systemUTC")
        .orShould().callMethod(LocalDate.class, "now")
        .orShould().callMethod(LocalDateTime.class, "now")
        .orShould().callMethod(ZonedDateTime.class, "now")
        .because("time comes through dev.assay.core.time.Time");
    rule.check(classes);
  }

  @Test
  public void chanceIsSeeded() {
    var rule = noClasses()
        .should().callMethod(UUID.class, "randomUUID")
        .orShould().callMethod(Math.class, "random")
        .orShould().callConstructor(Random.class)
        .orShould().callMethod(ThreadLocalRandom.class, "current")
        .because("chance comes through dev.assay.core.time.Chance (secrets through SecureRandom)");
    rule.check(classes);
  }

  @Test
  public void secretsComeFromSecureRandomInFewPlaces() {
    var users = new TreeSet<String>();
    classes.stream()
        .filter(seen -> seen.getDirectDependenciesFromSelf().stream().anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(SecureRandom.class)))
        .forEach(seen -> users.add(moduleOf(seen)));
    assertThat(Set.of("database", "simulator", "drivers", "cli", "site", "inventory")).containsAll(users);
  }

  @Test
  public void threadLocalsAreNotUsed() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(classes);
  }

  @Test
  public void onlyTheTestkitAndSuitesKnowTestNg() {
    noClasses().that().resideOutsideOfPackages("dev.assay.testkit..", "dev.assay.suites..")
        .should().dependOnClassesThat().resideInAPackage("org.testng..").check(classes);
  }

  @Test
  public void suitesNeverKnowWhetherTheirLabIsReal() {
    noClasses().that().resideInAPackage("dev.assay.suites..")
        .should().dependOnClassesThat().resideInAnyPackage("dev.assay.simulator..", "dev.assay.drivers..", "dev.assay.inventory..").check(classes);
  }

  @Test
  public void everyPackageCarriesItsSign() {
    var unsigned = new TreeSet<String>();
    classes.stream().map(JavaClass::getPackage).distinct()
        .filter(seen -> !seen.getClasses().isEmpty() && seen.tryGetPackageInfo().isEmpty())
        .map(JavaPackage::getName).forEach(unsigned::add);
    assertThat(unsigned).isEmpty();
  }

  @Test
  public void docsNameEveryPackageAndNoOther() throws IOException {
    var text = Files.readString(Path.of(System.getProperty("assay.root"), "docs", "whats-here.md"));
    var named = Pattern.compile("(?m)^\\| `(dev\\.assay[a-z.]*)` \\|").matcher(text).results().map(found -> found.group(1)).toList();
    var packages = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(packages);
  }

  private static String moduleOf(JavaClass seen) {
    var parts = seen.getPackageName().split("\\.");
    return parts.length > 2 ? parts[2] : "";
  }
}
