// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.autoconfigure.AutoConfiguration;

@AnalyzeClasses(packages = "dev.guestpass.spring", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.guestpass.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_AUTO_CONFIGURATION_KNOWS_ALL_THE_REST = noClasses()
            .that()
            .resideOutsideOfPackages("dev.guestpass.spring.autoconfigure", "dev.guestpass.spring.actuate")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.guestpass.spring.autoconfigure", "org.springframework.boot..");

    /** The Actuator is a part of Spring Boot, of which an endpoint and a health indicator need the types that they are. */
    @ArchTest
    static final ArchRule WHAT_THE_ACTUATOR_SHOWS_KNOWS_NOTHING_ELSE_OF_BOOT = noClasses()
            .that()
            .resideInAPackage("dev.guestpass.spring.actuate")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.guestpass.spring.autoconfigure", "org.springframework.boot..")
                    .and(not(resideInAnyPackage(
                            "org.springframework.boot.actuate.endpoint..",
                            "org.springframework.boot.actuate.health",
                            "org.springframework.boot.health.contributor"))));

    @ArchTest
    static final ArchRule NO_JSON_AND_NO_JOSE_LIBRARY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "tools.jackson..", "com.nimbusds..", "com.github..");

    @ArchTest
    static final ArchRule CORE_IS_USED_BY_ITS_PUBLIC_TYPES_ALONE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.guestpass.file..");

    /** A backend that throws is to have no effect on an answer (F15). */
    @ArchTest
    static final ArchRule LOGGERS_CAN_NOT_FAIL = noClasses()
            .that()
            .doNotHaveSimpleName("SafeLogger")
            .should()
            .callMethod(System.class, "getLogger", String.class);

    /**
     * What has another place in 3.5 than in 4, of which only one would be found. Health has a class for each place, that is
     * loaded on its line alone; {@code endpoint.condition} stayed where it was.
     */
    @ArchTest
    static final ArchRule NOTHING_THAT_MOVED_BETWEEN_THE_LINES = noClasses()
            .that()
            .haveNameNotMatching(".*\\.HealthOfBoot[34]|.*AutoConfiguration\\$Health(Before|From)4")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework.boot.autoconfigure.jdbc..",
                            "org.springframework.boot.autoconfigure.data..",
                            "org.springframework.boot.autoconfigure.security..",
                            "org.springframework.boot.autoconfigure.web..",
                            "org.springframework.boot.actuate.health..",
                            "org.springframework.boot.actuate.autoconfigure..",
                            "org.springframework.boot.data..",
                            "org.springframework.boot.health..",
                            "org.springframework.boot.jdbc..",
                            "org.springframework.boot.micrometer..",
                            "org.springframework.boot.security..",
                            "org.springframework.boot.servlet..",
                            "org.springframework.boot.tomcat..",
                            "org.springframework.boot.web.embedded..",
                            "org.springframework.boot.web.error..",
                            "org.springframework.boot.web.server..",
                            "org.springframework.boot.web.servlet.error..",
                            "org.springframework.boot.webmvc..")
                    .and(not(resideInAPackage("org.springframework.boot.actuate.autoconfigure.endpoint.condition"))));

    @ArchTest
    static final ArchRule AUTO_CONFIGURATIONS_ARE_PUBLIC_AND_FINAL = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(FINAL)
            .andShould()
            .haveSimpleNameEndingWith("AutoConfiguration");

    @ArchTest
    static final ArchRule AUTO_CONFIGURATIONS_HAVE_NOTHING_TO_CALL = members()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveNameMatching(".*(Utils|Impl|Manager|Helper|Common)");

    @ArchTest
    static final ArchRule NO_PACKAGE_IS_A_DRAWER = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..impl..", "..internal..", "..common..", "..manager..", "..helper..");
}
