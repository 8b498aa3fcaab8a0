package dev.assay.analysis.rates;

import dev.assay.analysis.stats.Proportions;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Bounds a success rate when outcomes cluster by host or job, as failures do.
 *
 * <p>The design effect comes from the intra-cluster correlation (analysis-of-variance estimator, Donner 1986) and
 * never counts below 1; the exact bound is then taken at the effective number of trials, corrected for the few clusters
 * that the estimate rests on (Korn and Graubard 1998). Clusters are taken as independent of each other.
 */
public final class ClusteredRate {

  private ClusteredRate() {}

  /** What one host or job saw. */
  public record Cluster(long successes, long trials) {

    public Cluster {
      if (successes < 0 || successes > trials) {
        throw new IllegalArgumentException("a cluster of " + successes + " successes of " + trials + " trials cannot be");
      }
    }
  }

  /** Return the one-sided lower bound of the rate. */
  public static double lowerBound(List<Cluster> clusters, double confidence) {
    var used = clusters.stream().filter(cluster -> cluster.trials() > 0).toList();
    if (used.size() < 2) {
      throw new IllegalArgumentException("bounding a clustered rate: at least two clusters with trials are needed, not " + used.size());
    }
    double trials = used.stream().mapToLong(Cluster::trials).sum();
    double successes = used.stream().mapToLong(Cluster::successes).sum();
    if (successes == 0) {
      return 0;
    }
    double effect = designEffect(used);
    double effective = trials / effect;
    if (effect > 1) {
      double quantileOfTrials = quantile(trials - 1, confidence);
      double quantileOfClusters = quantile(used.size() - 1.0, confidence);
      effective *= Math.pow(quantileOfTrials / quantileOfClusters, 2);
    }
    double rate = successes / trials;
    return Proportions.betaQuantile(1 - confidence, rate * effective, effective - rate * effective + 1);
  }

  /** Return by how much clustering inflates the variance of the rate (Kish 1965); at least 1. */
  public static double designEffect(List<Cluster> clusters) {
    double trials = clusters.stream().mapToLong(Cluster::trials).sum();
    double squares = clusters.stream().mapToDouble(cluster -> (double) cluster.trials() * cluster.trials()).sum();
    return 1 + (squares / trials - 1) * Math.max(0, correlation(clusters));
  }

  /** Estimate the intra-cluster correlation (analysis of variance); below 0 when clusters are more alike than chance. */
  public static double correlation(List<Cluster> clusters) {
    double k = clusters.size();
    double n = clusters.stream().mapToLong(Cluster::trials).sum();
    if (n <= k) {
      return 0;
    }
    double rate = clusters.stream().mapToLong(Cluster::successes).sum() / n;
    double between = 0;
    double within = 0;
    double squares = 0;
    for (var cluster : clusters) {
      double own = cluster.successes() / (double) cluster.trials();
      between += cluster.trials() * (own - rate) * (own - rate);
      within += cluster.trials() * own * (1 - own);
      squares += (double) cluster.trials() * cluster.trials();
    }
    between /= k - 1;
    within /= n - k;
    double typicalSize = (n - squares / n) / (k - 1);
    double total = between + (typicalSize - 1) * within;
    return total == 0 ? 0 : (between - within) / total;
  }

  private static double quantile(double degrees, double confidence) {
    return TDistribution.of(degrees).inverseCumulativeProbability(confidence);
  }
}
