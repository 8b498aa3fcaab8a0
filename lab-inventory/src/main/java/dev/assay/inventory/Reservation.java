package dev.assay.inventory;

/** A queued claim. */
public record Reservation(long id, Application application) {

  public Claimant claimant() {
    return application.claimant();
  }
}
