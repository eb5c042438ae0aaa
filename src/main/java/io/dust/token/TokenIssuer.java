package io.dust.token;

import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtConsumer;

/** An issuer whose tokens Dust accepts. */
interface TokenIssuer {

    /**
     * Verifies signature, lifetime, issuer and audience. Each kind of key allows only its own
     * algorithm.
     */
    JwtConsumer consumer();

    /**
     * The subject of a verified token.
     *
     * @throws InvalidTokenException if the claims identify no subject
     */
    TokenSubject subject(JwtClaims claims) throws MalformedClaimException;

    /** Whether the verification may call the issuer's server, and so block. */
    boolean fetchesKeys();
}
