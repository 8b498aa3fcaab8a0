package dev.assay.simulator.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.lab.Shell;
import dev.assay.core.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class InterpreterTests {

  private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
  private FileTree files;

  @BeforeMethod
  public void makeFiles() {
    files = new FileTree();
    files.makeFolder("/etc");
    files.makeFolder("/tmp");
    files.replace("/etc/fruit", "apple\nbanana\ncherry\n".getBytes(StandardCharsets.UTF_8));
  }

  @DataProvider
  public Object[][] scripts() {
    return new Object[][] {
      {"echo one; echo two", 0, "one\ntwo\n"},
      {"true && echo yes || echo no", 0, "yes\n"},
      {"false && echo yes || echo no", 0, "no\n"},
      {"cat /etc/fruit | grep an", 0, "banana\n"},
      {"grep -c a < /etc/fruit", 0, "2\n"},
      {"echo 'a  \"b\"' \"c d\" e\\ f", 0, "a  \"b\" c d e f\n"},
      {"cat /missing 2>/dev/null", 1, ""},
      {"cat /missing 2>&1", 1, "cat: /missing: No such file or directory\n"},
      {"echo x > /tmp/f && echo y >> /tmp/f; cat /tmp/f", 0, "x\ny\n"},
      {"set -e; false; echo never", 1, ""},
      {"set -e; false || true; echo still", 0, "still\n"},
      {"head -n 1 /etc/fruit; tail -1 /etc/fruit", 0, "apple\ncherry\n"},
      {"test -f /etc/fruit && [ ! -e /etc/stone ]", 0, ""},
      {"wc -l < /etc/fruit", 0, "3\n"},
      {"mkdir -p -m 700 /root/.ssh && test -d /root/.ssh", 0, ""},
      {"cp /etc/fruit /tmp/a && mv /tmp/a /tmp/b && ls /tmp", 0, "b\n"},
      {"rm /etc && echo gone", 1, ""},
      {"rm -rf /etc && ls /", 0, "tmp\n"},
      {"echo hello | sha256sum", 0, "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  -\n"},
      {"echo hello | md5sum", 0, "b1946ac92492d2347c6235b4d2611184  -\n"},
    };
  }

  @Test(dataProvider = "scripts")
  public void aScriptDoesWhatAShellWouldDo(String script, int status, String output) {
    var result = run("sh", "-c", script);
    assertThat(result.output()).isEqualTo(output);
    assertThat(result.status()).as(result.errors()).isEqualTo(status);
  }

  @DataProvider
  public Object[][] refusals() {
    return new Object[][] {
      {"echo $HOME", "expansion with '$'"},
      {"echo 'open", "unterminated quoted string"},
      {"cat >", "syntax error"},
      {"| cat", "syntax error"},
      {"grep '['  /etc/fruit", "Invalid regular expression"},
      {"ls --color /", "unrecognized option"},
      {"date +%Q", "is not simulated"},
    };
  }

  @Test(dataProvider = "refusals")
  public void whatIsNotSimulatedIsRefused(String script, String said) {
    var result = run("sh", "-c", script);
    assertThat(result.status()).isNotZero();
    assertThat(result.errors()).contains(said);
  }

  @Test
  public void argumentsReachACommandAsTheyAre() {
    assertThat(run("echo", "$HOME", "a;b", "'c'").output()).isEqualTo("$HOME a;b 'c'\n");
  }

  @Test
  public void aPathMayStandBeforeACommand() {
    assertThat(run("/bin/cat", "/etc/fruit").output()).startsWith("apple");
  }

  @Test
  public void aFileCannotLeadOutOfTheTree() {
    assertThat(run("cat", "/../../etc/../etc/fruit").output()).startsWith("apple");
  }

  private Shell.Result run(String... command) {
    return time.run("test", () -> {
      var shell = new SimulatedShell("box", time, new Interpreter(CoreCommands.on(time), files), files, new Sessions(time));
      return shell.run(Duration.ofMinutes(1), List.of(command));
    });
  }
}
