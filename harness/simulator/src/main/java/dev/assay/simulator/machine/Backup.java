package dev.assay.simulator.machine;

/**
 * What an upgrade keeps of the system that it replaces.
 *
 * @param state gives the toolstack back what it knew then
 */
record Backup(Installation former, Runnable state) {}
