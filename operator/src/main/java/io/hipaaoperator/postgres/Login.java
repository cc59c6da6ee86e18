package io.hipaaoperator.postgres;

import java.nio.file.Path;

/**
 * Where a database is and who asks. The password stays in its file until a connection is made.
 *
 * @param host name or address that the server's certificate must carry
 * @param port TCP port
 * @param database its name
 * @param user role to log in as
 * @param passwordFile file that holds the password and nothing else
 * @param caFile certificates of those who may have signed the server's, in PEM
 */
public record Login(
    String host, int port, String database, String user, Path passwordFile, Path caFile) {

  /** For a person. */
  public String where() {
    return host + ":" + port + "/" + database;
  }
}
