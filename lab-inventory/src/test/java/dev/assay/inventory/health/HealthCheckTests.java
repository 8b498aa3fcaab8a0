package dev.assay.inventory.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.inventory.health.Finding.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class HealthCheckTests {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final Map<String, Shell.Result> answers = new HashMap<>();
  private Power.State state = Power.State.ON;
  private boolean powerAnswers = true;
  private boolean standsStill;

  @BeforeMethod
  void sound() {
    state = Power.State.ON;
    powerAnswers = true;
    standsStill = false;
    answers.clear();
    answers.put("true", new Shell.Result(0, "", ""));
    answers.put("cat", new Shell.Result(0, "0\n", ""));
    answers.put("grep", new Shell.Result(1, "0\n", ""));
    answers.put("date", new Shell.Result(0, NOW.getEpochSecond() + "\n", ""));
    answers.put("xl", new Shell.Result(0, "Name ID\nDomain-0 0\n", ""));
  }

  @Test
  void aSoundHostIsGoodInAllThings() {
    assertThat(check("8.4.0", Occasion.IDLE)).hasSize(7).allMatch(finding -> finding.answer() == Answer.GOOD);
  }

  @Test
  void eachFaultIsFoundByItsProbe() {
    assertThat(bad("8.3.0", Occasion.IDLE)).containsExactly("version");
    answers.put("cat", new Shell.Result(0, "3\n", ""));
    answers.put("grep", new Shell.Result(0, "12\n", ""));
    answers.put("date", new Shell.Result(0, "1700000000\n", ""));
    answers.put("xl", new Shell.Result(0, "Name ID\nDomain-0 0\nvm 4\n", ""));
    assertThat(bad("8.4.0", Occasion.IDLE)).containsExactly("memory", "disk", "clock", "leftovers");
    assertThat(bad("8.4.0", Occasion.LEASED)).as("guests of a holder are no leftovers").containsExactly("memory", "disk", "clock");
  }

  @Test
  void whatCannotBeAskedIsUnknownAndNotBad() {
    answers.remove("cat");
    answers.remove("xl");
    assertThat(check("8.4.0", Occasion.IDLE)).filteredOn(finding -> finding.answer() == Answer.UNKNOWN).extracting(Finding::probe).containsExactly("memory", "leftovers");
  }

  @Test
  void aHostThatIsOffIsAskedNoFurtherAndDeadPowerIsBad() {
    state = Power.State.OFF;
    assertThat(check("8.4.0", Occasion.IDLE)).extracting(Finding::answer).containsExactly(Answer.GOOD, Answer.UNKNOWN);
    powerAnswers = false;
    assertThat(bad("8.4.0", Occasion.IDLE)).containsExactly("power");
  }

  @Test
  void aHostThatDoesNotLetAnyoneInIsBad() {
    answers.clear();
    assertThat(bad("8.4.0", Occasion.IDLE)).containsExactly("ssh");
    assertThat(bad("8.4.0", Occasion.BEFORE_INSTALLATION)).containsExactly("ssh");
    assertThat(bad("", Occasion.BEFORE_INSTALLATION)).as("nobody knows what is installed").isEmpty();
    assertThat(bad("8.4.0", Occasion.LEASED)).as("its holder may have it down").isEmpty();
    assertThat(bad("", Occasion.HALF_INSTALLED)).as("its installation was cut short").isEmpty();
  }

  @Test
  void aHostThatNoWaitingMendsIsBadWhateverIsKnownOfIt() {
    answers.clear();
    standsStill = true;
    assertThat(bad("", Occasion.BEFORE_INSTALLATION)).containsExactly("ssh");
    assertThat(bad("8.4.0", Occasion.LEASED)).containsExactly("ssh");
  }

  @Test
  void whatAnInstallationWipesOffDoesNotSpeakAgainstAHostThatIsAboutToGetOne() {
    answers.put("xl", new Shell.Result(0, "Name ID\nDomain-0 0\nvm 4\n", ""));
    answers.put("cat", new Shell.Result(0, "3\n", ""));
    assertThat(bad("8.4.0", Occasion.BEFORE_INSTALLATION)).containsExactly("memory");
  }

  @Test
  void aClockIsHeldAgainstNothingWhereTheLabLivesFaster() {
    answers.put("date", new Shell.Result(0, "1700000000\n", ""));
    assertThat(new HealthCheck(new Scripted(), "8.4.0", Optional.empty(), Occasion.IDLE).run()).filteredOn(finding -> finding.probe().equals("clock"))
        .extracting(Finding::answer).containsExactly(Answer.UNKNOWN);
  }

  private List<String> bad(String version, Occasion occasion) {
    return check(version, occasion).stream().filter(finding -> finding.answer() == Answer.BAD).map(Finding::probe).toList();
  }

  private List<Finding> check(String version, Occasion occasion) {
    return new HealthCheck(new Scripted(), version, Optional.of(() -> NOW), occasion).run();
  }

  /** A host that answers as the test says. */
  private final class Scripted implements Doors, Power, Shell {
    @Override
    public Power power() {
      return this;
    }

    @Override
    public Shell shell() {
      return this;
    }

    @Override
    public State state() {
      if (!powerAnswers) {
        throw new AssayException.Lab("asking the BMC: no answer");
      }
      return state;
    }

    @Override
    public void set(State wanted) {
      throw new IllegalStateException("a check changes nothing");
    }

    @Override
    public void bootNextFrom(BootDevice device) {
      throw new IllegalStateException("a check changes nothing");
    }

    @Override
    public Result run(Duration limit, List<String> command) {
      if (answers.isEmpty()) {
        throw standsStill ? new DamagedHostException("connecting: no answer; the disk of /data has only 0 MiB free") : new AssayException.Lab("connecting: refused");
      }
      return answers.getOrDefault(command.getFirst(), new Result(127, "", "not found"));
    }

    @Override
    public byte[] read(String remotePath) {
      return "PRODUCT_VERSION='8.4.0'\n".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(String remotePath, byte[] content) {
      throw new IllegalStateException("a check changes nothing");
    }

    @Override
    public void close() {}
  }
}
