/** Jira as a source of defects, over its REST API. Start at {@link dev.assay.judge.jira.JiraDefects}. */
@NullMarked
package dev.assay.judge.jira;

import org.jspecify.annotations.NullMarked;
