package dev.assay.store;

import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A row of {@code attempt}: inserted when it begins, given its outcome once. */
@Entity
@Table(schema = "results", name = "attempt")
class AttemptEntity {

  /** Which try of which case of which run. */
  @Embeddable
  record Key(long run, int ordinal, int number) {}

  @EmbeddedId
  Key key;

  String[] hosts;

  @Column(name = "began_nanos")
  long beganNanos;

  @Nullable OffsetDateTime ended;

  @Column(name = "took_nanos")
  @Nullable Long tookNanos;

  @Enumerated(EnumType.STRING)
  @Nullable Verdict verdict;

  @Enumerated(EnumType.STRING)
  Outcome.@Nullable Blame blame;

  @Nullable String message;
  @Nullable String stack;
  @Nullable Long signature;

  /** Serves Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected AttemptEntity() {}

  AttemptEntity(Key key, String[] hosts, long beganNanos) {
    this.key = key;
    this.hosts = hosts;
    this.beganNanos = beganNanos;
  }
}
