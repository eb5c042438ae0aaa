package io.dust.http.server;

import java.util.Map;

/** What every answer has that no resource gives: the same headers as the answers of the resources. */
final class EarlyAnswer {

    static final Map<String, String> HEADERS = Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store");

    private EarlyAnswer() {
    }
}
