// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The converter of the shop: it tells the ledger, which is idempotent on the conversion's id. */
final class LedgerConverter implements AnonymousUserConverter {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String ledger;

    LedgerConverter(String ledger) {
        this.ledger = ledger;
    }

    @Override
    public ConversionDecision convert(Conversion conversion) {
        String query = "?conversion=" + conversion.conversionId() + "&subject="
                + conversion.session().subject() + "&account="
                + conversion.login().loginId() + "&claims="
                + Who.text(conversion.claims());
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(ledger + query)).build();
            if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                throw new IllegalStateException("The ledger refuses");
            }
            return new ConversionDecision.Merged(conversion.login().loginId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
