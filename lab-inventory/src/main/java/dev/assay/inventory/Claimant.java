package dev.assay.inventory;

/**
 * Who asks for hosts.
 *
 * @param lab the lab asked of
 * @param owner a user's or a job's name
 * @param purpose for what, such as a run's name
 * @param controller the process that will keep the lease alive
 */
public record Claimant(String lab, String owner, String purpose, String controller) {}
