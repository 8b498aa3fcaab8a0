package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.run.History;
import java.util.Map;
import java.util.Optional;

/** What one host's installer says of its work, written into the history as it comes. */
final class InstallReports {

  private final NetworkBoot networkBoot;
  private final History history;
  private final HostId host;
  private final NewKeys keys;
  private int heard;

  InstallReports(NetworkBoot networkBoot, History history, HostId host, NewKeys keys) {
    this.networkBoot = networkBoot;
    this.history = history;
    this.host = host;
    this.keys = keys;
  }

  /**
   * Take up what is new; return why the installer stopped, if it says so and another try may go better.
   *
   * @throws AssayException.Lab when it refuses its answers, which every try would give again
   */
  Optional<String> hear() {
    return listen().map(stop -> {
      if (stop.forGood()) {
        throw new AssayException.Lab("installing host " + host + ": its installer refuses the answers: " + stop.words() + "; correct the lab file or the build's media");
      }
      return stop.describe();
    });
  }

  /** Take up what is new; return why the installer stopped, be it that it refuses what was asked. */
  Optional<String> hearWithRefusals() {
    return listen().map(Stop::describe);
  }

  /**
   * The installer's last word.
   *
   * @param forGood whether every try would end so
   */
  private record Stop(String words, boolean forGood) {
    String describe() {
      return (forGood ? "its installer refuses: " : "its installer says: ") + words;
    }
  }

  private Optional<Stop> listen() {
    var reports = networkBoot.reports(host);
    for (var report : reports.subList(Math.min(heard, reports.size()), reports.size())) {
      heard++;
      history.append("install.reported", host.value(), Map.of("said", report));
      if (report.startsWith(NetworkBoot.REFUSED)) {
        return Optional.of(new Stop(report.substring(NetworkBoot.REFUSED.length()), true));
      }
      if (report.startsWith(NetworkBoot.NEW_KEY)) {
        keys.take(report.substring(NetworkBoot.NEW_KEY.length()));
      }
      if (report.startsWith(NetworkBoot.FAILED)) {
        return Optional.of(new Stop(report.substring(NetworkBoot.FAILED.length()), false));
      }
    }
    return Optional.empty();
  }

  /** Say what it said last, for a message; nothing where it said nothing. */
  String last() {
    var reports = networkBoot.reports(host);
    return reports.isEmpty() ? "" : " (its installer said last: '" + reports.getLast() + "')";
  }
}
