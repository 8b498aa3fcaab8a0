package dev.assay.store;

import dev.assay.core.Build;
import dev.assay.core.SuiteName;
import java.util.SequencedMap;

/**
 * What a run was asked to do.
 *
 * @param lab the lab's name
 * @param labFile the path of the lab's file as given, for the replay command
 * @param options everything else that decides what happens (defects, selection), sorted by name
 * @param replay the command that repeats it
 */
public record RunHeader(
    SuiteName suite, Build build, String lab, String labFile, long seed, SequencedMap<String, String> options, String owner, String controller, String replay) {}
