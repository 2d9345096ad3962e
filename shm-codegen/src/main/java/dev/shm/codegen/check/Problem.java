package dev.shm.codegen.check;

/**
 * Everything that the processor refuses. The ids are for searching and never change their meaning; each text names the
 * offender and says what to write instead.
 */
public enum Problem {
    INTERNAL_FAILURE(1, "the processor itself failed on %s: %s. Please report this, with the class and this message"),
    CANNOT_WRITE(2, "%s could not be written: %s. %s"),

    NOT_A_CLASS(
            11, "%s is no class, record or interface: write @SharedStruct on one of these, and use %1$s as a field"),
    PRIVATE_CLASS(12, "%s is private, or nested in a private class, so Shared%s cannot name it: remove 'private'"),
    INNER_CLASS(13, "%s is an inner class, whose objects need an enclosing one: write 'static class %s'"),
    GENERIC_CLASS(14, "%s is generic, but a layout needs every type: remove the type parameters"),
    ABSTRACT_CLASS(15, "%s is abstract, so get() could not make one: remove 'abstract'"),
    SUPERCLASS(
            16,
            "%s extends %s, whose fields would be lost: annotate that with @SharedStruct too, or declare all fields in"
                    + " %1$s and remove 'extends'"),
    NO_CONSTRUCTOR(
            17,
            "%s has no constructor that get() could call: add '%s() {}', not private and without checked exceptions"),
    NO_FIELDS(18, "%s has no field to store: add one that is neither static nor transient"),
    NAME_TAKEN(19, "%s and %s would both generate %s: rename one of the two"),
    BAD_ID(20, "the id of %s cannot be stored: %s"),
    BAD_VERSION(21, "the version of %s is %s: versions start at 1, write @SharedStruct(version = 1)"),
    TOO_LARGE(22, "%s is more than a struct can hold: %s"),

    NO_ACCESSOR(
            23,
            "method '%s' is no accessor of a field of %s: make it default, or write 'T x()' to declare a field and 'void"
                    + " x(T value)' to set it"),
    SEALED_INTERFACE(
            24, "%s is sealed, so the class of get()'s objects could not implement it: remove 'sealed' and 'permits'"),
    HEADER_TAKEN(
            25,
            "the C headers of %s and %s would have two structs of one name, '%s': give one of the two another id,"
                    + " @SharedStruct(id = \"...\")"),

    UNSUPPORTED_TYPE(
            30,
            "field '%s' has the type %s, which a struct cannot hold: use a type of fixed size (the guide lists them),"
                    + " annotate its class with @SharedStruct, or make the field transient"),
    FINAL_FIELD(31, "field '%s' is final, so get() could not set it: remove 'final'%s"),
    NO_GETTER(32, "field '%s' is %s and cannot be read: %s, or %s"),
    NO_SETTER(33, "field '%s' is %s and cannot be set: %s, or %s"),
    RESERVED_NAME(34, "field '%s' would hide %1$s() of every struct: rename the field"),
    ACCESSOR_CLASH(35, "field '%s' and field '%s' would both generate %s(): rename one of the two"),
    NO_LIMIT(36, "field '%s' is text without a limit: write '@MaxBytes(16) %s %1$s', in bytes of UTF-8"),
    BAD_LIMIT(37, "field '%s' has @MaxBytes(%s): the limit must be from 1 to %s"),
    STRAY_LIMIT(
            38,
            "field '%s' has @MaxBytes, which is for String and for byte[] without @Length, but its type is %s: remove"
                    + " @MaxBytes"),
    ATOMIC_TYPE(39, "field '%s' is @Atomic, which is for primitives, but its type is %s: remove @Atomic"),
    VOLATILE_TYPE(
            40,
            "field '%s' is volatile, which is for primitives, but its type is %s: remove 'volatile', and publish"
                    + " it by a volatile int written last"),
    HIDDEN_TYPE(41, "field '%s' has the type %s, which its package cannot name: make that type public or move it"),
    BAD_ENUM(42, "field '%s' has the enum type %s of %s constants: there must be from 1 to %s"),
    BAD_NAME(43, "field '%s' or one of its enum constants cannot be stored: %s"),
    NO_LENGTH(44, "field '%s' is an array without a length: write '@Length(4) %s %1$s'%s"),
    BAD_LENGTH(45, "field '%s' has @Length(%s): an array has from 1 to %s elements"),
    STRAY_LENGTH(
            46, "field '%s' has @Length, which is for arrays, but its type is %s: remove @Length, or write '%2$s[]'"),
    CONTAINS_ITSELF(47, "field '%s' makes %s contain itself: keep an id of the other value instead of the value"),
    NO_SCALE(
            48,
            "field '%s' is a BigDecimal without a scale: write '@Decimal(2) BigDecimal %1$s', in digits after the point"),
    BAD_SCALE(49, "field '%s' has @Decimal(%s): the scale must be from 0 to %s"),

    COMPANION_ALONE(50, "%s has @%s, which needs a struct: add @SharedStruct"),
    NO_KEY(51, "%s has @GenerateMap without a key: name one of its fields, '@GenerateMap(key = \"%s\")'"),
    UNKNOWN_KEY(52, "%s has @GenerateMap with the key '%s', which is none of its fields: write one of %s"),
    KEY_TWICE(53, "%s has @GenerateMap with the key '%s' twice: name each field once"),
    KEY_ARRAY(
            54,
            "%s has @GenerateMap with the key '%s', which is an array: a key is single values, so use text, a byte[] with"
                    + " @MaxBytes, or a struct that holds the array"),
    TOO_LARGE_FOR_MAP(
            55,
            "%s has %s bytes, and a map with @GenerateMap takes at most %s: keep large values in a"
                    + " SharedMap, which stores them in pieces"),

    STRAY_SCALE(60, "field '%s' has @Decimal, which is for BigDecimal, but its type is %s: remove @Decimal"),
    BAD_INNER(61, "field '%s' holds %s, which has errors of its own: correct those first"),
    BAD_ALIGN(
            62,
            "field '%s' has @Align(%s): it must be a power of two, more than the type asks for by itself and at most %s"),
    BAD_SINCE(
            63,
            "field '%s' has @Since(%s): it must be from 2 to the version of the struct, which is %s; write"
                    + " '@SharedStruct(version = ...)'"),
    SINCE_ORDER(
            64,
            "field '%s' is of version %s and follows one of version %s: fields that came later are appended, so move it"
                    + " up, or give it @Since"),
    HIDDEN_FIELD(65, "field '%s' hides the one of %s, which is stored and would be lost: rename one of the two"),
    SHARED_ACCESSOR(
            66, "field '%s' and field '%s' would both be reached by %s(): rename one of the two, or remove 'private'"),
    STRAY_MARK(
            67,
            "'%s' is not stored, so its @%s means nothing: remove that, or what keeps it from being a field, as 'static',"
                    + " 'transient' or 'default'; in a record it belongs to the component"),
    LEFT_BEHIND(
            68,
            "%s needs %s, which was compiled before, and there is no such type: put it on the class path, or compile %s"
                    + " anew"),
    UNKNOWN_ORDER(
            69,
            "%s needs the order of what %s declares, which stands in its class file, and that was not found here or is"
                    + " another one: compile both together, or not in the Eclipse IDE");

    private final int number;
    private final String template;

    Problem(int number, String template) {
        this.number = number;
        this.template = template;
    }

    /** As it stands in each message and in the documentation: {@code SHM012}. */
    public String id() {
        return String.format("SHM%03d", number);
    }

    String message(Object... arguments) {
        return "[" + id() + "] " + String.format(template, arguments);
    }
}
