package dev.assay.inventory;

/** A queued claim. */
public record Reservation(long id, Application application) {

  /** Name a claim by its number, as people see it: runs are R-, leases L-. */
  public static String name(long id) {
    return "C-" + id;
  }

  public String name() {
    return name(id);
  }

  public Claimant claimant() {
    return application.claimant();
  }
}
