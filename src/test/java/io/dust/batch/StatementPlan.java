package io.dust.batch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.dust.fixture.Json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The plan of PostgreSQL for a statement, to check that the statement can be sharded: it must find
 * each table by {@code customer_id = …}, and all tables of one query by the same customer.
 */
final class StatementPlan {

    private static final Pattern EQUALITY = Pattern.compile("(\\S+\\.customer_id) = (ANY )?(\\S+)");
    /** Alternatives are not analyzed: not all of their conditions need to hold. */
    private static final Pattern ALTERNATIVE = Pattern.compile("\\b(OR|NOT \\(|CASE|COALESCE|SubPlan)");

    private final List<String> faults = new ArrayList<>();
    /** The parameters with one customer, not those with an array of customers. */
    private final Set<String> customers = new TreeSet<>();
    private int tables;

    private StatementPlan() {
    }

    /** The reasons why the statement cannot be sharded; empty if it can be. */
    static List<String> faults(Connection connection, String sql) throws SQLException {
        StatementPlan plan = new StatementPlan();
        plan.addQuery(explain(connection, sql,
                List.of("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin")));
        if (plan.tables == 0) {
            plan.faults.add("no table is touched");
        }
        if (plan.customers.size() > 1) {
            plan.faults.add("several customers: " + plan.customers);
        }
        return plan.faults;
    }

    /**
     * The parts of a plan, made while all tables are empty, whose cost grows with a table: a scan
     * of the whole table, an index without its first column, or a filter over all rows of a
     * customer.
     */
    static List<String> growing(Connection connection, String sql) throws SQLException {
        JsonNode plan = explain(connection, sql, List.of());
        List<String> faults = new ArrayList<>(plan.findParents("Relation Name").stream()
                .filter(node -> node.get("Node Type").asText().endsWith("Scan"))
                .filter(node -> !node.has("Index Cond") && !node.has("Recheck Cond"))
                .map(node -> node.get("Relation Name").asText()).toList());
        for (JsonNode node : plan.findParents("Index Name")) {
            String index = node.get("Index Name").asText();
            Set<String> given = columns("\\.(\\w+) [<>=]+ ", node.path("Index Cond").asText());
            boolean isAsked = given.contains(firstColumn(connection, index))
                    && (given.size() > 1 || columns("\\.(\\w+) = ", node.path("Filter").asText()).isEmpty());
            if (!isAsked) {
                faults.add(index + " by " + given);
            }
        }
        return faults;
    }

    private static Set<String> columns(String pattern, String conditions) {
        return Pattern.compile(pattern).matcher(conditions).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstColumn(Connection connection, String index) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return string(statement.executeQuery(
                    "select attname from pg_attribute where attrelid = '" + index + "'::regclass and attnum = 1"));
        }
    }

    static boolean isReadable(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            Savepoint before = connection.setSavepoint();
            try {
                statement.execute("prepare tried as " + sql);
                statement.execute("deallocate tried");
                return true;
            } catch (SQLException e) {
                connection.rollback(before);
                return false;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The connection cannot be used", e);
        }
    }

    private static JsonNode explain(Connection connection, String sql, List<String> without) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : without) {
                statement.execute("set local " + setting + " = off");
            }
            statement.execute("set local plan_cache_mode = force_generic_plan");
            statement.execute("prepare planned as " + sql);
            String parameters = string(statement.executeQuery("select array_to_string(array_fill('null'::text, "
                    + "array[cardinality(parameter_types)]), ', ') from pg_prepared_statements where name = 'planned'"));
            String plan = string(statement.executeQuery("explain (verbose, format json) execute planned"
                    + (parameters.isEmpty() ? "" : "(" + parameters + ")")));
            statement.execute("deallocate planned");
            return Json.parse(plan).get(0).get("Plan");
        }
    }

    private static String string(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getString(1);
    }

    /** A statement, or a query of its WITH. */
    private void addQuery(JsonNode root) {
        Query query = new Query();
        addNode(root, query);
        tables += query.tables.size();
        query.same.stream().flatMap(Set::stream).filter(name -> name.matches("\\$\\d+")).forEach(customers::add);
        if (!query.tables.isEmpty() && query.same.stream()
                .noneMatch(all -> all.containsAll(query.tables) && all.size() > query.tables.size())) {
            faults.add(query.tables + " are not of one customer, but only " + query.same);
        }
    }

    private void addNode(JsonNode node, Query query) {
        String customer = node.path("Alias").asText() + ".customer_id";
        if (node.path("Operation").asText().equals("Insert")) {
            query.tables.add("new " + customer);
            query.addSame("new " + customer, firstOutput(node));
        } else if (node.has("Relation Name")) {
            query.tables.add(customer);
        }
        for (String kind : List.of("Index Cond", "Filter", "Join Filter")) {
            addConditions(node.path(kind).asText(), query);
        }
        for (JsonNode child : node.path("Plans")) {
            // A part of a UNION ALL, "Member" in the plan, is a separate query.
            if (List.of("InitPlan", "Member").contains(child.path("Parent Relationship").asText())) {
                addQuery(child);
            } else {
                addNode(child, query);
            }
        }
    }

    private static void addConditions(String conditions, Query query) {
        if (ALTERNATIVE.matcher(conditions).find()) {
            return;
        }
        for (String condition : bare(conditions).split(" AND ")) {
            Matcher equality = EQUALITY.matcher(condition);
            if (equality.matches()) {
                query.addSame(equality.group(1), equality.group(2) == null ? equality.group(3) : condition);
            }
        }
    }

    /** The value for customer_id, the first column of each table. */
    private static String firstOutput(JsonNode insert) {
        for (JsonNode child : insert.get("Plans")) {
            if (child.path("Parent Relationship").asText().equals("Outer")) {
                return bare(child.get("Output").get(0).asText());
            }
        }
        throw new IllegalStateException("Nothing to insert: " + insert);
    }

    private static String bare(String expression) {
        return expression.replaceAll("::\\w+(\\[])?|[()]", "");
    }

    private static final class Query {

        final Set<String> tables = new TreeSet<>();
        /** Groups of expressions that are the same customer. */
        final List<Set<String>> same = new ArrayList<>();

        void addSame(String one, String other) {
            Set<String> all = new TreeSet<>(List.of(one, other));
            List<Set<String>> known = same.stream().filter(some -> !Collections.disjoint(some, all)).toList();
            same.removeAll(known);
            known.forEach(all::addAll);
            same.add(all);
        }
    }
}
