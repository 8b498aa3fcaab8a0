package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

public class RecipeTests {

  private static final Secrets SECRETS = new Secrets("secret", "ssh-ed25519 AAAA host", "ssh-ed25519 AAAA guest", "ssh-ed25519 AAAA hosts");

  @Test
  public void theSameRecipeHasTheSameName() {
    assertThat(recipe(XenBuild.XEN_12, SECRETS, Map.of()).name()).isEqualTo(recipe(XenBuild.XEN_12, SECRETS, Map.of()).name()).startsWith("xen-12-4.17-");
  }

  @Test
  public void anotherSecretIsAnotherImageOfTheSamePackages() {
    var other = recipe(XenBuild.XEN_12, new Secrets("other", SECRETS.key(), SECRETS.guestKey(), SECRETS.hostKey()), Map.of());
    assertThat(other.name()).isNotEqualTo(recipe(XenBuild.XEN_12, SECRETS, Map.of()).name());
    assertThat(other.base()).isEqualTo(recipe(XenBuild.XEN_12, SECRETS, Map.of()).base());
  }

  @Test
  public void anotherMirrorIsOtherPackages() {
    var other = recipe(XenBuild.XEN_12, SECRETS, Map.of(Recipe.Mirror.MAIN, "http://mirror.example/debian"));
    assertThat(other.base()).isNotEqualTo(recipe(XenBuild.XEN_12, SECRETS, Map.of()).base());
  }

  /** Continuous integration fetches packages before anything is compiled, and puts them where they are looked for. */
  @Test
  public void packagesFetchedByTheScriptOfContinuousIntegrationAreFound() throws IOException {
    var script = Files.readString(Path.of(System.getProperty("assay.root"), ".ci", "real-xen"));
    var naming = script.lines().filter(line -> line.contains("export ASSAY_MIRROR=") || line.contains("hash=$(")).map(String::strip).toList();
    assertThat(naming).hasSize(2);
    var lines = new ArrayList<String>();
    var shell = List.of("bash", "-c", "scripts=harness/cli/src/main/resources/dev/assay/cli/xenlab\n" + String.join("\n", naming) + "\necho base-xen-12-4.17-$hash");
    var process = new ProcessBuilder(shell).directory(Path.of(System.getProperty("assay.root")).toFile()).redirectErrorStream(true).start();
    try (var printed = process.inputReader()) {
      printed.lines().forEach(lines::add);
    }
    assertThat(lines).containsExactly(recipe(XenBuild.XEN_12, SECRETS, System.getenv()).base());
  }

  @Test
  public void noSecretIsOnACommandLine() {
    var recipe = recipe(XenBuild.XEN_11, SECRETS, Map.of());
    assertThat(recipe.buildCommand(Path.of("/base"), Path.of("/files"), Path.of("/out")))
        .containsExactly("sh", "/files/build", "xen-11-4.14", "debian11", "/base/base.tar.zst", "/files", "/out");
    assertThat(recipe.packagesCommand(Path.of("/files"), Path.of("/out"))).containsExactly("sh", "/files/packages", "bullseye", "4.14", "/out");
  }

  @Test
  public void everyScriptIsThereAndIsAScript() {
    for (var file : List.of("build", "packages", "host/first", "host/init", "host/rc", "host/vif-plain", "host/block-plain", "guest/init", "guest/run", "installer/init")) {
      assertThat(new String(Recipe.resource(file), StandardCharsets.UTF_8)).as(file).startsWith("#!/bin/").doesNotContain("\r");
    }
    assertThat(Recipe.FILES).allSatisfy(file -> assertThat(Recipe.resource(file)).isNotEmpty());
  }

  private static Recipe recipe(XenBuild build, Secrets secrets, Map<String, String> environment) {
    return new Recipe(build, secrets, Recipe.Mirror.of(environment));
  }
}
