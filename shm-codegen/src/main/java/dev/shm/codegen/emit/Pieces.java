package dev.shm.codegen.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a struct in pieces of so many that a method can go through each: Java bounds the code of a method, and
 * javac the depth of an expression. Few structs have more than one.
 */
final class Pieces {
    /** More than a record can have, so that these are never taken to pieces. */
    private static final int MAX_FIELDS = 256;

    private Pieces() {}

    static List<List<FieldEmitter>> of(List<FieldEmitter> fields) {
        return of(fields, MAX_FIELDS);
    }

    static List<List<FieldEmitter>> of(List<FieldEmitter> fields, int most) {
        List<List<FieldEmitter>> pieces = new ArrayList<>();
        for (int from = 0; from < fields.size(); from += most) {
            pieces.add(fields.subList(from, Math.min(from + most, fields.size())));
        }
        return pieces;
    }
}
