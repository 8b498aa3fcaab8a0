package dev.assay.site.pages;

import dev.assay.site.pages.ScaleView.CaseChoice;
import dev.assay.site.pages.ScaleView.Choice;
import dev.assay.site.pages.ScaleView.Concurrency;
import dev.assay.site.pages.ScaleView.HeatCell;
import dev.assay.site.pages.ScaleView.Load;
import dev.assay.site.pages.ScaleView.Reading;
import dev.assay.site.pages.ScaleView.Resource;
import dev.assay.site.pages.ScaleView.VmBar;
import dev.assay.site.pages.StartWindows.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads from a run's history how its VMs came up. */
final class ScalePage {

  private static final int MOST_VMS = 1_000;
  private static final int COLUMNS = 60;
  private static final int ROWS = 16;
  private static final int MOST_READINGS = 600;
  private static final int LEAST_READINGS = 5;
  private static final int KEPT = 100;

  private final Look look;
  private final RunTable runs;
  private final StartWindows windows;
  private final Marks marks;
  private final Recent<String, List<Choice>> choices = new Recent<>(1);
  private final Recent<String, Optional<Load>> ended = new Recent<>(KEPT);

  ScalePage(Look look, RunTable runs, Marks marks) {
    this.look = look;
    this.marks = marks;
    this.runs = runs;
    this.windows = new StartWindows(look);
  }

  private record Event(double at, String kind, String vm, String to, String seen) {}

  View read(PageQuery query) {
    var offered = choices.get(marks.now().all(), this::choices);
    var view = view(query.text("run").or(() -> offered.stream().findFirst().map(Choice::run)), query.text("other"), query.text("case")).offering(offered);
    return new View("Scale explorer" + (view.run().isEmpty() ? "" : " " + view.run()), "pages/scale.jte", view);
  }

  /** Read how the VMs of a run came up, and those of another laid over it. */
  ScaleView view(Optional<String> run, Optional<String> asked, Optional<String> named) {
    var other = asked.filter(name -> run.filter(name::equals).isEmpty());
    var cases = run.map(name -> windows.of(RunNumbers.find(runs, name))).orElse(List.of());
    var chosen = cases.stream().filter(window -> named.filter(window.testCase()::equals).isPresent()).findFirst().or(() -> cases.stream().findFirst());
    var testCase = chosen.map(Window::testCase).orElse("");
    return new ScaleView(
        run.flatMap(name -> load(name, testCase)), other.flatMap(name -> load(name, testCase)), List.of(), run.orElse(""), other.orElse(""),
        cases.stream().map(window -> new CaseChoice(window.testCase(), window.starts())).toList(), testCase);
  }

  private List<Choice> choices() {
    return look.list(
        "listing runs that started VMs",
        row -> new Choice("R-" + row.getLong(1), "R-" + row.getLong(1) + " " + row.getString(2) + " on " + row.getString(3)),
        """
        select r.number, r.suite, r.build from results.run r
        where exists (select 1 from results.history_event e where e.run = r.number and e.kind = 'vm.start.completed')
        order by r.suite in ('bootstorm', 'density', 'perf', 'scale') desc, r.number desc limit 60
        """);
  }

  private Optional<Load> load(String name, String testCase) {
    var run = RunNumbers.find(runs, name);
    return run.done() ? ended.get(run.number() + " " + testCase, () -> readLoad(run, testCase)) : readLoad(run, testCase);
  }

  /** Read one case of a run; where it has none of that name, the one with the most starts; where no case has any, all. */
  private Optional<Load> readLoad(RunFacts run, String testCase) {
    var all = windows.of(run);
    var window = all.stream().filter(one -> one.testCase().equals(testCase)).findFirst().or(() -> all.stream().findFirst()).orElse(Window.WHOLE_RUN);
    var events = look.list(
        "reading how the VMs of " + run.name() + " came up",
        row -> new Event(row.getLong(1) / 1e9, row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
        """
        select at_nanos - (select min(at_nanos) from results.history_event where run = ? and kind = 'vm.start.started' and at_nanos between ? and ?), kind, subject,
          coalesce(details ->> 'to', ''), coalesce(details ->> 'seen', '')
        from results.history_event
        where run = ? and at_nanos between ? and ? and kind in ('vm.create.started', 'vm.create.completed', 'vm.clone.started', 'vm.clone.completed', 'vm.start.started', 'vm.start.completed',
          'vm.start.failed', 'vm.address.completed', 'vm.login.completed')
        order by sequence
        """,
        run.number(), window.from(), window.to(), run.number(), window.from(), window.to());
    var bars = bars(events);
    return bars.isEmpty() ? Optional.empty() : Optional.of(load(run, window, bars));
  }

  /** One VM while its events are gone through. */
  private static final class Making {
    double createFrom = -1;
    double createTo = -1;
    double startFrom = -1;
    double startTo = -1;
    double address = -1;
    double ready = -1;
    String failure = "";

    VmBar bar(String vm) {
      return new VmBar(vm, createFrom, createTo, startFrom, startTo, address, ready, failure);
    }
  }

  /** A bar for each start; a VM started again begins a new one. */
  private static List<VmBar> bars(List<Event> events) {
    var open = new LinkedHashMap<String, Making>();
    var cloning = new LinkedHashMap<String, ArrayList<String>>();
    var done = new ArrayList<VmBar>();
    for (var event : events) {
      switch (event.kind()) {
        case "vm.create.started" -> open.computeIfAbsent(event.vm(), _ -> new Making()).createFrom = event.at();
        case "vm.create.completed" -> open.computeIfAbsent(event.vm(), _ -> new Making()).createTo = event.at();
        case "vm.clone.started" -> {
          open.computeIfAbsent(event.to(), _ -> new Making()).createFrom = event.at();
          cloning.computeIfAbsent(event.vm(), _ -> new ArrayList<>()).add(event.to());
        }
        case "vm.clone.completed" -> {
          var waiting = cloning.getOrDefault(event.vm(), new ArrayList<>());
          if (!waiting.isEmpty()) {
            open.get(waiting.removeFirst()).createTo = event.at();
          }
        }
        case "vm.start.started" -> {
          var known = open.get(event.vm());
          if (known != null && known.startFrom >= 0) {
            done.add(known.bar(event.vm()));
            open.put(event.vm(), new Making());
          }
          open.computeIfAbsent(event.vm(), _ -> new Making()).startFrom = event.at();
        }
        case "vm.start.completed" -> open.computeIfAbsent(event.vm(), _ -> new Making()).startTo = event.at();
        case "vm.start.failed" -> open.computeIfAbsent(event.vm(), _ -> new Making()).failure = event.seen();
        case "vm.address.completed" -> open.computeIfAbsent(event.vm(), _ -> new Making()).address = event.at();
        default -> open.computeIfAbsent(event.vm(), _ -> new Making()).ready = event.at();
      }
    }
    open.forEach((vm, making) -> done.add(making.bar(vm)));
    return done.stream().filter(bar -> bar.startFrom() >= 0).sorted(Comparator.comparingDouble(VmBar::startFrom)).toList();
  }

  private Load load(RunFacts run, Window window, List<VmBar> bars) {
    double[] took = bars.stream().filter(bar -> end(bar) >= 0).mapToDouble(bar -> end(bar) - bar.startFrom()).sorted().toArray();
    int failed = (int) bars.stream().filter(bar -> !bar.failure().isEmpty()).count();
    var density = Densities.of(starts(bars));
    var resources = resources(run, window);
    var shown = bars.subList(0, Math.min(bars.size(), MOST_VMS));
    return new Load(
        run, took.length, failed, quantile(took, 0.5), quantile(took, 0.95), quantile(took, 0.99), bars.stream().mapToDouble(ScalePage::end).max().orElse(0), shown,
        bars.size() - shown.size(), concurrency(bars), density, Knees.of(density), Limiting.of(resources), heat(bars), resources);
  }

  /** When a VM was there: could be logged in to, or had been started where nobody logged in. */
  private static double end(VmBar bar) {
    return bar.ready() >= 0 ? bar.ready() : bar.startTo();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  private static List<Densities.Start> starts(List<VmBar> bars) {
    double[] started = bars.stream().mapToDouble(VmBar::startTo).filter(at -> at >= 0).sorted().toArray();
    return bars.stream().filter(bar -> end(bar) >= 0).map(bar -> new Densities.Start(before(started, bar.startFrom()), end(bar) - bar.startFrom())).toList();
  }

  private static int before(double[] sorted, double at) {
    int place = Arrays.binarySearch(sorted, at);
    return place >= 0 ? place : -place - 1;
  }

  private static List<Concurrency> concurrency(List<VmBar> bars) {
    var steps = new TreeMap<Double, int[]>();
    for (var bar : bars) {
      steps.computeIfAbsent(bar.startFrom(), _ -> new int[2])[0]++;
      if (end(bar) >= 0) {
        var step = steps.computeIfAbsent(end(bar), _ -> new int[2]);
        step[0]--;
        step[1]++;
      }
    }
    var points = new ArrayList<Concurrency>();
    int starting = 0;
    int up = 0;
    for (var step : steps.entrySet()) {
      starting += step.getValue()[0];
      up += step.getValue()[1];
      points.add(new Concurrency(step.getKey(), starting, up));
    }
    return thinned(points, MOST_READINGS);
  }

  private static <T> List<T> thinned(List<T> all, int most) {
    int step = Math.max(1, Math.ceilDiv(all.size(), most));
    var kept = new ArrayList<T>();
    for (int i = 0; i < all.size(); i += step) {
      kept.add(all.get(i));
    }
    return kept;
  }

  /** Count starts by when they were asked for and how long they took; rows grow by equal factors, since latencies do. */
  private static List<HeatCell> heat(List<VmBar> bars) {
    var ended = bars.stream().filter(bar -> end(bar) > bar.startFrom()).toList();
    if (ended.size() < LEAST_READINGS) {
      return List.of();
    }
    // Columns part the whole time that the other charts on this cursor show.
    double last = ended.stream().mapToDouble(ScalePage::end).max().orElse(1);
    double least = ended.stream().mapToDouble(bar -> end(bar) - bar.startFrom()).min().orElse(1);
    double most = ended.stream().mapToDouble(bar -> end(bar) - bar.startFrom()).max().orElse(1) * 1.000_001;
    double factor = Math.max(1.000_001, Math.pow(most / least, 1.0 / ROWS));
    var counts = new TreeMap<Integer, Integer>();
    for (var bar : ended) {
      int column = (int) Math.min(COLUMNS - 1, Math.floor(COLUMNS * bar.startFrom() / last));
      int row = (int) Math.min(ROWS - 1, Math.floor(Math.log((end(bar) - bar.startFrom()) / least) / Math.log(factor)));
      counts.merge(column * ROWS + Math.max(0, row), 1, Integer::sum);
    }
    var cells = new ArrayList<HeatCell>();
    counts.forEach((place, count) -> cells.add(new HeatCell(
        last * (place / ROWS) / COLUMNS, last * (place / ROWS + 1) / COLUMNS, least * Math.pow(factor, place % ROWS), least * Math.pow(factor, place % ROWS + 1), count)));
    return cells;
  }

  /** What was read over time of hosts and control domains, by the names of its KPIs. */
  private List<Resource> resources(RunFacts run, Window window) {
    record Row(String kpi, String unit, String host, double at, double value) {}
    var lines = new LinkedHashMap<String, Resource>();
    look.list(
        "reading what the hosts of " + run.name() + " did",
        row -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getLong(4) / 1e9, row.getDouble(5)),
        """
        select k.name, k.unit, coalesce(line.dimensions::json ->> 'host', ''),
          s.at_nanos - (select min(at_nanos) from results.history_event where run = ? and kind = 'vm.start.started' and at_nanos between ? and ?), s.value
        from results.sample s join results.series line on line.id = s.series join results.kpi k on k.id = line.kpi
        where s.run = ? and s.at_nanos between ? and ? and (k.name like 'host.%' or k.name like 'dom0.%' or k.name like 'storage.%')
        order by k.name, 3, s.at_nanos
        """,
        run.number(), window.from(), window.to(), run.number(), window.from(), window.to())
        .forEach(row -> lines.computeIfAbsent(row.kpi() + "/" + row.host(), _ -> new Resource(row.kpi(), row.unit(), row.host(), new ArrayList<>()))
            .readings().add(new Reading(row.at(), row.value())));
    return lines.values().stream()
        .filter(line -> line.readings().size() >= LEAST_READINGS)
        .map(line -> new Resource(line.kpi(), line.unit(), line.host(), thinned(line.readings(), MOST_READINGS)))
        .toList();
  }
}
