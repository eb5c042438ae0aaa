package io.dust.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;

import io.dust.fixture.Json;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The promotions and campaigns of a Medusa backend, and the carts of its plugin for Dust. It rejects
 * unknown members, as Medusa does.
 */
public final class FakeMedusa {

    static final String API_KEY = "sk_test";

    /** How the backend behaves. */
    public enum Mode {
        HEALTHY,
        /** Answers after the timeout of Dust. */
        SLOW,
        BROKEN,
        CONFLICTING,
        /** Refuses the key. */
        UNAUTHORIZED,
        FORBIDDEN,
        /** Is the web site of the shop. */
        OTHER_SERVER,
        /** Is another API than Medusa's. */
        OTHER_API,
        /** Closes every connection without an answer. */
        UNREACHABLE,
        /** Creates a promotion, closes the connection, and is healthy afterwards. */
        DROPPING_ONE,
        /** Creates a promotion, closes the connection, and is unreachable afterwards. */
        DROPPING_ALL
    }

    public record Promotion(String id, String code, String customerId, JsonNode body, boolean active) {

        public String campaignId() {
            return id.replace("promo_", "procamp_");
        }

        boolean applies() {
            return active && Instant.now().isBefore(endsAt());
        }

        Instant endsAt() {
            return Instant.parse(body.at("/campaign/ends_at").asText());
        }

        private Promotion deactivated() {
            return new Promotion(id, code, customerId, body, false);
        }
    }

    private static final int PORT = port();
    private static final int SLOW_MILLIS = 2500;

    private final Map<String, Promotion> promotions = new LinkedHashMap<>();
    /** The identifiers of campaigns, by id. */
    private final Map<String, String> campaigns = new HashMap<>();
    /** The ids of campaigns to which staff have moved promotions, by the ids of those. */
    private final Map<String, String> moved = new HashMap<>();
    /** The paths of all deletions, in their order. */
    private final List<String> deletions = new ArrayList<>();
    private final HttpServer server;
    private int created;
    private volatile Mode mode = Mode.HEALTHY;
    private volatile boolean wasChecked;
    /** Carts as the plugin answers them, by id. */
    private final Map<String, String> carts = new HashMap<>();
    private final List<String> cartReads = new ArrayList<>();
    private volatile boolean hasPlugin;
    private volatile Mode cartMode = Mode.HEALTHY;

    private FakeMedusa() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/admin/promotions", this::answer);
        server.createContext("/admin/campaigns", this::answer);
        server.createContext("/admin/dust/carts/", this::answerCart);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public static FakeMedusa running() {
        return Running.MEDUSA;
    }

    /** Starts the backend at its first use. */
    private static final class Running {
        private static final FakeMedusa MEDUSA = new FakeMedusa();
    }

    public static String url() {
        return "http://localhost:" + PORT;
    }

    /**
     * A free port, kept in a system property because Dust and the tests have different class
     * loaders.
     */
    private static int port() {
        return Integer.parseInt((String) System.getProperties().computeIfAbsent(FakeMedusa.class.getName(), key -> {
            try (ServerSocket free = new ServerSocket(0)) {
                return Integer.toString(free.getLocalPort());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    public void setMode(Mode now) {
        mode = now;
    }

    /** The backend is healthy, and without the plugin. */
    void reset() {
        mode = Mode.HEALTHY;
        cartMode = Mode.HEALTHY;
        hasPlugin = false;
    }

    /** How the backend answers reads of carts; promotions have a mode of their own. */
    public void setCartMode(Mode now) {
        cartMode = now;
    }

    /** Whether the plugin is installed, without which there is no route for carts. */
    public void setPlugin(boolean installed) {
        hasPlugin = installed;
    }

    /** Keeps a cart, as the plugin answers it. */
    public synchronized void putCart(String id, String json) {
        carts.put(id, json);
    }

    public synchronized long cartReads(String id) {
        return cartReads.stream().filter(id::equals).count();
    }

    /** Whether Dust has asked for any promotion, as it does at its start. */
    public boolean wasChecked() {
        return wasChecked;
    }

    /** Deletes a campaign, as a call of Dust that got no answer does. */
    public synchronized void deleteCampaign(String id) {
        campaigns.remove(id);
    }

    /** Deletes a promotion, as staff do. */
    public synchronized void deletePromotion(String id) {
        promotions.remove(id);
    }

    public synchronized boolean hasCampaign(String id) {
        return campaigns.containsKey(id);
    }

    /** The deletions of a promotion and of its campaign that Dust has requested. */
    public synchronized List<String> deletionsOf(Promotion promotion) {
        return deletions.stream()
                .filter(path -> path.endsWith("/" + promotion.id()) || path.endsWith("/" + promotion.campaignId()))
                .toList();
    }

    public synchronized List<Promotion> promotionsOf(String customerId) {
        return promotions.values().stream().filter(promotion -> promotion.customerId().equals(customerId)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            Mode now = mode;
            wasChecked |= "limit=1&fields=id".equals(exchange.getRequestURI().getQuery());
            boolean creates = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().getPath().equals("/admin/promotions");
            switch (now) {
                case HEALTHY -> respond(exchange, creates);
                case SLOW -> {
                    String answer = creates ? "{\"promotion\": " + json(create(Json.parse(body(exchange)))) + "}" : "{}";
                    pause();
                    send(exchange, 200, answer);
                }
                case BROKEN -> send(exchange, 500, error("unknown_error", "An unknown error occurred."));
                case CONFLICTING -> send(exchange, 409, error("conflict", "The request conflicted with another request."));
                case UNAUTHORIZED -> send(exchange, 401, "{\"message\": \"Unauthorized\"}");
                case FORBIDDEN -> send(exchange, 403, error("forbidden", "Access is denied."));
                case OTHER_SERVER -> send(exchange, 200, "<!doctype html>");
                case OTHER_API -> send(exchange, 200, "{\"status\": \"ok\"}");
                case UNREACHABLE -> exchange.close();
                case DROPPING_ONE, DROPPING_ALL -> {
                    mode = now == Mode.DROPPING_ONE ? Mode.HEALTHY : Mode.UNREACHABLE;
                    if (creates) {
                        create(Json.parse(body(exchange)));
                    }
                    exchange.close();
                }
            }
        } catch (IllegalArgumentException e) {
            send(exchange, 400, error("invalid_data", String.valueOf(e.getMessage())));
        }
    }

    private void answerCart(HttpExchange exchange) throws IOException {
        String rawPath = exchange.getRequestURI().getRawPath();
        String id = URLDecoder.decode(rawPath.substring("/admin/dust/carts/".length()), StandardCharsets.UTF_8);
        switch (cartMode) {
            case SLOW -> {
                pause();
                send(exchange, 200, "{}");
            }
            case BROKEN -> send(exchange, 500, error("unknown_error", "An unknown error occurred."));
            case UNAUTHORIZED -> send(exchange, 401, "{\"message\": \"Unauthorized\"}");
            case UNREACHABLE -> exchange.close();
            default -> respondCart(exchange, id);
        }
    }

    private synchronized void respondCart(HttpExchange exchange, String id) throws IOException {
        cartReads.add(id);
        String cart = carts.get(id);
        if (!hasPlugin) {
            send(exchange, 404, "<!DOCTYPE html>\n<pre>Cannot GET " + exchange.getRequestURI() + "</pre>");
        } else if (cart == null) {
            send(exchange, 404, error("dust_cart_not_found", "There is no cart " + id + "."));
        } else {
            send(exchange, 200, cart);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void respond(HttpExchange exchange, boolean creates) throws IOException {
        String expected = "Basic " + Base64.getEncoder().encodeToString((API_KEY + ":").getBytes(StandardCharsets.UTF_8));
        String path = exchange.getRequestURI().getPath();
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"message\": \"Unauthorized\"}");
        } else if (creates) {
            send(exchange, 200, "{\"promotion\": " + json(create(Json.parse(body(exchange)))) + "}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, find(exchange.getRequestURI().getQuery()));
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            send(exchange, 200, delete(path));
        } else {
            String answer = update(path.substring("/admin/promotions/".length()), Json.parse(body(exchange)));
            send(exchange, answer.isEmpty() ? 404 : 200, answer);
        }
    }

    private synchronized Promotion create(JsonNode body) {
        requireOnly(body, "code", "type", "status", "limit", "is_tax_inclusive", "is_automatic", "campaign_id", "campaign",
                "rules", "application_method");
        requireOnly(body.get("application_method"), "type", "value", "currency_code", "target_type", "allocation",
                "max_quantity", "description", "target_rules", "buy_rules", "apply_to_quantity", "buy_rules_min_quantity");
        requireOnly(body.get("campaign"), "name", "campaign_identifier", "description", "starts_at", "ends_at", "budget");
        body.get("rules").forEach(rule -> requireOnly(rule, "operator", "attribute", "values", "description"));
        String code = body.get("code").asText();
        if (promotions.values().stream().anyMatch(promotion -> promotion.code().equals(code))) {
            throw new IllegalArgumentException("Promotion with code: " + code + ", already exists.");
        }
        Promotion promotion = new Promotion("promo_" + created++, code, body.at("/rules/0/values/0").asText(), body,
                body.path("status").asText("draft").equals("active"));
        assertThat(promotionsOf(promotion.customerId())).as("never two at once for a cart")
                .filteredOn(Promotion::applies).isEmpty();
        promotions.put(promotion.id(), promotion);
        campaigns.put(promotion.campaignId(), body.at("/campaign/campaign_identifier").asText());
        return promotion;
    }

    /** Medusa answers the same whether there was something to delete or not. */
    private synchronized String delete(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        deletions.add(path);
        promotions.remove(id);
        campaigns.remove(id);
        return "{\"id\": \"%s\", \"object\": \"%s\", \"deleted\": true}".formatted(id,
                path.startsWith("/admin/campaigns/") ? "campaign" : "promotion");
    }

    private synchronized String find(String query) {
        List<String> found = new ArrayList<>();
        promotions.values().stream().filter(promotion -> ("code=" + promotion.code()).equals(query))
                .forEach(promotion -> found.add(json(promotion)));
        return "{\"promotions\": [" + String.join(", ", found) + "], \"count\": " + found.size()
                + ", \"offset\": 0, \"limit\": 50}";
    }

    private synchronized String update(String id, JsonNode body) {
        requireOnly(body, "code", "type", "status", "limit", "is_tax_inclusive", "is_automatic", "campaign_id",
                "application_method");
        Promotion updated = promotions.computeIfPresent(id,
                (key, promotion) -> body.path("status").asText().equals("inactive") ? promotion.deactivated() : promotion);
        return updated == null ? "" : "{\"promotion\": " + json(updated) + "}";
    }

    /** Moves a promotion to a campaign of the shop, as staff do. */
    public synchronized void move(Promotion promotion, String campaignId) {
        campaigns.put(campaignId, "summer");
        moved.put(promotion.id(), campaignId);
    }

    private String json(Promotion promotion) {
        String campaign = moved.getOrDefault(promotion.id(), promotion.campaignId());
        return "{\"id\": \"%s\", \"code\": \"%s\", \"status\": \"%s\", \"used\": 0, \"campaign\": %s}".formatted(promotion.id(),
                promotion.code(), promotion.active() ? "active" : "inactive",
                campaigns.containsKey(campaign)
                        ? "{\"id\": \"%s\", \"campaign_identifier\": \"%s\"}".formatted(campaign, campaigns.get(campaign))
                        : "null");
    }

    private static void requireOnly(JsonNode object, String... known) {
        Set<String> unknown = new TreeSet<>();
        for (Iterator<String> names = object.fieldNames(); names.hasNext();) {
            unknown.add(names.next());
        }
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Invalid request: Unrecognized fields: " + unknown);
        }
    }

    private static String error(String type, String message) {
        return "{\"type\": \"%s\", \"message\": \"%s\"}".formatted(type, message);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
