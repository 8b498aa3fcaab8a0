package dev.assay.store;

import dev.assay.core.run.PlannedCase;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;

/** A row of {@code planned_case}: the case at this place of a run's plan. */
@Entity
@Table(schema = "results", name = "planned_case")
class PlannedCaseEntity {

  /** A place in a plan. */
  @Embeddable
  record Place(long run, int ordinal) {}

  @EmbeddedId
  Place place;

  String name;
  String area;
  int priority;

  @Column(columnDefinition = "json")
  @ColumnTransformer(write = "?::json")
  String need;

  @Column(name = "limit_nanos")
  long limitNanos;

  String source;

  /** Serves Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected PlannedCaseEntity() {}

  PlannedCaseEntity(Place place, PlannedCase planned) {
    this.place = place;
    name = planned.id().value();
    area = planned.area();
    priority = planned.priority();
    need = Json.of(planned.need());
    limitNanos = Nanos.of(planned.limit());
    source = planned.source();
  }
}
