// sql runs statements on the PostgreSQL that the environment names, as psql would: PGHOST, PGUSER, PGDATABASE, ...
//
//	sql STATEMENT        prints the rows of one statement as a table
//	sql < FILE           runs all statements of a file, in one transaction
package main

import (
	"database/sql"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	_ "github.com/lib/pq"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "sql:", err)
		os.Exit(1)
	}
}

func run(statements []string) error {
	database, err := sql.Open("postgres", "")
	if err != nil {
		return err
	}
	defer database.Close()
	if len(statements) == 0 {
		return script(database, os.Stdin)
	}
	return show(database, strings.Join(statements, " "), os.Stdout)
}

func script(database *sql.DB, file io.Reader) error {
	statements, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	_, err = database.Exec(string(statements))
	return err
}

func show(database *sql.DB, statement string, out io.Writer) error {
	rows, err := database.Query(statement)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil || len(columns) == 0 {
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, strings.ToUpper(strings.Join(columns, "\t")))
	for rows.Next() {
		if err := line(rows, table, len(columns)); err != nil {
			return err
		}
	}
	table.Flush()
	return rows.Err()
}

func line(rows *sql.Rows, table io.Writer, width int) error {
	values := make([]sql.NullString, width)
	targets := make([]any, width)
	for i := range values {
		targets[i] = &values[i]
	}
	if err := rows.Scan(targets...); err != nil {
		return err
	}
	texts := make([]string, width)
	for i, value := range values {
		texts[i] = value.String
	}
	_, err := fmt.Fprintln(table, strings.Join(texts, "\t"))
	return err
}
