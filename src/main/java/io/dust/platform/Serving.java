package io.dust.platform;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this process serves requests: {@code serve} does, {@code migrate} switches it off. */
@Singleton
public class Serving {

    private final boolean on;

    Serving(@ConfigProperty(name = "quarkus.http.host-enabled") boolean on) {
        this.on = on;
    }

    public boolean isOn() {
        return on;
    }
}
