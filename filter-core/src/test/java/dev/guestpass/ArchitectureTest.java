// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.stream.Stream;

/** What the packages of this module may know. */
@AnalyzeClasses(packages = "dev.guestpass", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> LIBRARIES =
            resideInAnyPackage("com.nimbusds..", "com.fasterxml..", "com.github.benmanes..", "io.lettuce..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.guestpass.(*)..").should().beFreeOfCycles();

    /** The packages of the shared stores know the one of all stores, which knows none of them. */
    @ArchTest
    static final ArchRule PACKAGES_IN_PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.guestpass.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule VOCABULARY_DEPENDS_ON_NOTHING = classes()
            .that()
            .resideInAPackage("dev.guestpass")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.guestpass");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_SERVLET_AND_NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "javax.servlet..", "org.springframework..");

    @ArchTest
    static final ArchRule JOSE_IS_SEEN_BY_KEYS_AND_TOKENS_ALONE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.guestpass.key", "dev.guestpass.token")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule STORE_IN_A_DATABASE_NEEDS_JDBC_AND_THE_STORE_ALONE = classes()
            .that()
            .resideInAPackage("dev.guestpass.store.jdbc")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.sql",
                    "org.jspecify..",
                    "dev.guestpass",
                    "dev.guestpass.conversion",
                    "dev.guestpass.log",
                    "dev.guestpass.store",
                    "dev.guestpass.store.jdbc",
                    "dev.guestpass.token");

    @ArchTest
    static final ArchRule NOTHING_ELSE_KNOWS_OF_THE_STORE_IN_A_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.guestpass.store.jdbc")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.guestpass.store.jdbc");

    @ArchTest
    static final ArchRule KEYS_IN_A_TABLE_NEED_JDBC_AND_KEYS_ALONE = classes()
            .that()
            .resideInAPackage("dev.guestpass.key.jdbc")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.sql..",
                    "org.jspecify..",
                    "dev.guestpass.key",
                    "dev.guestpass.key.jdbc",
                    "dev.guestpass.log");

    @ArchTest
    static final ArchRule KEYS_NEED_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage("dev.guestpass.key")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "dev.guestpass.key.jdbc..");

    @ArchTest
    static final ArchRule LETTUCE_IS_SEEN_BY_ITS_RUNNER_ALONE = noClasses()
            .that()
            .doNotHaveSimpleName("LettuceScripts")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    @ArchTest
    static final ArchRule NO_LIBRARY_SHOWS_IN_A_PUBLIC_SIGNATURE = codeUnits()
            .that(describe("callers can see", ArchitectureTest::isVisible))
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("LettuceScripts")
            .should(not(be(describe("of a library's types", ArchitectureTest::namesLibrary))));

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_DOES =
            noClasses().should().haveNameMatching(".*[.$][A-Za-z]*(Util|Utils|Helper|Manager|Impl|Common)");

    @ArchTest
    static final ArchRule TIME_COMES_IN_THROUGH_BUILDERS_AND_SOURCES = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Builder")
            .and()
            .doNotHaveSimpleName("FileKeySource")
            .should()
            .accessTargetWhere(describe(
                    "the system's clock is read outside of builder()",
                    access -> !access.getOrigin().getName().equals("builder") && readsClock(access)));

    /** A backend that throws is to have no effect on an answer (F15). */
    @ArchTest
    static final ArchRule LOGGERS_CAN_NOT_FAIL = noClasses()
            .that()
            .doNotHaveSimpleName("SafeLogger")
            .should()
            .callMethod(System.class, "getLogger", String.class);

    @ArchTest
    static final ArchRule NOTHING_PRINTS = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "something is printed",
                    access -> access.getTargetOwner().isEquivalentTo(System.class)
                            && (access.getName().equals("out")
                                    || access.getName().equals("err"))));

    private static boolean isVisible(JavaCodeUnit unit) {
        return unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                && (unit.getModifiers().contains(JavaModifier.PUBLIC)
                        || unit.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static boolean namesLibrary(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                .map(type -> type.getAllInvolvedRawTypes())
                .flatMap(Collection::stream)
                .anyMatch(LIBRARIES);
    }

    private static boolean readsClock(JavaAccess<?> access) {
        String call = access.getTargetOwner().getName() + '.' + access.getName();
        return call.equals(System.class.getName() + ".currentTimeMillis")
                || call.equals(InstantSource.class.getName() + ".system")
                || call.startsWith(Clock.class.getName() + ".system")
                || call.equals(Instant.class.getName() + ".now");
    }
}
