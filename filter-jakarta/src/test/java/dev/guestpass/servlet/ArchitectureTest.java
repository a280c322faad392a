// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.guestpass.servlet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.guestpass.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TRANSPORT_AND_APIS_KNOW_NOTHING_OF_THE_FILTER = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.guestpass.servlet.transport",
                    "dev.guestpass.servlet.endpoint",
                    "dev.guestpass.servlet.descope")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.guestpass.servlet");

    @ArchTest
    static final ArchRule NO_SPRING_AND_NO_JOSE_LIBRARY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "dev.guestpass.spring..", "com.nimbusds..");

    @ArchTest
    static final ArchRule JACKSON_STAYS_WITH_THE_ANSWERS = noClasses()
            .that()
            .doNotHaveSimpleName("Answer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

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
