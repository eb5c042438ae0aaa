package io.dust.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The calls of Dust to other servers: {@code DUST_OUTBOUND_…}. */
@ConfigMapping(prefix = "dust.outbound")
public interface OutboundSettings {

    /** The most bytes of an answer that Dust reads. */
    int MAX_ANSWER_BYTES = 1 << 20;

    Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** Whether servers other than this one may be called without TLS. */
    @WithDefault("false")
    boolean allowHttp();

    /** The file of the CA certificates in PEM that replace the public CAs. */
    Optional<String> caFile();

    /**
     * Requires that a URL has TLS, or names this host.
     *
     * @param variable that has the URL
     * @throws ConfigurationException naming the variable, and never the URL, which may have a
     *         password
     */
    default void requireSafe(String variable, URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String host = host(url).toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new ConfigurationException(variable + " must be a URL with a host, such as https://shop.example");
        }
        if (scheme.equals("http") && !allowHttp() && !LOOPBACK.matcher(host).matches()) {
            throw new ConfigurationException(variable + " has http:// and the host " + host
                    + ", so secrets and keys would travel in clear text; use https://, or set DUST_OUTBOUND_ALLOW_HTTP to true"
                    + " if the network itself encrypts");
        }
    }

    /** A host may have a name that is none for the DNS, such as {@code medusa_1}. */
    private static String host(URI url) {
        try {
            return url.getHost() != null ? url.getHost() : url.toURL().getHost();
        } catch (IllegalArgumentException | MalformedURLException e) {
            return "";
        }
    }

    /**
     * The CA certificates that replace the public CAs; empty when the public CAs count.
     *
     * @throws ConfigurationException when the file cannot be read, or has no certificate
     */
    default List<X509Certificate> trusted() {
        if (caFile().isEmpty()) {
            return List.of();
        }
        try (InputStream file = Files.newInputStream(Path.of(caFile().get()))) {
            List<X509Certificate> all = CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast).toList();
            if (!all.isEmpty()) {
                return all;
            }
        } catch (IOException | CertificateException e) {
            throw unreadable(" Reading it failed: " + e);
        }
        throw unreadable(" It has no certificate.");
    }

    private ConfigurationException unreadable(String why) {
        return new ConfigurationException("DUST_OUTBOUND_CA_FILE is " + caFile().orElseThrow()
                + "; it must be a file of CA certificates in PEM (-----BEGIN CERTIFICATE-----)." + why);
    }
}
