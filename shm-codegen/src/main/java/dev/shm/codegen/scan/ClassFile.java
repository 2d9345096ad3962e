package dev.shm.codegen.scan;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** As much of the format of class files (JVMS 4) as it takes to find the names of members in their order. */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;

    private ClassFile() {}

    /** The names of the fields, then those of the methods with their descriptors, as {@code get()I}. */
    static List<String> memberNames(DataInputStream file) throws IOException {
        if (file.readInt() != MAGIC) throw new IOException("no class file");
        file.skipNBytes(4); // version
        String[] names = constants(file);
        file.skipNBytes(6); // access, this, super
        file.skipNBytes(2L * file.readUnsignedShort()); // interfaces
        List<String> members = new ArrayList<>();
        addMembers(file, names, false, members);
        addMembers(file, names, true, members);
        return members;
    }

    private static void addMembers(DataInputStream file, String[] names, boolean areMethods, List<String> members)
            throws IOException {
        int count = file.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            file.skipNBytes(2); // access
            String name = names[file.readUnsignedShort()];
            String descriptor = names[file.readUnsignedShort()];
            members.add(areMethods ? name + descriptor : name);
            int attributes = file.readUnsignedShort();
            for (int attribute = 0; attribute < attributes; attribute++) {
                file.skipNBytes(2);
                file.skipNBytes(file.readInt() & 0xFFFF_FFFFL);
            }
        }
    }

    /** The texts of the constant pool, by index. */
    private static String[] constants(DataInputStream file) throws IOException {
        int count = file.readUnsignedShort();
        String[] texts = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = file.readUnsignedByte();
            texts[i] = "";
            switch (tag) {
                case 1 -> texts[i] = file.readUTF();
                case 7, 8, 16, 19, 20 -> file.skipNBytes(2);
                case 15 -> file.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> file.skipNBytes(4);
                case 5, 6 -> { // long and double take two indexes
                    file.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("constant of tag " + tag);
            }
        }
        return texts;
    }
}
