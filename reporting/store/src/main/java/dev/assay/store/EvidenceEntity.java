package dev.assay.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code evidence}: one deflated file of an attempt. */
@Entity
@Table(schema = "results", name = "evidence")
class EvidenceEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  long run;
  int ordinal;
  int attempt;
  String name;

  @Column(name = "media_type")
  String mediaType;

  @Column(name = "full_size")
  long fullSize;

  byte[] content;

  /** Serves Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected EvidenceEntity() {}

  EvidenceEntity(AttemptEntity.Key attempt, KeptEvidence kept) {
    run = attempt.run();
    ordinal = attempt.ordinal();
    this.attempt = attempt.number();
    name = kept.name();
    mediaType = kept.mediaType();
    fullSize = kept.fullSize();
    content = kept.deflated();
  }
}
