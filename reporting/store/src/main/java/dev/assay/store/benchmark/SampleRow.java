package dev.assay.store.benchmark;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A sample as an entity, with the key that Hibernate wants. */
@Entity
@Table(name = "benchmark_hibernate")
class SampleRow {

  @Id long id;
  int series;
  long run = 1;
  int ordinal;
  int attempt = 1;

  @Column(name = "at_nanos")
  long atNanos;

  double value;

  /** Serves Hibernate, which fills the fields. */
  protected SampleRow() {}

  SampleRow(long id, int series, long atNanos, double value) {
    this.id = id;
    this.series = series;
    this.atNanos = atNanos;
    this.value = value;
  }
}
