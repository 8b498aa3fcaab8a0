package dev.assay.judge.kpi;

import dev.assay.analysis.stats.Autocorrelation;
import dev.assay.analysis.stats.BrunnerMunzel;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.analysis.stats.EffectSize;
import dev.assay.analysis.stats.FalseDiscovery;
import dev.assay.analysis.stats.FisherExact;
import dev.assay.analysis.stats.HodgesLehmann;
import dev.assay.analysis.stats.KolmogorovSmirnov;
import dev.assay.analysis.stats.MannWhitney;
import dev.assay.analysis.stats.Proportions;
import dev.assay.analysis.stats.TestResult;
import dev.assay.analysis.stats.TheilSen;
import dev.assay.core.ExitCode;
import dev.assay.judge.kpi.KpiFiles.Answer;
import dev.assay.judge.kpi.StatisticsFile.Question;
import java.util.List;

/** Computes what was asked; confidence is 95 % throughout. */
final class StatisticsReport {

  private static final double CONFIDENCE = 0.95;

  /** Exact rank tests of larger samples take long and say the same as the approximation. */
  private static final int EXACT_UP_TO = 400;

  private StatisticsReport() {}

  static Answer of(List<Question> questions) {
    var json = new JsonOutput();
    for (var question : questions) {
      json.put(question.id(), switch (question) {
        case Question.OfSample(_, var values) -> sample(values);
        case Question.OfTwoSamples(_, var first, var second) -> comparison(first, second);
        case Question.OfProportion(_, var successes, var trials) -> proportion(successes, trials);
        case Question.OfTable(_, var cells) -> new JsonOutput().put("fisherExact", test(FisherExact.test(cells[0], cells[1], cells[2], cells[3])));
        case Question.OfPValues(_, var values) -> new JsonOutput()
            .put("benjaminiHochberg", (Object) FalseDiscovery.benjaminiHochberg(values))
            .put("benjaminiYekutieli", (Object) FalseDiscovery.benjaminiYekutieli(values));
      });
    }
    return new Answer(json.text(), json.text(), questions.isEmpty() ? ExitCode.NOTHING : ExitCode.OK);
  }

  private static JsonOutput sample(double[] values) {
    var json = new JsonOutput()
        .put("count", (Object) values.length)
        .put("mean", Descriptive.mean(values))
        .put("variance", Descriptive.variance(values))
        .put("median", Descriptive.median(values))
        .put("medianAbsoluteDeviation", Descriptive.medianAbsoluteDeviation(values))
        .put("lagOneAutocorrelation", Autocorrelation.lagOne(values));
    if (values.length > 1) {
      var slope = TheilSen.estimate(values, CONFIDENCE);
      json.put("theilSenSlope", slope.estimate()).put("theilSenInterval", slope.interval());
    }
    return json;
  }

  private static JsonOutput comparison(double[] first, double[] second) {
    var shift = HodgesLehmann.estimate(first, second, CONFIDENCE);
    var json = new JsonOutput()
        .put("mannWhitneyAsymptotic", test(MannWhitney.asymptotic(first, second)))
        .put("hodgesLehmannShift", shift.estimate())
        .put("hodgesLehmannInterval", shift.interval())
        .put("cliffsDelta", EffectSize.cliffsDelta(first, second));
    if (Math.min(first.length, second.length) <= EXACT_UP_TO / 10 && first.length + second.length <= EXACT_UP_TO) {
      json.put("mannWhitneyExact", test(MannWhitney.exact(first, second)));
    }
    if (first.length > 1 && second.length > 1) {
      json.put("brunnerMunzel", test(BrunnerMunzel.test(first, second)));
      json.put("kolmogorovSmirnov", test(KolmogorovSmirnov.test(first, second)));
    }
    return json;
  }

  private static JsonOutput proportion(long successes, long trials) {
    return new JsonOutput()
        .put("rate", successes / (double) trials)
        .put("wilson", Proportions.wilson(successes, trials, CONFIDENCE))
        .put("clopperPearson", Proportions.clopperPearson(successes, trials, CONFIDENCE))
        .put("lowerBound", Proportions.lowerBound(successes, trials, CONFIDENCE))
        .put("upperBound", Proportions.upperBound(successes, trials, CONFIDENCE));
  }

  private static JsonOutput test(TestResult result) {
    return new JsonOutput().put("statistic", result.statistic()).put("pValue", result.pValue());
  }
}
