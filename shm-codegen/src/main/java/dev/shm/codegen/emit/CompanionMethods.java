package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/**
 * The methods that are the same in all that messages are taken from.
 *
 * @param value the annotated class
 * @param shared its flyweight
 */
record CompanionMethods(ClassName value, ClassName shared) {
    MethodSpec take() {
        return override("take", value)
                .addException(InterruptedException.class)
                .beginControlFlow("while (true)")
                .addStatement("$T value = poll()", value)
                .addStatement("if (value != null) return value")
                .addStatement("awaitMessage()")
                .endControlFlow()
                .build();
    }

    MethodSpec drain() {
        return override("drain", TypeName.INT)
                .addParameter(consumer("handler"))
                .addParameter(int.class, "max")
                .addStatement("int count = 0")
                .addStatement("while (count < max && poll(handler)) count++")
                .addStatement("return count")
                .build();
    }

    /** A parameter that takes whatever is done with a flyweight. */
    ParameterSpec consumer(String name) {
        TypeName type = ParameterizedTypeName.get(ClassName.get(Consumer.class), WildcardTypeName.supertypeOf(shared));
        return ParameterSpec.builder(type, name).build();
    }

    static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
