// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.key.Algorithm;
import dev.guestpass.servlet.FilterSettings;
import dev.guestpass.servlet.StoreSettings;
import dev.guestpass.servlet.mail.MailSettings;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.store.RotationPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * All settings, by the names that they have everywhere. A name that is none of these stops the start.
 *
 * @param enabled Whether visitors get sessions at all.
 * @param projectId Issuer of all tokens, 28 to 64 letters and digits. Made once and kept with the keys if not set.
 * @param issuer URL that ends in the project id, for gateways that want one as issuer.
 * @param exposeUserPrincipal Whether getUserPrincipal() tells the anonymous principal. Much code reads that as signed in.
 * @param store Where sessions are kept.
 * @param jdbc Sessions and keys in the application's database.
 * @param redis Sessions in the application's Redis.
 * @param session Session tokens.
 * @param refresh Refresh tokens.
 * @param issuance When sessions start.
 * @param cookies The two cookies.
 * @param claims What is known of visitors.
 * @param conversion How visitors become accounts.
 * @param keys Keys that sign tokens.
 * @param endpoints The browser API.
 * @param filter The servlet filter.
 * @param security What is done to Spring Security.
 * @param management The API for services that make sessions for visitors of theirs.
 * @param tenants What visitors may select.
 * @param verification Verification of e-mail addresses and other login IDs.
 * @param mail Mails with codes.
 * @param resourceServer Verification of session tokens that another deployment issues.
 */
@ConfigurationProperties(prefix = "guestpass", ignoreUnknownFields = false)
public record GuestpassProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String projectId,
        @Nullable String issuer,
        @DefaultValue("false") boolean exposeUserPrincipal,
        @DefaultValue("auto") StoreSettings.Kind store,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Redis redis,
        @DefaultValue Session session,
        @DefaultValue Refresh refresh,
        @DefaultValue Issuance issuance,
        @DefaultValue Cookies cookies,
        @DefaultValue ClaimLimits claims,
        @DefaultValue Conversion conversion,
        @DefaultValue Keys keys,
        @DefaultValue Endpoints endpoints,
        @DefaultValue Filter filter,
        @DefaultValue Security security,
        @DefaultValue Management management,
        @DefaultValue Tenants tenants,
        @DefaultValue Verification verification,
        @DefaultValue Mail mail,
        @DefaultValue ResourceServer resourceServer) {

    /**
     * What a service is told that verifies visitors' session tokens of another deployment.
     *
     * @param jwkSetUri Address of the public keys of the deployment that issues the tokens, such as
     *     https://shop.example/.well-known/jwks.json. Setting it is what asks for the verification.
     * @param issuer Issuer that tokens must name: the project id of the deployment, or the URL that it was told to name.
     * @param leeway What the clocks of both may differ by.
     */
    public record ResourceServer(
            @Nullable String jwkSetUri,
            @Nullable String issuer,
            @DefaultValue("5s") Duration leeway) {}

    /**
     * Sessions and keys in the application's database, with store or keys.location set to jdbc.
     *
     * @param tablePrefix Beginning of the names of all tables of ours.
     * @param createTables Whether missing tables are made at start. Otherwise a migration makes them.
     * @param timeBudget Time that a visitor's request waits for the database at the most.
     */
    public record Jdbc(
            @DefaultValue("guestpass_") String tablePrefix,
            @DefaultValue("true") boolean createTables,
            @DefaultValue("1s") Duration timeBudget) {}

    /**
     * Sessions in the application's Redis, with store set to redis.
     *
     * @param prefix Beginning of all keys in Redis.
     * @param shards How many slots of a cluster the sessions are spread over. Can not be changed while sessions live.
     * @param timeBudget Time that a visitor's request waits for Redis at the most.
     */
    public record Redis(
            @DefaultValue("guestpass:") String prefix,
            @DefaultValue("16") int shards,
            @DefaultValue("500ms") Duration timeBudget) {}

    /**
     * Session tokens.
     *
     * @param lifetime Life of a session token.
     */
    public record Session(@DefaultValue("10m") Duration lifetime) {}

    /**
     * Refresh tokens.
     *
     * @param lifetime Life of a refresh token, anew with each one.
     * @param absoluteLifetime End of an identity, however often it is refreshed.
     * @param rotate Whether a refresh replaces the refresh token.
     * @param reuseInterval Time in which a refresh token that was just replaced still works.
     * @param lostResponse Whether the last but one refresh token works for longer if its successor was never used.
     * @param onMissing What happens to tokens that the store should know and does not.
     * @param signature What signs refresh tokens in cookies. RS256 if another service reads them.
     */
    public record Refresh(
            @DefaultValue("28d") Duration lifetime,
            @DefaultValue("180d") Duration absoluteLifetime,
            @DefaultValue("true") boolean rotate,
            @DefaultValue("30s") Duration reuseInterval,
            @DefaultValue("true") boolean lostResponse,
            @DefaultValue("adopt") RotationPolicy.OnMissing onMissing,
            @DefaultValue("hs256") Algorithm signature) {}

    /**
     * When sessions start.
     *
     * @param mode When a session starts, with the first request or when the application first asks who is there.
     * @param budget How many sessions one address can start.
     * @param excludedPaths Beginnings of paths on which no session starts.
     */
    public record Issuance(
            @DefaultValue("eager") FilterSettings.Mode mode,
            @DefaultValue Issuance.Budget budget,
            @DefaultValue List<String> excludedPaths) {

        /**
         * How many sessions one address can start. Over it visitors are served without cookies.
         *
         * @param burst Number of sessions that an address can start at once, and for each of them 60 exchanges of tokens. Over it, visitors are served without cookies.
         * @param perHour Number of sessions that come back to the budget of an address in an hour.
         */
        public record Budget(
                @DefaultValue("60") int burst,
                @DefaultValue("600") int perHour) {}
    }

    /**
     * The two cookies.
     *
     * @param sessionName Name of the session token's cookie.
     * @param refreshName Name of the refresh token's cookie.
     * @param domain Domain attribute of the cookies, to share the identity among subdomains.
     * @param sameSite SameSite attribute of the cookies.
     * @param prefix Whether names of cookies have a __Host- or __Secure- prefix on https.
     * @param acceptPlain Whether cookies without the prefix are taken over after a move to https.
     * @param partitioned Whether cookies are partitioned by top-level site.
     */
    public record Cookies(
            @DefaultValue("DS") String sessionName,
            @DefaultValue("DSR") String refreshName,
            @Nullable String domain,
            @DefaultValue("lax") CookieSettings.SameSite sameSite,
            @DefaultValue("auto") CookieSettings.Prefix prefix,
            @DefaultValue("false") boolean acceptPlain,
            @DefaultValue("false") boolean partitioned) {}

    /**
     * What is known of visitors.
     *
     * @param maxBytes Size of all claims of a session, as JSON text.
     * @param writableByBrowser Names of the claims that a browser may set.
     * @param privateNames Names of the claims that never travel to an account.
     */
    public record ClaimLimits(
            @DefaultValue("1024") int maxBytes,
            @DefaultValue List<String> writableByBrowser,
            @Name("private") @DefaultValue List<String> privateNames) {}

    /**
     * How visitors become accounts.
     *
     * @param ticketLifetime Time that a person has to make a choice.
     * @param keepLineage Time for which it can be looked up which account a visitor became. For stores made by this library.
     * @param claims Claims that travel to an account, as name or name:nameThere. All that are not private if not set.
     */
    public record Conversion(
            @DefaultValue("15m") Duration ticketLifetime,
            @DefaultValue("400d") Duration keepLineage,
            @DefaultValue List<String> claims) {}

    /**
     * Keys that sign tokens.
     *
     * @param location Where the keys are, as file:PATH, env:NAME, classpath:NAME, or jdbc for a table of the application's
     *     database. A file that ends in .pem, .key, .p12 or .pfx is read as such, any other is a JWK set. Only that and a
     *     table are made by themselves.
     * @param rotateEvery Time after which a new key takes over. Zero leaves it to people.
     * @param announce Time for which a new key is published before it signs.
     * @param secret Secrets of 22 or more characters that encrypt keys in a table. The first one encrypts, all open.
     * @param passphrase Passphrase of PEM and PKCS#12 files.
     */
    public record Keys(
            @DefaultValue("file:./guestpass-keys.json") String location,
            @DefaultValue("90d") Duration rotateEvery,
            @DefaultValue("1h") Duration announce,
            @DefaultValue List<String> secret,
            @Nullable String passphrase) {

        /** Shows no secret. */
        @Override
        public String toString() {
            return "Keys[location=" + location + ", rotateEvery=" + rotateEvery + ", announce=" + announce + "]";
        }
    }

    /**
     * The browser API.
     *
     * @param path Path of the browser API, below the context.
     * @param allowedOrigins Foreign origins that may call the browser API, as in https://shop.example.
     */
    public record Endpoints(
            @DefaultValue("/guestpass") String path,
            @DefaultValue List<String> allowedOrigins) {}

    /**
     * The servlet filter.
     *
     * @param order Place of the servlet filter among all filters. Spring Security's is -100.
     */
    public record Filter(@DefaultValue("-110") int order) {}

    /**
     * What is done to Spring Security.
     *
     * @param enabled Whether visitors are told to Spring Security, converted at a login, and ended at a log-out.
     * @param accountAuthority Authority of an account that a verified visitor is signed in to, if no UserDetailsService tells.
     */
    public record Security(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("ROLE_USER") String accountAuthority) {}

    /**
     * The API for services that make sessions for visitors of theirs. {@link #toString()} shows no key.
     *
     * @param keys Keys of services that may make sessions, plain or as {sha256}HEX. The API is off without one.
     * @param path Path for services alone, below the context, with all calls of Descope's SDKs. Management is then there only.
     * @param budget How many sessions a key can make.
     */
    public record Management(
            @DefaultValue List<String> keys,
            @Nullable String path,
            @DefaultValue Management.Budget budget) {

        @Override
        public String toString() {
            return "Management[" + keys.size() + " keys, path=" + path + ", budget=" + budget + "]";
        }

        /**
         * How many sessions a key can make.
         *
         * @param perSecond Number of sessions that a management key can make on a node in a second.
         */
        public record Budget(@DefaultValue("100") int perSecond) {}
    }

    /**
     * What visitors may select.
     *
     * @param selectable Tenants that whoever holds a refresh token may select. A service with a management key may select any.
     */
    public record Tenants(@DefaultValue List<String> selectable) {}

    /**
     * Verification of login IDs.
     *
     * @param codeLength Number of digits of a code.
     * @param codeLifetime Life of a code.
     * @param tries Number of wrong codes after which a verification is void.
     * @param linkBase URL of the application as visitors see it, where links lead to. Codes alone are sent if not set.
     * @param budget How many codes are sent in an hour.
     */
    public record Verification(
            @DefaultValue("6") int codeLength,
            @DefaultValue("10m") Duration codeLifetime,
            @DefaultValue("5") int tries,
            @Nullable String linkBase,
            @DefaultValue Verification.Budget budget) {

        /**
         * How many codes are sent in an hour.
         *
         * @param perLogin Number of codes that are sent to one login ID in an hour.
         * @param perSession Number of codes that one session can ask for in an hour.
         * @param perAddress Number of codes that can be asked for from one address in an hour.
         */
        public record Budget(
                @DefaultValue("10") int perLogin,
                @DefaultValue("10") int perSession,
                @DefaultValue("60") int perAddress) {}
    }

    /**
     * Mails with codes. Without a host they are sent by the JavaMailSender of the application.
     *
     * @param host SMTP server to use instead of the JavaMailSender.
     * @param port Port of the SMTP server. The usual one if not set.
     * @param username User at the SMTP server.
     * @param password Password of the user at the SMTP server.
     * @param from Address that the mails come from, with or without a name. The user of spring.mail if not set.
     * @param tls Protection of the connection to the SMTP server.
     */
    public record Mail(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password,
            @Nullable String from,
            @DefaultValue("starttls") MailSettings.Tls tls) {

        @Override
        public String toString() {
            return "Mail[host=" + host + ", from=" + from + "]";
        }
    }
}
