package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;

/** Statements that find the flyweight's address in the local variable {@code address}. */
final class AddressedCode {
    private final String access;
    private final CodeBlock.Builder code = CodeBlock.builder();
    private int since = 1;

    /** For reading or writing: {@code read} or {@code write}. */
    AddressedCode(String access) {
        this.access = access;
    }

    /** Where to add what reads a field; fields come in the order of their versions. */
    CodeBlock.Builder of(FieldEmitter field) {
        if (field.place.since() > since) {
            since = field.place.since();
            code.addStatement("address = $L", FieldEmitter.addressFor(access, since));
        }
        return code;
    }

    /** Where to add what needs no look at versions. */
    CodeBlock.Builder code() {
        return code;
    }

    /** With the declaration of the variable; nothing if nothing was added. */
    CodeBlock build() {
        if (code.isEmpty()) return code.build();
        return CodeBlock.builder()
                .addStatement("long address = $L", FieldEmitter.addressFor(access, 1))
                .add(code.build())
                .addStatement(FieldEmitter.fence())
                .build();
    }
}
