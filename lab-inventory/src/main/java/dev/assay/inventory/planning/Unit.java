package dev.assay.inventory.planning;

/** One part of a resource, counted from 0. */
public record Unit(String resource, int index) {}
