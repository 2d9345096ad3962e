package dev.shm.codegen.emit;

import com.palantir.javapoet.JavaFile;
import dev.shm.codegen.model.Companion;
import dev.shm.codegen.model.StructModel;
import java.util.ArrayList;
import java.util.List;

/** The files beside {@code SharedX} that a class asks for. */
public final class CompanionEmitter {
    private CompanionEmitter() {}

    /** The files of all companions. */
    public static List<JavaFile> emit(StructModel struct) {
        List<JavaFile> files = new ArrayList<>();
        for (Companion companion : struct.companions()) {
            switch (companion) {
                case QUEUE -> files.add(QueueEmitter.emit(struct));
                case TOPIC -> files.add(TopicEmitter.emit(struct));
                case MAP -> files.addAll(MapEmitter.emit(struct));
            }
        }
        return files;
    }
}
