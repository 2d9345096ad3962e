package dev.shm.codegen;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/** Ours, with a filer as the Eclipse IDE has it: it knows no class path. */
public final class IdeProcessor extends AbstractProcessor {
    private final ShmProcessor processor = new ShmProcessor();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        Filer filer = (Filer) proxy(Filer.class, (method, arguments) -> {
            boolean isClassPath = arguments != null && arguments[0] == StandardLocation.CLASS_PATH;
            if (isClassPath) throw new IllegalArgumentException("no such location");
            return invoke(method, environment.getFiler(), arguments);
        });
        processor.init((ProcessingEnvironment) proxy(
                ProcessingEnvironment.class,
                (method, arguments) ->
                        method.getName().equals("getFiler") ? filer : invoke(method, environment, arguments)));
    }

    private static Object proxy(Class<?> type, Call call) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.apply(method, arguments));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        processor.process(annotations, round);
        return false;
    }

    private interface Call {
        Object apply(Method method, Object[] arguments) throws Throwable;
    }
}
