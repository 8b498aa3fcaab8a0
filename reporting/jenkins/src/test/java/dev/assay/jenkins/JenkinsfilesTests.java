package dev.assay.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The shipped Jenkinsfiles, compiled as Groovy and played: every step is only written down, and {@code sh} ends with the code
 * that the test chose. This is no Jenkins; it sees misspelt names, wrong nesting and wrong exit codes.
 */
public class JenkinsfilesTests {

  private static final List<String> STEPS = List.of(
      "pipeline", "agent", "label", "triggers", "cron", "options", "timeout", "disableConcurrentBuilds", "buildDiscarder", "logRotator", "parameters", "string",
      "environment", "stages", "stage", "steps", "script", "post", "always", "junit", "recordIssues", "issues", "archiveArtifacts", "when", "expression",
      "withCredentials", "usernamePassword", "sh", "catchError", "error", "unstable");

  private static final String ASSAY_RUN = "./assay run ";

  /** What a pipeline did. */
  static final class Played {
    private final List<String> shells = new ArrayList<>();
    private final TreeSet<String> results = new TreeSet<>();
    private final TreeSet<String> steps = new TreeSet<>();
    private int code;
  }

  /** What the step {@code error} ends a pipeline with. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  /** Plays the steps that are written in a Jenkinsfile; a name that is no step fails. */
  public abstract static class Pipeline extends Script {

    @Override
    public Object invokeMethod(String name, Object arguments) {
      if (!getMetaClass().respondsTo(this, name).isEmpty()) {
        return getMetaClass().invokeMethod(this, name, arguments);
      }
      if (!STEPS.contains(name)) {
        throw new IllegalArgumentException("no step of Jenkins is called " + name);
      }
      return played().step(this, name, (Object[]) arguments);
    }

    private Player played() {
      return (Player) getBinding().getVariable("player");
    }
  }

  private record Player(Played played) {

    @SuppressWarnings("unchecked")
    Object step(Script script, String name, Object[] arguments) {
      played.steps.add(name);
      var named = Stream.of(arguments).filter(Map.class::isInstance).map(each -> (Map<String, Object>) each).findFirst().orElse(Map.of());
      switch (name) {
        case "sh" -> {
          played.shells.add(String.valueOf(named.getOrDefault("script", arguments[0])));
          return named.containsKey("returnStatus") ? (Object) played.code : "";
        }
        case "error" -> throw new Failed(String.valueOf(arguments[0]));
        case "unstable" -> played.results.add("UNSTABLE");
        case "catchError" -> {
          played.results.add(String.valueOf(named.get("buildResult")));
          return "";
        }
        default -> {
          for (var argument : arguments) {
            if (argument instanceof Closure<?> body) {
              body.setDelegate(script);
              body.setResolveStrategy(Closure.DELEGATE_FIRST);
              body.call();
            }
          }
        }
      }
      return name;
    }
  }

  @DataProvider
  Object[][] files() throws IOException {
    try (var found = Files.list(folder())) {
      return found.sorted().map(file -> new Object[] {file.getFileName().toString()}).toArray(Object[][]::new);
    }
  }

  private static Path folder() {
    return Path.of(Objects.requireNonNull(System.getProperty("assay.root"))).resolve(".ci/jenkins");
  }

  private static Played play(String text, int code) {
    var configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(Pipeline.class.getName());
    var played = new Played();
    played.code = code;
    var parameters = new HashMap<>(Map.of("LAB", "", "BUILD", "b", "MILESTONE", "rc", "PRODUCT_JOB", "product"));
    var binding = new Binding(new HashMap<>(Map.of(
        "player", new Player(played), "params", parameters, "env", new HashMap<>(), "WORKSPACE", "/w", "any", "any")));
    try {
      new GroovyShell(JenkinsfilesTests.class.getClassLoader(), binding, configuration).evaluate(text);
    } catch (Failed _) {
      played.results.add("FAILURE");
    }
    return played;
  }

  private static String read(String file) throws IOException {
    return Files.readString(folder().resolve(file));
  }

  @Test(dataProvider = "files")
  public void eachRunsSuitesAsksTheGateAndPublishes(String file) throws IOException {
    var played = play(read(file), 0);

    assertThat(played.shells).anyMatch(shell -> shell.startsWith(ASSAY_RUN)).anyMatch(shell -> shell.contains("./assay gate check"));
    assertThat(played.steps).contains("junit", "recordIssues", "archiveArtifacts");
    assertThat(played.results).isEmpty();
  }

  @Test(dataProvider = "files")
  public void exitCodesBecomeResults(String file) throws IOException {
    var text = read(file);

    assertThat(play(text, 5).results).contains("FAILURE");
    assertThat(play(text, 6).results).containsExactly("UNSTABLE");
    assertThat(play(text, 7).results).contains("UNSTABLE").doesNotContain("FAILURE");
    assertThat(play(text, 2).results).as("a usage error is nobody's verdict").containsExactly("FAILURE");
  }

  @Test(dataProvider = "files")
  public void everyCommandOfAssayInThemIsPublishedInTheSameFolder(String file) throws IOException {
    var text = read(file);

    assertThat(text).contains("testResults: 'assay-data/runs/*/junit.xml'").contains("pattern: 'assay-data/runs/*/warnings-ng.json'")
        .contains("ASSAY_DATA = \"${WORKSPACE}/assay-data\"");
  }

  @Test
  public void whatIsWrongIsSeen() throws IOException {
    var text = read("nightly.Jenkinsfile");

    assertThatThrownBy(() -> play(text.replaceFirst("stages \\{", "stages "), 0)).isInstanceOf(CompilationFailedException.class);
    assertThatThrownBy(() -> play(text.replace("recordIssues ", "recordIssue "), 0)).hasMessageContaining("no step of Jenkins is called recordIssue");
  }
}
