package dev.assay.store;

import dev.assay.core.run.Phase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;

/** A row of {@code run} as it is opened; heartbeat, takeover and end are set by the database from then on. */
@Entity
@Table(schema = "results", name = "run")
class RunEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "run_number")
  @SequenceGenerator(name = "run_number", schema = "results", sequenceName = "run_number", allocationSize = 1)
  long number;

  String suite;
  String build;
  String product;
  String version;

  @Column(name = "build_number")
  String buildNumber;

  String generation;
  String media;
  String lab;

  @Column(name = "lab_file")
  String labFile;

  long seed;

  @Column(columnDefinition = "json")
  @ColumnTransformer(write = "?::json")
  String options;

  String owner;
  String replay;
  String controller;

  @Enumerated(EnumType.STRING)
  Phase phase;

  @Column(name = "phase_detail")
  String phaseDetail;

  int planned;

  /** Serves Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected RunEntity() {}

  RunEntity(RunHeader header, int planned) {
    suite = header.suite().value();
    build = header.build().id().value();
    product = header.build().product();
    version = header.build().version().toString();
    buildNumber = header.build().buildNumber();
    generation = header.build().generation();
    media = header.build().media().toString();
    lab = header.lab();
    labFile = header.labFile();
    seed = header.seed();
    options = Json.of(header.options());
    owner = header.owner();
    replay = header.replay();
    controller = header.controller();
    phase = Phase.PLAN;
    phaseDetail = planned + " cases planned";
    this.planned = planned;
  }
}
