package dev.assay.testkit;

import dev.assay.xapi.XapiException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** AssertJ's assertions, and ours about what is on a bench; for static import. */
public final class LabAssertions extends Assertions {

  private LabAssertions() {}

  public static VmAssert assertThat(Vm vm) {
    return new VmAssert(vm);
  }

  public static HostAssert assertThat(Host host) {
    return new HostAssert(host);
  }

  public static PoolAssert assertThat(Pool pool) {
    return new PoolAssert(pool);
  }

  /** Check that the product refuses an action with this error code; anything else it says, or nothing, fails. */
  public static void assertRefused(String code, ThrowingCallable action) {
    assertThatThrownBy(action).as("refused with " + code).isInstanceOfSatisfying(XapiException.class,
        refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  /** Check that the product refuses an action with one of these codes, where releases differ. */
  public static void assertRefusedWithAny(List<String> codes, ThrowingCallable action) {
    assertThatThrownBy(action).as("refused with one of " + codes).isInstanceOfSatisfying(XapiException.class,
        refusal -> assertThat(refusal.code()).isIn(codes));
  }
}
