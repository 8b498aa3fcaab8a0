package dev.assay.judge;

import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.Criterion.Basis;
import dev.assay.analysis.gate.Criterion.Bound;
import dev.assay.analysis.gate.Criterion.Scope;
import dev.assay.analysis.gate.Criterion.Span;
import dev.assay.analysis.gate.Percent;
import dev.assay.analysis.gate.Severity;
import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Section;
import dev.assay.config.Type;
import dev.assay.config.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one criterion; its kind decides which keys it has. */
final class CriterionType implements Type<Criterion> {

  /** With fewer of either there is no interval of a shift at all. */
  private static final int LEAST_READINGS = 4;

  private enum Kind {
    PASS_RATE,
    MUST_PASS,
    COMPLETENESS,
    NEW_FAILURES,
    COVERAGE,
    KPI_LIMIT,
    KPI_REGRESSION,
    KPI_DRIFT,
    OPEN_DEFECTS
  }

  private enum Sureness {
    RAW,
    SURELY_ABOVE,
    NOT_SURELY_BELOW
  }

  @Override
  public Field<Criterion> read(Place place) {
    var section = place.section();
    var id = section.required("id", Types.text("[a-z0-9]+([.-][a-z0-9]+)*", "lower-case words with hyphens"));
    var kind = section.required("kind", Types.oneOf(Kind.class));
    return kind.value().map(word -> ofKind(word, section, id)).orElseGet(Field::broken);
  }

  private static Field<Criterion> ofKind(Kind kind, Section section, Field<String> id) {
    return switch (kind) {
      case PASS_RATE -> passRate(section, id);
      case MUST_PASS -> mustPass(section, id);
      case COMPLETENESS -> completeness(section, id);
      case NEW_FAILURES -> newFailures(section, id);
      case COVERAGE -> coverage(section, id);
      case KPI_LIMIT -> kpiLimit(section, id);
      case KPI_REGRESSION -> kpiRegression(section, id);
      case KPI_DRIFT -> kpiDrift(section, id);
      case OPEN_DEFECTS -> openDefects(section, id);
    };
  }

  private static Field<Criterion> passRate(Section section, Field<String> id) {
    var suite = section.required("suite", Types.text());
    var atLeast = section.required("at-least", percent());
    var basis = section.optional("basis", Types.oneOf(Sureness.class), Sureness.RAW);
    var confidence = section.optional("confidence", percent(), Percent.of("95"));
    var runs = section.optional("runs", Types.oneOf(Span.class), Span.LATEST);
    var newestWithin = newestWithin(section);
    return section.make(() ->
        new Criterion.PassRate(id.get(), suite.get(), atLeast.get(), basis(basis.get(), confidence.get()), runs.get(), newestWithin.get()));
  }

  private static Basis basis(Sureness sureness, Percent confidence) {
    if (confidence.compareTo(Percent.ALL) == 0 || confidence.compareTo(Percent.of("50")) < 0) {
      throw new IllegalArgumentException("a confidence of " + confidence + " means nothing; expected from 50 % to under 100 %");
    }
    return switch (sureness) {
      case RAW -> new Basis.Raw();
      case SURELY_ABOVE -> new Basis.SurelyAbove(confidence);
      case NOT_SURELY_BELOW -> new Basis.NotSurelyBelow(confidence);
    };
  }

  private static Field<Criterion> mustPass(Section section, Field<String> id) {
    var suite = section.required("suite", Types.text());
    var newestWithin = newestWithin(section);
    return section.make(() -> new Criterion.MustPass(id.get(), suite.get(), newestWithin.get()));
  }

  private static Field<Criterion> completeness(Section section, Field<String> id) {
    var suite = section.required("suite", Types.text());
    var atLeast = section.required("at-least", percent());
    var classes = section.optional("host-classes", Types.integer(0, 1000), 0);
    var newestWithin = newestWithin(section);
    return section.make(() -> new Criterion.Completeness(id.get(), suite.get(), atLeast.get(), classes.get(), newestWithin.get()));
  }

  private static Field<Criterion> newFailures(Section section, Field<String> id) {
    var suite = section.required("suite", Types.text());
    var atMost = section.optional("at-most", Types.integer(0, 1_000_000), 0);
    var reproductions = section.optional("reproductions", Types.integer(1, 1000), Criterion.NewFailures.REPRODUCTIONS);
    var newestWithin = newestWithin(section);
    return section.make(() -> new Criterion.NewFailures(id.get(), suite.get(), atMost.get(), reproductions.get(), newestWithin.get()));
  }

  private static Field<Criterion> coverage(Section section, Field<String> id) {
    var suite = section.required("suite", Types.text());
    var ofBaseline = section.required("of-baseline", percent());
    var areas = section.list("areas", Types.text());
    var newestWithin = newestWithin(section);
    return section.make(() -> new Criterion.Coverage(id.get(), suite.get(), ofBaseline.get(), areas.get(), newestWithin.get()));
  }

  private static Field<Criterion> kpiDrift(Section section, Field<String> id) {
    var kpis = section.list("kpis", Types.text());
    var suites = section.list("suites", Types.text());
    var against = section.optional("against", Types.text());
    var atMost = section.required("at-most", percent());
    var readings = section.optional("readings", Types.integer(LEAST_READINGS, 1000));
    return section.make(() -> new Criterion.KpiDrift(id.get(), kpis.get(), suites.get(), against.get(), atMost.get(),
        readings.get().map(OptionalInt::of).orElseGet(OptionalInt::empty)));
  }

  private static Field<Criterion> openDefects(Section section, Field<String> id) {
    var severity = section.optional("severity", Types.oneOf(Severity.class), Severity.CRITICAL);
    var atMost = section.optional("at-most", Types.integer(0, 1_000_000), 0);
    var scope = section.optional("scope", Types.oneOf(Scope.class), Scope.SEEN);
    var impact = section.optional("impact", Types.bool(), true);
    return section.make(() -> new Criterion.OpenDefects(id.get(), severity.get(), atMost.get(), scope.get(), impact.get()));
  }

  private static Field<Criterion> kpiLimit(Section section, Field<String> id) {
    var kpi = section.required("kpi", Types.text());
    var unit = section.required("unit", Types.text());
    var atMost = section.optional("at-most", Types.decimal(-1e15, 1e15));
    var atLeast = section.optional("at-least", Types.decimal(-1e15, 1e15));
    var readings = section.optional("readings", Types.integer(1, 1_000_000), 1);
    return section.make(() -> {
      if (atMost.get().isPresent() == atLeast.get().isPresent()) {
        throw new IllegalArgumentException("criterion " + id.get() + " needs one of at-most and at-least");
      }
      var bound = atMost.get().isPresent() ? Bound.AT_MOST : Bound.AT_LEAST;
      return new Criterion.KpiLimit(id.get(), kpi.get(), unit.get(), bound, atMost.get().or(atLeast::get).orElseThrow(), readings.get());
    });
  }

  private static Field<Criterion> kpiRegression(Section section, Field<String> id) {
    var kpis = section.list("kpis", Types.text());
    var suites = section.list("suites", Types.text());
    var atMost = section.required("at-most", percent());
    return section.make(() -> new Criterion.KpiRegression(id.get(), kpis.get(), suites.get(), atMost.get()));
  }

  private static Field<Optional<Duration>> newestWithin(Section section) {
    return section.optional("newest-within", Types.duration());
  }

  static Type<Percent> percent() {
    return Types.parsed(CriterionType::percent, "a share such as 96.5 %");
  }

  private static Percent percent(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,6})? ?%")) {
      throw new IllegalArgumentException(text);
    }
    return Percent.of(text.substring(0, text.length() - 1).strip());
  }
}
