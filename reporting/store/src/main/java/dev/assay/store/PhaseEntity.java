package dev.assay.store;

import dev.assay.core.run.Phase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code run_phase}: a run entered a phase. */
@Entity
@Table(schema = "results", name = "run_phase")
class PhaseEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  long run;

  @Enumerated(EnumType.STRING)
  Phase phase;

  String detail;

  /** Serves Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected PhaseEntity() {}

  PhaseEntity(long run, Phase phase, String detail) {
    this.run = run;
    this.phase = phase;
    this.detail = detail;
  }
}
