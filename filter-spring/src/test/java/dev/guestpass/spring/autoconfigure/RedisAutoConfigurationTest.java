// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.session.RefreshOutcome;
import dev.guestpass.session.RefreshOutcome.Refreshed;
import dev.guestpass.spring.redis.SpringDataScripts;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.redis.RedisExecutable;
import dev.guestpass.store.redis.RedisProcess;
import dev.guestpass.store.redis.RedisScripts;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult.Valid;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** With a Redis, and with Spring Data's connections as Spring Boot makes them. */
class RedisAutoConfigurationTest {

    private static RedisProcess redis;

    private final WebApplicationContextRunner runner = Contexts.web()
            .withPropertyValues("guestpass.store=redis")
            .withBean(LettuceConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", redis.port()));

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start(RedisExecutable.EMBEDDED.orSkip());
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    private static RefreshOutcome refresh(AnonymousSessions sessions, String token) {
        return sessions.refresh(((Valid<RefreshToken>) sessions.verifyRefreshToken(token)).token());
    }

    @Test
    void refreshWhenStoreIsRedisThenRotatedThere() {
        runner.run(context -> {
            AnonymousSessions sessions = context.getBean(AnonymousSessions.class);
            String token = sessions.start(NewSession.plain()).tokens().refresh().value();

            assertThat(refresh(sessions, token)).isInstanceOf(Refreshed.class);
            assertThat(context.getBean(SessionStore.class)).isInstanceOf(GuardedSessionStore.class);
            assertThat(new StringRedisTemplate(context.getBean(RedisConnectionFactory.class)).keys("{guestpass:*"))
                    .isNotEmpty();
        });
    }

    @Test
    void refreshWhenRedisIsPausedThenAnswerWithinTheBudgetAndVisitorIsKept() {
        runner.withPropertyValues("guestpass.redis.time-budget=100ms").run(context -> {
            AnonymousSessions sessions = context.getBean(AnonymousSessions.class);
            String token = sessions.start(NewSession.plain()).tokens().refresh().value();
            redis.pause();
            try {
                assertThat(refresh(sessions, token)).isInstanceOf(RefreshOutcome.Unavailable.class);
            } finally {
                redis.goOn();
            }
        });
    }

    @Test
    void startWhenApplicationRunsScriptsByItselfThenThose() {
        RedisScripts own = (script, keys, arguments) -> List.of();
        runner.withBean("own", RedisScripts.class, () -> own)
                .run(context ->
                        assertThat(context).hasSingleBean(RedisScripts.class).doesNotHaveBean(SpringDataScripts.class));
    }

    @Test
    void startWhenApplicationHasAStoreThenOursBacksOff() {
        SessionStore own = InMemorySessionStore.builder().build();
        runner.withBean("own", SessionStore.class, () -> own)
                .run(context -> assertThat(context).doesNotHaveBean(GuardedSessionStore.class));
    }

    @Test
    void startWhenThereIsNoConnectionFactoryThenSaysWhatToAdd() {
        Contexts.web()
                .withPropertyValues("guestpass.store=redis")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("add spring-boot-starter-data-redis"));
    }

    @Test
    void startWhenThereIsNoSpringDataThenSaysWhatToAdd() {
        Contexts.web()
                .withPropertyValues("guestpass.store=redis")
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("add spring-boot-starter-data-redis"));
    }

    @Test
    void startWhenStoreIsNotSetThenRedisIsLeftAlone() {
        Contexts.web()
                .withBean(LettuceConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", 1))
                .run(context -> assertThat(context)
                        .hasSingleBean(InMemorySessionStore.class)
                        .doesNotHaveBean(RedisScripts.class));
    }
}
