package io.dust.token;

import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtConsumer;

/** Somebody whose tokens Dust accepts. */
interface TokenIssuer {

    /**
     * Verifies signature, lifetime, issuer and audience. The algorithms are pinned to the kind of
     * key.
     */
    JwtConsumer consumer();

    /**
     * Whom the verified claims speak for.
     *
     * @throws InvalidTokenException when nobody can be made out
     */
    Bearer bearer(JwtClaims claims) throws MalformedClaimException;

    /** Whether verifying may wait for the issuer's server. */
    boolean fetchesKeys();
}
