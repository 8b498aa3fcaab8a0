package dev.assay.drivers.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.drivers.Account;
import java.util.List;
import org.testng.annotations.Test;

/** A controller is asked once which ciphers it knows: the question costs seconds where it is not answered. */
public class CipherSuitesTests {

  private static final List<String> SAYS_WHAT_IT_IS_TOLD = List.of("sh", "-c", "echo \"$@\"", "sh");
  private static final List<String> SAYS_THAT_NOBODY_ANSWERED = List.of("sh", "-c", "echo Unable to Get Channel Cipher Suites; echo \"$@\"", "sh");

  @Test
  public void controllerThatDidNotTellIsNotAskedAgain() {
    var tool = tool(SAYS_THAT_NOBODY_ANSWERED);
    assertThat(tool.run(List.of("chassis", "power", "status"))).doesNotContain("-C");
    assertThat(tool.run(List.of("chassis", "power", "status"))).contains("-C 3 chassis power status");
  }

  @Test
  public void controllerThatTellsIsAskedEachTime() {
    var tool = tool(SAYS_WHAT_IT_IS_TOLD);
    tool.run(List.of("chassis", "power", "status"));
    assertThat(tool.run(List.of("chassis", "power", "status"))).doesNotContain("-C");
  }

  private static IpmiTool tool(List<String> program) {
    return new IpmiTool(program, "127.0.0.1", 623, new Account("admin", "secret"));
  }
}
