package dev.assay.cli.run;

import dev.assay.config.Durations;
import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.inventory.Lab;
import dev.assay.simulator.fault.Fault;
import dev.assay.simulator.fault.PlannedFault;
import dev.assay.simulator.fault.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * Planned faults as people write them: the fault, where, and when, such as {@code power-loss,host=ams-h01,at=20m,for=5m} or
 * {@code xapi-restart,site=ams,every=2h}.
 */
public final class FaultText {

  /** What a kind of fault is called, what else it takes, and what it does. */
  public record Kind(String name, String takes, String description) {}

  /** All kinds that there are. */
  public static final List<Kind> KINDS = List.of(
      new Kind("power-loss", "", "the mains fail; recovery switches on again"),
      new Kind("kernel-panic", "", "dom0 stands still; recovery power-cycles"),
      new Kind("network-partition", "", "the hosts in scope reach only one another"),
      new Kind("packet-loss", "share=5%", "that share of packets is lost"),
      new Kind("storage-loss", "", "no path to storage: what is under way waits, nothing can be attached"),
      new Kind("storage-slow", "times=10", "storage is so many times slower"),
      new Kind("xapi-restart", "", "the toolstack restarts"),
      new Kind("xapi-hang", "", "the toolstack takes calls and answers none"),
      new Kind("bmc-hang", "", "the management controller does not answer"),
      new Kind("failed-install", "[times=1]", "the next installations break off"),
      new Kind("clock-skew", "by=90s or by=-90s", "the host's clock is off"),
      new Kind("api-error", "code=SR_FULL [message=VDI.*] [times=2] [chance=10%]", "XAPI calls are refused"),
      new Kind("guest-crash", "vm=NAME", "that VM's kernel crashes"));

  private static final String PERCENT = "(\\d{1,2}(?:\\.\\d+)?|100)%";

  private final String text;
  private final SequencedMap<String, String> words = new LinkedHashMap<>();

  private FaultText(String text) {
    this.text = text;
    Arrays.stream(text.split(",")).skip(1).forEach(word -> {
      int at = word.indexOf('=');
      var key = at < 0 ? word : word.substring(0, at);
      if (words.put(key, at < 0 ? "" : word.substring(at + 1)) != null) {
        throw wrong("'" + key + "' is given twice");
      }
    });
  }

  /**
   * Read a planned fault and check that the lab has what it names.
   *
   * @throws AssayException.Usage saying what is wrong and what is expected
   */
  public static PlannedFault parse(Lab lab, String text) {
    return new FaultText(text).read(lab);
  }

  private PlannedFault read(Lab lab) {
    var kind = text.split(",", 2)[0];
    var fault = refusing(() -> fault(kind));
    var scope = scope(lab);
    var when = when();
    var lasting = take("for").map(this::duration);
    if (!words.isEmpty()) {
      throw wrong("it does not take '" + words.firstEntry().getKey() + "'");
    }
    if (fault instanceof Fault.GuestCrash != scope instanceof Scope.Vm) {
      throw wrong("guest-crash goes with vm=NAME, and no other fault does");
    }
    return refusing(() -> new PlannedFault(scope, fault, when, lasting));
  }

  private Fault fault(String kind) {
    return switch (kind) {
      case "power-loss" -> new Fault.PowerLoss();
      case "kernel-panic" -> new Fault.KernelPanic();
      case "network-partition" -> new Fault.NetworkPartition();
      case "packet-loss" -> new Fault.PacketLoss(share("share", need("share")));
      case "storage-loss" -> new Fault.StorageLoss();
      case "storage-slow" -> new Fault.StorageSlow(number("times", need("times")));
      case "xapi-restart" -> new Fault.ToolstackRestart();
      case "xapi-hang" -> new Fault.ToolstackHang();
      case "bmc-hang" -> new Fault.PowerControllerHang();
      case "failed-install" -> new Fault.FailedInstall(take("times").map(word -> (int) number("times", word)).orElse(1));
      case "clock-skew" -> new Fault.ClockSkew(skew(need("by")));
      case "api-error" -> new Fault.ApiError(take("message").orElse("*"), need("code"), List.of(),
          take("times").map(word -> (int) number("times", word)).orElse(0), take("chance").map(word -> share("chance", word)).orElse(1.0));
      case "guest-crash" -> new Fault.GuestCrash();
      default -> throw wrong("there is no fault '" + kind + "'" + Suggestion.closest(kind, names()).map(near -> "; did you mean '" + near + "'?").orElse("")
          + "; 'assay lab faults' lists them");
    };
  }

  private static List<String> names() {
    return KINDS.stream().map(Kind::name).toList();
  }

  private Scope scope(Lab lab) {
    var hosts = lab.hosts().stream().map(host -> host.id().value()).toList();
    var found = List.of(
        take("site").map(name -> (Scope) new Scope.Site(known("site", name, lab.sites().stream().map(Lab.Site::name).toList()))),
        take("pool").map(name -> (Scope) new Scope.Pool(HostId.of(known("host", name, hosts)))),
        take("host").map(name -> (Scope) new Scope.Host(HostId.of(known("host", name, hosts)))),
        take("sr").map(name -> (Scope) new Scope.Storage(known("export", name, lab.exports().stream().map(Lab.Export::name).toList()))),
        take("vm").map(name -> (Scope) new Scope.Vm(name)),
        take("lab").map(_ -> (Scope) new Scope.Lab())).stream().flatMap(Optional::stream).toList();
    if (found.size() != 1) {
      throw wrong("it wants exactly one of site=, pool=, host=, sr=, vm= or lab");
    }
    return found.getFirst();
  }

  private PlannedFault.When when() {
    var at = take("at").map(this::duration);
    var every = take("every").map(this::duration);
    if (at.isPresent() == every.isPresent()) {
      throw wrong("it wants one of at=20m and every=2h");
    }
    if (every.filter(mean -> mean.compareTo(Duration.ofSeconds(1)) < 0).isPresent()) {
      throw wrong("'every' is at least 1s");
    }
    return at.map(after -> (PlannedFault.When) new PlannedFault.When.At(after)).orElseGet(() -> new PlannedFault.When.AtChance(every.orElseThrow()));
  }

  private Optional<String> take(String key) {
    return Optional.ofNullable(words.remove(key));
  }

  private String need(String key) {
    return take(key).filter(word -> !word.isEmpty()).orElseThrow(() -> wrong("'" + key + "=' is missing"));
  }

  private String known(String what, String name, List<String> names) {
    if (!names.contains(name)) {
      throw wrong("the lab has no " + what + " '" + name + "'" + Suggestion.closest(name, names).map(near -> "; did you mean '" + near + "'?").orElse(""));
    }
    return name;
  }

  private Duration duration(String word) {
    try {
      return Durations.parse(word);
    } catch (AssayException.Usage e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Duration skew(String word) {
    return word.startsWith("-") ? duration(word.substring(1)).negated() : duration(word);
  }

  private double number(String key, String word) {
    if (!word.matches("\\d{1,6}(\\.\\d+)?")) {
      throw wrong("'" + key + "' is a number, not '" + word + "'");
    }
    return Double.parseDouble(word);
  }

  private double share(String key, String word) {
    if (!word.matches(PERCENT)) {
      throw wrong("'" + key + "' is a share such as 5%, not '" + word + "'");
    }
    return Double.parseDouble(word.substring(0, word.length() - 1)) / 100;
  }

  private <T> T refusing(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private AssayException.Usage wrong(String why) {
    return new AssayException.Usage("planning fault '" + text + "': " + why);
  }
}
