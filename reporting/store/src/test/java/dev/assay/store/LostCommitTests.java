package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.database.TestingDatabase;
import dev.assay.database.TestingLoss;
import java.util.Arrays;
import java.util.List;
import org.hibernate.StatelessSession;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is stored is stored once, whatever became of a commit whose answer was lost. */
class LostCommitTests {

  private TestingLoss database = new TestingLoss(TestingDatabase.create());

  @BeforeClass
  void prepare() {
    database.migrate("results");
    try (var writing = new Writing(database.dataSource())) {
      writing.<Integer>inTransaction("preparing", session -> session.createNativeMutationQuery("create table note (text text)").executeUpdate());
    }
  }

  @AfterClass(alwaysRun = true)
  void close() {
    database.close();
  }

  @DataProvider
  Object[][] fates() {
    return Arrays.stream(TestingLoss.Fate.values()).map(fate -> new Object[] {fate}).toArray(Object[][]::new);
  }

  @Test(dataProvider = "fates")
  void whatIsWrittenIsThereOnce(TestingLoss.Fate fate) {
    try (var writing = new Writing(database.dataSource())) {
      note(writing, fate + " before");
      database.loseNext(fate);
      assertThat(note(writing, fate + " lost")).isEqualTo(fate + " lost");
      assertThat(database.happened()).isTrue();
      note(writing, fate + " after");
      assertThat(notes(writing, fate)).containsExactly(fate + " after", fate + " before", fate + " lost");
    }
  }

  @Test
  void aFailureOfTheWorkIsNoneOfTheWay() {
    try (var writing = new Writing(database.dataSource())) {
      assertThatThrownBy(() -> writing.<String>ridingOut("failing", _ -> {
        throw new IllegalStateException("of its own");
      })).hasMessage("of its own");
      assertThat(note(writing, "goes on")).isEqualTo("goes on");
    }
  }

  private static String note(Writing writing, String text) {
    return writing.ridingOut("noting", session -> {
      session.createNativeMutationQuery("insert into note values (:text)").setParameter("text", text).executeUpdate();
      return text;
    });
  }

  private static List<String> notes(Writing writing, TestingLoss.Fate fate) {
    return writing.inTransaction("reading", (StatelessSession session) -> session.createNativeQuery("select text from note where text like :fate order by text", String.class)
        .setParameter("fate", fate + "%").getResultList());
  }
}
