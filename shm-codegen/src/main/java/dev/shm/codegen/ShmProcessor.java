package dev.shm.codegen;

import com.palantir.javapoet.JavaFile;
import dev.shm.codegen.check.Finding;
import dev.shm.codegen.check.Inherited;
import dev.shm.codegen.check.Problem;
import dev.shm.codegen.check.StructCheck;
import dev.shm.codegen.emit.CompanionEmitter;
import dev.shm.codegen.emit.HeaderEmitter;
import dev.shm.codegen.emit.HeaderNames;
import dev.shm.codegen.emit.SharedClassEmitter;
import dev.shm.codegen.model.Companion;
import dev.shm.codegen.model.StructModel;
import dev.shm.codegen.model.Unknown;
import dev.shm.codegen.scan.StructScan;
import dev.shm.codegen.scan.UnknownOrderException;
import dev.shm.struct.SharedStruct;
import dev.shm.struct.StructLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Generates {@code SharedX} for each class {@code X} with {@code @SharedStruct}.
 *
 * <p>Four stages: scan the elements into a model, check the model, lay it out, emit source. Every problem of every
 * class is reported in one run, with an id, at the element at fault; a class with problems gets no file. The compiler
 * calls it, in one thread.
 */
public final class ShmProcessor extends AbstractProcessor {
    /** {@code -Ashm.header=DIR}: writes a C header for each struct into that directory. */
    private static final String HEADER_OPTION = "shm.header";

    private final Set<String> waiting = new LinkedHashSet<>();
    private final Set<Finding> reported = new HashSet<>();
    private final StructCheck check = new StructCheck();
    private final HeaderNames headerNames = new HeaderNames();
    private @Nullable StructScan scan;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("dev.shm.struct.*", "dev.shm.collections.*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(HEADER_OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        scan = new StructScan(environment);
    }

    /** Claims nothing: javac would not ask the processors of others then. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (round.processingOver()) {
            reportLeftBehind();
            return false;
        }
        if (scan != null) scan.addSources(round);
        for (TypeElement type : annotated(round)) {
            try {
                process(type);
            } catch (UnknownOrderException e) {
                report(Finding.of(Problem.UNKNOWN_ORDER, type, type, e.type()));
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                report(Finding.of(Problem.INTERNAL_FAILURE, type, type, e));
            }
        }
        reportLoneCompanions(round);
        return false;
    }

    /** The compiler itself reports what was never found in source; it need not look into what was compiled before. */
    private void reportLeftBehind() {
        if (scan == null) return;
        for (TypeElement type : takeWaiting()) {
            for (Unknown unknown : scan.leftBehind(type)) {
                report(Finding.of(Problem.LEFT_BEHIND, type, type, unknown.what(), unknown.holder()));
            }
        }
    }

    private Set<TypeElement> takeWaiting() {
        Set<TypeElement> types = new LinkedHashSet<>();
        for (String name : waiting) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type != null) types.add(type);
        }
        waiting.clear();
        return types;
    }

    private Set<TypeElement> annotated(RoundEnvironment round) {
        Set<TypeElement> types = takeWaiting();
        types.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(SharedStruct.class)));
        return types;
    }

    private void process(TypeElement type) {
        if (scan == null) throw new IllegalStateException("process before init");
        if (scan.mustWait(type)) {
            waiting.add(type.getQualifiedName().toString());
            return;
        }
        StructModel struct = scan.scan(type);
        List<Finding> findings = check.check(struct);
        if (!findings.isEmpty()) {
            Inherited.own(struct, findings, scan.above(type)).forEach(this::report);
            return;
        }
        StructLayout layout = struct.layout();
        List<JavaFile> files = new ArrayList<>();
        files.add(SharedClassEmitter.emit(struct, layout));
        files.addAll(CompanionEmitter.emit(struct));
        for (JavaFile file : files) write(file, type);
        String headers = processingEnv.getOptions().get(HEADER_OPTION);
        if (headers != null) writeHeader(Path.of(headers), layout, type);
    }

    private void write(JavaFile file, TypeElement origin) {
        try {
            file.writeTo(processingEnv.getFiler());
        } catch (IOException e) {
            String name = file.typeSpec().name();
            String reason = String.valueOf(e.getMessage());
            String advice = "If a class of that name exists already, rename one of the two";
            report(Finding.of(Problem.CANNOT_WRITE, origin, name, reason, advice));
        }
    }

    /** Not by the filer, which has no place for C: the file is written anew each time its struct is compiled. */
    private void writeHeader(Path directory, StructLayout layout, TypeElement origin) {
        HeaderNames.Clash clash = headerNames.add(origin.getQualifiedName().toString(), layout);
        if (clash != null) {
            report(Finding.of(Problem.HEADER_TAKEN, origin, origin, clash.other(), clash.name()));
            return;
        }
        Path file = directory.resolve(HeaderEmitter.fileName(layout));
        try {
            Files.createDirectories(directory);
            Files.writeString(file, HeaderEmitter.emit(layout));
        } catch (IOException e) {
            String advice = "Look at the directory of -A" + HEADER_OPTION;
            report(Finding.of(Problem.CANNOT_WRITE, origin, file, e, advice));
        }
    }

    private void reportLoneCompanions(RoundEnvironment round) {
        for (Companion companion : Companion.values()) {
            TypeElement annotation = processingEnv.getElementUtils().getTypeElement(companion.annotation());
            if (annotation == null) continue;
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                if (element.getAnnotation(SharedStruct.class) == null) {
                    report(Finding.of(Problem.COMPANION_ALONE, element, element, annotation.getSimpleName()));
                }
            }
        }
    }

    /** Says nothing twice, as two structs may do of an interface above both. */
    private void report(Finding finding) {
        if (!reported.add(finding)) return;
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, finding.message(), finding.element());
    }
}
