package io.dust.http.json;

import jakarta.inject.Singleton;

import io.quarkus.jackson.ObjectMapperCustomizer;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The bodies of requests are read as strictly as all other JSON. */
@Singleton
class StrictJsonCustomizer implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        StrictJson.configure(mapper);
    }

    /** The last customizer: the module that is registered last reads a type. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
