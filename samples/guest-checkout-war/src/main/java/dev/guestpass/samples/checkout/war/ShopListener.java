// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the shop together when the container starts it; nothing here knows of Guestpass, which registers its filter by itself. Public, with a constructor, because the container makes it. */
public final class ShopListener implements ServletContextListener {

    private static volatile @Nullable Database database;

    /** For the container. */
    public ShopListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Database opened = Database.open();
        ServletContext context = event.getServletContext();
        database = opened;
        context.setRequestCharacterEncoding("UTF-8");
        Carts carts = new Carts(opened);
        Orders orders = new Orders(opened, carts);
        addFilter(
                context,
                new SecurityHeaders(),
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR));
        addFilter(context, new SameOrigin(), EnumSet.of(DispatcherType.REQUEST));
        addPages(context, carts, orders, new Customers(opened));
    }

    private static void addFilter(ServletContext context, Filter filter, EnumSet<DispatcherType> dispatchers) {
        FilterRegistration.Dynamic added = context.addFilter(filter.getClass().getSimpleName(), filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(dispatchers, true, "/*");
    }

    private static void addPages(ServletContext context, Carts carts, Orders orders, Customers customers) {
        PageFrame frame = new PageFrame(carts);
        CartPage cart = new CartPage(carts, frame);
        CheckoutPage checkout = new CheckoutPage(orders, frame);
        SignUpPage signUp = new SignUpPage(customers, frame);
        ProblemPage problem = new ProblemPage();
        add(context, "", new CataloguePage(frame)::show, PageServlet.Answer::none);
        add(context, "/cart", cart::show, cart::add);
        add(context, "/cart/line", PageServlet.Answer::none, cart::change);
        add(context, "/checkout", PageServlet.Answer::none, checkout::order);
        add(context, "/thanks", checkout::thank, PageServlet.Answer::none);
        add(context, "/signup", signUp::show, signUp::signUp);
        // By POST too: a container that forwards keeps the method of the failed log-in.
        add(context, "/login", new LogInPage()::show, new LogInPage()::show);
        add(context, "/account", new AccountPage(carts, orders, frame)::show, PageServlet.Answer::none);
        add(context, "/logout", PageServlet.Answer::none, new LogOut()::leave);
        add(context, "/problem", problem::show, problem::show);
    }

    private static void add(ServletContext context, String path, PageServlet.Answer get, PageServlet.Answer post) {
        context.addServlet("page " + path, new PageServlet(get, post)).addMapping(path);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        database().close();
    }

    /** The shop's database, for what is made by others than this listener. */
    static Database database() {
        return Objects.requireNonNull(database, "The shop is not open");
    }
}
