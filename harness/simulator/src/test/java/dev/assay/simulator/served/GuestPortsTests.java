package dev.assay.simulator.served;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

class GuestPortsTests {

  private final List<String> opened = new ArrayList<>();
  private final List<Integer> closed = new ArrayList<>();
  private final GuestPorts ports = new GuestPorts(2, this::open, closed::add);

  private int open(String address) {
    opened.add(address);
    return 100 + opened.size();
  }

  @Test
  void aGuestKeepsItsPortUntilOthersNeedOne() {
    assertThat(ports.of("a")).isEqualTo(101);
    assertThat(ports.of("b")).isEqualTo(102);
    assertThat(ports.of("a")).as("asked for again").isEqualTo(101);
    assertThat(closed).isEmpty();

    assertThat(ports.of("c")).isEqualTo(103);
    assertThat(closed).as("the one asked for longest ago").containsExactly(102);
    assertThat(ports.of("b")).as("a new one").isEqualTo(104);
    assertThat(closed).containsExactly(102, 101);
    assertThat(opened).containsExactly("a", "b", "c", "b");
  }
}
