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

    private static final String LEG = "@SharedStruct(id = \"leg\") class Leg { int a; }";

    @ParameterizedTest
    @ValueSource(strings = {"int", "float", "boolean", "char", "Integer", "Leg", "@Atomic long", "@Length(2) int[]"})
    void oddNamesOfFieldsAreAsGoodAsOthers(String type) {
        for (String packageName : new String[] {"", "p"}) compilesAll(packageName, type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@MaxBytes(4) String", "@MaxBytes(4) byte[]", "@Length(2) @MaxBytes(4) String[]"})
    void oddNamesOfTextAreAsGoodAsOthers(String type) {
        compilesAll("p", type);
    }

    /** As a record, a class with accessors, and an interface. */
    private static void compilesAll(String packageName, String type) {
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
        String head = (packageName.isEmpty() ? "" : "package " + packageName + ";\n")
                + "import dev.shm.struct.*;\n@SharedStruct(id = \"odd\", version = 2) ";
        String since = " @Since(2) Leg last, @Since(2) @MaxBytes(2) String lastText";
        String name = (packageName.isEmpty() ? "" : packageName + ".") + "Odd";
        compiles(name, head + "record Odd(" + String.join(", ", components) + "," + since + ") {}\n" + LEG);
        String fields = since.replace(", ", "; ");
        compiles(name, head + "class Odd {" + hidden + fields + "; }\n" + LEG);
        String getters = since.replace(", ", "(); ");
        compiles(name, head + "interface Odd {" + methods + getters + "(); }\n" + LEG);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
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
            })
    void typesOfTheUsersNamedLikeThoseThatGeneratedCodeCallsDoNoHarm(String name) {
        String fields = """
                int a%s char b%s float c%s double d%s java.lang.Integer e%s java.util.UUID j%s
                @dev.shm.struct.MaxBytes(4) java.lang.String f%s @dev.shm.struct.MaxBytes(4) byte[] g%s X h%s
                @dev.shm.struct.Length(2) boolean[] i%s
                """.replace("X", name);
        String components = fields.replaceAll("%s\\s*$", "").replace("%s", ",");
        for (String packageName : new String[] {"", "package p;\n"}) {
            String prefix = packageName.isEmpty() ? "" : "p.";
            String struct = packageName + "@dev.shm.struct.SharedStruct @java.lang.Deprecated ";
            JavaFileObject named = source(prefix + name, packageName + "public enum " + name + " { A }");
            compiles(source(prefix + "User", struct + "record User(" + components + ") {}"), named);
            compiles(source(prefix + "User", struct + "interface User {" + fields.replace("%s", "();") + "}"), named);
            String nested = "enum " + name + " { A } ";
            String body = "{" + nested + fields.replace("%s", "();") + "}";
            compiles(source(prefix + "User", struct + "interface User " + body));
            String inherited = struct + "interface User extends Above {}\n"
                    + "@dev.shm.struct.SharedStruct interface Above " + body;
            compiles(source(prefix + "User", inherited));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object", "String", "Override", "Value", "Type", "Arrays", "Integer", "Struct"})
    void structsMayHaveTheseNamesToo(String name) {
        for (String packageName : new String[] {"", "package p;\n"}) {
            for (String body : new String[] {"record X(int a) {}", "class X { int a; }", "interface X { int a(); }"}) {
                String text = packageName + "@dev.shm.struct.SharedStruct " + body.replace("X", name);
                compiles(source((packageName.isEmpty() ? "" : "p.") + name, text));
                String nested = packageName + "class " + name + " { @dev.shm.struct.SharedStruct "
                        + body.replace("X", "Leg").replaceAll("^(class|record|interface)", "static $1") + "}";
                compiles(source((packageName.isEmpty() ? "" : "p.") + name, nested));
            }
        }
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString(name, text);
    }

    private static Compilation compiles(String name, String source) {
        return compiles(source(name, source));
    }

    private static Compilation compiles(JavaFileObject... sources) {
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-Xlint:all,-processing,-auxiliaryclass", "-Werror")
                .compile(sources);
        assertThat(compilation).succeededWithoutWarnings();
        return compilation;
    }
}
