package dev.assay.simulator.shell;

/** One program of a simulated system; returns its exit status, or throws {@link CommandFailed}. */
@FunctionalInterface
public interface Command {

  int run(Invocation invocation);
}
