package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of one table, each with the rows below it; or objects of a bucket.
 *
 * @param schema schema of the table
 * @param table its name
 * @param primaryKey columns of its primary key, in their order
 * @param timestampColumn says how old a record is
 * @param tenant whose records; all where there is none
 * @param retention for which of the two periods they are kept
 * @param triggers triggers on deletion that are known to leave other rows alone
 * @param children tables whose rows go with them
 * @param s3 objects of a bucket, instead of a table
 */
@ValidationRule(
    value =
        "has(self.s3) ? !(has(self.schema) || has(self.table) || has(self.primaryKey) ||"
            + " has(self.timestampColumn) || has(self.tenant) || has(self.triggers) ||"
            + " has(self.children)) : has(self.schema) && has(self.table) && has(self.primaryKey)"
            + " && has(self.timestampColumn)",
    message =
        "a target is a table, with schema, table, primaryKey and timestampColumn, or s3 and nothing"
            + " of a table")
@ValidationRule(
    value =
        "!has(self.children) || self.children.all(c, !has(c.parent) || c.parent == self.schema +"
            + " '.' + self.table || self.children.exists(p, p.schema + '.' + p.table =="
            + " c.parent))",
    message =
        "children[].parent names the target's table or that of another child, as schema.table",
    fieldPath = ".children")
@ValidationRule(
    value =
        "!has(self.children) || self.children.all(c, self.children.exists_one(d, d.schema =="
            + " c.schema && d.table == c.table))",
    message = "children has each table once",
    fieldPath = ".children")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionTarget(
    @Pattern(NAME) @Size(max = 63) @JsonPropertyDescription("Schema of the table.")
        @Nullable String schema,
    @Pattern(NAME) @Size(max = 63) @JsonPropertyDescription("Name of the table.")
        @Nullable String table,
    @Size(min = 1, max = 8) @JsonPropertyDescription("Columns of its primary key, in their order.")
        @Nullable List<@Pattern(COLUMN) @Size(max = 63) String> primaryKey,
    @Pattern(COLUMN)
        @Size(max = 63)
        @JsonPropertyDescription(
            "Column of type timestamp or date that says how old a record is. A row without it is"
                + " never due.")
        @Nullable String timestampColumn,
    @JsonPropertyDescription("Records of one tenant alone. Absent: of all.")
        @Nullable Tenant tenant,
    @Default("record")
        @JsonPropertyDescription(
            "For which period they are kept: record, the default, or audit for documentation and"
                + " audit trails.")
        @Nullable RetentionClass retention,
    @Size(max = 10)
        @JsonPropertyDescription(
            "Triggers on deletion that are known to leave other rows alone; any other stops the"
                + " purge.")
        @Nullable List<@Size(min = 1, max = 63) String> triggers,
    @Size(max = 20)
        @JsonPropertyDescription(
            "Every table that refers to it by a foreign key, and those below: their rows go first."
                + " One that is not listed stops the purge.")
        @Nullable List<Child> children,
    @JsonPropertyDescription(
            "Objects of a bucket, instead of a table: S3 ends them, and their versions, as many"
                + " days after they came as the period has at most.")
        @Nullable ObjectTarget s3) {
  /** Schemas and tables. */
  static final String NAME = "^[A-Za-z_][A-Za-z0-9_-]{0,62}$";

  /** Columns. */
  static final String COLUMN = "^[A-Za-z_][A-Za-z0-9_$ -]{0,62}$";

  /** Names of a table with its schema. */
  static final String QUALIFIED = "^[A-Za-z_][A-Za-z0-9_-]{0,62}\\.[A-Za-z_][A-Za-z0-9_-]{0,62}$";

  public RetentionTarget {
    primaryKey = primaryKey == null ? null : List.copyOf(primaryKey);
    triggers = triggers == null ? null : List.copyOf(triggers);
    children = children == null ? null : List.copyOf(children);
  }

  /** Objects of a bucket; empty where it is a table. */
  public Optional<ObjectTarget> objects() {
    return Optional.ofNullable(s3);
  }

  /** Never null; a table has one. */
  @Override
  public String schema() {
    return schema == null ? "" : schema;
  }

  /** Never null; a table has one. */
  @Override
  public String table() {
    return table == null ? "" : table;
  }

  /** Never null; a table has one. */
  @Override
  public List<String> primaryKey() {
    return primaryKey == null ? List.of() : primaryKey;
  }

  /** Never null; a table has one. */
  @Override
  public String timestampColumn() {
    return timestampColumn == null ? "" : timestampColumn;
  }

  /** The class, with the schema's default. */
  @Override
  public RetentionClass retention() {
    return retention == null ? RetentionClass.RECORD : retention;
  }

  /** Never null. */
  @Override
  public List<String> triggers() {
    return triggers == null ? List.of() : triggers;
  }

  /** Never null. */
  @Override
  public List<Child> children() {
    return children == null ? List.of() : children;
  }

  /**
   * Records of one tenant.
   *
   * @param column says whose a row is
   * @param value whose, as text
   */
  public record Tenant(
      @Required
          @Pattern(COLUMN)
          @Size(max = 63)
          @JsonPropertyDescription("Column that says whose a row is.")
          String column,
      @Required
          @Size(min = 1, max = 256)
          @JsonPropertyDescription(
              "Its value, as text: the name or number of a tenant, never of a patient.")
          String value) {}

  /**
   * A table whose rows go with a record.
   *
   * @param schema schema of the table
   * @param table its name
   * @param parent the table that it refers to; absent for the target's
   * @param primaryKey columns of its primary key, in their order
   * @param foreignKey columns that refer to the parent
   * @param references columns of the parent that are referred to; absent for its primary key
   * @param triggers triggers on deletion that are known to leave other rows alone
   */
  @ValidationRule(
      value = "!has(self.references) || size(self.references) == size(self.foreignKey)",
      message = "references has as many columns as foreignKey",
      fieldPath = ".references")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Child(
      @Required @Pattern(NAME) @Size(max = 63) @JsonPropertyDescription("Schema of the table.")
          String schema,
      @Required @Pattern(NAME) @Size(max = 63) @JsonPropertyDescription("Name of the table.")
          String table,
      @Pattern(QUALIFIED)
          @Size(max = 127)
          @JsonPropertyDescription(
              "Table that it refers to, as schema.table: another child. Absent: the target's.")
          @Nullable String parent,
      @Required
          @Size(min = 1, max = 8)
          @JsonPropertyDescription("Columns of its primary key, in their order.")
          List<@Pattern(COLUMN) @Size(max = 63) String> primaryKey,
      @Required
          @Size(min = 1, max = 8)
          @JsonPropertyDescription("Columns that refer to the parent.")
          List<@Pattern(COLUMN) @Size(max = 63) String> foreignKey,
      @Size(min = 1, max = 8)
          @JsonPropertyDescription(
              "Columns of the parent that they refer to. Absent: its primary key.")
          @Nullable List<@Pattern(COLUMN) @Size(max = 63) String> references,
      @Size(max = 10)
          @JsonPropertyDescription(
              "Triggers on deletion that are known to leave other rows alone; any other stops the"
                  + " purge.")
          @Nullable List<@Size(min = 1, max = 63) String> triggers) {
    public Child {
      primaryKey = List.copyOf(primaryKey);
      foreignKey = List.copyOf(foreignKey);
      references = references == null ? null : List.copyOf(references);
      triggers = triggers == null ? null : List.copyOf(triggers);
    }

    /** Never null; empty means the parent's primary key. */
    @Override
    public List<String> references() {
      return references == null ? List.of() : references;
    }

    /** Never null. */
    @Override
    public List<String> triggers() {
      return triggers == null ? List.of() : triggers;
    }
  }
}
