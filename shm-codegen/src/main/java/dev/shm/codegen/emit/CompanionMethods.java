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
 * Parts of the methods of what is generated beside a flyweight.
 *
 * @param shared the flyweight
 */
record CompanionMethods(ClassName shared) {
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
