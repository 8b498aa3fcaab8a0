package dev.assay.xapi.model;

import java.time.Instant;
import java.util.List;

/** The fields of a task that tests and drivers read. */
public final class TaskFields {

  public static final Field<TaskRef, String> UUID = Field.text(TaskRef.KIND, "uuid");
  public static final Field<TaskRef, String> NAME_LABEL = Field.text(TaskRef.KIND, "name_label");
  public static final Field<TaskRef, TaskStatus> STATUS = Field.word(TaskRef.KIND, "status", TaskStatus::of);
  public static final Field<TaskRef, Double> PROGRESS = Field.real(TaskRef.KIND, "progress");
  public static final Field<TaskRef, String> RESULT = Field.text(TaskRef.KIND, "result");
  public static final Field<TaskRef, List<String>> ERROR_INFO = Field.words(TaskRef.KIND, "error_info");
  public static final Field<TaskRef, Instant> CREATED = Field.instant(TaskRef.KIND, "created");
  public static final Field<TaskRef, Instant> FINISHED = Field.instant(TaskRef.KIND, "finished");
  public static final Field<TaskRef, List<String>> ALLOWED_OPERATIONS = Field.words(TaskRef.KIND, "allowed_operations");

  private TaskFields() {}
}
