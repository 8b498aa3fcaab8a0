package dev.assay.judge.ledger;

import dev.assay.analysis.gate.CriterionResult;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.BuildId;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The gate's decisions in the schema {@code judgement}, each with the evidence that it was taken on. */
public final class Decisions {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Transactions transactions;

  private Decisions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Bring the schema up to date, and work there. */
  public static Decisions over(Database database) {
    return new Decisions(Schema.of(database));
  }

  /** Keep a decision, with an audit row. */
  public void add(GateDecision decision, String digest, String by) {
    var criteria = JSON.writeValueAsString(decision.results().stream().map(Decisions::criterion).toList());
    transactions.run("keeping the decision about build " + decision.build(), connection -> {
      Sql.update(connection,
          """
          insert into judgement.decision (policy, version, digest, milestone, build, baseline, answer, decided, made_by, criteria)
          values (?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?::json)
          """,
          decision.policy().name(), decision.policy().version(), digest, decision.policy().milestone(), decision.build(), decision.baseline().orElse(""),
          decision.answer().word(), decision.decidedAt(), by, criteria);
      Audit.write(connection, by, "gate", decision.build(), decision.answer().word() + " by " + decision.policy().name() + "@" + digest);
      return criteria;
    });
  }

  private static Map<String, Object> criterion(CriterionResult result) {
    var map = new LinkedHashMap<String, Object>();
    map.put("criterion", result.criterion().id());
    map.put("state", result.state().name());
    map.put("evidence", result.evidence());
    map.put("needs", result.needs());
    map.put("blockers", result.blockers());
    return map;
  }

  /** List the latest decisions, newest first; of one build if one is named. */
  public List<KeptDecision> latest(Optional<BuildId> build, int limit) {
    return transactions.runRepeatable("reading the gate's decisions", connection -> Sql.list(connection, Decisions::read,
        "select * from judgement.decision where ? = '' or build = ? order by number desc limit ?",
        build.map(BuildId::value).orElse(""), build.map(BuildId::value).orElse(""), limit));
  }

  /** List the builds that this policy said GO to, the latest decision first, each once. */
  public List<BuildId> promoted(String policy) {
    return transactions.runRepeatable("looking for the builds that " + policy + " let pass", connection -> Sql.list(connection,
        row -> BuildId.of(row.getString(1)),
        "select build from judgement.decision where policy = ? and answer = 'GO' group by build order by max(number) desc", policy));
  }

  private static KeptDecision read(ResultSet row) throws SQLException {
    return new KeptDecision(
        row.getLong("number"), row.getString("policy"), row.getString("version"), row.getString("digest"), row.getString("milestone"),
        row.getString("build"), Optional.ofNullable(row.getString("baseline")), row.getString("answer"), Sql.instant(row, "decided"),
        row.getString("made_by"));
  }
}
