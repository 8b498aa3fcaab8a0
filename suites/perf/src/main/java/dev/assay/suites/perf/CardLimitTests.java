package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertRefusedWithAny;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Network;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Storm.Boot;
import dev.assay.testkit.SupportedLimits;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** As many network cards as the release says that a VM and a host have. */
@Area("density")
class CardLimitTests {

  private static final Kpi CARDS = Kpi.higher("density.cards", "1");
  private static final Kpi START = Kpi.lower("density.start-with-cards", "s");

  private final Pool pool;
  private final SupportedLimits limits;
  private final Kpis kpis;
  private final Quantities sizes;

  CardLimitTests(@Memory("64GiB") @Storage("nfs") Pool pool, Build build, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.limits = SupportedLimits.of(build);
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void hostHoldsAsManyCardsAsItSupports() {
    int wanted = Math.min(sizes.of(PerfSizes.CARDS_OF_HOST), limits.cardsOfHost());
    try (Network network = pool.createNetwork()) {
      var vms = new ArrayList<Vm>();
      for (int left = wanted; left > 0; left -= vms.getLast().networkCards()) {
        vms.add(guestWith(Math.min(left, limits.cardsOfVm()), network));
      }
      kpis.record(START, storm(vms).boots(Duration.ofMinutes(60)).stream().map(Boot::running).toList());
      kpis.record(CARDS, wanted);
      assertThat(vms.stream().mapToInt(vm -> cardsSeen(vm).size()).sum()).as("cards that guests see").isEqualTo(wanted);
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }

  @Test
  void vmHoldsAsManyCardsAsItSupportsAndNoMore() {
    try (Network network = pool.createNetwork(); Vm vm = guestWith(limits.cardsOfVm(), network)) {
      vm.start();
      assertThat(cardsSeen(vm)).as("cards that the guest sees").hasSize(limits.cardsOfVm());
      assertRefusedWithAny(List.of("INVALID_DEVICE", "DEVICE_ALREADY_EXISTS"), () -> vm.connectAt(network, limits.cardsOfVm()));
      assertThat(vm.networkCards()).as("cards after one more was refused").isEqualTo(limits.cardsOfVm());
    }
  }

  private Vm guestWith(int cards, Network network) {
    var guest = pool.create(vm().memory(mib(256)));
    for (int more = guest.networkCards(); more < cards; more++) {
      guest.connect(network);
    }
    return guest;
  }

  private static List<String> cardsSeen(Vm vm) {
    var links = vm.run("ip", "link", "show");
    return vm.cards().stream().map(card -> card.mac()).filter(links::contains).toList();
  }
}
