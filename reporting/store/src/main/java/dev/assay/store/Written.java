package dev.assay.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.StatelessSession;

/**
 * Numbers the transactions of one writer, each noting its number in the database as it is committed, so that one whose connection was
 * lost in the commit can be told from one that was undone.
 *
 * <p>A try again waits for the lost one, which may still be under way, since both change the same row.
 */
final class Written {

  private final long writer;
  private final AtomicInteger lanes = new AtomicInteger();
  private final Queue<Lane> free = new ConcurrentLinkedQueue<>();

  private Written(long writer) {
    this.writer = writer;
  }

  /** Begin to write as a new writer, and forget those of long ago. */
  static Written by(StatelessSession session) {
    session.createNativeMutationQuery("delete from results.written where at < clock_timestamp() - interval '7 days'").executeUpdate();
    return new Written(session.createNativeQuery("select nextval('results.writer_number')", Long.class).getSingleResult());
  }

  /** Return what one transaction, tried as often as need be, is known by. */
  Lane next() {
    var lane = free.poll();
    return lane == null ? new Lane(lanes.getAndIncrement()) : lane;
  }

  /** A row of the writer's, of one transaction at a time. */
  final class Lane implements AutoCloseable {

    private final int lane;
    private long number = 1;

    private Lane(int lane) {
      this.lane = lane;
    }

    /** Note the transaction as done if it is committed; return false when an earlier try of it was. */
    boolean enter(StatelessSession session) {
      return session.createNativeMutationQuery("""
          insert into results.written (writer, lane, number) values (:writer, :lane, :number)
          on conflict (writer, lane) do update set number = excluded.number, at = clock_timestamp() where written.number < excluded.number""")
          .setParameter("writer", writer).setParameter("lane", lane).setParameter("number", number).executeUpdate() > 0;
    }

    @Override
    public void close() {
      number++;
      free.add(this);
    }
  }
}
