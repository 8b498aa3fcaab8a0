/** A build server over Jenkins' REST API, by the library jenkins-rest. Start at {@link dev.assay.jenkins.rest.RestBuildServer}. */
@NullMarked
package dev.assay.jenkins.rest;

import org.jspecify.annotations.NullMarked;
