package dev.assay.config;

/** A value and where it stands, so that a later check can point there. */
public record Located<T>(T value, Place place) {}
