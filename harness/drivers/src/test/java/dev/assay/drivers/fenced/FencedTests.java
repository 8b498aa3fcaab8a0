package dev.assay.drivers.fenced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.Fence;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.drivers.TestingPower;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class FencedTests {

  private static final HostId HOST = HostId.of("h1");
  private static final FencingToken OLD = new FencingToken(7);
  private static final FencingToken LIVE = new FencingToken(8);
  private static final Fence FENCE = (host, token) -> {
    if (!token.equals(LIVE)) {
      throw new StaleLeaseException(host, token, "token " + LIVE + " is live");
    }
  };

  private TestingPower power;
  private List<String> calls;

  @BeforeMethod
  void reset() {
    power = new TestingPower();
    calls = new ArrayList<>();
  }

  @Test
  public void staleTokenSwitchesNothing() {
    var fenced = new FencedPower(power, FENCE, HOST, OLD);
    assertStale(() -> fenced.set(Power.State.ON));
    assertStale(() -> fenced.bootNextFrom(Power.BootDevice.NETWORK));
    assertStale(fenced::cycle);
    assertStale(fenced::state);
    assertThat(power.calls).isEmpty();
  }

  @Test
  public void liveTokenSwitches() {
    var fenced = new FencedPower(power, FENCE, HOST, LIVE);
    fenced.bootNextFrom(Power.BootDevice.NETWORK);
    fenced.cycle();
    assertThat(power.calls).containsExactly("NETWORK", "OFF", "ON");
    assertThat(fenced.state()).isEqualTo(Power.State.ON);
  }

  @Test
  public void leaseLostBetweenOffAndOnLeavesThePowerOff() {
    Fence lost = (host, token) -> {
      if (!power.calls.isEmpty()) {
        throw new StaleLeaseException(host, token, "expired");
      }
    };
    assertStale(new FencedPower(power, lost, HOST, LIVE)::cycle);
    assertThat(power.calls).containsExactly("OFF");
  }

  @Test
  public void staleTokenRunsReadsAndWritesNothingButMayClose() {
    var fenced = new FencedShell(shell(), FENCE, HOST, OLD);
    assertStale(() -> fenced.run(Duration.ofSeconds(1), List.of("reboot")));
    assertStale(() -> fenced.read("/etc/passwd"));
    assertStale(() -> fenced.write("/etc/passwd", new byte[0]));
    fenced.close();
    assertThat(calls).containsExactly("close");
  }

  @Test
  public void liveTokenRunsReadsAndWrites() {
    var fenced = new FencedShell(shell(), FENCE, HOST, LIVE);
    fenced.run(Duration.ofSeconds(1), List.of("reboot"));
    fenced.read("/a");
    fenced.write("/b", new byte[0]);
    assertThat(calls).containsExactly("run [reboot]", "read /a", "write /b");
  }

  @Test
  public void networkBootServesOnlyHostsOfTheLease() {
    var fenced = new FencedNetworkBoot(networkBoot(), FENCE, tokens(LIVE));
    fenced.publish(HOST, new LinkedHashMap<>());
    fenced.withdraw(HOST);
    assertThatThrownBy(() -> fenced.publish(HostId.of("h2"), new LinkedHashMap<>()))
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("h2");
    assertThat(calls).containsExactly("publish h1", "withdraw h1");
  }

  @Test
  public void staleTokenServesNoFiles() {
    var fenced = new FencedNetworkBoot(networkBoot(), FENCE, tokens(OLD));
    assertStale(() -> fenced.publish(HOST, new LinkedHashMap<>()));
    assertStale(() -> fenced.withdraw(HOST));
    assertThat(calls).isEmpty();
  }

  private static void assertStale(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(StaleLeaseException.class).hasMessageContaining("h1");
  }

  private static SequencedMap<HostId, FencingToken> tokens(FencingToken token) {
    var tokens = new LinkedHashMap<HostId, FencingToken>();
    tokens.put(HOST, token);
    return tokens;
  }

  private Shell shell() {
    return new Shell() {
      @Override
      public Result run(Duration limit, List<String> command) {
        calls.add("run " + command);
        return new Result(0, "", "");
      }

      @Override
      public byte[] read(String remotePath) {
        calls.add("read " + remotePath);
        return new byte[0];
      }

      @Override
      public void write(String remotePath, byte[] content) {
        calls.add("write " + remotePath);
      }

      @Override
      public void close() {
        calls.add("close");
      }
    };
  }

  private NetworkBoot networkBoot() {
    return new NetworkBoot() {
      @Override
      public void publish(HostId host, SequencedMap<String, byte[]> files) {
        calls.add("publish " + host);
      }

      @Override
      public void withdraw(HostId host) {
        calls.add("withdraw " + host);
      }

      @Override
      public URI address(HostId host, String file) {
        return URI.create("http://boot/" + host + "/" + file);
      }
    };
  }
}
