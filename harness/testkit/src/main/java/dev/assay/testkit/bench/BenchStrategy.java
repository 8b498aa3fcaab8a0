package dev.assay.testkit.bench;

import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.plan.BenchShape;
import java.util.List;
import java.util.function.Consumer;

/** Brings a bench to a named state, and back to it after each case. */
public interface BenchStrategy {

  /** Install the build on the bench's hosts where they do not run it already, or where the bench is spoiled. */
  void install(Bench bench);

  /** Bring installed hosts to the shape, doing only what is not done yet. */
  void shape(Bench bench, BenchShape shape);

  /** Remove what the last case left and check the bench's health; returns what stays wrong, none when all is well. */
  List<String> tidy(Bench bench);

  /** Collect what helps to understand a failure, piece by piece; what cannot be had is said in an evidence of its own. */
  void evidence(Bench bench, Consumer<Evidence> into);
}
