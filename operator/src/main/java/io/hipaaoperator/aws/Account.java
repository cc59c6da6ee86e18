package io.hipaaoperator.aws;

/** Who we are to AWS. */
public interface Account {

  /** The account that our credentials belong to. */
  Answer<Identity> identity();

  /**
   * An account.
   *
   * @param partition for example aws or aws-cn
   * @param account twelve digits
   */
  record Identity(String partition, String account) {}
}
