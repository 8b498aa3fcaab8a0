package dev.assay.inventory.matching;

/** A storage export that hosts may reach. */
public record Export(String name, String kind) {}
