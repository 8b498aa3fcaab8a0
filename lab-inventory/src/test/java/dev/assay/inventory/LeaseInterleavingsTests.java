package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static dev.assay.inventory.TestingLabs.claimant;
import static dev.assay.inventory.TestingLabs.hosts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.testng.annotations.Test;

/**
 * All orders in which the steps of two controllers and one expiry can fall, on one host, against a model of the rules in a
 * page of memory. Each step is one transaction, so these orders are all there are.
 */
class LeaseInterleavingsTests {

  private static final HostId HOST = HostId.of("h1");

  enum Action {
    GRANT,
    HEARTBEAT,
    ACT,
    RELEASE,
    EXPIRE
  }

  record Step(String who, Action action) {}

  private static final List<Step> ANN = steps("ann", Action.GRANT, Action.HEARTBEAT, Action.RELEASE, Action.GRANT);
  private static final List<Step> BOB = steps("bob", Action.GRANT, Action.ACT, Action.RELEASE);
  private static final List<Step> CLOCK = steps("clock", Action.EXPIRE);

  @Test
  void theDatabaseDoesWhatTheRulesSayInEveryOrder() throws SQLException {
    var orders = new ArrayList<List<Step>>();
    interleave(List.of(ANN, BOB, CLOCK), List.of(), orders);
    assertThat(orders).hasSize(280);
    try (var inventory = TestingInventory.of(1)) {
      for (var order : orders) {
        inventory.sql("delete from inventory.forecast; delete from inventory.lease_unit; delete from inventory.lease_host; delete from inventory.lease; delete from inventory.reservation");
        var model = new Model();
        var real = new Real(inventory);
        for (int i = 0; i < order.size(); i++) {
          assertThat(real.does(order.get(i))).as("step " + i + " of " + order).isEqualTo(model.does(order.get(i)));
        }
      }
    }
  }

  private static List<Step> steps(String who, Action... actions) {
    return List.of(actions).stream().map(action -> new Step(who, action)).toList();
  }

  private static void interleave(List<List<Step>> left, List<Step> done, List<List<Step>> orders) {
    if (left.stream().allMatch(List::isEmpty)) {
      orders.add(done);
    }
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).isEmpty()) {
        var rest = new ArrayList<>(left);
        rest.set(i, left.get(i).subList(1, left.get(i).size()));
        var more = new ArrayList<>(done);
        more.add(left.get(i).getFirst());
        interleave(rest, more, orders);
      }
    }
  }

  /**
   * The rules: claims wait in the order in which they were made; whoever asks lets the first of them be granted when the host is
   * free. A grant that expired before its claimant asked leaves the claim in its old place.
   */
  private static final class Model {
    private final Map<String, Integer> claims = new HashMap<>();
    private final TreeMap<Integer, String> waiting = new TreeMap<>();
    private int made;
    private String holder = "";
    private boolean seen;
    private boolean expired;

    String does(Step step) {
      return switch (step.action()) {
        case GRANT -> grant(step.who());
        case HEARTBEAT, ACT -> isLive(step.who()) ? "yes" : "no";
        case RELEASE -> release(step.who());
        case EXPIRE -> expire();
      };
    }

    private String grant(String who) {
      claims.computeIfAbsent(who, _ -> ++made);
      if (!isGrantedUnseen(who)) {
        waiting.put(claims.get(who), who);
        if (holder.isEmpty() || expired) {
          holder = waiting.pollFirstEntry().getValue();
          seen = false;
          expired = false;
        }
      }
      if (!isGrantedUnseen(who)) {
        return "no";
      }
      seen = true;
      claims.remove(who);
      return "yes";
    }

    private boolean isGrantedUnseen(String who) {
      return holder.equals(who) && !seen && !expired;
    }

    private String release(String who) {
      boolean live = isLive(who);
      if (holder.equals(who) && seen) {
        holder = "";
        expired = false;
      }
      return live ? "yes" : "no";
    }

    private String expire() {
      expired = !holder.isEmpty();
      return "";
    }

    private boolean isLive(String who) {
      return holder.equals(who) && seen && !expired;
    }
  }

  /** The same steps on the database; each controller acts on the newest lease it was given. */
  private static final class Real {
    private final TestingInventory inventory;
    private final Map<String, Reservation> claims = new HashMap<>();
    private final Map<String, Lease> leases = new HashMap<>();
    private long newestToken;

    Real(TestingInventory inventory) {
      this.inventory = inventory;
    }

    String does(Step step) throws SQLException {
      return switch (step.action()) {
        case GRANT -> grant(step.who());
        case HEARTBEAT -> accepted(step.who(), lease -> inventory.inventory().heartbeat(lease));
        case ACT -> accepted(step.who(), lease -> inventory.inventory().require(HOST, token(lease)));
        case RELEASE -> leases.containsKey(step.who()) && inventory.inventory().release(leases.get(step.who())) ? "yes" : "no";
        case EXPIRE -> expireAll();
      };
    }

    private String grant(String who) {
      var claim = claims.computeIfAbsent(who, _ -> inventory.inventory().request(hosts(1), claimant(who), 1, LENGTH));
      var lease = inventory.inventory().grant(claim);
      lease.ifPresent(granted -> {
        assertThat(token(granted).value()).isGreaterThan(newestToken);
        newestToken = token(granted).value();
        claims.remove(who);
        leases.put(who, granted);
      });
      return lease.isPresent() ? "yes" : "no";
    }

    private String accepted(String who, Consumer<Lease> action) {
      if (!leases.containsKey(who)) {
        return "no";
      }
      try {
        action.accept(leases.get(who));
        return "yes";
      } catch (StaleLeaseException e) {
        return "no";
      }
    }

    private String expireAll() throws SQLException {
      inventory.sql("update inventory.lease set expires_at = clock_timestamp() - interval '1 second' where ended_at is null");
      return "";
    }

    private static FencingToken token(Lease lease) {
      return lease.tokens().get(HOST);
    }
  }
}
