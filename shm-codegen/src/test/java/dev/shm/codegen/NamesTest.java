package dev.shm.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the users' that mean something else to Java, to C or to generated code. */
class NamesTest {
    /** Legal names of fields: words of Java and of C, roots of packages, types that generated code calls. */
    private static final String[] ODD = {
        "yield",
        "var",
        "record",
        "sealed",
        "permits",
        "module",
        "exports",
        "when",
        "with",
        "to",
        "signed",
        "unsigned",
        "struct",
        "union",
        "inline",
        "register",
        "typedef",
        "auto",
        "delete",
        "template",
        "namespace",
        "operator",
        "java",
        "dev",
        "p",
        "a",
        "A",
        "ab",
        "aB",
        "Ab",
        "AB",
        "Arrays",
        "Objects",
        "RawMemory",
        "StructAccess",
        "SharedOdd",
        "SharedLeg",
        "Leg",
        "Type",
        "Value",
        "Value_",
        "Override",
        "Float",
        "Integer",
        "LAYOUT",
        "TYPE",
        "hash",
        "other",
        "that",
        "text",
        "i",
        "address",
        "element",
        "key",
        "turn",
        "seen",
        "view",
        "function",
        "done",
    };

    private static final String[] TYPES = {
        "int",
        "float",
        "boolean",
        "Character",
        "Leg",
        "@Atomic long",
        "@Length(2) int[]",
        "@MaxBytes(4) String",
        "@MaxBytes(4) byte[]",
        "@Length(2) @MaxBytes(4) String[]"
    };

    /** Types of the users' that are called as what generated code calls. */
    private static final String[] TAKEN = {
        "Object",
        "String",
        "Override",
        "Integer",
        "Character",
        "Float",
        "Double",
        "Boolean",
        "CharSequence",
        "StringBuilder",
        "Long",
        "SuppressWarnings",
        "Iterable",
        "InterruptedException",
        "Class",
        "Type",
        "Value",
        "Arrays",
        "Objects",
        "Struct",
        "StructType",
        "Reference",
        "Generated",
        "Consumer"
    };

    private static final String LEG = "@SharedStruct(id = \"leg\") class Leg { int a; }";

    /** As a record, a class with accessors, and an interface of fields of one type each. */
    @ParameterizedTest
    @ValueSource(strings = {"", "p."})
    void oddNamesOfFieldsAreAsGoodAsOthers(String prefix) {
        List<JavaFileObject> sources = new ArrayList<>();
        String head = packageOf(prefix) + "import dev.shm.struct.*;\n";
        sources.add(source(prefix + "Leg", head + LEG));
        for (int i = 0; i < TYPES.length; i++) addOdd(sources, prefix, head, TYPES[i], i);
        compiles(sources);
    }

    private static void addOdd(List<JavaFileObject> sources, String prefix, String head, String type, int number) {
        List<String> components = new ArrayList<>();
        StringBuilder hidden = new StringBuilder();
        StringBuilder methods = new StringBuilder();
        String plain = type.replaceAll("@\\w+(\\(\\d\\))? ", "");
        for (String name : ODD) {
            // These would both generate appendATo() and the like.
            boolean clashes = name.equals("A") || name.equals("Ab") || name.equals("AB");
            if (clashes && (type.contains("@Atomic") || type.contains("@MaxBytes"))) continue;
            components.add(type + " " + name);
            hidden.append("private ").append(type).append(' ').append(name).append(";\n");
            hidden.append(plain)
                    .append(' ')
                    .append(name)
                    .append("() { return this.")
                    .append(name)
                    .append("; }\n");
            hidden.append("void ")
                    .append(name)
                    .append('(')
                    .append(plain)
                    .append(" v) { this.")
                    .append(name);
            hidden.append(" = v; }\n");
            methods.append(type).append(' ').append(name).append("(); void ");
            methods.append(name).append('(').append(plain).append(" v);\n");
        }
        String start = head + "@SharedStruct(id = \"odd\", version = 2) ";
        String since = " @Since(2) Leg last, @Since(2) @MaxBytes(2) String lastText";
        String record = "record Odd" + number + "(" + String.join(", ", components) + "," + since + ") {}";
        sources.add(source(prefix + "Odd" + number, start + record));
        String type2 = "class Plain" + number + " {" + hidden + since.replace(", ", "; ") + "; }";
        sources.add(source(prefix + "Plain" + number, start + type2));
        String type3 = "interface Face" + number + " {" + methods + since.replace(", ", "(); ") + "(); }";
        sources.add(source(prefix + "Face" + number, start + type3));
    }

    /** As messages and as keys: a queue has a method with a parameter for each field, a map one for each of the key. */
    @ParameterizedTest
    @ValueSource(strings = {"float", "@MaxBytes(4) byte[]"})
    void oddNamesAreAsGoodInQueuesTopicsAndMaps(String type) {
        List<String> components = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String name : ODD) {
            if (name.equals("A") || name.equals("Ab") || name.equals("AB")) continue;
            components.add(type + " " + name);
            // With 'Arrays' beside it nothing would name java.util.Arrays in the record.
            if (!name.equals("java")) keys.add("\"" + name + "\"");
        }
        String map = "@dev.shm.collections.GenerateMap(key = {";
        String head = "package p;\nimport dev.shm.struct.*;\n@dev.shm.collections.GenerateQueue"
                + " @dev.shm.collections.GenerateTopic @SharedStruct ";
        String body = "record Odd(" + String.join(", ", components) + ") {}\n" + LEG;
        compiles("p.Odd", head + map + String.join(", ", keys) + "}) " + body);
        for (String name : new String[] {"Float", "Objects", "turn"}) {
            compiles("p.Odd", head + map + "\"" + name + "\"}) " + body);
        }
    }

    /** Topics and subscriptions have types of their own, which their subclasses inherit. */
    @Test
    void messagesMayBeNamedAsPartsOfTopics() {
        for (String name : new String[] {"Place", "Subscription", "SubscriptionPlace", "TopicPlace"}) {
            compiles("p." + name, """
                    package p;
                    @dev.shm.collections.GenerateTopic @dev.shm.collections.GenerateQueue @dev.shm.struct.SharedStruct
                    record X(int a) {}""".replace("X", name));
        }
    }

    @Test
    void messagesMayHaveATypeThatTopicsHaveToo() {
        compiles("p.Start", """
                package p;
                @dev.shm.collections.GenerateTopic @dev.shm.collections.GenerateQueue @dev.shm.struct.SharedStruct
                record Start(int a, Kind kind) { enum Kind { A } }""");
        compiles("p.Race", """
                package p;
                @dev.shm.collections.GenerateTopic @dev.shm.collections.GenerateQueue @dev.shm.struct.SharedStruct
                record Race(int a, Start start, @dev.shm.struct.Length(2) Start[] starts) {}
                enum Start { FLYING, GRID }
                class Use {
                    void use(RaceTopic topic) {
                        topic.publish(1, Start.GRID, new Start[] {Start.FLYING});
                        topic.subscribe(RaceTopic.Start.OLDEST);
                    }
                }""");
    }

    @Test
    void gettersWhoseFieldWouldBeAWordOfJavaKeepTheirWholeName() {
        Compilation compilation = compiles("p.Words", """
                package p;
                import dev.shm.struct.*;
                @SharedStruct interface Words {
                    boolean isDefault(); void setDefault(boolean value);
                    boolean isNew(); void setIsNew(boolean value);
                    int getInt(); void getInt(int value);
                    @MaxBytes(4) String getPackage(); boolean isTrue(); Integer getNull(); int getYield();
                }
                class Use {
                    boolean use(SharedWords words) { return words.isNew(true).getInt(3).isNew() && words.yield(1) != null; }
                }""");
        assertThat(compilation)
                .generatedSourceFile("p.SharedWords")
                .contentsAsUtf8String()
                .contains("this.isDefault");
    }

    /** Beside a struct, inside an interface, and inside one that it extends. */
    @ParameterizedTest
    @ValueSource(strings = {"", "p."})
    void typesOfTheUsersNamedLikeThoseThatGeneratedCodeCallsDoNoHarm(String prefix) {
        List<JavaFileObject> sources = new ArrayList<>();
        String struct = packageOf(prefix) + "@dev.shm.struct.SharedStruct ";
        for (String name : TAKEN) {
            String fields = """
                    int a%s char b%s float c%s double d%s java.lang.Integer e%s java.util.UUID j%s
                    @dev.shm.struct.MaxBytes(4) java.lang.String f%s @dev.shm.struct.MaxBytes(4) byte[] g%s X h%s
                    @dev.shm.struct.Length(2) boolean[] i%s
                    """.replace("X", name);
            String components = fields.replaceAll("%s\\s*$", "").replace("%s", ",");
            String getters = "{" + fields.replace("%s", "();") + "}";
            String nested = "{ enum " + name + " { A } " + getters.substring(1);
            sources.add(source(prefix + name, packageOf(prefix) + "public enum " + name + " { A }"));
            sources.add(source(prefix + "Rec" + name, struct + "record Rec" + name + "(" + components + ") {}"));
            sources.add(source(prefix + "Face" + name, struct + "interface Face" + name + getters));
            sources.add(source(prefix + "Nest" + name, struct + "interface Nest" + name + nested));
            String heir = "interface Heir" + name + " extends Nest" + name + " {}";
            sources.add(source(prefix + "Heir" + name, struct + heir));
        }
        compiles(sources);
    }

    @ParameterizedTest
    @ValueSource(strings = {"record X(int a) {}", "class X { int a; }", "interface X { int a(); }"})
    void structsMayHaveTheseNamesToo(String body) {
        for (String prefix : new String[] {"", "p."}) {
            List<JavaFileObject> sources = new ArrayList<>();
            List<JavaFileObject> around = new ArrayList<>();
            for (String name : TAKEN) {
                String struct = "@dev.shm.struct.SharedStruct ";
                sources.add(source(prefix + name, packageOf(prefix) + struct + body.replace("X", name)));
                String leg = struct + "static " + body.replace("X", "Leg");
                around.add(source(prefix + name, packageOf(prefix) + "class " + name + " {" + leg + "}"));
            }
            compiles(sources);
            compiles(around);
        }
    }

    private static String packageOf(String prefix) {
        return prefix.isEmpty() ? "" : "package p;\n";
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString(name, text);
    }

    private static Compilation compiles(String name, String source) {
        return compiles(List.of(source(name, source)));
    }

    private static Compilation compiles(List<JavaFileObject> sources) {
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-Xlint:all,-processing,-auxiliaryclass", "-Werror")
                .compile(sources);
        assertThat(compilation).succeededWithoutWarnings();
        return compilation;
    }
}
