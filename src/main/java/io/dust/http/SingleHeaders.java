package io.dust.http;

import java.util.List;

import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

import io.dust.ledger.Rejection;

/**
 * Refuses requests with two values where only one can count: two parts of a system could read
 * different ones.
 */
@Provider
@PreMatching
class SingleHeaders implements ResteasyReactiveContainerRequestFilter {

    private static final List<String> NAMES = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, Idempotency.KEY,
            "webhook-id", "webhook-timestamp", "webhook-signature");

    @Override
    public void filter(ResteasyReactiveContainerRequestContext context) {
        ServerHttpRequest request = ((ResteasyReactiveRequestContext) context.getServerRequestContext()).serverRequest();
        for (String name : NAMES) {
            if (request.getAllRequestHeaders(name).size() > 1) {
                throw new Rejection(RequestReason.HEADER_REPEATED, "The header " + name + " must occur once.");
            }
        }
    }
}
