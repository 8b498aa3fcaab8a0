package dev.assay.testkit;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The lab's clock, which also knows how long the case in flight may still go on. */
final class CaseTime implements Time {

  private final Time lab;
  private volatile Supplier<Duration> left = () -> FOREVER;

  CaseTime(Time lab) {
    this.lab = lab;
  }

  void allow(Supplier<Duration> more) {
    left = more;
  }

  @Override
  public Instant now() {
    return lab.now();
  }

  @Override
  public Duration left() {
    return left.get();
  }

  @Override
  public void sleep(Duration duration) {
    lab.sleep(duration);
  }

  @Override
  public <T> Fork<T> fork(String name, Callable<T> body) {
    return lab.fork(name, body);
  }

  @Override
  public Signal signal() {
    return lab.signal();
  }
}
