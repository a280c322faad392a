// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.MapPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.MapUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** Log-ins without a password of ours: at another party, by a token that was sent, by a passkey. */
@Configuration(proxyBeanMethods = false)
public class PasswordlessChain {

    @Bean
    IdentityProvider identityProvider() throws IOException, JOSEException {
        return new IdentityProvider();
    }

    @Bean
    ClientRegistrationRepository clients(IdentityProvider provider) {
        return new InMemoryClientRegistrationRepository(provider.registration());
    }

    @Bean
    Passkey passkey() throws GeneralSecurityException {
        return new Passkey();
    }

    @Bean
    PublicKeyCredentialUserEntityRepository owners() {
        MapPublicKeyCredentialUserEntityRepository owners = new MapPublicKeyCredentialUserEntityRepository();
        owners.save(ImmutablePublicKeyCredentialUserEntity.builder()
                .id(new Bytes(Passkey.USER))
                .name("alice")
                .displayName("Alice")
                .build());
        return owners;
    }

    @Bean
    UserCredentialRepository passkeys(Passkey passkey) throws GeneralSecurityException {
        MapUserCredentialRepository passkeys = new MapUserCredentialRepository();
        passkeys.save(ImmutableCredentialRecord.builder()
                .credentialId(new Bytes(Passkey.ID))
                .userEntityUserId(new Bytes(Passkey.USER))
                .publicKey(new ImmutablePublicKeyCose(passkey.publicKey()))
                .attestationObject(new Bytes(passkey.attestation()))
                .transports(Set.of())
                .build());
        return passkeys;
    }

    @Bean
    @Order(8)
    SecurityFilterChain passwordlessLogins(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        "/oauth2/**", "/login/oauth2/**", "/ott/**", "/login/ott", "/webauthn/**", "/login/webauthn")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .oauth2Login(Customizer.withDefaults())
                .oneTimeTokenLogin(login -> login.tokenGenerationSuccessHandler(
                        (request, response, token) -> response.getWriter().print(token.getTokenValue())))
                .webAuthn(login -> login.rpId(Passkey.SITE).rpName("Shop").allowedOrigins(Passkey.ORIGIN))
                .build();
    }
}
