package dev.assay.analysis.gate;

/**
 * An open defect.
 *
 * @param key its name in the defect source, such as {@code I-3}
 * @param impact what it means for those who would use the build; blank when nobody has written it down
 * @param seen whether runs of the build under judgement show it
 */
public record DefectFact(String key, String title, Severity severity, String impact, boolean seen) {}
