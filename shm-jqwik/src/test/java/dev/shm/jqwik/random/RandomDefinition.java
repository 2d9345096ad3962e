package dev.shm.jqwik.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The source of a made-up struct: a class, a record or an interface, with fields of every type. */
final class RandomDefinition {
    private static final String[] NAMES = {"id", "price", "Größe", "value_", "x", "open", "aB", "$y", "count", "TYPE"};

    /**
     * Words of Java and C, what generated code names itself, and some that differ in case only, but not in the first.
     */
    private static final List<String> ODD_NAMES = List.of(
            "yield",
            "record",
            "var",
            "sealed",
            "permits",
            "module",
            "with",
            "struct",
            "union",
            "unsigned",
            "register",
            "typedef",
            "template",
            "java",
            "dev",
            "made",
            "Arrays",
            "Objects",
            "RawMemory",
            "StructAccess",
            "LAYOUT",
            "TYPE",
            "Type",
            "Value",
            "Integer",
            "other",
            "that",
            "hash",
            "text",
            "i",
            "address",
            "element",
            "ab",
            "aB",
            "aBc",
            "aBC");

    private static final String[] PRIMITIVES = {"boolean", "byte", "short", "char", "int", "long", "float", "double"};
    private static final String[] BOXES = {"Boolean", "Byte", "Short", "Character", "Integer", "Long", "Float", "Double"
    };
    private static final String[] VALUES = {
        "java.util.UUID", "java.time.Instant", "java.time.Duration", "java.time.LocalDate"
    };

    private final Random random;
    private final StringBuilder nested = new StringBuilder();
    private int nestedCount;

    private RandomDefinition(Random random) {
        this.random = random;
    }

    /** The source of a public type of that name. */
    static String source(String packageName, String name, long seed) {
        RandomDefinition definition = new RandomDefinition(new Random(seed));
        String type = definition.type(name, "public ", 2, 1 + definition.random.nextInt(3));
        int end = type.lastIndexOf('}');
        return "package " + packageName + ";\nimport dev.shm.struct.*;\n" + type.substring(0, end) + definition.nested
                + "}\n";
    }

    private String type(String name, String modifiers, int depth, int version) {
        List<Field> fields = fields(depth, version);
        String head = "@SharedStruct(id = \"" + name + "\", version = " + version + ")\n" + modifiers;
        return switch (random.nextInt(3)) {
            case 0 -> head + "class " + name + " {\n" + classBody(fields) + "}\n";
            case 1 -> head + "record " + name + "(" + components(fields) + ") {}\n";
            default -> head + "interface " + name + " {\n" + methods(fields) + "}\n";
        };
    }

    private List<Field> fields(int depth, int version) {
        List<Field> fields = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        List<String> odd = new ArrayList<>(ODD_NAMES);
        Collections.shuffle(odd, random);
        for (int i = 0; i < count; i++) {
            String name = random.nextInt(3) == 0 ? odd.get(i) : NAMES[random.nextInt(NAMES.length)] + i;
            int since = 1 + i * version / count;
            fields.add(field(name, depth, since));
        }
        return fields;
    }

    private Field field(String name, int depth, int since) {
        StringBuilder marks = new StringBuilder();
        if (since > 1) marks.append("@Since(").append(since).append(") ");
        String type = element(marks, depth);
        boolean plain = List.of(PRIMITIVES).contains(type);
        if (random.nextInt(4) == 0) {
            marks.append("@Length(").append(1 + random.nextInt(4)).append(") ");
            type += "[]";
        }
        boolean raised = random.nextInt(10) == 0;
        if (random.nextInt(12) == 0) marks.append("@CacheLine ");
        else if (raised && !marks.toString().contains("@Struct ")) marks.append("@Align(64) ");
        boolean atomic = plain && random.nextInt(4) == 0;
        return new Field(marks.toString().replace("@Struct ", ""), type, name, atomic);
    }

    private String element(StringBuilder marks, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 8)) {
            case 0, 1 -> PRIMITIVES[random.nextInt(PRIMITIVES.length)];
            case 2 -> BOXES[random.nextInt(BOXES.length)];
            case 3 -> VALUES[random.nextInt(VALUES.length)];
            case 4 -> {
                marks.append("@MaxBytes(").append(limit()).append(") ");
                yield "String";
            }
            case 5 -> {
                marks.append("@MaxBytes(").append(limit()).append(") ");
                yield "byte[]";
            }
            case 6 -> {
                marks.append("@Decimal(").append(random.nextInt(19)).append(") ");
                yield "java.math.BigDecimal";
            }
            case 7 -> enumeration();
            default -> {
                marks.append("@Struct "); // may have the largest alignment by itself
                String inner = "Inner" + nestedCount++;
                nested.append(type(inner, "public static ", depth - 1, 1));
                yield inner;
            }
        };
    }

    private int limit() {
        return random.nextInt(12) == 0 ? 65_000 + random.nextInt(2_000) : 1 + random.nextInt(20);
    }

    private String enumeration() {
        String name = "Kind" + nestedCount++;
        nested.append("public enum ").append(name).append(" { ");
        int count = random.nextInt(6) == 0 ? 250 + random.nextInt(20) : 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) nested.append("C").append(i).append(", ");
        nested.append("}\n");
        return name;
    }

    /** Some fields private behind accessors, some volatile. */
    private String classBody(List<Field> fields) {
        StringBuilder body = new StringBuilder();
        for (Field field : fields) {
            boolean hidden = random.nextInt(3) == 0;
            boolean isVolatile = field.atomic && !field.type.endsWith("]");
            body.append(field.marks).append(hidden ? "private " : "").append(isVolatile ? "volatile " : "");
            body.append(field.declaration()).append(";\n");
            if (!hidden) continue;
            String capital = field.name.substring(0, 1).toUpperCase(Locale.ROOT) + field.name.substring(1);
            body.append("public ")
                    .append(field.type)
                    .append(" get")
                    .append(capital)
                    .append("() { return ");
            body.append(field.name).append("; }\n");
            body.append("public void set")
                    .append(capital)
                    .append("(")
                    .append(field.type)
                    .append(" value) { ");
            body.append("this.").append(field.name).append(" = value; }\n");
        }
        return body.toString();
    }

    private static String components(List<Field> fields) {
        List<String> components = new ArrayList<>();
        for (Field field : fields) components.add(field.annotated());
        return String.join(", ", components);
    }

    private String methods(List<Field> fields) {
        StringBuilder body = new StringBuilder();
        for (Field field : fields) {
            body.append(field.annotated()).append("();\n");
            if (random.nextBoolean()) body.append("void ").append(field.name).append("(" + field.type + " value);\n");
        }
        return body.toString();
    }

    /** One field: what stands before it, its type and its name. */
    private record Field(String marks, String type, String name, boolean atomic) {
        String declaration() {
            return type + " " + name;
        }

        String annotated() {
            return marks + (atomic ? "@Atomic " : "") + declaration();
        }
    }
}
