// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;

/**
 * Deploys an unpacked WAR to one Tomcat again and again, lets a visitor come by each time, and tells what stays behind: one
 * line for each round, with what is there when the application is gone again.
 */
final class RedeployingTomcat {

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private RedeployingTomcat() {}

    public static void main(String[] args) {
        try {
            new RedeployingTomcat().run(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
            // The client's threads are none that a server would have.
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private void run(Path war, Path base, int rounds) throws Exception {
        start(base);
        for (int round = 0; round < rounds; round++) {
            deployOnce(war);
            tell();
        }
        tomcat.stop();
    }

    private void start(Path base) throws Exception {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.start();
    }

    private void deployOnce(Path war) throws Exception {
        Context shop = tomcat.addWebapp("/shop", war.toString());
        if (shop.getState() != LifecycleState.STARTED) {
            throw new IllegalStateException("The application did not start");
        }
        loaders.add(new WeakReference<>(shop.getLoader().getClassLoader()));
        visit("/shop/page/who");
        visit("/shop/guestpass/session");
        prove();
        tomcat.getHost().removeChild(shop);
    }

    private String visit(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    /** Asks for a code, which threads of our own send. */
    private void prove() throws IOException, InterruptedException {
        String cookies = String.join(
                "; ",
                client
                        .send(request("/shop/page/who").build(), BodyHandlers.ofString())
                        .headers()
                        .allValues("Set-Cookie")
                        .stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
        HttpRequest ask = request("/shop/guestpass/verifications")
                .header("Cookie", cookies)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"loginId\":\"ann@example.com\"}"))
                .build();
        if (client.send(ask, BodyHandlers.ofString()).statusCode() != 202) {
            throw new IllegalStateException("Nothing was sent");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path));
    }

    private void tell() {
        System.gc();
        long alive = loaders.stream().filter(loader -> loader.get() != null).count();
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("guestpass"))
                .count();
        int beans = ManagementFactory.getPlatformMBeanServer().getMBeanCount();
        System.out.println("LEFT loaders=" + alive + " threads=" + threads + " beans=" + beans);
    }
}
