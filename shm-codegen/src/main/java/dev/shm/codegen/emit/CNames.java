package dev.shm.codegen.emit;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of Java's as names for C and C++: what these have no use for becomes {@code _}, what no name may start with
 * gets {@code shm_} before it, and a name that is taken, by a word of a language, a header or another name, gets
 * {@code _} behind it until it is free.
 *
 * <p>The names in a struct depend on that struct alone, and those of its first fields on nothing behind them. So all
 * headers that define it agree, and a field that is appended renames none.
 */
final class CNames {
    /** Of the macros that keep a struct from being defined twice. */
    static final String GUARD = "SHM_STRUCT_";

    private static final String PREFIX = "shm_";

    private static final Set<String> WORDS = words("""
            auto break case char const continue default do double else enum extern float for goto if inline int long
            register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
            alignas alignof bool constexpr false nullptr static_assert thread_local true typeof typeof_unqual
            and and_eq asm bitand bitor catch char8_t char16_t char32_t class co_await co_return co_yield compl concept
            const_cast consteval constinit contract_assert decltype delete dynamic_cast explicit export friend mutable
            namespace new noexcept not not_eq operator or or_eq private protected public reinterpret_cast requires
            static_cast template this throw try typeid typename using virtual wchar_t xor xor_eq
            NDEBUG NULL assert i386 linux max_align_t mbstate_t nullptr_t offsetof ptrdiff_t size_t unix unreachable wint_t
            """);

    private static final Pattern OF_STDINT = Pattern.compile("u?int((_least|_fast)?[0-9]+|ptr|max)_t"
            + "|U?INT((_LEAST|_FAST)?[0-9]+|PTR|MAX)_(MAX|MIN|WIDTH|C)"
            + "|(PTRDIFF|SIZE|SIG_ATOMIC|WCHAR|WINT)_(MAX|MIN|WIDTH)");

    /** A digit, what belongs to compilers, and guards. */
    private static final Pattern FORBIDDEN_START = Pattern.compile("[^\\p{IsAlphabetic}_$]|_[_A-Z]|" + GUARD);

    private final Set<String> given = new HashSet<>();

    /** A name for what stands alone, as a struct does. */
    static String of(String name) {
        return new CNames().newName(name);
    }

    /** A name that this has not given yet. */
    String newName(String name) {
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(c -> letters.appendCodePoint(allowed(c)));
        if (FORBIDDEN_START.matcher(letters).lookingAt()) letters.insert(0, PREFIX);
        String free = letters.toString();
        while (isWord(free) || !given.add(free)) free += "_";
        return free;
    }

    private static int allowed(int codePoint) {
        return codePoint == '$' || Character.isUnicodeIdentifierPart(codePoint) ? codePoint : '_';
    }

    private static boolean isWord(String name) {
        return WORDS.contains(name) || OF_STDINT.matcher(name).matches();
    }

    private static Set<String> words(String lines) {
        return Set.of(lines.strip().split("\\s+", -1));
    }
}
