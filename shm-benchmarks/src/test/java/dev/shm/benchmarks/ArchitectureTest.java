package dev.shm.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Dependencies point one way: samples, tools, jqwik → collections → core. Collections reach core through
 * {@code dev.shm}, {@code .struct}, {@code .spi} and {@code .memory}; codegen depends on {@code dev.shm.struct} alone;
 * nobody reaches another module's {@code internal}. And what is dangerous has one home each.
 *
 * <p>This module stands above all others, so it sees their main classes; a new module is added to its dependencies.
 * {@code SourceRulesTest} has the rules that classes do not show.
 */
@AnalyzeClasses(packages = "dev.shm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.shm..");

    private static final DescribedPredicate<JavaClass> CORE_API = resideInAnyPackage(
                    "dev.shm", "dev.shm.struct", "dev.shm.spi", "dev.shm.memory")
            .as("core's packages");

    private static final DescribedPredicate<JavaClass> CORE =
            CORE_API.or(resideInAPackage("dev.shm.internal..")).as("core");

    private static final DescribedPredicate<JavaClass> COLLECTIONS = resideInAPackage("dev.shm.collections..");
    private static final DescribedPredicate<JavaClass> CODEGEN = resideInAPackage("dev.shm.codegen..");
    private static final DescribedPredicate<JavaClass> TESTKIT = resideInAPackage("dev.shm.testkit..");
    private static final DescribedPredicate<JavaClass> TOOLS = resideInAPackage("dev.shm.tools..");
    private static final DescribedPredicate<JavaClass> JQWIK = resideInAPackage("dev.shm.jqwik..");
    private static final DescribedPredicate<JavaClass> SAMPLES = resideInAPackage("dev.shm.samples..");

    @ArchTest
    static final ArchRule coreStandsAlone = ofOurs(CORE, CORE);

    @ArchTest
    static final ArchRule collectionsReachCoreThroughItsPackages = ofOurs(COLLECTIONS, COLLECTIONS.or(CORE_API));

    @ArchTest
    static final ArchRule codegenDependsOnStructAlone = ofOurs(CODEGEN, CODEGEN.or(resideInAPackage("dev.shm.struct")));

    @ArchTest
    static final ArchRule testkitStandsAlone = ofOurs(TESTKIT, TESTKIT);

    @ArchTest
    static final ArchRule toolsStandOnCollections =
            ofOurs(TOOLS, TOOLS.or(COLLECTIONS).or(CORE_API));

    @ArchTest
    static final ArchRule jqwikStandsOnCollections =
            ofOurs(JQWIK, JQWIK.or(COLLECTIONS).or(CORE_API));

    @ArchTest
    static final ArchRule samplesStandOnCollections =
            ofOurs(SAMPLES, SAMPLES.or(COLLECTIONS).or(CORE_API));

    @ArchTest
    static final ArchRule coreKeepsItsInternals = internals("dev.shm.internal..", CORE);

    @ArchTest
    static final ArchRule collectionsKeepTheirInternals = internals("dev.shm.collections.internal..", COLLECTIONS);

    @ArchTest
    static final ArchRule rawMemoryHasOneHome = noClasses()
            .that(OURS)
            .and()
            .resideOutsideOfPackage("dev.shm.memory")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sun.misc..", "jdk.internal..", "java.lang.foreign..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nativeCallsHaveOneHome = noClasses()
            .that(OURS.and(DescribedPredicate.not(TESTKIT)))
            .and()
            .resideOutsideOfPackage("dev.shm.internal.platform")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule chronicleHasOneHome = noClasses()
            .that(OURS)
            .and()
            .resideOutsideOfPackage("dev.shm.internal.bytes..")
            .and()
            .doNotHaveFullyQualifiedName("dev.shm.SharedRegion") // returns Bytes<?>
            .and()
            .doNotHaveFullyQualifiedName("dev.shm.spi.BytesView")
            .and()
            .haveNameNotMatching("dev\\.shm\\.collections\\.(SharedByteQueue|ByteQueueSteps.*|Codec|MarshallableCodec)")
            .and()
            .doNotHaveFullyQualifiedName("dev.shm.struct.Struct") // returns Byteable
            .and()
            .haveNameNotMatching("dev\\.shm\\.benchmarks\\.map\\.(ChronicleTable|EightLongs)") // a peer
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft..")
            .allowEmptyShould(true);

    /** Sleepers bound each wait, so that nobody waits forever for a process that has died. */
    @ArchTest
    static final ArchRule onlySleepersWaitInTheKernel = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.shm.internal.platform")
            .and()
            .haveName("awaitChange")
            .should()
            .onlyBeCalled()
            .byClassesThat()
            .haveFullyQualifiedName("dev.shm.internal.region.Sleepers");

    /** Of this project, those classes depend on nothing but these. */
    private static ArchRule ofOurs(DescribedPredicate<JavaClass> those, DescribedPredicate<JavaClass> these) {
        return noClasses()
                .that(those)
                .should()
                .dependOnClassesThat(OURS.and(DescribedPredicate.not(these)))
                .allowEmptyShould(true);
    }

    private static ArchRule internals(String packages, DescribedPredicate<JavaClass> owner) {
        return classes()
                .that()
                .resideInAPackage(packages)
                .should()
                .onlyHaveDependentClassesThat(owner)
                .allowEmptyShould(true);
    }
}
