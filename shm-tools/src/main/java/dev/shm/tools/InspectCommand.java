package dev.shm.tools;

import dev.shm.spi.Description;
import dev.shm.spi.RegionView;
import dev.shm.struct.StructLayout;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code shm inspect}. */
@Command(
        name = "inspect",
        description = {
            "Shows a region: header, processes, locks and their holders, objects and their values.",
            "It takes no part in the region: values are read without locking, as they are at the moment."
        })
@SuppressWarnings("NullAway.Init") // by picocli
final class InspectCommand implements Callable<Integer> {
    @ParentCommand
    private Shm shm;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The region.", converter = TargetConverter.class)
    private RegionTarget target;

    @Option(names = "--object", paramLabel = "OBJECT", description = "Shows this object alone; may be repeated.")
    private List<String> objects = List.of();

    @Option(
            names = "--layout",
            description = "Shows the layouts of structs as well: offset, size and type of each field.")
    private boolean layout;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            arity = "0..1",
            fallbackValue = "256",
            preprocessor = ByteCount.class,
            description = "Shows the start of the payload in hexadecimal; 256 bytes unless another number is given.")
    private @Nullable Integer payloadBytes;

    /** Takes what follows in a word of its own only if that is a number: it may be the name of the region. */
    static final class ByteCount implements IParameterPreprocessor {
        private static final Integer USUAL = 256;

        @Override
        @SuppressWarnings("JdkObsolete") // picocli's
        public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            boolean isAttached = !" ".equals(info.get("separator"));
            if (isAttached || (!words.isEmpty() && words.peek().matches("\\d+"))) return false; // for picocli to read
            option.setValue(USUAL);
            return true;
        }
    }

    @Override
    public Integer call() {
        if (payloadBytes != null && payloadBytes < 0) {
            throw new ParameterException(spec.commandLine(), "--payload must not be negative");
        }
        Output output = shm.output(spec);
        try (RegionView view = target.open()) {
            Description region = ObjectFilter.only(objects, view.describe(), target);
            byte[] payload = payload(view);
            if (output.isJson()) {
                if (payload != null) region.put("payload", HexFormat.of().formatHex(payload));
                output.json(region, false);
            } else {
                printRegion(region, new Text(output.writer()), output);
                if (payload != null) HexDump.print(payload, output.writer());
            }
        }
        output.writer().flush();
        return ExitCode.OK;
    }

    private byte @Nullable [] payload(RegionView view) {
        if (payloadBytes == null) return null;
        ByteBuffer bytes = view.payload(0, Math.min(payloadBytes, HexDump.MAX_BYTES));
        byte[] payload = new byte[bytes.remaining()];
        bytes.get(payload);
        return payload;
    }

    private void printRegion(Description region, Text text, Output output) {
        output.writer()
                .println("region "
                        + Text.printable(String.valueOf(region.values().get("name"))));
        if (objects.isEmpty()) text.describe(region, 2, "name", "objects");
        if (!(region.values().get("objects") instanceof List<?> all)) return;
        for (Object each : all) {
            if (each instanceof Description object) printObject(object, text, output);
        }
    }

    private void printObject(Description object, Text text, Output output) {
        Map<String, @Nullable Object> values = object.values();
        output.writer().println();
        output.writer()
                .println(Text.heading(values) + "   " + Text.printable(String.valueOf(values.get("kind"))) + " version "
                        + values.get("version") + ", at " + values.get("offset") + ", "
                        + Text.shown("size bytes", values.get("size bytes"), false) + " bytes");
        if (layout && values.get("layout") instanceof String stored) printLayout(stored, output);
        text.describe(object, 2, ObjectFilter.HEADER);
    }

    private static void printLayout(String stored, Output output) {
        String shown;
        try {
            shown = StructLayout.parse(stored).describe();
        } catch (RuntimeException e) {
            shown = stored; // as it stands there; what is wrong with it is told below
        }
        shown.lines().forEach(line -> output.writer().println("  | " + Text.printable(line)));
    }
}
