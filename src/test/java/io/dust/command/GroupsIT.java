package io.dust.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

import io.dust.fixture.Database;
import io.dust.fixture.DatabaseLimits;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Events;
import io.dust.fixture.Layout;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Four groups of customers in four schemas of one database, and instances that serve some of them. */
class GroupsIT {

    /** Customers of the groups 0 to 3, by {@code GroupsTest}'s rule. */
    private static final List<String> CUSTOMERS = List.of("cus_6", "cus_3", "cus_1", "cus_5");

    private static final String MIGRATE = "migrate";

    private static Map<String, String> database;

    private static DustProcess low;
    private static DustProcess high;
    private static DustProcess all;

    @BeforeAll
    static void start() {
        database = Database.create("dust_groups_" + System.nanoTime());
        database.put("dust.database.groups", "4");
        Layout.migrate(database, DatabaseLimits.ofGroups(4));
        low = serve("0-1");
        high = serve("2,3");
        all = serve("0-3");
    }

    @AfterAll
    static void stop() {
        Stream.of(low, high, all).forEach(DustProcess::close);
    }

    private static DustProcess serve(String groups) {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings(database));
        settings.put("dust.database.served-groups", groups);
        settings.put("dust.earn.release-every", "100ms");
        return DustProcess.start(settings);
    }

    @Test
    void anotherInstanceServesTheOtherGroups() {
        assertThat(add(low, CUSTOMERS.get(0)).statusCode()).isEqualTo(200);
        assertThat(add(high, CUSTOMERS.get(2)).statusCode()).isEqualTo(200);

        assertMisdirected(add(low, CUSTOMERS.get(2)), 2);
        assertMisdirected(add(high, CUSTOMERS.get(0)), 0);
        for (String path : List.of("/store/dust", "/store/dust/transactions", "/store/dust/holds/" + new UUID(1, 1))) {
            assertMisdirected(as(Tokens.customer(CUSTOMERS.get(3))).get(low.url().resolve(path)), 3);
        }
        for (String path : List.of("", "/transactions", "/holds", "/orders/order_1", "?as_of=2026-01-01T00:00:00Z")) {
            assertMisdirected(asStaff().get(low.url().resolve("/admin/dust/" + CUSTOMERS.get(3) + path)), 3);
        }
        assertMisdirected(send(low, order("placed", CUSTOMERS.get(3), "order_far")), 3);
        assertMisdirected(
                send(low, Events.event(Events.newId(), "order.placed", Events.order("x", CUSTOMERS.get(3), "?", "1"))), 3);
        assertThat(asStaff().get(high.url().resolve("/admin/dust/" + CUSTOMERS.get(3) + "/orders/order_far")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsAndVerifyAreOfTheServedGroups() {
        CUSTOMERS.forEach(customer -> assertThat(add(all, customer).statusCode()).isEqualTo(200));

        String first = page(all, "/admin/dust?limit=3", List.of("cus_1", "cus_3", "cus_5"));
        page(all, "/admin/dust?limit=3&cursor=" + first, List.of("cus_6"));
        page(high, "/admin/dust", List.of("cus_1", "cus_5"));
        asStaff().get(high.url().resolve("/admin/dust/verify")).then().statusCode(200).body("ok", equalTo(true));
    }

    private static String page(DustProcess dust, String path, List<String> customers) {
        Response response = asStaff().get(dust.url().resolve(path));
        assertThat(response.jsonPath().getList("dust_points.customer_id")).isEqualTo(customers);
        return response.jsonPath().getString("next_cursor");
    }

    @Test
    void aRuleThatIsBrokenInOneGroupIsFound() throws SQLException {
        try (Connection owner = Database.connect(database); Statement statement = owner.createStatement()) {
            add(all, CUSTOMERS.get(3));
            statement.execute("alter table dust_3.dust_point disable trigger user");
            statement.execute("update dust_3.dust_point set points = points + 1");

            Response verification = asStaff().get(all.url().resolve("/admin/dust/verify"));

            statement.execute("update dust_3.dust_point set points = points - 1");
            statement.execute("alter table dust_3.dust_point enable trigger user");
            verification.then().body("ok", equalTo(false))
                    .body("checks.find { it.name == 'balance_equals_last_transaction' }.example", equalTo(CUSTOMERS.get(3)))
                    .body("checks.find { it.name == 'guards_are_enabled' }.violations", equalTo(4));
        }
    }

    /** Each account in its group, and instances that serve one of them: the order earns for the last customer. */
    @Test
    void anOrderMovesToACustomerOfAnotherGroup() {
        String order = "order_" + System.nanoTime();
        long before = points(all, CUSTOMERS.get(0));
        long beforeThere = points(all, CUSTOMERS.get(2));
        assertThat(send(low, order("placed", CUSTOMERS.get(0), order)).statusCode()).isEqualTo(200);
        assertThat(points(all, CUSTOMERS.get(0))).isEqualTo(before + 10);

        assertThat(send(high, order("updated", CUSTOMERS.get(2), order)).statusCode()).isEqualTo(200);

        assertThat(points(all, CUSTOMERS.get(0))).isEqualTo(before);
        assertThat(points(all, CUSTOMERS.get(2))).isEqualTo(beforeThere + 10);
        asStaff().get(all.url().resolve("/admin/dust/verify")).then().body("ok", equalTo(true));
    }

    @Test
    void eventsWithoutACustomerAreInTheFirstServedGroup() {
        send(high, Events.event(Events.newId(), "order.paid", Events.order("order_1", "", "EUR", "10")))
                .then().statusCode(422);

        asStaff().get(high.url().resolve("/admin/dust/events/refused")).then().statusCode(200)
                .body("events[0].order_id", equalTo("order_1"));
    }

    @Test
    void anotherNumberOfGroupsIsRefused() {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings(database));
        settings.put("dust.database.groups", "8");

        DustProcess refused = DustProcess.run(settings);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("The database has its customers in 4 groups; set DUST_DATABASE_GROUPS to this number");
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar migrates")
    void migrateRefusesAnotherNumberOfGroups() {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("dust.database.groups", "1");

        DustProcess refused = DustProcess.run(settings, MIGRATE);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("DUST_DATABASE_GROUPS is 1; the database has another number of groups");
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar migrates")
    void migrateGoesOnWithTheGroupsThatAreBehind() throws SQLException {
        Map<String, String> settings = Database.create("dust_groups_behind");
        settings.put("dust.database.groups", "3");
        try (Connection owner = Database.connect(settings); Statement statement = owner.createStatement()) {
            statement.execute("create schema dust_1; create table dust_1.dust_order (x integer); create table dust_1.y ()");

            DustProcess first = DustProcess.run(settings, MIGRATE);
            assertThat(first.exitCode()).isEqualTo(1);
            assertThat(first.output()).contains("Group 1: ").contains("Groups that are behind: [1]; run migrate again")
                    .contains("Migrations applied: 4; the schema dust_2 is up to date");

            Map<String, String> serving = TestEnvironment.settings(settings);
            serving.put("dust.database.groups", "3");
            DustProcess refused = DustProcess.run(serving);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).contains("The schemas of these groups are too old or missing: [1]. Run: ");
            serving.put("dust.database.served-groups", "0,2");
            DustProcess.start(serving).close();

            statement.execute("drop schema dust_1 cascade");
            DustProcess second = DustProcess.run(settings, MIGRATE);
            assertThat(second.exitCode()).as(second.output()).isZero();
            assertThat(second.output()).contains("Migrations applied: 4; the schema dust_1")
                    .contains("Migrations applied: 0; the schema dust_2");
        }
    }

    /** By the statement in {@code docs/scaling.md}. */
    @Test
    void oneGroupBecomesSixteen() throws Exception {
        Map<String, String> owner = Database.create("dust_groups_split");
        Database.migrate(owner);
        Map<String, Long> points = new TreeMap<>();
        try (DustProcess dust = DustProcess.start(TestEnvironment.settings(owner))) {
            for (int i = 0; i < 40; i++) {
                add(dust, "cus_" + i);
                send(dust, order("placed", "cus_" + i, "order_" + i));
                points.put("cus_" + i, points(dust, "cus_" + i));
            }
        }
        owner.put("dust.database.groups", "16");
        owner.put("dust.database.schema", "dust");
        Layout.migrate(owner, DatabaseLimits.ofGroups(16, Optional.empty(), Optional.of("dust")));

        String page = Files.readString(Path.of("docs/scaling.md"));
        Database.execute(owner, page.substring(page.indexOf("do $$\n"), page.indexOf("end $$;\n") + "end $$;".length()));

        try (DustProcess dust = DustProcess.start(TestEnvironment.settings(owner))) {
            assertThat(points).hasSize(40)
                    .allSatisfy((customer, before) -> assertThat(points(dust, customer)).as(customer).isEqualTo(before));
            send(dust, order("placed", "cus_41", "order_7")).then().statusCode(200);
            assertThat(points(dust, "cus_7")).as("the order has moved").isEqualTo(5);
            asStaff().get(dust.url().resolve("/admin/dust/verify")).then().body("ok", equalTo(true));
        }
    }

    @Test
    @DisabledIf(value = "io.dust.fixture.DustProcess#isNative", disabledReason = "only the jar has the command")
    void theGroupsAreListed() {
        add(all, CUSTOMERS.get(1));

        DustProcess list = DustProcess.run(database, "groups");

        assertThat(list.exitCode()).as(list.output()).isZero();
        assertThat(list.output().lines().filter(line -> line.matches(" +\\d +dust_\\d +4 .*this server"))).hasSize(4);
        assertThat(DustProcess.run(database, "groups", "move", "1", "localhost:5433").output())
                .contains("This database is no Citus, so a group moves by a dump and a restore");
        assertThat(DustProcess.run(database, "groups", "leave").output()).contains("Unknown arguments of groups: leave");
    }

    private static Response send(DustProcess dust, String event) {
        return given().headers(Events.signature(event)).contentType(Events.STRUCTURED).body(event)
                .post(dust.url().resolve("/events"));
    }

    private static String order(String type, String customer, String order) {
        return Events.event(Events.newId(), "order." + type, Instant.now(),
                Events.order(order, customer, "EUR", "10") + ", \"payment_status\": \"captured\"");
    }

    private static void assertMisdirected(Response response, int group) {
        response.then().statusCode(421).header("Dust-Group", Integer.toString(group))
                .contentType("application/problem+json").body("type", equalTo("urn:problem-type:dust:misdirected"))
                .body("detail", containsString("belongs to group " + group));
    }

    private static Response add(DustProcess dust, String customer) {
        return asStaff().header("Idempotency-Key", Long.toString(System.nanoTime())).contentType("application/json")
                .body("{\"points\": 5, \"reason\": \"Test\"}").post(dust.url().resolve("/admin/dust/" + customer + "/add"));
    }

    private static long points(DustProcess dust, String customer) {
        Response response = asStaff().get(dust.url().resolve("/admin/dust/" + customer));
        return response.statusCode() == 404 ? 0 : response.jsonPath().getLong("dust_point.points");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification asStaff() {
        return as(Tokens.staff("user_1"));
    }
}
