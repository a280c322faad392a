// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.storefront;

import dev.guestpass.servlet.TenantResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes each storefront a tenant: a visitor of one is nobody in the other, even if somebody carries their token over. */
@Component
final class HostTenants implements TenantResolver {

    @Override
    public Optional<String> resolve(HttpServletRequest request) {
        return Optional.of(Storefront.at(request.getServerName()).id());
    }
}
